"""In which segments a character, or two in a row, occur: a quick sieve before slow tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
BITS = 21  # of a code point


def keys_of(words: Iterable[str]) -> Rows:
    """The key of each word's first character, or of its first two where it has them."""
    firsts = {word[:2] for word in words}
    keys = {(ord(first[0]) << BITS) + (ord(first[1]) if first[1:] else 0) for first in firsts}
    return np.array(sorted(keys), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Starts:
    """Every character and every two in a row, with the rows they stand in, sorted by key."""

    keys: Rows
    rows: Rows
    size: int

    def rows_with(self, needed: Sequence[Rows]) -> Rows:
        """The rows that hold at least one of each of *needed*'s sets of keys."""
        possible = np.ones(self.size, dtype=bool)
        for wanted in needed:
            holds = np.zeros(self.size, dtype=bool)
            firsts = np.searchsorted(self.keys, wanted, side="left").tolist()
            lasts = np.searchsorted(self.keys, wanted, side="right").tolist()
            for first, last in zip(firsts, lasts, strict=True):
                holds[self.rows[first:last]] = True
            possible &= holds
        return np.flatnonzero(possible)


def starts_of(text: bytes, rows: Rows, size: int) -> Starts:
    """The index of *text* (UTF-32), whose characters stand in *rows* of *size* segments."""
    points = np.frombuffer(text, "<u4").astype(np.int64)
    singles = points << BITS
    pairs = singles[:-1] + points[1:]
    keys = np.concatenate([singles, pairs])
    places = np.concatenate([rows, rows[:-1]])
    order = np.argsort(keys, kind="stable")
    return Starts(keys[order], places[order], size)
