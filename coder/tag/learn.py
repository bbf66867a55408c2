"""What people's decisions teach about one code, on top of what its codebook entry says.

The codebook's confidence is the starting point: a code's model adds to its logit a weighted sum
of the segment's meaning, fitted under a penalty that pulls it to nothing. So no decision means no
change, and few mean little. Every code is fitted on its own; what the sums are worth, and how sure
the codebook's confidences may be, is settled once for the study, on interviews that the sums were
not fitted on (folds by interview). The result is a confidence that is the share of such suggestions
which people accept.

The fit is penalised logistic regression with an offset (scikit-learn's takes none), so SciPy's
L-BFGS does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

LEARNER = "2"  # changes when the same decisions may teach something else
PENALTY = 0.2  # on the weights; a segment's features are about 1 long
PENALTY_BIAS = 10.0
EARLIER = 0.5  # weight of the sentence before
HALF_TRUST = 10  # segments with the code at which its sum counts half
START = np.array([0.0, 1.0, 0.8])  # of the three numbers of `settle`
FIRMNESS = np.array([20.0, 100.0, 50.0])  # how firmly they are held to that
FOLDS = 5
BACKGROUND = 0.05  # weight of a segment that nobody has decided on, against one decided
MOST_BACKGROUND = 1000  # of them that are used for a code
STEPS, FINE = 1024.0, 4096.0  # vectors and weights are whole multiples of one in so many
PLACES = 4


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
        return _sums(self.weights, self.bias, vectors, before)


def whole(vectors: NDArray[np.float32]) -> Array:
    """(segments, dimensions) of length STEPS in whole numbers, whose sums float64 holds exactly.

    So a sum does not depend on the number of threads or on what else is computed with it.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    made: Array = np.rint(vectors / np.maximum(lengths, 1e-9) * STEPS).astype(np.float64)
    return made


def logit(confidence: NDArray[np.floating]) -> Array:
    """Natural logarithm of the odds, cut off where four decimals end."""
    kept = np.clip(confidence.astype(np.float64), 2e-4, 1 - 2e-4)
    odds: Array = np.log(kept) - np.log1p(-kept)
    return odds


def trust(yes: int) -> float:
    """0..1: how far a sum fitted on so many segments with the code counts."""
    return yes / (yes + HALF_TRUST)


@dataclass(frozen=True, eq=False)
class Background:
    """Segments that nobody has decided on: there the codebook is held to be about right.

    People decide on what stands out, and some only ever say yes; what they leave alone keeps
    their decisions from speaking for everything.

    Attributes:
        vectors, earlier: (segments, dimensions) as in `learn`. codebook: (segments,) confidence.
    """

    vectors: Array
    earlier: Array
    codebook: Array


def background_rows(undecided: Rows) -> Rows:
    """At most `MOST_BACKGROUND` of the rows, evenly spread."""
    if len(undecided) <= MOST_BACKGROUND:
        return undecided
    return undecided[np.linspace(0, len(undecided) - 1, MOST_BACKGROUND).astype(np.int64)]


def learn(
    vectors: Array,
    earlier: Array,
    codebook: Array,
    given: Flags,
    groups: Sequence[str],
    background: Background | None = None,
) -> Learned:
    """Fit one code.

    Args:
        vectors, earlier: (decided, dimensions) the decided segments and those before them (zeros
            where there is none), as `whole` makes them.
        codebook: (decided,) the codebook's confidence.
        given: (decided,) whether people gave the code.
        groups: (decided,) the interview of each; a fold holds whole interviews.
    """
    behind = background or Background(vectors[:0], earlier[:0], codebook[:0])
    own, before = np.vstack([vectors, behind.vectors]), np.vstack([earlier, behind.earlier])
    measured = np.hstack([own, before * EARLIER]) / STEPS
    start = logit(np.concatenate([codebook, behind.codebook]))
    answers = np.concatenate([given.astype(np.float64), _logistic(start[len(given) :])])
    counts = np.where(np.arange(len(start)) < len(given), 1.0, BACKGROUND)
    apart = np.zeros(len(given))
    for held in folds(groups):
        rest = np.concatenate([~held, np.ones(len(behind.codebook), dtype=bool)])
        some = _fit(measured[rest], start[rest], answers[rest], counts[rest])
        apart[held] = measured[: len(given)][held] @ some[:-1] + some[-1]
    found = _fit(measured, start, answers, counts)
    weights = np.rint(found[:-1] * FINE).reshape(2, -1)
    return Learned(weights, float(np.round(found[-1], 6)), np.round(apart, 6), int(given.sum()))


def settle(start: Array, sums: Array, answers: Array, counts: Array | None = None) -> Array:
    """The three numbers of `settled`: logistic regression under a pull to `START`.

    Args:
        start, sums, answers: (pairs,) codebook's logit, trusted sum and 1 or 0, over all decided
            pairs of a segment and a code; of undecided ones the codebook's confidence.
        counts: (pairs,) how much each pair weighs, 1 if not given.

    They are rounded to one in twenty: what is decided on one code should leave the others as
    they are unless it tells something about all.
    """
    from scipy.optimize import minimize

    columns = np.column_stack([np.ones(len(start)), start, sums])
    weights = np.ones(len(start)) if counts is None else counts

    def loss(scale: Array) -> tuple[float, Array]:
        total, off = columns @ scale, scale - START
        value = weights @ (np.logaddexp(0, total) - answers * total) + (FIRMNESS * off) @ off / 2
        slope = columns.T @ (weights * (_logistic(total) - answers)) + FIRMNESS * off
        return float(value), slope

    bounds = [(None, None), (0, None), (0, None)]
    found = minimize(loss, START, jac=True, method="L-BFGS-B", bounds=bounds).x
    rounded: Array = np.round(found * 20) / 20
    return rounded


def settled(scale: Array, start: Array, sums: Array) -> Array:
    """(segments,) confidences 0..1 to four decimals, from codebook's logits and trusted sums."""
    certain: Array = np.round(_logistic(scale[0] + scale[1] * start + scale[2] * sums), PLACES)
    return certain


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


def _fit(measured: Array, start: Array, answers: Array, counts: Array) -> Array:
    """(features + 1,) weights and, last, the bias."""
    from scipy.optimize import minimize

    pulls = np.append(np.full(measured.shape[1], PENALTY), PENALTY_BIAS)

    def loss(found: Array) -> tuple[float, Array]:
        total = start + found[-1] + measured @ found[:-1]
        wrong = counts * (_logistic(total) - answers)
        value = counts @ (np.logaddexp(0, total) - answers * total) + (pulls * found) @ found / 2
        return float(value), np.append(measured.T @ wrong, wrong.sum()) + pulls * found

    none = np.zeros(measured.shape[1] + 1)
    fitted: Array = minimize(loss, none, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return fitted


def _sums(weights: Array, bias: float, vectors: Array, before: Rows) -> Array:
    own, earlier = (vectors @ weights.T).T
    carried = np.where(before >= 0, earlier[np.maximum(before, 0)], 0) * EARLIER
    total: Array = (own + carried) / (STEPS * FINE) + bias
    return total


def _logistic(total: Array) -> Array:
    certain: Array = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return certain
