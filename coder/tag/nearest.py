"""Similarity of meaning, computed so that it is the same to the last bit in any company.

A matrix product in floating point depends in its last bits on the shapes it is computed with.
Vectors of length 1 are therefore rounded to whole multiples of 1/2048: every partial sum of a
product is then a whole number below 2**22 (Cauchy–Schwarz), which float32 holds exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
GRAIN = np.float32(2048)


def grained(vectors: Floats) -> Floats:
    """(n, dimensions) unit vectors as whole numbers of 1/2048, held in float32."""
    grains: Floats = np.multiply(vectors, GRAIN, dtype=np.float32)
    np.rint(grains, out=grains)
    return grains


def similarities(grains: Floats, others: Floats) -> Floats:
    """(n, m) cosines of *grains* with *others*, both from `grained`; exact."""
    if not len(others) or not len(grains):
        return np.zeros((len(grains), len(others)), dtype=np.float32)
    cosines: Floats = np.matmul(grains, others.T, dtype=np.float32)
    np.divide(cosines, GRAIN * GRAIN, out=cosines)
    return cosines


def highest(similar: Floats, count: int) -> Floats:
    """(n,) the mean of the *count* highest values in each row; 0 where there are no columns."""
    columns = similar.shape[1]
    if not columns:
        return np.zeros(len(similar), dtype=np.float32)
    count = min(count, columns)
    top = np.sort(similar, axis=1)[:, columns - count :]
    mean: Floats = top.mean(axis=1, dtype=np.float64).astype(np.float32)
    return mean
