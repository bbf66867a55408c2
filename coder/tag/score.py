"""Segments × codes → confidence. Each column depends on its document and its own code alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coder.model import Code
from coder.tag.batch import Batch, put_together
from coder.tag.combine import (
    DISMISSED,
    NAMES,
    borrowed,
    confidence,
    neighbours,
    of_kind,
    trust,
    weighed,
    weights_of,
)
from coder.tag.encoders import Encoder
from coder.tag.features import GENERAL, LOCAL, Columns, Shared, local, shared, side_by_side
from coder.tag.meaning import Meanings
from coder.tag.nearest import Floats, grained
from coder.tag.terms import Hit
from coder.tag.version import SCORER_VERSION

__all__ = ["NEAR", "SCORER_VERSION", "Batch", "Prepared", "Scorer", "Weighing", "put_together"]

NEAR = 0.2  # a confidence this far below the threshold is a near miss


@dataclass(frozen=True, eq=False)
class Prepared:
    """A batch with everything worked out that no code has a part in."""

    batch: Batch
    common: Shared


@dataclass(frozen=True, eq=False)
class Weighing:
    """How one code's column came about.

    Attributes:
        columns: (segments, NAMES) everything measured.
        total: (segments,) the weighted sum; its logistic is the confidence.
        hits: where terms and patterns stand, denied ones too.
    """

    columns: Columns
    total: Columns
    hits: Sequence[Hit]


@dataclass
class Scorer:
    """Scores segments against codes; keeps the vectors of the codebook's texts."""

    encoder: Encoder
    meanings: Meanings = field(init=False)

    def __post_init__(self) -> None:
        self.meanings = Meanings(self.encoder)

    def columns(self, batch: Batch, codes: Sequence[Code], vectors: Floats) -> Floats:
        """(segments, codes) confidences 0..1; an interviewer's segments have 0.

        Args:
            vectors: (segments, dimensions) the encoder's vectors of the segments' texts.
        """
        return self.score(self.prepare(batch, vectors), codes)

    def prepare(self, batch: Batch, vectors: Floats) -> Prepared:
        """What is the same for all codes; keep it where one code is scored again and again."""
        return Prepared(batch, shared(batch, grained(vectors), self.meanings.neutral()))

    def score(self, prepared: Prepared, codes: Sequence[Code]) -> Floats:
        """The same as `columns`, on a prepared batch."""
        batch = prepared.batch
        scores = np.zeros((len(batch), len(codes)), dtype=np.float32)
        if len(batch):
            for number, code in enumerate(codes):
                certain = confidence(self.weigh(prepared, code).total)
                scores[:, number] = np.where(batch.coded, certain, 0)
        return scores

    def weigh(self, prepared: Prepared, code: Code) -> Weighing:
        """How *code*'s column comes about."""
        batch, common = prepared.batch, prepared.common
        first, second = weights_of(code)
        alone, hits = local(batch, common, code, self.meanings.of(code))
        own = side_by_side([alone, common.general, of_kind(common, code)])
        around = neighbours(batch, weighed(own, NAMES[: own.shape[1]], first))
        columns = side_by_side([own, around])
        total = weighed(columns, NAMES, second) + dismissal(common, alone, code)
        total = total + trust(code, alone)
        if code.kind != "context":
            total = borrowed(batch, common, around, total)
        return Weighing(columns, total, hits)


def dismissal(common: Shared, alone: Columns, code: Code) -> Columns:
    """(segments,) what is taken off where the speaker says that it is no problem."""
    if code.kind == "context":
        return np.zeros(len(alone))
    waved_off = common.general[:, GENERAL.index("dismissed")]
    denied = alone[:, LOCAL.index("denied")]
    return np.maximum(waved_off, denied) * DISMISSED
