"""Matrix products that come out the same to the last bit, whatever computes them.

A sum of floats is rounded at each step, and which steps there are depends on the processor, on
the number of threads and on the rows beside: a row of a batch may differ from the same row alone.
Not so with whole numbers that are small enough: a float holds each of their sums exactly, in any
order. So weights and values are rounded to whole numbers, as fine as that allows: no sum of
products is larger than the product of the two vectors' lengths (Cauchy–Schwarz).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[Any]

SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)
EXACT = {SINGLE: 2.0**24, DOUBLE: 2.0**53}  # whole numbers up to here are such floats
LENGTH = {SINGLE: 4080.0, DOUBLE: 2.0**26}  # that rows are brought to
LEAST = 1e-30  # no length at all, where something is divided by it


@dataclass(frozen=True, eq=False)
class Whole:
    """A matrix of weights in whole numbers, cut into layers that are multiplied one by one.

    Attributes:
        layers: (depth, columns) each.
        steps: (columns,) each, what 1 stands for.
    """

    layers: Sequence[Numbers]
    steps: Sequence[Numbers]

    def times(self, values: Floats) -> Floats:
        """(rows, columns) the product with *values*."""
        made: Floats | None = None
        at = 0
        for layer, steps in zip(self.layers, self.steps, strict=True):
            part = _times(values[:, at : at + len(layer)], layer, steps)
            made = part if made is None else np.add(made, part, out=made)
            at += len(layer)
        return np.zeros((len(values), 0), SINGLE) if made is None else made


def whole(weights: Floats, *, layers: int = 1, kind: DTypeLike = SINGLE) -> Whole:
    """*weights* (depth, columns) in steps so fine that products with rows of any kind are exact.

    Args:
        layers: how often the depth is cut; shorter rows leave room for finer steps.
        kind: of float.
    """
    kind = np.dtype(kind)
    made = [
        rounded(part, EXACT[kind] / (LENGTH[kind] + _more(part)))
        for part in np.split(weights, layers)
    ]
    return Whole([one.astype(kind) for one, _ in made], [steps.astype(kind) for _, steps in made])


def rounded(weights: Floats, length: float) -> tuple[Numbers, Numbers]:
    """*weights* as whole numbers in columns no longer than *length*, and what 1 stands for.

    Args:
        weights: (depth, columns), or (matrices, depth, columns), which get the same steps.
    """
    lengths = np.sqrt((weights.astype(DOUBLE) ** 2).sum(axis=-2))
    if lengths.ndim > 1:
        lengths = lengths.max(axis=0)
    steps = np.maximum(lengths, LEAST) / (length - _more(weights))
    return np.rint(weights / steps), steps


def _more(weights: Floats) -> float:
    """How much longer a vector may become where each number is rounded."""
    return float(np.sqrt(weights.shape[-2]) / 2)


def _times(values: Floats, layer: Numbers, steps: Numbers) -> Floats:
    kind = layer.dtype
    lengths = np.sqrt(np.einsum("ij,ij->i", values, values))
    scale = (LENGTH[kind] / np.maximum(lengths, np.float32(LEAST))).astype(kind)[:, None]
    numbers = values * scale
    np.rint(numbers, out=numbers)
    made: Numbers = numbers @ layer
    made *= steps
    made /= scale
    return made.astype(SINGLE, copy=False)
