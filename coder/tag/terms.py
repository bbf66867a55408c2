"""Where a code's terms and patterns occur.

Both begin with an index of all characters and pairs of characters: a term is sought where its
first two stand, a regular expression in segments that hold the words it cannot match without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coder.model import Pattern
from coder.tag.batch import Batch
from coder.tag.fold import fold
from coder.tag.literals import needed_words
from coder.tag.starts import Rows, Words, keys_of, words_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A term or pattern in a segment: half-open offsets into the segment's text."""

    row: int
    start: int
    end: int
    term: str = ""
    pattern: int = -1


@dataclass(frozen=True, eq=False)
class Finder:
    """Ready to find one code's terms and patterns.

    Attributes:
        regexes: (number of the pattern, it, what must occur: see `Starts.rows_with`).
        tokens: (number of the pattern, spaCy tokens as JSON).
    """

    terms: tuple[str, ...]
    words: Words
    regexes: tuple[tuple[int, re.Pattern[str], tuple[Rows, ...]], ...]
    tokens: tuple[tuple[int, str], ...]

    def hits(self, batch: Batch) -> list[Hit]:
        """Every hit in *batch*, in reading order."""
        found = _term_hits(self, batch)
        for number, regex, needed in self.regexes:
            rows = batch.pairs.rows_with(needed)
            found += _regex_hits(batch, rows, number, regex)
        if self.tokens:
            from coder.tag.tokens import token_hits

            found += token_hits(batch, self.tokens)
        return sorted(found, key=lambda hit: (hit.row, hit.start, hit.end, hit.pattern))


@lru_cache(maxsize=4096)
def finder(terms: tuple[str, ...], patterns: tuple[Pattern, ...]) -> Finder:
    """The finder for *terms* and *patterns*; terms are folded as texts are."""
    folded = tuple(dict.fromkeys(term for term in map(_folded_term, terms) if term))
    regexes = tuple(
        (number, regex, tuple(keys_of(words) for words in needed_words(regex.pattern)))
        for number, regex in (
            (number, _compiled(pattern.regex))
            for number, pattern in enumerate(patterns)
            if pattern.regex
        )
    )
    tokens = tuple((n, pattern.tokens) for n, pattern in enumerate(patterns) if pattern.tokens)
    return Finder(folded, words_of(folded), regexes, tokens)


def _folded_term(term: str) -> str:
    return fold(term.strip().replace("\n", " "))


def _compiled(regex: str) -> re.Pattern[str]:
    wide = re.sub("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", lambda m: fold(m[0]), regex)
    return re.compile(wide, re.IGNORECASE)


def _term_hits(finder: Finder, batch: Batch) -> list[Hit]:
    """The hits of terms; one inside a longer one at the same place is left out."""
    if not finder.terms:
        return []
    numbers, places = batch.pairs.occurrences(finder.words)
    rows = batch.rows_at(places)
    starts = places - batch.begins[rows]
    hits: dict[int, list[Hit]] = {}
    for number, row, start in zip(numbers.tolist(), rows.tolist(), starts.tolist(), strict=True):
        term = finder.terms[number]
        hits.setdefault(row, []).append(Hit(row, start, start + len(term), term=term))
    return [hit for known in hits.values() for hit in _longest(known)]


def _longest(hits: list[Hit]) -> list[Hit]:
    if len(hits) == 1:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(other.start <= hit.start and hit.end <= other.end for other in kept):
            kept.append(hit)
    return kept


def _regex_hits(batch: Batch, rows: Rows, number: int, regex: re.Pattern[str]) -> list[Hit]:
    """The first match of *regex* in each of *rows*."""
    hits = []
    search, joined = regex.search, batch.joined
    begins, ends = batch.begins[rows].tolist(), batch.begins[rows + 1].tolist()
    for row, begin, end in zip(rows.tolist(), begins, ends, strict=True):
        match = search(joined[begin : end - 1])
        if match and match.end() > match.start():
            hits.append(Hit(row, match.start(), match.end(), pattern=number))
    return hits
