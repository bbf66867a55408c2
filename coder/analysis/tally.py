"""Count codings in rows and columns, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.model import Coding

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tally:
    """(rows + 1, columns + 1) counts; the last row and the last column are the totals.

    A total counts each coding, document and character once, however many rows it counts in.

    Attributes:
        sizes: (columns + 1) documents that each column has, coded or not.
        characters: length of the text coded; where codings of a row overlap it counts once.
    """

    sizes: Integers
    documents: Integers
    references: Integers
    characters: Integers

    @property
    def share(self) -> NDArray[np.float64]:
        """Documents ÷ the documents that the column has; nan where it has none."""
        with np.errstate(invalid="ignore"):
            result: NDArray[np.float64] = self.documents / self.sizes
        return result


def tally(
    codings: Sequence[Coding],
    *,
    rows: Mapping[str, Sequence[int]],
    columns: Mapping[str, int],
    shape: tuple[int, int],
) -> Tally:
    """Count *codings* in a table of *shape*; those of codes or documents not named are left out.

    Args:
        rows: for each code that counts, the numbers of the rows it counts in.
        columns: for each document, the number of the column it counts in.
        shape: how many rows and columns there are, without the totals.
    """
    height, width = shape[0] + 1, shape[1]
    column_of = np.fromiter(columns.values(), np.int64, len(columns))
    row, document, start, end = _hits(codings, rows, list(columns), height)
    seen = np.zeros((height, len(columns)), dtype=bool)
    seen[row, document] = True
    seen_row, seen_document = np.nonzero(seen)
    new = _newly_covered(row * len(columns) + document, start, end)
    cell = row * width + column_of[document]

    def counted(cells: Integers, weights: Integers | None = None) -> Integers:
        flat = np.bincount(cells, weights=weights, minlength=height * width)
        return _with_total(flat.astype(np.int64).reshape(height, width))

    return Tally(
        _with_total(np.bincount(column_of, minlength=width).astype(np.int64)),
        counted(seen_row * width + column_of[seen_document]),
        counted(cell),
        counted(cell, new),
    )


def _hits(
    codings: Sequence[Coding], rows: Mapping[str, Sequence[int]], documents: list[str], height: int
) -> tuple[Integers, Integers, Integers, Integers]:
    """Row, document, start and end of each coding, once for each row that it counts in."""
    document_at = {document: at for at, document in enumerate(documents)}
    code_at = {code: at for at, code in enumerate(rows)}
    counts_in = np.zeros((len(rows), height), dtype=bool)
    for name, some in rows.items():
        counts_in[code_at[name], [*some, height - 1]] = True

    def column(value: Callable[[Coding], int]) -> Integers:
        return np.fromiter(map(value, codings), np.int64, len(codings))

    document = column(lambda coding: document_at.get(coding.document, -1))
    code = column(lambda coding: code_at.get(coding.code, -1))
    kept = np.flatnonzero((document >= 0) & (code >= 0))
    which, row = np.nonzero(counts_in[code[kept]])
    which = kept[which]
    start, end = column(lambda coding: coding.start), column(lambda coding: coding.end)
    return row, document[which], start[which], end[which]


def _newly_covered(group: Integers, start: Integers, end: Integers) -> Integers:
    """For each range, its length less what earlier ranges of its group cover already."""
    new = np.zeros(len(group), dtype=np.int64)
    if not len(group):
        return new
    order = np.lexsort((start, group))
    # Groups are laid end to end, so that one running maximum serves them all.
    shift = group[order] * (int(end.max()) + 1)
    starts, ends = start[order] + shift, end[order] + shift
    covered = np.concatenate(([0], np.maximum.accumulate(ends)[:-1]))
    new[order] = np.maximum(0, ends - np.maximum(starts, covered))
    return new


def _with_total(counts: Integers) -> Integers:
    """A document stands in one column, so the sum over columns counts it once."""
    return np.concatenate([counts, counts.sum(axis=-1, keepdims=True)], axis=-1)
