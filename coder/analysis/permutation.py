"""Do groups of interviews differ? By dealing the interviews out to the groups anew.

Were there no difference, each way of dealing the interviews (not the segments) to groups of these
sizes would be as likely as the one seen: the p-value is the share of deals that differ at least as
much. All deals are gone through where they are few, else `DEALS` are drawn and the one seen is
counted among them.

Sources: Fisher (1935), The Design of Experiments; Phipson & Smyth (2010), Statistical Applications
in Genetics and Molecular Biology 9, article 39 (p-values are never zero); Tarone (1990), Biometrics
46, 515-522 (a test that could not have come out significant is none).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.integer[Any]]

DEALS = 9999
MOST_DEALS = 12_000  # that are gone through one by one
SEED = 20230517
LEVEL = 0.05
NEAR = 1e-9  # relative: sums of the same numbers in another order differ by less


@dataclass(frozen=True, eq=False)
class Difference:
    """The test of each code.

    Attributes:
        p: (codes,) nan where there are too few to test.
        least: (codes,) the smallest p-value that any outcome could have had. Where it is above
            `LEVEL` there are too few interviews, or too few with the code, to test.
        effect: (codes,) how much of what can differ does, 0 to 1: Cramér's V for yes and no,
            epsilon squared for shares; nan where nothing varies.
        exact: whether all deals were gone through.
        deals: how many deals.
    """

    p: Floats
    least: Floats
    effect: Floats
    exact: bool
    deals: int


def differ(
    hits: Floats, sizes: Floats, group: Integers, *, deals: int = DEALS, seed: int = SEED
) -> Difference:
    """Whether the shares hits ÷ sizes differ between groups.

    The statistic is the sum over groups of size × (group's share − share of all)². With *sizes*
    of 1 and *hits* of 0 or 1 it orders tables as Pearson's χ² does.

    Args:
        hits: (interviews, codes) how often the code stands.
        sizes: (interviews,) out of how many, above 0.
        group: (interviews,) the number of the interview's group.
    """
    y, m = np.asarray(hits, dtype=np.float64), np.asarray(sizes, dtype=np.float64)
    _, group = np.unique(np.asarray(group), return_inverse=True)
    groups = int(group.max()) + 1 if len(group) else 0
    codes = y.shape[1]
    if groups < 2:
        nothing = np.full(codes, np.nan)
        return Difference(nothing, np.ones(codes), nothing.copy(), True, 0)
    dealt, exact = _deals(group, groups, deals, seed)
    seen = _statistic(y, m, group[np.newaxis], groups)[0]
    drawn = _statistic(y, m, dealt, groups)
    more = (drawn >= seen * (1 - NEAR) - NEAR).sum(axis=0)
    most = drawn.max(axis=0)
    most_often = (drawn >= most * (1 - NEAR) - NEAR).sum(axis=0)
    one = 0 if exact else 1
    p, least = (more + one) / (len(dealt) + one), (most_often + one) / (len(dealt) + one)
    p = np.where(least > LEVEL, np.nan, p)
    return Difference(p, least, _effect(y, m, groups, seen), exact, len(dealt))


def _statistic(y: Floats, m: Floats, dealt: Integers, groups: int) -> Floats:
    """(deals, codes) the weighted squares of the groups' shares about the whole's."""
    total = y.sum(axis=0) / m.sum()
    centred = y - m[:, np.newaxis] * total
    result = np.zeros((len(dealt), y.shape[1]))
    for number in range(groups):
        chosen = (dealt == number).astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            result += (chosen @ centred) ** 2 / (chosen @ m)[:, np.newaxis]
    return result


def _effect(y: Floats, m: Floats, groups: int, seen: Floats) -> Floats:
    """Cramér's V where each interview says yes or no once, else epsilon squared of the shares.

    Cramér (1946), Mathematical Methods of Statistics, ch. 21; epsilon squared, the share of variance
    explained less what chance explains: Kelley (1935), Proceedings of the National Academy of
    Sciences 21, 554-559. Interviews are weighted by their sizes.
    """
    total = y.sum(axis=0) / m.sum()
    everything = ((y / m[:, np.newaxis] - total) ** 2 * m[:, np.newaxis]).sum(axis=0)
    count = len(y)
    with np.errstate(divide="ignore", invalid="ignore"):
        explained = seen / everything
        if np.all(m == 1) and np.all((y == 0) | (y == 1)):
            result: Floats = np.sqrt(explained / min(groups - 1, max(1, count - 1)))
            return result
        if count <= groups:
            return np.full(y.shape[1], np.nan)
        adjusted = 1 - (1 - explained) * (count - 1) / (count - groups)
    return np.where(everything > 0, np.maximum(0.0, adjusted), np.nan)


def _deals(group: Integers, groups: int, deals: int, seed: int) -> tuple[Integers, bool]:
    sizes = np.bincount(group, minlength=groups)
    left = np.cumsum(sizes[::-1])[::-1]
    ways = prod(comb(int(a), int(b)) for a, b in zip(left, sizes, strict=True))
    if ways <= MOST_DEALS:
        return _every_deal(tuple(sizes.tolist())), True
    small = group.astype(np.int16)
    return np.random.default_rng(seed).permuted(np.tile(small, (deals, 1)), axis=1), False


@cache
def _every_deal(sizes: tuple[int, ...]) -> Integers:
    """Each way to give every interview a group, the groups keeping their sizes."""
    count = sum(sizes)
    made = np.full((1, count), len(sizes) - 1, dtype=np.int16)
    free = [tuple(range(count))]
    for number, size in enumerate(sizes[:-1]):
        rows, rest = [], []
        for row, places in zip(made, free, strict=True):
            for chosen in combinations(places, size):
                fresh = row.copy()
                fresh[list(chosen)] = number
                rows.append(fresh)
                taken = set(chosen)
                rest.append(tuple(place for place in places if place not in taken))
        made, free = np.array(rows), rest
    return made
