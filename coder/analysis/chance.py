"""How often codes meet, against chance within each interview.

Expected is what comes about if each interview kept its numbers of both codes and their places were
shuffled within it: the hypergeometric mean, summed over interviews. So a pair does not seem tied
merely because some interviews speak of everything. The test is that of Mantel & Haenszel (1959,
Journal of the National Cancer Institute 22, 719-748), exact where numbers are small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EXACT_BELOW = 60  # of the rarer code's places: then the exact test is made


@dataclass(frozen=True, eq=False)
class Met:
    """How often codes meet: all arrays (first codes, second codes).

    Attributes:
        documents: interviews in which they meet. variance: nan where there is no test.
        p: of meeting at least that often; nan where one of the two never stands.
    """

    observed: Floats
    expected: Floats
    variance: Floats
    documents: Integers
    p: Floats


def meet(first: Booleans, second: Booleans, document: Integers, *, within: int = -1) -> Met:
    """Count and compare with chance.

    Args:
        first, second: (places, codes) which codes stand at each place (segment or turn), places
            of a document together and in reading order.
        document: (places,) the number of each place's document.
        within: places before and after at which the second may stand; -1: at the same place, and
            then there is a test.
    """
    shape = (first.shape[1], second.shape[1])
    observed, expected = np.zeros(shape), np.zeros(shape)
    variance, documents = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    margins: list[tuple[int, Integers, Integers]] = []
    for number in np.unique(document):
        one, two = first[document == number], second[document == number]
        total, a, b = len(one), one.sum(axis=0), two.sum(axis=0)
        near = two if within < 0 else _dilated(two, within)
        both = one.T.astype(np.float64) @ near.astype(np.float64)
        observed += both
        documents += both > 0
        if within >= 0:
            expected += _expected_near(one, b, within)
            continue
        expected += np.outer(a, b) / total
        if total > 1:
            spread = np.outer(a * (total - a), b * (total - b))
            variance += spread / (total**2 * (total - 1))
        margins.append((total, a, b))
    p = _upper(observed, expected, variance, margins) if within < 0 else np.full(shape, np.nan)
    return Met(observed, expected, variance, documents, p)


def exact_upper(observed: int, margins: Sequence[tuple[int, int, int]]) -> float:
    """The chance that sums of independent hypergeometric counts reach *observed*.

    Args:
        margins: for each interview its places, and those with the one and with the other code.
    """
    from scipy.special import gammaln

    def log_choose(n: Floats | float, k: Floats) -> Floats:
        result: Floats = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
        return result

    spread = np.ones(1)
    least = 0
    for total, a, b in margins:
        low, high = max(0, a + b - total), min(a, b)
        both = np.arange(low, high + 1, dtype=np.float64)
        logs = log_choose(float(a), both) + log_choose(float(total - a), b - both)
        logs = logs - log_choose(float(total), np.array(float(b)))
        spread = np.convolve(spread, np.exp(logs))
        least += low
    return float(min(1.0, spread[max(0, observed - least) :].sum()))


def _dilated(marks: Booleans, k: int) -> Booleans:
    """True where a mark stands at most *k* places away."""
    sums = np.concatenate([np.zeros((1, marks.shape[1]), dtype=np.int64), marks.cumsum(axis=0)])
    at = np.arange(len(marks))
    result: Booleans = sums[np.minimum(len(marks), at + k + 1)] > sums[np.maximum(0, at - k)]
    return result


def _expected_near(first: Booleans, b: Integers, k: int) -> Floats:
    """Over the places of the first codes, the chance that one of *b* others falls near."""
    from scipy.special import gammaln

    total = len(first)
    at = np.arange(total)
    free = total - (np.minimum(total, at + k + 1) - np.maximum(0, at - k))
    lacking = free[:, np.newaxis] - b[np.newaxis].astype(np.float64)
    possible = lacking >= 0
    logs = (
        gammaln(free + 1.0)[:, np.newaxis]
        - gammaln(np.where(possible, lacking, 0) + 1)
        - gammaln(total + 1.0)
        + gammaln(total - b + 1.0)[np.newaxis]
    )
    none = np.where(possible, np.exp(logs), 0.0)
    result: Floats = first.T.astype(np.float64) @ (1 - none)
    return result


def _upper(
    observed: Floats,
    expected: Floats,
    variance: Floats,
    margins: Sequence[tuple[int, Integers, Integers]],
) -> Floats:
    """The chance of at least *observed*: exact for rare codes, normal with continuity for others."""
    from scipy.stats import norm

    with np.errstate(divide="ignore", invalid="ignore"):
        p = norm.sf((observed - expected - 0.5) / np.sqrt(variance))
    p = np.where(variance > 0, p, np.nan)
    a = np.array([one for _, one, _ in margins]).sum(axis=0)
    b = np.array([two for _, _, two in margins]).sum(axis=0)
    rare = np.minimum.outer(a, b) <= EXACT_BELOW if len(margins) else np.zeros_like(p, dtype=bool)
    for i, j in zip(*np.nonzero(rare & (variance > 0)), strict=True):
        some = [(total, int(one[i]), int(two[j])) for total, one, two in margins]
        p[i, j] = exact_upper(int(observed[i, j]), some)
    result: Floats = p
    return result
