"""Names of people in Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from coder.text.identify import name_words as words
from coder.text.identify.hits import Hit, Kind
from coder.text.words import Tagged, is_word

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_DOTTED = re.compile(rf"(?P<head>{_HAN}{{1,6}})[·•・‧](?P<tail>(?:{_HAN}+[·•・‧])?{_HAN}{{1,6}})")
_COMPOUND = "|".join(sorted(words.COMPOUND))
_SURNAME = rf"(?:{_COMPOUND}|[{''.join(sorted(words.SURNAMES))}])"
_TITLED = re.compile(
    rf"[{words.CALLED}]?(?P<surname>{_SURNAME})(?:{'|'.join(sorted(words.TITLES, key=len, reverse=True))})"
)
_SHORT = re.compile(
    rf"(?P<surname>{_COMPOUND}|[{''.join(sorted(words.SURNAMES))}])[{words.SHORT_TITLES}](?!{_HAN}?[作程业])"
)
_BY_NICKNAME = re.compile(rf"[{words.CALLED}][{''.join(sorted(words.SURNAMES))}]")
_SURNAME_TOLD = re.compile(rf"(?:贵?姓|surname )(?P<surname>{_SURNAME})")
_OF_A_PERSON = re.compile(
    r".*(?:长|员|师|生|手|工|弟|妹|哥|姐|友|监|人|伴|孙|儿|娘|婆|爷|奶|叔|姨|主任|经理|会计|出纳|搭档|代表|书记|主席|名|户主)$"
)
_STANDS_APART = re.compile(r"^(?:$|[\W_])")
_BEFORE = tuple(sorted(words.BEFORE, key=len, reverse=True))
_AFTER = tuple(sorted(words.AFTER, key=len, reverse=True))

_GOES_ON = "和说在是的就也都把给要去来讲谈带跟那他她让"  # behind 刘总, though 总和 is a word
_NAMED = re.compile(
    rf"(?:叫做|叫作|名叫|名字叫|小名叫|笔名|化名|叫)(?P<name>{_HAN}{{2,4}}?)(?=[，。、；,.;！!？?\n]|$|的|，)"
)
_FAMILIAR = re.compile(
    rf"阿{_HAN}(?:姐|哥|叔|姨|嫂|婆|伯)?(?=[，。、；：,.;:说讲介带去来]|他|她|$)"
)
WORTH_A_LOOK, PROPOSED = 0.75, 1.25  # of the weights in `_weight`


def find_people(text: str, tagged: Sequence[Tagged]) -> list[Hit]:
    """Names in *text*, whose words are *tagged*; where nothing but looks speaks for one, not sure."""
    return [
        *_dotted(text),
        *_titled(text),
        *_nicknames(text, tagged),
        *_called(text),
        *_chinese(text, tagged),
    ]


def _dotted(text: str) -> Iterator[Hit]:
    """阿依古丽·热合曼, without the words around it that no such name has."""
    for match in _DOTTED.finditer(text):
        head, tail = match["head"], match["tail"]
        start = match.start() + max(head.rfind(sign) for sign in words.NOT_TRANSCRIBED) + 1
        ends = [at for sign in words.NOT_TRANSCRIBED if (at := tail.find(sign)) > 0]
        end = match.start("tail") + min([len(tail), *ends])
        if start < match.end("head"):
            yield Hit(start, end, Kind.PERSON, True, "dotted")


def _titled(text: str) -> Iterator[Hit]:
    """A surname with a title behind it is a name: 张科长, 欧阳主任."""
    for match in _TITLED.finditer(text):
        doubtful = match["surname"] in words.OFTEN_WORDS or match[0] in words.NO_NAMES
        if not doubtful and not _inside_word(text, match.start("surname")):
            yield Hit(*match.span(), Kind.PERSON, True, "titled")


def _inside_word(text: str, start: int) -> bool:
    """Whether the surname is the end of a longer word: 管+理+..., 负+责+...; 市+长."""
    before = text[max(0, start - 1) : start]
    return bool(before) and is_word(before + text[start]) and not _ends_cue(text[:start])


def _nicknames(text: str, tagged: Sequence[Tagged]) -> Iterator[Hit]:
    """老李, 小王 and 王工, 陈姐, 刘总."""
    starts = {token.start for token in tagged}
    ends = {token.end for token in tagged}
    for match in _BY_NICKNAME.finditer(text):
        start, end = match.span()
        whole = end in ends or not _inside(tagged, end)
        if match[0] in words.CALLED_TRAPS or start not in starts or not whole:
            continue
        yield Hit(start, end, Kind.PERSON, True, "called")
    for match in _SHORT.finditer(text):
        start, end = match.span()
        if match[0] in words.TITLE_TRAPS or start not in starts or is_word(match[0]):
            continue
        if end not in ends and _inside(tagged, end) and text[end : end + 1] not in _GOES_ON:
            continue
        yield Hit(start, end, Kind.PERSON, match[0][-1] in words.SHORT_SURE, "titled")


def _inside(tagged: Sequence[Tagged], end: int) -> bool:
    """Whether *end* is inside a word that the dictionary has: 王|工程."""
    return any(token.start < end < token.end and is_word(token.text) for token in tagged)


def _called(text: str) -> Iterator[Hit]:
    """Whatever somebody is called, and 阿坤, 阿珍姐: to be looked at where it is a word."""
    for match in _NAMED.finditer(text):
        name = match["name"]
        surname = _surname_of(name)
        if (
            surname or not any(sign in words.NO_GIVEN for sign in name)
        ) and name not in words.NO_NAMES:
            yield Hit(*match.span("name"), Kind.PERSON, not is_word(name) and len(name) < 4, "cue")
    for match in _FAMILIAR.finditer(text):
        yield Hit(*match.span(), Kind.PERSON, not is_word(match[0]), "called")


def _chinese(text: str, tagged: Sequence[Tagged]) -> Iterator[Hit]:
    """Surname and given name: by the cutter's word, or by what stands around."""
    candidates = list(_candidates(tagged))
    counts = Counter(text[start:end] for start, end, _ in candidates)
    told = {match["surname"] for match in _SURNAME_TOLD.finditer(text)}
    for start, end, by_tag in candidates:
        name = text[start:end]
        weight, why = _weight(text, tagged, start, end, by_tag=by_tag)
        weight += 0.5 * (counts[name] > 1) + 1.0 * (_surname_of(name) in told)
        if weight >= WORTH_A_LOOK:
            yield Hit(start, end, Kind.PERSON, weight >= PROPOSED, why)
    for match in _SURNAME_TOLD.finditer(text):
        if len(match["surname"]) > 1:
            yield Hit(*match.span("surname"), Kind.PERSON, True, "cue")


def _weight(
    text: str, tagged: Sequence[Tagged], start: int, end: int, *, by_tag: bool
) -> tuple[float, str]:
    """How much speaks for a name at *start*..*end*, and what most."""
    name, after = text[start:end], text[end : end + 4]
    surname = _surname_of(name)
    given = name[len(surname) :]
    common = surname in words.COMMON or len(surname) > 1
    before = next((one for one in reversed(tagged) if one.end == start), None)
    cue = _ends_cue(text[max(0, start - 6) : start])
    of_person = bool(before and before.flag[0] in "nb" and _OF_A_PERSON.match(before.text))
    follows = next((one for one in _AFTER if after.startswith(one)), "")
    apart_before = start == 0 or bool(_STANDS_APART.match(text[start - 1]))
    apart_after = bool(_STANDS_APART.match(after[:1]))
    strong = cue in words.STRONG_BEFORE or of_person or follows in words.STRONG_AFTER
    weight = (
        1.0 * by_tag
        + (0.5 if common else -0.25)
        + 0.25 * (len(surname) > 1)
        + 0.25 * (len(given) == 2)
    )
    weight += 1.0 if cue in words.STRONG_BEFORE or of_person else 0.5 * bool(cue)
    weight += 1.0 if follows in words.STRONG_AFTER else 0.25 * bool(follows)
    weight += 0.25 * apart_before + 0.25 * apart_after
    weight -= (0.75 if strong else 1.5) * is_word(name) + 0.25 * (
        len(given) == 2 and is_word(given)
    )
    weight -= 1.0 * (len(given) == 2 and given in words.COMMON_GIVEN_TRAPS)
    return weight, "cue" if strong else "dictionary" if by_tag else "surname"


def _ends_cue(before: str) -> str:
    return next((one for one in _BEFORE if before.endswith(one)), "")


def _candidates(tagged: Sequence[Tagged]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether the cutter took it for a name) of what may be a full name."""
    for at, token in enumerate(tagged):
        word = token.text
        surname = _surname_of(word)
        before = tagged[at - 1] if at else None
        called = before and (
            before.text in tuple(words.CALLED) or before.flag == "m" or before.text in "这那每几"
        )
        if not surname or called or word in words.NO_NAMES:
            continue
        given = len(word) - len(surname)
        if given == 0:
            yield from _with_next(tagged, at)
        elif given <= 2:
            named = token.flag.startswith("nr")
            if named or not is_word(word) or _names_word(word):
                yield token.start, token.end, named
            if joined := _joined(tagged, at, given):
                yield token.start, joined, named


def _joined(tagged: Sequence[Tagged], at: int, given: int) -> int:
    """Where the name ends if the cutter has left its last character alone: 欧阳修|远."""
    following = tagged[at + 1] if at + 1 < len(tagged) else None
    if given != 1 or following is None or len(following.text) != 1:
        return 0
    loose = following.flag not in ("x", "m", "eng") and following.text not in words.NO_GIVEN
    return following.end if loose and not words.AFTER.count(following.text) else 0


def _with_next(tagged: Sequence[Tagged], at: int) -> Iterator[tuple[int, int, bool]]:
    """A surname alone, and behind it one or two words of together at most two characters."""
    ahead = tagged[at + 1 : at + 3]
    if not ahead or not re.fullmatch(rf"{_HAN}{{1,2}}", ahead[0].text):
        return
    first = ahead[0]
    if (
        first.flag == "m"
        or first.text[0] in words.NO_GIVEN + words.ONLY_TITLES
        or tagged[at].text + first.text in words.NO_NAMES
    ):
        return
    named = tagged[at].flag.startswith("nr") or first.flag.startswith("nr")
    if len(first.text) == 2:
        yield tagged[at].start, first.end, named
        return
    second = ahead[1] if len(ahead) > 1 else None
    if second and re.fullmatch(_HAN, second.text) and second.text not in words.NO_GIVEN:
        yield tagged[at].start, second.end, named
    yield tagged[at].start, first.end, named


def _surname_of(word: str) -> str:
    if word[:2] in words.COMPOUND:
        return word[:2]
    return word[:1] if word[:1] in words.SURNAMES else ""


def _names_word(word: str) -> bool:
    """A word of the dictionary that may be a name as well: 方圆, 高峰, 江山."""
    return word not in words.NO_NAMES
