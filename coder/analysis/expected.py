"""What a threshold may be expected to give where nobody has decided: precision and recall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.resample import NO_INTERVAL, SEED, Interval, interval_of

Floats = NDArray[np.float64]
Answers = NDArray[np.int8]  # 1 given, 0 not given, -1 nobody has decided

LEAST = 2  # interviews that people have decided on, for an interval
BELIEF = 3.0  # codings for which the confidences are believed beforehand


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect of suggestions where nobody has decided, with intervals; nan where undefined."""

    precision: float
    recall: float
    precision_interval: Interval
    recall_interval: Interval


def promised(
    confidences: Floats, answers: Answers, cuts: Floats, rows: NDArray[np.bool_]
) -> Floats:
    """(codes, 2, 5) of one interview, above and below the threshold.

    Given and told where decided; told, its variance and pairs where not.
    """
    sure, said = confidences[rows].astype(np.float64), answers[rows]
    decided, above = said >= 0, sure >= cuts
    sides = []
    for side in (above, ~above):
        free = side & ~decided
        cells = [
            side & (said == 1),
            np.where(side & decided, sure, 0),
            np.where(free, sure, 0),
            np.where(free, sure * (1 - sure), 0),
            free,
        ]
        sides.append(np.stack([cell.sum(axis=0).astype(np.float64) for cell in cells], axis=-1))
    return np.stack(sides, axis=1)


def of_threshold(told: Floats, draws: Floats) -> Expected:
    """From (documents, 2, 5) sums: the confidences of the undecided, by how they held so far.

    The interval draws interviews twice: those that say how far to believe the confidences, and
    those in which nobody has decided, which differ from each other as the former do.
    """
    once = _outcome(told.sum(axis=0)[None], told.sum(axis=0)[None])
    precision, recall = (float(one[0]) for one in once)
    if not len(draws) or (told[:, :, 1].sum(axis=1) > 0).sum() < LEAST:
        return Expected(precision, recall, NO_INTERVAL, NO_INTERVAL)
    shape = (len(draws), *told.shape[1:])
    drawn = (draws @ told.reshape(len(told), -1)).reshape(shape)
    rng = np.random.default_rng(SEED)
    again = drawn[rng.permutation(len(draws))]
    whole = np.broadcast_to(told.sum(axis=0), shape).copy()
    # What other interviews' confidences were off by, these may be off by too.
    held = (again[..., 0] + BELIEF) / (again[..., 1] + BELIEF)
    usual = (told[..., 0].sum(axis=0) + BELIEF) / (told[..., 1].sum(axis=0) + BELIEF)
    whole[..., 2] = whole[..., 2] * held / usual
    chance = rng.standard_normal(shape[:2]) * np.sqrt(whole[..., 3])
    precisions, recalls = _outcome(drawn, whole, chance)
    homes = int((told[:, :, 1].sum(axis=1) > 0).sum())
    between = [
        _widened(one, interval_of(drawn), homes)
        for one, drawn in ((precision, precisions), (recall, recalls))
    ]
    return Expected(precision, recall, *between)


def _widened(value: float, between: Interval, homes: int) -> Interval:
    """The interval as wide as few interviews ask for.

    Student's t and n/(n - 1), which the percentile bootstrap leaves out: Hesterberg (2015), What
    teachers should know about the bootstrap, The American Statistician 69(4), section 5.
    """
    from scipy.stats import t

    wider = t.ppf(0.975, homes - 1) / t.ppf(0.975, np.inf) * np.sqrt(homes / (homes - 1))
    low, high = (value + (end - value) * wider for end in between)
    return float(max(low, 0.0)), float(min(high, 1.0))


def _outcome(
    known: Floats, free: Floats, chance: Floats | float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(draws,) precision and recall where *free* is undecided, if confidences hold as in *known*."""
    ratio = (known[..., 0] + BELIEF) / (known[..., 1] + BELIEF)
    right = np.clip(free[..., 2] * ratio + chance, 0, free[..., 4])
    given, whole = free[:, 0, 4], right.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return right[:, 0] / given, right[:, 0] / whole
