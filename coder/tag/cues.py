"""Words by which a speaker denies, asks, proposes, praises or points back, whatever the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from coder.tag.batch import Batch, Flags
from coder.tag.fold import fold

PROPOSAL = (
    "应该|应当|建议|希望|最好|要是能|要是有|如果能|如果有|能不能|就好了|盼着|期待|要我说|依我看|"
    "我想着|设想|主张|提议|不如|干脆|必须得|得有|要有|将来|今后|下一步|可以搞|可以建|可以考虑|"
    "可以把|可以让|能够|也该|就该|该有|得把|要把|把它|倒不如|巴不得|恨不得|呼吁|真要|"
    "should|suggest|hope|had better|ought to|would be good|propose"
)
ASKED_PROPOSAL = (
    "建议|希望|改进|怎么办|怎么解决|如何解决|怎么理顺|如何改|怎么改|应该怎|应该如何|期待|办法|想法|"
    "主意|对策|措施|完善|期望|设想|怎样规范|怎么规范|怎么安排|怎么补充|帮助|想要|怎么弄|怎么编|"
    "suggest|improve|what should|hope|expect"
)
PROBLEM = (
    "没有|没人|没法|不了|不到|不够|不知道|不清|不懂|不会|不管|不好|不行|问题|困难|难|麻烦|头疼|"
    "可是|但是|只能|只好|只有|从来|根本|哪有|哪来|结果|还是|照样|怎么|什么都|谁都|谁也|都是|"
    "愁|怕|烦|累|苦|差|少|太|乱|拖|缺|堵|卡|亏|"
    "problem|difficult|lack|never|only|cannot|not enough"
)
# "不够用", "不太满意", "没有保障" say the opposite.
_UNDENIED = "".join(
    f"(?<!{word})" for word in "不 没 没有 不太 不大 不很 不是很 不怎么 不那么 不够 没那么".split()
)
PRAISE = (
    f"{_UNDENIED}(?:挺好|很好|不错|蛮好|满意|痛快|爽快|利索|及时|放心|省心|到位|合理|公平|清楚得很|一目了然|"
    "够用|有保障|顺畅|顺利|没问题|没什么问题|没啥问题|还可以|还行|还好|认真负责|帮了|感谢|"
    "fine|good|satisfied|on time|no problem)"
)
POINTS_BACK = (
    "就是这个|就是那个|这就是|都是这个|就是因为这|也是因为这|就是这么|就这么|就是这样|就这样(?![吧。了啊呗哈，]|$)|是这样的|"
    "是这么|也是这样|也一样|都一样是|正因为这|这个原因|这么个|是这个道理|同样的问题|"
    "that is why|that's why|this is why|the same here"
)
AMOUNTS = (
    r"[\d〇零一二三四五六七八九十百千万两半几]+(多|来)?"
    "(个|家|次|趟|遍|回|年|月|天|周|块|元|万|千|百|人|份|分|拨|批|成|倍|页|项|条)"
)
CONFIRMS = (
    "(?m)^(有|对|是|是的|是啊|对啊|对的|嗯|确实|没错|可不|可不是|当然|当然有|当然了|肯定|怎么没有|太有了|"
    "yes|yeah|sure|indeed|of course)[，,。.！!]"
)
DISMISSAL = (
    "(不是|算不上|没什么|没啥|没有什么|不成|没)(主要|最大|什么|大|个|太大|啥)?的?问题|不存在(这|那|什么)?|"
    "没有?这(个|种)?(问题|情况|现象)|没(遇到|碰到|出现)过|谈不上|倒不(愁|缺|担心)|不缺(钱|人)|不差钱|"
    f"(基本|完全|还算|也|倒|都)够(用|了)|{_UNDENIED}够用|(不|没)拖(过|欠)|(not|no|never) (a )?problem"
)
_DENIED_BEFORE = re.compile(
    r"(不存在|没出现过|没有过|没遇到过?|没碰到过?|谈不上|不至于|说不上|算不上|并不是|不是说|不算|并没有?|"
    r"从来没有?|从没|没有|没|不是|不会|不用|不怕|未|无|倒不|也不|不|no|not|never)[^，。；、,.;!?！？]{0,2}$"
)
_DENIED_AFTER = re.compile(
    r"^[^。；;!?！？]{0,6}(不是(主要|最大|什么|大|个|太大)?的?问题|不成问题|不存在|没问题|谈不上|"
    rf"倒没有|倒还好|还好|还行|没有过|没发生过|不算什么|{_UNDENIED}够用|not a problem)"
)
SUPPOSITION = "万一|假如|假使|就算|倘若|哪怕|if |suppose"
ASKS = r"(吗|呢|么)?[?？][”\"』」]?\s*$"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in a segment; half-open offsets into the segment's text."""

    kind: str
    start: int
    end: int
    text: str = ""


@lru_cache(maxsize=16)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)


def flags(batch: Batch, words: str) -> Flags:
    """(segments,) whether any of *words* (a regular expression) occurs."""
    rows = np.zeros(len(batch), dtype=bool)
    places = [match.start() for match in _compiled(words).finditer(batch.joined)]
    rows[np.searchsorted(batch.begins, places, side="right") - 1] = True
    return rows


def counts(batch: Batch, words: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """(segments,) how often any of *words* occurs."""
    places = [match.start() for match in _compiled(words).finditer(batch.joined)]
    rows = np.searchsorted(batch.begins, places, side="right") - 1
    return np.bincount(rows, minlength=len(batch)).astype(np.int64)


def asks(text: str) -> bool:
    """Whether the segment is put as a question."""
    return _compiled(ASKS).search(text) is not None


def denial(text: str, start: int, end: int) -> Cue | None:
    """The words that deny what stands at *start*..*end* of *text*, if there are any.

    Args:
        text: a folded text.
    """
    clause = max(text.rfind(mark, 0, start) for mark in "，。；,;!?！？") + 1
    before = _DENIED_BEFORE.search(text[clause:start])
    if before:
        return _cue("denial", text, clause + before.start(1), clause + before.end(1))
    after = _DENIED_AFTER.search(text[end:])
    if after:
        return _cue("denial", text, end + after.start(1), end + after.end(1))
    return None


def first_cue(kind: str, words: str, text: str) -> Cue | None:
    """The first of *words* (a regular expression) in *text*, as a cue of *kind*."""
    match = _compiled(words).search(fold(text))
    return _cue(kind, text, match.start(), match.end()) if match else None


def cues(text: str) -> Iterator[Cue]:
    """Every cue in *text* that explains a score: proposal, praise, supposition, question."""
    for kind, words in (
        ("proposal", PROPOSAL),
        ("praise", PRAISE),
        ("supposition", SUPPOSITION),
        ("question", ASKS),
        ("points_back", POINTS_BACK),
    ):
        cue = first_cue(kind, words, text)
        if cue:
            yield cue


def _cue(kind: str, text: str, start: int, end: int) -> Cue:
    return Cue(kind, start, end, text[start:end])
