"""Whether seeing suggestions changes what people code: the anchoring that a blind share shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.resample import NO_INTERVAL, RESAMPLES, SEED, Interval, interval_of

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Two kinds of segments that people decided on: shown without suggestions, and with.

    Attributes:
        blind, prompted: how many segments of each.
        blind_taken, prompted_taken: of what would have been suggested, or was, the share given.
        blind_given, prompted_given: codes given a segment.
        difference: prompted_taken - blind_taken; its interval draws interviews. Figures are nan
            where there is nothing to count.
    """

    blind: int
    prompted: int
    blind_taken: float
    prompted_taken: float
    blind_given: float
    prompted_given: float
    difference: float
    interval: Interval


def anchoring(
    suggested: Flags, given: Flags, blind: Flags, documents: NDArray[np.int64]
) -> Anchoring:
    """Compare blind with prompted coding.

    Args:
        suggested, given: (segments, codes) of the decided segments.
        blind: (segments,) shown without suggestions. documents: (segments,) the interview.
    """
    homes = np.unique(documents)
    sums = np.array(
        [
            _sums(suggested[rows], given[rows], blind[rows])
            for rows in (documents == one for one in homes)
        ]
    ).reshape(-1, 8)
    whole = sums.sum(axis=0)
    taken, codes = _shares(whole[None])
    drawn = np.zeros((0, 8))
    if len(homes) > 1:
        shares = np.full(len(homes), 1 / len(homes))
        counts = np.random.default_rng(SEED).multinomial(len(homes), shares, size=RESAMPLES)
        drawn = counts @ sums
    differences = np.diff(_shares(drawn)[0], axis=1)[:, 0] if len(drawn) else np.zeros(0)
    return Anchoring(
        int(whole[0]),
        int(whole[4]),
        float(taken[0, 0]),
        float(taken[0, 1]),
        float(codes[0, 0]),
        float(codes[0, 1]),
        float(taken[0, 1] - taken[0, 0]),
        interval_of(differences) if len(differences) else NO_INTERVAL,
    )


def _sums(suggested: Flags, given: Flags, blind: Flags) -> list[int]:
    """Of blind segments, then of the others: segments, suggestions, suggestions given, codes given."""
    found = []
    for rows in (blind, ~blind):
        some, codes = suggested[rows], given[rows]
        found += [int(rows.sum()), int(some.sum()), int((some & codes).sum()), int(codes.sum())]
    return found


def _shares(sums: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(rows, 2) shares of suggestions given and codes a segment: blind, prompted."""
    segments, suggestions, taken, codes = (sums[:, [at, at + 4]].astype(float) for at in range(4))
    with np.errstate(invalid="ignore", divide="ignore"):
        return taken / suggestions, codes / segments
