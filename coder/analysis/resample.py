"""Intervals by bootstrap over whole documents.

Sentences of one interview are not independent, so interviews are drawn, not sentences: the
percentile bootstrap of Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20230517

Floats = NDArray[np.float64]
Interval = tuple[float, float]
NO_INTERVAL: Interval = (float("nan"), float("nan"))


def resampled(by_document: NDArray[np.int64]) -> Floats:
    """Sums over documents drawn with replacement, `RESAMPLES` times.

    Args:
        by_document: (documents, …) counts.

    Returns:
        (RESAMPLES, …); none with fewer than two documents, where drawing tells nothing.
    """
    documents, *shape = by_document.shape
    if documents < 2:
        return np.zeros((0, *shape))
    draws = np.random.default_rng(SEED).multinomial(
        documents, np.full(documents, 1 / documents), size=RESAMPLES
    )
    sums: Floats = draws.astype(float) @ by_document.reshape(documents, -1).astype(float)
    return sums.reshape(RESAMPLES, *shape)


def interval_of(values: Floats) -> Interval:
    """The middle 95 % of those that are defined."""
    defined = values[~np.isnan(values)]
    if not len(defined):
        return NO_INTERVAL
    low, high = np.percentile(defined, (2.5, 97.5))
    return float(low), float(high)


def macro(name: str, counts: Floats) -> Floats:
    """The mean of a figure over codes, for each of (draws, codes, 4) counts.

    A code that the reference has but that was never given has precision 0; where a figure is
    undefined for any other reason, the code is left out.
    """
    values = FIGURES[name](counts)
    if name == "precision":
        values = np.where(np.isnan(values) & (counts[..., 2] > 0), 0.0, values)
    defined = (~np.isnan(values)).sum(axis=-1)
    return _divided(np.nansum(values, axis=-1), defined.astype(float))


def _precision(counts: Floats) -> Floats:
    both, first, _, _ = np.moveaxis(counts, -1, 0)
    return _divided(both, both + first)


def _recall(counts: Floats) -> Floats:
    both, _, second, _ = np.moveaxis(counts, -1, 0)
    return _divided(both, both + second)


def _f1(counts: Floats) -> Floats:
    both, first, second, _ = np.moveaxis(counts, -1, 0)
    return _divided(2 * both, 2 * both + first + second)


def _kappa(counts: Floats) -> Floats:
    """As `agreement.cohen_kappa`, for many tables at once."""
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    units = both + first + second + neither
    expected = (both + first) * (both + second) + (neither + first) * (neither + second)
    return _divided(units * (both + neither) - expected, units * units - expected)


def _divided(part: Floats, whole: Floats) -> Floats:
    result = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=result, where=whole > 0)
    return result


FIGURES: dict[str, Callable[[Floats], Floats]] = {
    "precision": _precision,
    "recall": _recall,
    "f1": _f1,
    "kappa": _kappa,
}
