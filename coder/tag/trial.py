"""What the tagger would say had it learned from some of the decided segments and no others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.model import Goal
from coder.tag.goals import common_threshold, own_threshold
from coder.tag.learn import BACKGROUND, Ground, background_rows, ground, learn, trust
from coder.tag.settle import Array, Flags, logit, measured, settle, settled

Rows = NDArray[np.int64]
YES, UNKNOWN = 1, -1


@dataclass(frozen=True, eq=False)
class Material:
    """Segments of the interviewees, a row each.

    Attributes:
        vectors, earlier: (segments, dimensions) of the segment and the one before, as `learn.whole`
            makes them. scores: (segments, codes) the codebook's confidences.
        answers: (segments, codes) 1 given, 0 not given, -1 nobody has decided.
        lengths: (segments,) in characters. groups: (segments,) the interview.
        claims: (codes,) whether a speaker must claim the code.
    """

    vectors: Array
    earlier: Array
    scores: Array
    answers: NDArray[np.int8]
    lengths: Rows
    groups: NDArray[np.str_]
    claims: Flags


def foretold(on: Material, known: Rows, goal: Goal) -> tuple[Array, Array]:
    """Confidences of all segments and the codes' thresholds, learned from the rows *known* alone.

    The confidences of *known* are those of models that have not seen their interview.
    """
    said = np.full(on.answers.shape, UNKNOWN, dtype=np.int8)
    said[known] = on.answers[known]
    free = [background_rows(np.flatnonzero(column == UNKNOWN)) for column in said.T]
    sums, yes = np.zeros(on.scores.shape), (said == YES).sum(axis=0)
    kept: dict[bytes, Ground] = {}
    for code in range(len(on.claims)):
        if (said[:, code] != UNKNOWN).any():
            own = _sums(on, code, said[:, code], free[code], kept)
            sums[:, code] = own * trust(int(yes[code]))
    columns = measured(logit(on.scores), sums, on.lengths, on.claims)
    pairs, given, counts = [], [], []
    for code, some in enumerate(free):
        rows = np.flatnonzero(said[:, code] != UNKNOWN)
        if not len(rows):
            continue
        pairs += [columns[rows, code], columns[some, code]]
        given += [(said[rows, code] == YES).astype(np.float64), on.scores[some, code]]
        counts += [np.ones(len(rows)), np.full(len(some), BACKGROUND)]
    if not pairs:
        return on.scores, np.full(len(on.claims), common_threshold(goal, on.scores, 0))
    scale = settle(np.concatenate(pairs), np.concatenate(given), np.concatenate(counts))
    sure = settled(scale, columns)
    common = common_threshold(goal, sure, int(yes.sum()))
    cuts = [own_threshold(goal, sure[:, code], int(n), common) for code, n in enumerate(yes)]
    return sure, np.array(cuts)


def _sums(
    on: Material, code: int, said: NDArray[np.int8], free: Rows, kept: dict[bytes, Ground]
) -> Array:
    """(segments,) of one code; of decided segments from models that have not seen their interview."""
    rows = np.flatnonzero(said != UNKNOWN)
    used = np.concatenate([rows, free])
    key = rows.tobytes() + used.tobytes()
    if key not in kept:
        kept[key] = ground(on.vectors[used], on.earlier[used])
    groups = on.groups[rows].tolist()
    model = learn(kept[key], on.scores[used, code], said[rows] == YES, groups)
    sums = model.speaks(on.vectors, on.earlier)
    sums[rows] = model.apart
    return sums
