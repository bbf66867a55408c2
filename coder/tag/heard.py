"""What a language model's yes and no are worth, on top of codebook and decisions.

Nothing is known of it at first. So its yes lifts a confidence to `STATED` and no further, and its
no changes nothing. Decisions teach better: how often people gave what it said yes to, less where
the codebook sees nothing in it, and how much rarer they gave what it said no to, in all and for
each code. A yes never lowers a confidence and a no never raises one.

The fit is logistic regression with an offset, under a pull to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coder.tag.settle import logit

Array = NDArray[np.float64]
Said = NDArray[np.int8]

YES, NO, UNASKED = 1, -1, 0
STATED = (
    0.6  # what a yes is worth before anybody has decided on one: above the usual line, with care
)
FARTHEST = 4.0  # logits below `STATED` at which the codebook's doubt is whole
FIRM = 10.0  # pull on each number: about 20 decided answers on a code move it half way
STEP = 20  # numbers are rounded to one in so many: a decision should not move everything
PLACES = 4


@dataclass(frozen=True)
class Worth:
    """What answers add, in logits; all zero before anybody has decided.

    Attributes:
        yes, no: added for a yes and a no. doubt: taken off a yes where the codebook sees nothing at all.
        codes: code → what it adds to yes and no of its own.
    """

    yes: float = 0.0
    no: float = 0.0
    doubt: float = 0.0
    codes: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def heard(confidences: Array, said: Said, worth: Worth, code: str) -> Array:
    """(segments,) the confidences of one code with the model's answers.

    Args:
        confidences: (segments,) 0..1. said: (segments,) YES, NO or UNASKED.
    """
    yes, no = worth.codes.get(code, (0.0, 0.0))
    start = logit(confidences)
    lifted = _logistic(_lifted(start) + worth.yes + yes + worth.doubt * _distance(start))
    lowered = _logistic(start + worth.no + no)
    spoken = np.where(said == YES, np.maximum(confidences, np.round(lifted, PLACES)), confidences)
    made: Array = np.where(said == NO, np.minimum(spoken, np.round(lowered, PLACES)), spoken)
    return made


def fit(
    confidences: Array, said: Said, given: Array, codes: NDArray[np.int64], names: tuple[str, ...]
) -> Worth:
    """What the answers are worth by what people decided.

    Args:
        confidences, said, given, codes: (pairs,) of decided segments and codes that the model was
            asked about: confidence without it, YES or NO, 1.0 where people gave the code, and the
            code's place in *names*.
    """
    from scipy.optimize import minimize

    if not len(said):
        return Worth()
    start, yes = logit(confidences), said == YES
    offset, distance = np.where(yes, _lifted(start), start), np.where(yes, _distance(start), 0.0)
    # One number for a yes or no of each code behind the three that all share.
    own = 3 + 2 * codes + ~yes
    shared = (~yes).astype(np.int64)
    size = 3 + 2 * len(names)

    def loss(found: Array) -> tuple[float, Array]:
        total = offset + found[shared] + found[2] * distance + found[own]
        wrong = _logistic(total) - given
        value = float((np.logaddexp(0, total) - given * total).sum() + FIRM * found @ found / 2)
        slope = np.bincount(own, wrong, size) + FIRM * found
        slope[:2] += np.bincount(shared, wrong, 2)
        slope[2] += wrong @ distance
        return value, slope

    bounds = [(None, None), (None, 0.0), (0.0, None)] + [(None, None)] * (size - 3)
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=bounds).x
    found = np.round(found * STEP) / STEP + 0.0
    each = {
        name: (float(found[3 + 2 * at]), float(found[4 + 2 * at])) for at, name in enumerate(names)
    }
    return Worth(
        yes=float(found[0]),
        no=float(found[1]),
        doubt=float(found[2]),
        codes={name: one for name, one in each.items() if any(one)},
    )


def _lifted(start: Array) -> Array:
    lifted: Array = np.maximum(start, np.log(STATED / (1 - STATED)))
    return lifted


def _distance(start: Array) -> Array:
    """(segments,) the codebook's doubt: 0 where it says yes itself, -1 where it sees nothing in it."""
    far: Array = np.clip((start - np.log(STATED / (1 - STATED))) / FARTHEST, -1, 0)
    return far


def _logistic(total: Array) -> Array:
    certain: Array = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return certain
