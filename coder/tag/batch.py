"""A document's segments as the scorer reads them, with what each code needs of them kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coder.tag.fold import fold
from coder.tag.starts import Rows, Starts, starts_of

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Batch:
    """Segments in reading order, of one document or of several put together.

    Attributes:
        texts: the segments' texts.
        interviewee: whether the speaker is not the interviewer; only such segments are coded.
        turns: the index of each segment's turn in its document.
        starts: the row at which each document begins.
    """

    texts: tuple[str, ...]
    interviewee: tuple[bool, ...]
    turns: tuple[int, ...]
    starts: tuple[int, ...] = (0,)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def coded(self) -> Flags:
        """(segments,) whether a segment may be coded at all."""
        return np.array(self.interviewee, dtype=bool)

    @cached_property
    def joined(self) -> str:
        """All folded texts, each ended by a line feed; offsets as in `begins`."""
        return fold("".join(text.replace("\n", " ") + "\n" for text in self.texts))

    @cached_property
    def begins(self) -> Rows:
        """(segments + 1,) where each segment begins in `joined`."""
        lengths = np.fromiter((len(text) + 1 for text in self.texts), np.int64, len(self))
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])

    def rows_at(self, places: Rows) -> Rows:
        """The segments in which *places* of `joined` lie."""
        return np.searchsorted(self.begins, places, side="right") - 1

    def folded(self, row: int) -> str:
        """The folded text of segment *row*."""
        return self.joined[self.begins[row] : self.begins[row + 1] - 1]

    @cached_property
    def pairs(self) -> Starts:
        """Where a character or two in a row occur."""
        return starts_of(self.joined, self.begins)

    @cached_property
    def blocks(self) -> Rows:
        """(segments,) runs of segments of one side, in one document, numbered from 0."""
        if not len(self):
            return np.zeros(0, np.int64)
        opens = np.zeros(len(self), dtype=bool)
        opens[1:] = self.coded[1:] != self.coded[:-1]
        opens[[start for start in self.starts if start < len(self)]] = True
        numbered: Rows = np.cumsum(opens) - opens[0]
        return numbered

    @cached_property
    def block_starts(self) -> Rows:
        """(blocks,) the first row of each block."""
        return np.flatnonzero(np.diff(self.blocks, prepend=-1))

    @cached_property
    def questions(self) -> Rows:
        """(segments,) the block of the question that a segment answers, -1 where there is none."""
        before = self.blocks - 1
        document = np.searchsorted(np.array(self.starts), self.block_starts, side="right")
        asked = (before >= 0) & self.coded
        same = document[np.maximum(before, 0)] == document[self.blocks]
        return np.where(asked & same, before, -1)

    @cached_property
    def before(self) -> Rows:
        """(segments,) the row before in the same block, -1 where there is none."""
        rows = np.arange(len(self))
        return np.where(np.isin(rows, self.block_starts), -1, rows - 1)

    @cached_property
    def place(self) -> Rows:
        """(segments,) how many segments of the block stand before."""
        return np.arange(len(self)) - self.block_starts[self.blocks]


def put_together(batches: Sequence[Batch]) -> Batch:
    """One batch of several documents; each scores as it does alone."""
    sizes = np.cumsum([0] + [len(batch) for batch in batches])
    starts = [
        int(offset) + start
        for offset, batch in zip(sizes, batches, strict=False)
        for start in batch.starts
        if len(batch)
    ]
    return Batch(
        texts=tuple(text for batch in batches for text in batch.texts),
        interviewee=tuple(flag for batch in batches for flag in batch.interviewee),
        turns=tuple(turn for batch in batches for turn in batch.turns),
        starts=tuple(starts) or (0,),
    )
