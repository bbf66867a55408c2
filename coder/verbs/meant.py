"""What each segment means, in the whole numbers that learning adds up, a document at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.store.study import Study
from coder.verbs.scoring import KEPT, Scored, batch_of, scorer

Array = NDArray[np.float64]
Rows = NDArray[np.int64]
SMALL = np.dtype(np.int16)  # holds the whole numbers of `tag.learn.whole`


class Meant:
    """Vectors by document: never all at once, unless the study is small enough to keep them."""

    def __init__(self, study: Study, scored: Sequence[Scored]) -> None:
        self._study, self._scored = study, scored
        self._few = sum(len(one.segments) for one in scored) <= KEPT

    def __getitem__(self, at: int) -> tuple[Array, Rows]:
        """(segments, dimensions) and (segments,) the row before in the same answer, -1 without."""
        one = self._scored[at]
        kept = self._study.memory.setdefault("meant", {}) if self._few else {}
        made = kept.get(one.place)
        if made is None:
            made = self._made(one)
            kept[one.place] = made
        return made[0].astype(np.float64), made[1]

    def _made(self, one: Scored) -> tuple[NDArray[np.int16], Rows]:
        from coder.tag.learn import whole

        batch: Any = batch_of(one.document, one.segments)
        encoder = scorer(self._study).encoder
        return whole(encoder.encode(batch.texts)).astype(SMALL), batch.before


class Taken:
    """Chosen segments of several documents, with those before them."""

    def __init__(self) -> None:
        self._own: list[NDArray[np.int16]] = []
        self._before: list[NDArray[np.int16]] = []

    def add(self, vectors: Array, before: Rows, rows: Rows) -> None:
        """Take *rows* of one document."""
        earlier = np.where(before[rows, None] >= 0, vectors[np.maximum(before[rows], 0)], 0)
        self._own.append(vectors[rows].astype(SMALL))
        self._before.append(earlier.astype(SMALL))

    def both(self) -> tuple[Array, Array]:
        """(rows, dimensions) the segments and those before them, zeros where there is none."""
        own, before = np.vstack(self._own), np.vstack(self._before)
        return own.astype(np.float64), before.astype(np.float64)
