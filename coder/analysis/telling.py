"""Which quotes tell most: typical ones, or ones that show how varied a code is.

Typical: nearest to the mean of the code's quotes by meaning. Varied: maximal marginal relevance
(Carbonell & Goldstein 1998, SIGIR, 335-336), typical and unlike what has been chosen before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ORDERS = ("typical", "varied")
SAME = 0.9  # cosine from which two quotes say nearly the same
SHORT = 12  # characters below which a quote says too little to come first
BALANCE = 0.6  # of relevance against novelty, in "varied"

Floats = NDArray[np.float64]


def telling(
    texts: Sequence[str],
    vectors: NDArray[np.floating],
    *,
    weights: Sequence[float] | None = None,
    order: str = "typical",
    most: int = 0,
) -> list[int]:
    """The places of the most telling of *texts*, best first, no two of them nearly the same.

    Args:
        vectors: (texts, dimensions) embeddings.
        weights: how much each quote may be relied on, 0..1; 1 where not given.
        order: of `ORDERS`.
        most: how many at most; 0 for all.
    """
    if not len(texts):
        return []
    unit = _unit(np.asarray(vectors, dtype=np.float64))
    # Rounded, so that the last bits of a machine do not decide between two quotes.
    worth = np.round(unit @ _unit(unit.mean(axis=0, keepdims=True))[0], 6)
    worth = worth * np.array([min(1.0, len(text.strip()) / SHORT) for text in texts])
    if weights is not None:
        worth = worth * np.asarray(weights, dtype=np.float64)
    return _chosen(unit, worth, 1.0 if order == "typical" else BALANCE, most or len(texts))


def _chosen(unit: Floats, worth: Floats, balance: float, most: int) -> list[int]:
    nearest = np.full(len(unit), -1.0)
    left = np.ones(len(unit), dtype=bool)
    found: list[int] = []
    while len(found) < most and left.any():
        novelty = np.maximum(nearest, 0.0)
        score = np.where(left, balance * worth - (1 - balance) * novelty, -np.inf)
        best = int(score.argmax())
        found.append(best)
        nearest = np.maximum(nearest, np.round(unit @ unit[best], 6))
        left[best] = False
        left &= nearest < SAME
    return found


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Floats = rows / np.where(lengths > 0, lengths, 1.0)
    return result
