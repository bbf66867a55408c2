"""From the codebook's confidence and what was learned to one confidence, settled once for a study.

How sure the codebook's confidences may be, what the sums of `learn` are worth, and how far one
code speaks against another on the same segment: a coder mostly gives a sentence the one code that
fits best, and how strictly so is the coder's own way. All of that is fitted over every decided
pair of a segment and a code together, on sums that have not seen the pair's interview, under a
pull to `START`, which leaves the codebook's confidence as it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Of a constant, the codebook's logit, the trusted sum, the length, and the four of `rivals`; last,
# the share of even the surest that people do not give.
START = np.array([0.0, 1.0, 0.8, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
# How firmly they are held to that.
FIRMNESS = np.array([20.0, 100.0, 50.0, 20.0, 5.0, 5.0, 5.0, 5.0, 500.0])
USUAL_LENGTH, LONGEST = 3.0, 6.0  # logarithm of characters: about 20, and where more tells nothing
FAINTEST = -4.0  # logit below which a rival says nothing
SILENT = 2.0  # added to a rival's logit: one of 12 % counts nothing
GRAIN = np.array([20.0] * 8 + [200.0])  # they are rounded to one in so many
MOST_LAPSES = 0.2
LEAST = 1e-12  # of a probability, before its logarithm is taken
PLACES = 4


def logit(confidence: NDArray[np.floating]) -> Array:
    """Natural logarithm of the odds, cut off where four decimals end."""
    kept = np.clip(confidence.astype(np.float64), 2e-4, 1 - 2e-4)
    odds: Array = np.log(kept) - np.log1p(-kept)
    return odds


def logistic(total: Array) -> Array:
    """0..1, the inverse of `logit`."""
    certain: Array = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return certain


def measured(start: Array, sums: Array, lengths: NDArray[np.int64], claims: Flags) -> Array:
    """(segments, codes, 7) what a segment's codes are settled by.

    Args:
        start, sums: (segments, codes) the codebook's logits and the trusted sums.
        lengths: (segments,) in characters: how short a sentence people code at all is their way.
        claims: (codes,) whether a speaker must claim the code, not only mention it.
    """
    standing = start + START[2] * sums
    every = np.ones(len(claims), dtype=bool)
    long = np.minimum(np.log(np.maximum(lengths, 1)), LONGEST) - USUAL_LENGTH
    length = np.broadcast_to(long[:, None], start.shape)
    columns = [start, sums, length, *rivals(standing, every), *rivals(standing, claims)]
    return np.stack(columns, axis=-1)


def rivals(standing: Array, among: Flags) -> tuple[Array, Array]:
    """(segments, codes) twice: the logit of the strongest other code, and whether this one leads.

    Args:
        among: (codes,) which codes stand against each other; both are 0 for the rest.
    """
    strongest, leads = np.zeros_like(standing), np.zeros_like(standing)
    chosen = np.flatnonzero(among)
    if len(chosen) < 2 or not len(standing):
        return strongest, leads
    some = np.maximum(standing[:, chosen], FAINTEST)
    ordered = np.partition(some, (len(chosen) - 2, len(chosen) - 1), axis=1)
    second, first = ordered[:, -2:-1], ordered[:, -1:]
    strongest[:, chosen] = np.where(some == first, second, first) + SILENT
    leads[:, chosen] = (some == first) & (first > FAINTEST)
    return strongest, leads


def settle(columns: Array, answers: Array, counts: Array) -> Array:
    """The nine numbers of `settled`: logistic regression under a pull to `START`.

    With a lapse rate, as in Wichmann & Hill (2001), The psychometric function, Perception &
    Psychophysics 63(8): people pass over some of even the surest, so none is quite sure.

    Args:
        columns: (pairs, 7) as `measured` makes them, of all decided pairs of a segment and a code
            and of some undecided ones.
        answers: (pairs,) 1 or 0; of undecided ones the codebook's confidence.
        counts: (pairs,) how much each pair weighs.

    They are rounded: what is decided on one code should leave the others as they are unless it
    tells something about all.
    """
    from scipy.optimize import minimize

    filled = np.column_stack([np.ones(len(columns)), columns])

    def loss(scale: Array) -> tuple[float, Array]:
        sure, off = logistic(filled @ scale[:-1]), scale - START
        given, none = (1 - scale[-1]) * sure, np.maximum(1 - (1 - scale[-1]) * sure, LEAST)
        wrong = answers * np.log(np.maximum(given, LEAST)) + (1 - answers) * np.log(none)
        push = counts * (given - answers) / none
        slope = np.append(filled.T @ (push * (1 - sure)), -push.sum() / (1 - scale[-1]))
        return float((FIRMNESS * off) @ off / 2 - counts @ wrong), slope + FIRMNESS * off

    # A code may never lose by what speaks for it, nor gain by what speaks for another.
    rivals_hold = [(None, 0), (0, None)] * 2
    bounds = [(None, None), (0, None), (0, None), (None, None), *rivals_hold, (0, MOST_LAPSES)]
    found = minimize(loss, START, jac=True, method="L-BFGS-B", bounds=bounds).x
    rounded: Array = np.round(found * GRAIN) / GRAIN
    return rounded


def settled(scale: Array, columns: Array) -> Array:
    """(…,) confidences 0..1 to four decimals, from (…, 7) columns; exact, whatever their number."""
    total = np.full(columns.shape[:-1], scale[0])
    weights, lapses = scale[1:8], scale[8:].sum()  # older runs have neither all weights nor lapses
    for at, weight in enumerate(weights):
        total = total + weight * columns[..., at]
    certain: Array = np.round((1 - lapses) * logistic(total), PLACES)
    return certain
