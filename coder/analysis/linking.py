"""Difficulties and their causes or countermeasures: links to propose, and the table of those drawn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.ground import Ground
from coder.analysis.table import TOTAL, Table
from coder.coding.links import Link, Pair
from coder.model import Bilingual, Codebook, Coding, Document

Integers = NDArray[np.int64]

FARTHEST = 3  # segments between two codings that may still be proposed
LONGEST = 160  # characters in which a connective is looked for
CAUSAL = (
    "根源在于", "原因在于", "归根到底", "说到底", "问题出在", "之所以", "原因是", "关键在于",
    "因为", "由于", "所以", "因此", "因而", "导致", "造成", "使得", "以致", "引起", "根源", "原因",
    "because", "due to", "so that", "therefore", "leads to", "caused by",
)  # fmt: skip
REMEDIAL = (
    "解决办法", "想办法", "要是", "如果能", "建议", "希望", "应该", "应当", "最好", "需要", "只有", "解决",
    "should", "suggest", "hope", "ought to", "solution",
)  # fmt: skip
TITLES = Bilingual(
    "{first} × {second}（人确认的联系）", "{first} × {second} (links that people confirmed)"
)
COUNT = Bilingual("受访者", "respondents")
NOTES = {
    "cells": Bilingual(
        "每格是确认了这一联系的受访者（访谈）数；同一位受访者说几次都算一位。合计是不重复的人数，不是各格之和。",
        "Each cell counts the respondents (interviews) in whom the link was confirmed, each once. Totals count "
        "respondents once and are no sums.",
    ),
    "people": Bilingual(
        "联系由人逐条确认或画出，共 {count} 条；机器只提议，提议不计入。",
        "Links are confirmed or drawn by people, {count} of them; what the program merely proposes does not count.",
    ),
    "none": Bilingual(
        "还没有确认的联系：表中全为 0。", "No link has been confirmed yet: every number is 0."
    ),
    "lost": Bilingual(
        "另有 {count} 条联系的编码后来被去掉，暂不计入。",
        "{count} more links are left out: a coding they rest on was taken away since.",
    ),
}  # fmt: skip
REASONS = {
    "word": Bilingual("同处出现“{word}”", "“{word}” stands there"),
    "segment": Bilingual("同一个片段", "the same segment"),
    "next": Bilingual("相邻的片段", "neighbouring segments"),
    "turn": Bilingual("同一个话轮，相隔 {far} 个片段", "the same turn, {far} segments apart"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two codings that may go together.

    Attributes:
        strength: 0 to 1, for the order in which people look at them; no probability.
        word: the connective between or in them, "" if none.
        far: how many segments apart.
    """

    first: Coding
    second: Coding
    strength: float
    word: str
    far: int

    def say(self, language: str) -> str:
        """Why it is proposed."""
        near = REASONS["segment" if not self.far else "next" if self.far == 1 else "turn"]
        said = [near.say(language).format(far=self.far)]
        said += [REASONS["word"].say(language).format(word=self.word)] if self.word else []
        return ("；" if language == "zh" else "; ").join(said)


def proposals(
    codings: Sequence[Coding],
    documents: Sequence[Document],
    on: Ground,
    first: Collection[str],
    second: Collection[str],
    *,
    words: Sequence[str] = CAUSAL,
    decided: Collection[Pair] = (),
) -> list[Proposal]:
    """Links worth a look, the likeliest first: for each coding of *first* the nearest of each second.

    Args:
        first, second: the codes of either end. words: connectives that speak for a link.
        decided: pairs that people have spoken on; what overlaps both ends is not proposed again.
    """
    texts = {one.id: one.text for one in documents}
    said = {one: _connective(words, text) for one, text in texts.items()}
    ones = [one for one in codings if one.code in first and one.document in texts]
    others = [one for one in codings if one.code in second and one.document in texts]
    known = _by_codes(decided)
    which, to, far = _near(on, ones, others)
    made = [
        _proposal(
            ones[at], others[other], distance, texts[ones[at].document], said[ones[at].document]
        )
        for at, other, distance in zip(which, to, far, strict=True)
        if not (known and _is_known(known, ones[at], others[other]))
    ]
    made.sort(key=_likeliest)
    # Of the proposals of one coding with one code only the likeliest is left.
    nearest: dict[tuple[int, str], Proposal] = {}
    for one in made:
        nearest.setdefault((id(one.first), one.second.code), one)
    return list(nearest.values())


def link_table(
    holding: Sequence[Link],
    codebook: Codebook,
    first: Sequence[str],
    second: Sequence[str],
    *,
    names: tuple[Bilingual, Bilingual],
    lost: int = 0,
    language: str = "zh",
    digests: Mapping[str, str] | None = None,
) -> Table:
    """Codes of *first* by codes of *second*, counting respondents; with totals.

    Args:
        holding: links that hold, of any codes. lost: how many were left out.
        names: what either kind of code is called.
    """
    rows, columns = {c: i for i, c in enumerate(first)}, {c: j for j, c in enumerate(second)}
    kept = [one for one in holding if one.first[3] in rows and one.second[3] in columns]
    who: dict[tuple[int, int], set[str]] = defaultdict(set)
    for link in kept:
        i, j = rows[link.first[3]], columns[link.second[3]]
        for cell in ((i, j), (i, len(second)), (len(first), j), (len(first), len(second))):
            who[cell].add(link.first[0])
    counts = np.zeros((len(first) + 1, len(second) + 1), dtype=np.int64)
    for cell, some in who.items():
        counts[cell] = len(some)
    label = {code.id: code.label.say(language) for code in codebook.codes}
    total, count = TOTAL.say(language), COUNT.say(language)
    heads = [(name, count) for name in _distinct([*(label[c] for c in second), total])]
    index = pd.Index(_distinct([*(label[c] for c in first), total]), dtype=object)
    frame = pd.DataFrame(counts, index=index, columns=pd.MultiIndex.from_tuples(heads))
    title = Bilingual(
        TITLES.zh.format(first=names[0].zh, second=names[1].zh),
        TITLES.en.format(first=names[0].en, second=names[1].en),
    )
    return Table(frame, title, _notes(len(kept), lost), dict(digests or {}), names[0])


def _near(
    on: Ground, ones: Sequence[Coding], others: Sequence[Coding]
) -> tuple[list[int], list[int], list[int]]:
    """Pairs of a place in *ones* and one in *others* in one turn, and how many segments apart."""
    at, turn = _places(on, [*ones, *others])
    order = np.argsort(at[len(ones) :], kind="stable")
    there = at[len(ones) :][order]
    begin = np.searchsorted(there, at[: len(ones)] - FARTHEST, "left")
    end = np.searchsorted(there, at[: len(ones)] + FARTHEST, "right")
    which = np.repeat(np.arange(len(ones)), end - begin)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    to = order[begin[which] + offset]
    kept = turn[which] == turn[len(ones) + to]
    which, to = which[kept], to[kept]
    far = np.abs(at[which] - at[len(ones) + to])
    return which.tolist(), to.tolist(), far.tolist()


def _places(on: Ground, codings: Sequence[Coding]) -> tuple[Integers, Integers]:
    """For each coding the segment it begins in, and the number of its turn.

    A coding that begins nowhere in the interviewees' segments is in no turn that another is in.
    """
    documents = {document: at for at, document in enumerate(on.documents)}
    apart = 1 + int(on.end.max(initial=0))
    home = np.array([documents.get(one.document, -1) for one in codings], dtype=np.int64)
    start = np.array([one.start for one in codings], dtype=np.int64)
    ends = on.end + on.document * apart
    found = np.searchsorted(ends, home * apart + np.minimum(start, apart - 1), "right")
    turn = -1 - np.arange(len(codings))
    if len(on):
        inside = np.minimum(found, len(on) - 1)
        turn = np.where((found < len(on)) & (on.document[inside] == home), on.turn[inside], turn)
    return found.astype(np.int64), turn


def _by_codes(decided: Collection[Pair]) -> dict[tuple[str, str, str], list[Pair]]:
    found: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for first, second in decided:
        found[first[0], first[3], second[3]].append((first, second))
    return found


def _is_known(known: Mapping[tuple[str, str, str], list[Pair]], one: Coding, other: Coding) -> bool:
    return any(
        first[1] < one.end
        and one.start < first[2]
        and second[1] < other.end
        and other.start < second[2]
        for first, second in known.get((one.document, one.code, other.code), ())
    )


def _connective(words: Sequence[str], text: str) -> re.Pattern[str]:
    """What finds *words* in *text*; to look for either case is slow, so only where it has a use."""
    lower = text.lower()
    cased = [word for word in words if word.isascii() and word.lower() in lower]
    chosen = [word for word in words if word in cased or not word.isascii()]
    nothing = "(?!)"
    return re.compile("|".join(map(re.escape, chosen)) or nothing, re.IGNORECASE if cased else 0)


def _proposal(one: Coding, other: Coding, far: int, text: str, said: re.Pattern[str]) -> Proposal:
    start = min(other.start, one.start)
    end = max(other.end, one.end)
    found = said.search(text, start, min(end, start + LONGEST))
    strength = 0.5 / (1 + far) + (0.5 / (far or 1) if found else 0.0)
    return Proposal(one, other, strength, found[0] if found else "", far)


def _likeliest(one: Proposal) -> tuple[float, str, int, str]:
    return -one.strength, one.first.document, one.first.start, one.second.code


def _notes(count: int, lost: int) -> tuple[Bilingual, ...]:
    notes = [NOTES["cells"], _filled("people", count)] if count else [NOTES["none"]]
    return (*notes, _filled("lost", lost)) if lost else tuple(notes)


def _filled(key: str, count: int) -> Bilingual:
    return Bilingual(NOTES[key].zh.format(count=count), NOTES[key].en.format(count=count))


def _distinct(names: Sequence[str]) -> list[str]:
    return [
        name if names.index(name) == at else f"{name} ({at + 1})" for at, name in enumerate(names)
    ]
