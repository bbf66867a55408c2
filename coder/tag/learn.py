"""What people's decisions teach about one code, on top of what its codebook entry says.

The codebook's confidence is the starting point: a code's model adds to its logit a weighted sum
of the segment's meaning, fitted under a penalty that pulls it to nothing. So no decision means no
change, and few mean little. Every code is fitted on its own; what the sums are worth is settled once
for the study, see `settle`, on interviews that the sums were not fitted on (folds by interview).

The fit is penalised logistic regression with an offset, which scikit-learn's does not take; it is
made in the few directions in which the segments differ most, so that it takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.tag.settle import logistic, logit

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

LEARNER = "3"  # changes when the same decisions may teach something else
PENALTY = 0.1  # on the weights; a segment's features are about 1 long
PENALTY_BIAS = 10.0
EARLIER = 0.5  # weight of the sentence before
HALF_TRUST = 10  # segments with the code at which its sum counts half
FOLDS = 5
BACKGROUND = 0.05  # weight of a segment that nobody has decided on, against one decided
MOST_BACKGROUND = 400  # of them that are used for a code
DIRECTIONS = (
    64  # of meaning in which a code's segments may differ: more teach nothing and cost time
)
SPARE = 10  # more of them that are looked for
STEPS_AT_MOST, CLOSE = 30, 1e-9  # Newton's steps, and the gain below which they end
STEPS, FINE = 1024.0, 4096.0  # vectors and weights are whole multiples of one in so many


@dataclass(frozen=True, eq=False)
class Learned:
    """One code's model.

    Attributes:
        weights: (2, dimensions) for the segment and for the one before, whole multiples of 1/FINE.
        bias: added to the sum.
        apart: (decided,) the sum that each decided segment gets from the folds it is not in.
        yes: on how many of them people gave the code.
    """

    weights: Array
    bias: float
    apart: Array
    yes: int

    def sums(self, vectors: Array, before: Rows) -> Array:
        """(segments,) what the segments' meaning speaks for: exact, whatever the order of adding.

        Args:
            vectors: (segments, dimensions) as `whole` makes them.
            before: (segments,) the row before in the same answer, -1 where there is none.
        """
        earlier = vectors @ self.weights[1]
        carried = np.where(before >= 0, earlier[np.maximum(before, 0)], 0)
        return self._total(vectors @ self.weights[0], carried)

    def speaks(self, vectors: Array, earlier: Array) -> Array:
        """(segments,) the same, where the segments before are given as *earlier*, zeros for none."""
        return self._total(vectors @ self.weights[0], earlier @ self.weights[1])

    def _total(self, own: Array, carried: Array) -> Array:
        total: Array = (own + carried * EARLIER) / (STEPS * FINE) + self.bias
        return total


def whole(vectors: NDArray[np.float32]) -> Array:
    """(segments, dimensions) of length STEPS in whole numbers, whose sums float64 holds exactly.

    So a sum does not depend on the number of threads or on what else is computed with it.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    made: Array = np.rint(vectors / np.maximum(lengths, 1e-9) * STEPS).astype(np.float64)
    return made


def trust(yes: int) -> float:
    """0..1: how far a sum fitted on so many segments with the code counts."""
    return yes / (yes + HALF_TRUST)


@dataclass(frozen=True, eq=False)
class Ground:
    """What segments mean, in the few directions in which they differ most; codes may share it.

    Of the decided segments first, then of some that nobody has decided on: there the codebook is
    held to be about right. People decide on what stands out, and some only ever say yes; what
    they leave alone keeps their decisions from speaking for everything.

    Attributes:
        directions: (features, at most `DIRECTIONS`). measured: (segments, directions).
    """

    directions: Array
    measured: Array


def ground(vectors: Array, earlier: Array) -> Ground:
    """The ground to learn on.

    Args:
        vectors, earlier: (segments, dimensions) decided segments and those that stand behind them,
            and the segments before each (zeros where there is none), as `whole` makes them.
    """
    measured = np.hstack([vectors, earlier * EARLIER]) / STEPS
    directions = _directions(measured)
    return Ground(directions, measured @ directions)


def background_rows(undecided: Rows) -> Rows:
    """At most `MOST_BACKGROUND` of the rows, evenly spread."""
    if len(undecided) <= MOST_BACKGROUND:
        return undecided
    return undecided[np.linspace(0, len(undecided) - 1, MOST_BACKGROUND).astype(np.int64)]


def learn(on: Ground, codebook: Array, given: Flags, groups: Sequence[str]) -> Learned:
    """Fit one code.

    Args:
        codebook: (segments,) the codebook's confidence on each of the ground's segments.
        given: (decided,) whether people gave the code, on the first of them.
        groups: (decided,) the interview of each; a fold holds whole interviews.
    """
    known, start = len(given), logit(codebook)
    answers = np.concatenate([given.astype(np.float64), logistic(start[known:])])
    counts = np.where(np.arange(len(start)) < known, 1.0, BACKGROUND)
    apart = np.zeros(known)
    for held in folds(groups):
        rest = np.concatenate([~held, np.ones(len(start) - known, dtype=bool)])
        some = _fit(on.measured[rest], start[rest], answers[rest], counts[rest])
        apart[held] = on.measured[:known][held] @ some[:-1] + some[-1]
    found = _fit(on.measured, start, answers, counts)
    weights = np.rint(on.directions @ found[:-1] * FINE).reshape(2, -1)
    return Learned(weights, float(np.round(found[-1], 6)), np.round(apart, 6), int(given.sum()))


def folds(groups: Sequence[str]) -> list[Flags]:
    """Up to `FOLDS` parts of whole groups, of about one size; of one group, runs of its rows."""
    names, row_groups = np.unique(np.array(groups, dtype=str), return_inverse=True)
    if len(names) < 2:
        row_groups = np.arange(len(groups)) * FOLDS // max(len(groups), 1)
    sizes = np.bincount(row_groups, minlength=1)
    parts = np.zeros(min(FOLDS, len(sizes)), dtype=np.int64)
    fold_of = np.zeros(len(sizes), dtype=np.int64)
    for group in np.argsort(-sizes, kind="stable"):
        fold_of[group] = int(parts.argmin())
        parts[fold_of[group]] += sizes[group]
    held = [fold_of[row_groups] == fold for fold in range(len(parts))]
    return [one for one in held if one.any()]


def _directions(measured: Array) -> Array:
    """(features, at most `DIRECTIONS`) orthonormal: those in which the rows differ most.

    The randomised range finder of Halko, Martinsson & Tropp (2011), SIAM Review 53(2), algorithms
    4.4 and 5.1, with a fixed seed.
    """
    drawn = np.random.default_rng(0).standard_normal((len(measured), DIRECTIONS + SPARE))
    spread, _ = np.linalg.qr(measured.T @ drawn)
    spread, _ = np.linalg.qr(measured.T @ (measured @ spread))
    _, _, turned = np.linalg.svd(measured @ spread, full_matrices=False)
    found: Array = spread @ turned[:DIRECTIONS].T
    return found


def _fit(measured: Array, start: Array, answers: Array, counts: Array) -> Array:
    """(features + 1,) weights and, last, the bias, by Newton's method."""
    filled = np.column_stack([measured, np.ones(len(measured))])
    pulls = np.append(np.full(measured.shape[1], PENALTY), PENALTY_BIAS)
    found = np.zeros(filled.shape[1])
    best = _loss(filled, start, answers, counts, pulls, found)
    for _ in range(STEPS_AT_MOST):
        certain = logistic(start + filled @ found)
        slope = filled.T @ (counts * (certain - answers)) + pulls * found
        bend = (filled * (counts * certain * (1 - certain))[:, None]).T @ filled
        step = np.linalg.solve(bend + np.diag(pulls), slope)
        for halving in range(STEPS_AT_MOST):
            tried = found - step / 2**halving
            reached = _loss(filled, start, answers, counts, pulls, tried)
            if reached <= best:
                break
        else:
            break
        found, gained, best = tried, best - reached, reached
        if gained < CLOSE:
            break
    return found


def _loss(
    filled: Array, start: Array, answers: Array, counts: Array, pulls: Array, found: Array
) -> float:
    total = start + filled @ found
    wrong = counts @ (np.logaddexp(0, total) - answers * total)
    return float(wrong + (pulls * found) @ found / 2)
