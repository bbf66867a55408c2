"""The ground that codes can stand on: the interviewees' segments, and which codes mark them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coder.model import Codebook, Coding, Document, Role, Segments

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ground:
    """All segments of interviewees, in the order of *documents* and then of reading, as columns.

    Attributes:
        document: (segments,) the place of the segment's document in `documents`.
        turn: (segments,) a number for the segment's turn that no other turn of the study has,
            growing in reading order.
        start, end: (segments,) the range in the document's text.
    """

    documents: tuple[str, ...]
    document: Integers
    turn: Integers
    start: Integers
    end: Integers

    def __len__(self) -> int:
        return len(self.start)

    @property
    def sizes(self) -> Integers:
        """(documents,) how many segments each has."""
        return np.bincount(self.document, minlength=len(self.documents)).astype(np.int64)

    def per_document(self, marked: NDArray[np.generic]) -> NDArray[np.float64]:
        """(documents, …) sums of *marked* (segments, …) over each document's segments."""
        # Segments stand in the order of documents, so running sums serve all of them at once.
        total = marked.astype(np.float64).cumsum(axis=0)
        total = np.concatenate([np.zeros((1, *marked.shape[1:])), total])
        ends = np.searchsorted(self.document, np.arange(len(self.documents)), "right")
        starts = np.concatenate([[0], ends[:-1]]).astype(np.int64)[: len(ends)]
        result: NDArray[np.float64] = total[ends] - total[starts]
        return result


@dataclass(frozen=True, eq=False)
class Coded:
    """The codings that count, and what they stand on.

    Attributes:
        on: the segments of `documents`, in their order.
    """

    codings: Sequence[Coding]
    documents: Sequence[Document]
    codebook: Codebook
    on: Ground

    @cached_property
    def by_code(self) -> Booleans:
        """(segments, codes) which of the codebook's codes stand on each segment."""
        rows = {code.id: [at] for at, code in enumerate(self.codebook.codes)}
        return marked(self.on, self.codings, rows, len(rows))

    def in_rows(self, rows: Mapping[str, Sequence[int]], height: int) -> Booleans:
        """(segments, height) as `marked`, for codes of the codebook."""
        found = np.zeros((len(self.on), height), dtype=bool)
        for at, code in enumerate(self.codebook.codes):
            for row in rows.get(code.id, ()):
                found[:, row] |= self.by_code[:, at]
        return found


def ground(documents: Sequence[Document], segments: Mapping[str, Segments]) -> Ground:
    """The segments that may be coded: all but the interviewers'.

    Args:
        segments: by document id; a document without any has no ground.
    """
    columns: list[Integers] = []
    turns_before = 0
    for at, document in enumerate(documents):
        cut = segments.get(document.id)
        if cut is not None and len(cut):
            turn = np.array(cut.turn, dtype=np.int64)
            asked = np.array([one.role is Role.INTERVIEWER for one in document.turns], dtype=bool)
            kept = ~asked[turn] if len(asked) else np.ones(len(cut), dtype=bool)
            place = np.full(len(cut), at, dtype=np.int64)
            block = np.stack([place, turn + turns_before, np.array(cut.start), np.array(cut.end)])
            columns.append(block[:, kept])
        turns_before += len(document.turns)
    found = np.concatenate(columns, axis=1) if columns else np.zeros((4, 0), dtype=np.int64)
    return Ground(tuple(one.id for one in documents), *found)


def marked(
    on: Ground, codings: Sequence[Coding], rows: Mapping[str, Sequence[int]], height: int
) -> Booleans:
    """(segments, height) whether a coding that counts in the row stands on the segment.

    A coding stands on a segment if at least half of the shorter of the two lies in the other.

    Args:
        rows: for each code that counts, the numbers of the rows it counts in.
        height: how many rows there are.
    """
    which, segment = _touched(on, codings, rows)
    code_at = {code: at for at, code in enumerate(rows)}
    counts_in = np.zeros((max(1, len(rows)), height), dtype=bool)
    for name, some in rows.items():
        counts_in[code_at[name], list(some)] = True
    code = np.array([code_at[codings[at].code] for at in which.tolist()], dtype=np.int64)
    found = np.zeros((len(on), height), dtype=bool)
    hit, row = np.nonzero(counts_in[code])
    found[segment[hit], row] = True
    return found


def _touched(
    on: Ground, codings: Sequence[Coding], known: Mapping[str, object]
) -> tuple[Integers, Integers]:
    """Pairs of a coding's number and a segment's that it stands on."""
    place = {document: at for at, document in enumerate(on.documents)}
    kept = [
        at for at, coding in enumerate(codings) if coding.code in known and coding.document in place
    ]
    if not kept or not len(on):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    some = [codings[at] for at in kept]
    document = np.array([place[coding.document] for coding in some], dtype=np.int64)
    start = np.array([coding.start for coding in some], dtype=np.int64)
    end = np.array([coding.end for coding in some], dtype=np.int64)
    # Documents are laid end to end, so that one sorted search serves them all.
    apart = 1 + max(int(on.end.max()), int(end.max()))
    first = np.searchsorted(on.end + on.document * apart, start + document * apart, "right")
    last = np.searchsorted(on.start + on.document * apart, end + document * apart, "left")
    times = np.maximum(0, last - first)
    which = np.repeat(np.arange(len(some)), times)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    segment = first[which] + offset
    both = np.minimum(end[which], on.end[segment]) - np.maximum(start[which], on.start[segment])
    shorter = np.minimum((end - start)[which], (on.end - on.start)[segment])
    enough = 2 * both >= shorter
    return np.array(kept, dtype=np.int64)[which[enough]], segment[enough]
