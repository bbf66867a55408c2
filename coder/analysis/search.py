"""Search over a whole corpus: any piece of Chinese text, English words, AND, OR, NOT, NEAR.

All texts are laid end to end, folded (`text.script`), so that a term is one pass over one string;
what a match belongs to is then worked out for all matches at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coder.model import Document
from coder.text.inflect import bases
from coder.text.query import All, Either, Near, Node, Term
from coder.text.script import alike, is_chinese, points

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
BETWEEN = "\0"  # stands between two texts, and in no query
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’][a-z]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a query finds.

    Attributes:
        document: its place in the corpus's order; `unit` its place among the corpus's units.
        start, end: of the unit, in the document's text; `hits` are what was found in it.
    """

    document: int
    unit: int
    start: int
    end: int
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Texts made ready to be searched.

    Attributes:
        text: all texts, folded, one after another.
        begins: where each document's text begins in `text`.
        start, end, home: of each unit, in `text`, ascending; the number of its document.
    """

    text: str
    begins: Integers
    start: Integers
    end: Integers
    home: Integers

    @cached_property
    def words(self) -> Mapping[str, tuple[Integers, Integers]]:
        """Each distinct word of other scripts than Chinese, with where it starts and ends."""
        places: dict[str, list[tuple[int, int]]] = {}
        for match in _WORD.finditer(self.text):
            places.setdefault(match[0], []).append(match.span())
        return {word: _columns(spans) for word, spans in places.items()}

    @cached_property
    def by_base(self) -> Mapping[str, tuple[str, ...]]:
        """The words that may be inflections of each base."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            for base in bases(word):
                found.setdefault(base, []).append(word)
        return {base: tuple(some) for base, some in found.items()}

    @cached_property
    def counted(self) -> Integers:
        """(characters + 1) how many Chinese characters and other words begin before each place."""
        some = points(self.text)
        chinese = is_chinese(some)
        used, inside = np.zeros((2, sys.maxunicode + 1), dtype=bool)
        used[some] = True
        inside[[at for at in np.flatnonzero(used).tolist() if chr(at).isalnum()]] = True
        other = inside[some] & ~chinese
        begins = chinese | (other & ~np.concatenate(([False], other[:-1])))
        return np.concatenate(([0], np.cumsum(begins)))


@dataclass(frozen=True, eq=False)
class _Matches:
    """Places in `Corpus.text`, in order, each with its unit; and the units that match."""

    start: Integers
    end: Integers
    unit: Integers
    units: Mask


def corpus(documents: Sequence[Document], units: Sequence[Sequence[tuple[int, int]]]) -> Corpus:
    """Make *documents* ready.

    Args:
        units: for each document the ranges that a query must be true in, in reading order.
    """
    texts = [one.text for one in documents]
    begins = np.concatenate(([0], np.cumsum([len(text) + 1 for text in texts])))
    sizes = np.array([len(some) for some in units], dtype=np.int64)
    home = np.repeat(np.arange(len(texts)), sizes)
    ranges = np.array([span for some in units for span in some], dtype=np.int64).reshape(-1, 2)
    joined = BETWEEN.join(texts)
    return Corpus(
        alike(joined),
        begins[:-1].astype(np.int64),
        ranges[:, 0] + begins[home],
        ranges[:, 1] + begins[home],
        home,
    )


def search(query: Node, among: Corpus) -> list[Found]:
    """The units in which *query* is true, in the corpus's order."""
    matches = _match(query, among)
    wanted = np.flatnonzero(matches.units)
    kept = matches.units[matches.unit]
    start, end, unit = matches.start[kept], matches.end[kept], matches.unit[kept]
    order = np.lexsort((end, start, unit))
    start, end, unit = start[order], end[order], unit[order]
    lows = np.searchsorted(unit, wanted, "left").tolist()
    highs = np.searchsorted(unit, wanted, "right").tolist()
    shift = among.begins[among.home]
    spans = list(zip((start - shift[unit]).tolist(), (end - shift[unit]).tolist(), strict=True))
    columns = zip(
        among.home[wanted].tolist(),
        wanted.tolist(),
        (among.start - shift)[wanted].tolist(),
        (among.end - shift)[wanted].tolist(),
        lows,
        highs,
        strict=True,
    )
    return [
        Found(home, at, low, high, tuple(dict.fromkeys(spans[first:last])))
        for home, at, low, high, first, last in columns
    ]


def _match(node: Node, among: Corpus) -> _Matches:
    match node:
        case Term():
            return _placed(*_places(node, among), among)
        case Near():
            return _near(_match(node.first, among), _match(node.second, among), node.most, among)
        case Either():
            some = [_match(part, among) for part in node.parts]
            return _joined(some, np.logical_or.reduce([one.units for one in some]))
        case All():
            some = [_match(part, among) for part in node.parts]
            units = np.logical_and.reduce([one.units for one in some])
            for part in node.without:
                units &= ~_match(part, among).units
            return _joined(some, units)


def _places(term: Term, among: Corpus) -> tuple[Integers, Integers]:
    """Where *term* stands: as a word with its inflections, or as a piece of text."""
    wanted = alike(term.text)
    if not term.exact and _WORD.fullmatch(wanted):
        forms = {word for base in bases(wanted) for word in among.by_base.get(base, ())}
        some = [among.words[word] for word in sorted(forms)]
        if not some:
            return _columns([])
        start, end = (np.concatenate(column) for column in zip(*some, strict=True))
        order = np.argsort(start)
        return start[order], end[order]
    return _occurrences(wanted, among.text)


def _occurrences(wanted: str, text: str) -> tuple[Integers, Integers]:
    """Where *wanted* stands; a blank matches any, and Latin words are not found inside longer ones."""
    if re.search(r"[\sa-z]", wanted):
        pattern = r"\s+".join(map(re.escape, wanted.split()))
        before = r"(?<![a-z])" if wanted[:1].isascii() and wanted[:1].isalpha() else ""
        after = r"(?![a-z])" if wanted[-1:].isascii() and wanted[-1:].isalpha() else ""
        return _columns([m.span() for m in re.finditer(before + pattern + after, text)])
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    start = np.array(found, dtype=np.int64)
    return start, start + len(wanted)


def _placed(start: Integers, end: Integers, among: Corpus) -> _Matches:
    """Those of the places that lie within one unit."""
    unit = np.searchsorted(among.start, start, "right") - 1
    inside = unit >= 0
    inside[inside] = end[inside] <= among.end[unit[inside]]
    start, end, unit = start[inside], end[inside], unit[inside]
    units = np.zeros(len(among.start), dtype=bool)
    units[unit] = True
    return _Matches(start, end, unit, units)


def _joined(some: Sequence[_Matches], units: Mask) -> _Matches:
    start, end, unit = (
        np.concatenate([getattr(one, name) for one in some]) for name in ("start", "end", "unit")
    )
    kept = units[unit]
    start, end, unit = start[kept], end[kept], unit[kept]
    order = np.argsort(start, kind="stable")
    return _Matches(start[order], end[order], unit[order], units)


def _near(first: _Matches, second: _Matches, most: int, among: Corpus) -> _Matches:
    ours, theirs = _beside(first, second, most, among), _beside(second, first, most, among)
    both = [_only(first, ours), _only(second, theirs)]
    units = np.zeros(len(among.start), dtype=bool)
    for one in both:
        units[one.unit] = True
    return _joined(both, units)


def _only(matches: _Matches, kept: Mask) -> _Matches:
    return _Matches(matches.start[kept], matches.end[kept], matches.unit[kept], matches.units)


def _beside(ours: _Matches, theirs: _Matches, most: int, among: Corpus) -> Mask:
    """Which of *ours* have one of *theirs* before or behind them, near enough, in their unit."""
    kept = np.zeros(len(ours.start), dtype=bool)
    if not len(theirs.start):
        return kept
    behind = np.searchsorted(theirs.start, ours.end)
    known = np.flatnonzero(behind < len(theirs.start))
    other = behind[known]
    gap = among.counted[theirs.start[other]] - among.counted[ours.end[known]]
    kept[known] = (gap <= most) & (theirs.unit[other] == ours.unit[known])
    order = np.argsort(theirs.end, kind="stable")
    before = np.searchsorted(theirs.end[order], ours.start, "right") - 1
    known = np.flatnonzero(before >= 0)
    other = order[before[known]]
    gap = among.counted[ours.start[known]] - among.counted[theirs.end[other]]
    kept[known] |= (gap <= most) & (theirs.unit[other] == ours.unit[known])
    return kept


def _columns(spans: Sequence[tuple[int, int]]) -> tuple[Integers, Integers]:
    both = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
