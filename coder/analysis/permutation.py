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
FEW_DEALS = 999  # are enough where p comes out above `CLOSE`
CLOSE = 0.2
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
    seen = _statistic(y, m, group[np.newaxis], groups)[0]
    every = _every(group, groups)
    if every is not None:
        p, least = _compared(_statistic(y, m, every, groups), seen, counted=0)
        made = len(every)
    else:
        p, least = _drawn(y, m, group, seen, deals, seed)
        made = deals
    p = np.where(least > LEVEL, np.nan, p)
    return Difference(p, least, _effect(y, m, groups, seen), every is not None, made)


def _drawn(
    y: Floats, m: Floats, group: Integers, seen: Floats, deals: int, seed: int
) -> tuple[Floats, Floats]:
    """p and least from deals by chance; the first few suffice for codes that are far from rare."""
    rng = np.random.default_rng(seed)
    groups = int(group.max()) + 1
    small = group.astype(np.int16)
    few = min(deals, FEW_DEALS)
    first = _statistic(y, m, rng.permuted(np.tile(small, (few, 1)), axis=1), groups)
    p, least = _compared(first, seen, counted=1)
    close = np.flatnonzero((p <= CLOSE) | (least > CLOSE * LEVEL))
    if deals > few and len(close):
        more = rng.permuted(np.tile(small, (deals - few, 1)), axis=1)
        both = np.concatenate([first[:, close], _statistic(y[:, close], m, more, groups)])
        p[close], least[close] = _compared(both, seen[close], counted=1)
    return p, least


def _compared(drawn: Floats, seen: Floats, *, counted: int) -> tuple[Floats, Floats]:
    """Shares of deals as far apart as *seen*, and as far apart as any."""
    more = (drawn >= seen * (1 - NEAR) - NEAR).sum(axis=0)
    most = (drawn >= drawn.max(axis=0) * (1 - NEAR) - NEAR).sum(axis=0)
    deals = len(drawn) + counted
    return (more + counted) / deals, (most + counted) / deals


def _statistic(y: Floats, m: Floats, dealt: Integers, groups: int) -> Floats:
    """(deals, codes) the weighted squares of the groups' shares about the whole's."""
    total = y.sum(axis=0) / m.sum()
    centred = y - m[:, np.newaxis] * total
    result = np.zeros((len(dealt), y.shape[1]))
    left, size_left = np.zeros((len(dealt), y.shape[1])), np.full(len(dealt), m.sum())
    for number in range(groups):
        if number < groups - 1:
            chosen = (dealt == number).astype(np.float64)
            apart, size = chosen @ centred, chosen @ m
            left, size_left = left - apart, size_left - size
        else:  # what the others leave, as all together do not deviate
            apart, size = left, size_left
        with np.errstate(divide="ignore", invalid="ignore"):
            result += apart**2 / size[:, np.newaxis]
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


def _every(group: Integers, groups: int) -> Integers | None:
    """All deals, None where they are too many."""
    sizes = np.bincount(group, minlength=groups)
    left = np.cumsum(sizes[::-1])[::-1]
    ways = prod(comb(int(a), int(b)) for a, b in zip(left, sizes, strict=True))
    return _every_deal(tuple(sizes.tolist())) if ways <= MOST_DEALS else None


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
