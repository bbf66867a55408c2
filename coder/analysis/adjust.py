"""p-values of many tests at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def holm(p: Floats) -> Floats:
    """Adjusted so that the chance of any false finding stays below the level.

    Holm (1979), Scandinavian Journal of Statistics 6, 65-70. nan stays nan and does not count.
    """
    return _adjusted(p, lambda ranked: np.maximum.accumulate(ranked * _from_top(len(ranked))))


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjusted so that the expected share of false findings stays below the level.

    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    nan stays nan and does not count.
    """

    def from_below(ranked: Floats) -> Floats:
        scaled = ranked * len(ranked) / np.arange(1, len(ranked) + 1)
        result: Floats = np.minimum.accumulate(scaled[::-1])[::-1]
        return result

    return _adjusted(p, from_below)


def _from_top(count: int) -> NDArray[np.int64]:
    return np.arange(count, 0, -1)


def _adjusted(p: Floats, rule: Callable[[Floats], Floats]) -> Floats:
    values = np.asarray(p, dtype=np.float64)
    result = np.full(values.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    order = tested[np.argsort(values[tested], kind="stable")]
    if len(order):
        result[order] = np.minimum(1.0, rule(values[order]))
    return result
