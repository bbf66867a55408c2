"""Where a code's terms and patterns occur.

Terms are found by Aho–Corasick over all segments at once; a regular expression is only tried
on segments that hold the words it cannot match without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from ahocorasick_rs import AhoCorasick

from coder.model import Pattern
from coder.tag.batch import Batch, Rows
from coder.tag.fold import fold
from coder.tag.literals import needed_words


@dataclass(frozen=True, slots=True)
class Hit:
    """A term or pattern in a segment: half-open offsets into the segment's text."""

    row: int
    start: int
    end: int
    term: str = ""
    pattern: int = -1


@dataclass(frozen=True)
class Finder:
    """Ready to find one code's terms and patterns."""

    terms: tuple[str, ...]
    words: tuple[str, ...]
    automaton: AhoCorasick | None
    regexes: tuple[tuple[int, re.Pattern[str], tuple[frozenset[str], ...]], ...]
    tokens: tuple[tuple[int, str], ...]

    def hits(self, batch: Batch) -> list[Hit]:
        """Every hit in *batch*, in reading order."""
        places = _word_places(self, batch)
        found = _term_hits(self, places)
        for number, regex, needed in self.regexes:
            rows = _possible_rows(batch, places, needed)
            found += _regex_hits(batch, rows, number, regex)
        if self.tokens:
            from coder.tag.tokens import token_hits

            found += token_hits(batch, self.tokens)
        return sorted(found, key=lambda hit: (hit.row, hit.start, hit.end, hit.pattern))


Places = dict[str, tuple[Rows, Rows]]


@lru_cache(maxsize=4096)
def finder(terms: tuple[str, ...], patterns: tuple[Pattern, ...]) -> Finder:
    """The finder for *terms* and *patterns*; terms are folded as texts are."""
    folded = tuple(dict.fromkeys(term for term in map(_folded_term, terms) if term))
    regexes = tuple(
        (number, _compiled(pattern.regex), needed_words(fold(pattern.regex)))
        for number, pattern in enumerate(patterns)
        if pattern.regex
    )
    tokens = tuple((n, pattern.tokens) for n, pattern in enumerate(patterns) if pattern.tokens)
    words = dict.fromkeys(folded)
    for _, _, needed in regexes:
        words |= dict.fromkeys(sorted(set().union(*needed)) if needed else ())
    automaton = AhoCorasick(list(words)) if words else None
    return Finder(folded, tuple(words), automaton, regexes, tokens)


def _folded_term(term: str) -> str:
    return fold(term.strip().replace("\n", " "))


def _compiled(regex: str) -> re.Pattern[str]:
    folded = re.sub("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", lambda m: fold(m[0]), regex)
    return re.compile(folded, re.IGNORECASE)


def _word_places(finder: Finder, batch: Batch) -> Places:
    """For each word that occurs: (rows, offsets in the joined text)."""
    if finder.automaton is None or not len(batch):
        return {}
    found = finder.automaton.find_matches_as_indexes(batch.joined, overlapping=True)
    if not found:
        return {}
    table = np.array(found, dtype=np.int64)
    table = table[np.argsort(table[:, 0], kind="stable")]
    rows = np.searchsorted(batch.begins, table[:, 1], side="right") - 1
    numbers, firsts = np.unique(table[:, 0], return_index=True)
    ends = np.append(firsts[1:], len(table))
    return {
        finder.words[number]: (rows[first:end], table[first:end, 1] - batch.begins[rows[first:end]])
        for number, first, end in zip(numbers.tolist(), firsts, ends, strict=True)
    }


def _term_hits(finder: Finder, places: Places) -> list[Hit]:
    """The hits of terms; one inside a longer one at the same place is left out."""
    hits: dict[int, list[Hit]] = {}
    for term in sorted(finder.terms, key=len, reverse=True):
        if term not in places:
            continue
        for row, start in zip(*(part.tolist() for part in places[term]), strict=True):
            end = start + len(term)
            known = hits.setdefault(row, [])
            if not any(hit.start <= start and end <= hit.end for hit in known):
                known.append(Hit(row, start, end, term=term))
    return [hit for known in hits.values() for hit in known]


def _possible_rows(
    batch: Batch, places: Places, needed: tuple[frozenset[str], ...]
) -> Iterable[int]:
    possible: Rows | None = None
    for words in needed:
        found = [places[word][0] for word in sorted(words) if word in places]
        rows = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
        possible = rows if possible is None else np.intersect1d(possible, rows)
    return range(len(batch)) if possible is None else possible.tolist()


def _regex_hits(
    batch: Batch, rows: Iterable[int], number: int, regex: re.Pattern[str]
) -> list[Hit]:
    hits = []
    for row in rows:
        text = batch.joined[batch.begins[row] : batch.begins[row + 1] - 1]
        match = regex.search(text)
        if match and match.end() > match.start():
            hits.append(Hit(row, match.start(), match.end(), pattern=number))
    return hits


