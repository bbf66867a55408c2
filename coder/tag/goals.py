"""From confidences to a threshold that serves what the user wants, and what to expect of it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from coder.model import Goal

Array = NDArray[np.float64]

GRID = np.round(np.arange(0.05, 0.955, 0.01), 2)
WANTED = 0.9  # of all codings where all are to be found; of the suggestions where they must be sure
LEAST = 0.2  # where balance is wanted, nothing that is less sure is worth a reader's time
FIRM = 30  # codings by people with which a code's own threshold counts half


USUAL: Mapping[Goal, float] = {Goal.FIND: 0.25, Goal.BALANCED: 0.5, Goal.SURE: 0.8}


def expected(confidences: Array, threshold: float) -> tuple[float, float]:
    """Precision and recall at *threshold* if the confidences are right; nan where undefined."""
    given = confidences[confidences >= threshold]
    whole = float(confidences.sum())
    precision = float(given.mean()) if len(given) else float("nan")
    return precision, float(given.sum()) / whole if whole else float("nan")


def common_threshold(goal: Goal, confidences: Array, yes: int) -> float:
    """One threshold for all codes.

    Args:
        confidences: (pairs,) over all segments of the interviews and all codes.
        yes: codings by people; with none, `USUAL` holds.
    """
    share = yes / (yes + FIRM)
    return share * best(goal, confidences) + (1 - share) * USUAL[goal]


def own_threshold(goal: Goal, confidences: Array, yes: int, common: float) -> float:
    """The threshold for one code, to two decimals: with few codings by people, about *common*."""
    share = yes / (yes + FIRM)
    return round(share * best(goal, confidences) + (1 - share) * common, 2)


def best(goal: Goal, confidences: Array) -> float:
    """The threshold on `GRID` that serves *goal* best if the confidences are right."""
    ascending = np.sort(confidences.astype(np.float64), axis=None)
    first = np.searchsorted(ascending, GRID)
    sums = np.append(np.cumsum(ascending[::-1])[::-1], 0.0)
    right, given, whole = sums[first], len(ascending) - first, max(float(sums[0]), 1e-9)
    match goal:
        case Goal.FIND:
            fit = np.flatnonzero(right >= WANTED * whole)
            return float(GRID[fit[-1]]) if len(fit) else float(GRID[0])
        case Goal.SURE:
            fit = np.flatnonzero((right >= WANTED * given) & (given > 0))
            return float(GRID[fit[0]]) if len(fit) else float(GRID[-1])
        case _:
            balance = np.where(GRID >= LEAST, 2 * right / (given + whole), -1)
            return float(GRID[np.argmax(balance)])
