"""Where a character, or two in a row, occur: an index in place of reading all text for each code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Points = NDArray[np.uint32]
BITS = 21  # of a code point


def keys_of(words: Iterable[str]) -> Rows:
    """The key of each word's first character, or of its first two where it has them."""
    firsts = {word[:2] for word in words}
    return np.array(sorted(map(_key, firsts)), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Words:
    """Words to be found.

    Attributes:
        points: the code points of each. keys: of each, see `keys_of`.
    """

    points: Sequence[Points]
    keys: Rows


def words_of(words: Sequence[str]) -> Words:
    """*words*, ready to be found; none is empty or holds a line feed."""
    keys = np.array([_key(word[:2]) for word in words], dtype=np.int64)
    return Words([points_of(word) for word in words], keys)


@dataclass(frozen=True, eq=False)
class Starts:
    """Every character and every two in a row, sorted by key, with where they begin.

    Attributes:
        keys: sorted. places: of each, in `text`.
        text: code points; every row ends in a line feed, and holds no other.
        rows: (characters,) the row of each. size: how many rows there are.
    """

    keys: Rows
    places: NDArray[np.int32]
    text: Points
    rows: NDArray[np.int32]
    size: int

    def rows_with(self, needed: Sequence[Rows]) -> Rows:
        """The rows that hold at least one of each of *needed*'s sets of keys."""
        possible = np.ones(self.size, dtype=bool)
        for wanted in needed:
            holds = np.zeros(self.size, dtype=bool)
            for first, last in self._between(wanted):
                holds[self.rows[self.places[first:last]]] = True
            possible &= holds
        return np.flatnonzero(possible)

    def occurrences(self, words: Words) -> tuple[Rows, Rows]:
        """(hits,) the number of a word, and the place in `text` where it begins."""
        numbers, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for number, (first, last) in enumerate(self._between(words.keys)):
            if first < last:
                places = self._of_word(words.points[number], self.places[first:last])
                numbers.append(np.full(len(places), number))
                found.append(places)
        return np.concatenate(numbers), np.concatenate(found)

    def _between(self, keys: Rows) -> list[tuple[int, int]]:
        firsts = np.searchsorted(self.keys, keys, side="left").tolist()
        return list(
            zip(firsts, np.searchsorted(self.keys, keys, side="right").tolist(), strict=True)
        )

    def _of_word(self, points: Points, places: NDArray[np.int32]) -> Rows:
        if len(points) == 1:  # a character before NUL is found as one and as two
            return np.unique(places).astype(np.int64)
        for ahead in range(2, len(points)):
            places = places[self.text[places + ahead] == points[ahead]]
        return places.astype(np.int64)


def starts_of(text: str, begins: Rows) -> Starts:
    """The index of *text*, whose rows begin at *begins* (rows + 1), each ended by a line feed."""
    points = points_of(text)
    singles = points.astype(np.int64) << BITS
    keys = np.concatenate([singles, singles[:-1] + points[1:]])
    order = np.argsort(keys, kind="stable")
    places = np.where(order < len(points), order, order - len(points)).astype(np.int32)
    rows = np.repeat(np.arange(len(begins) - 1, dtype=np.int32), np.diff(begins))
    return Starts(keys[order], places, points, rows, len(begins) - 1)


def points_of(text: str) -> Points:
    """The code points of *text*."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _key(first: str) -> int:
    return (ord(first[0]) << BITS) + (ord(first[1]) if first[1:] else 0)
