"""Sentences that mean about the same, put together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def clusters(vectors: NDArray[np.float32], count: int) -> list[NDArray[np.int64]]:
    """Rows that mean about the same, the most central first; the largest clusters first."""
    from sklearn.cluster import KMeans

    if len(vectors) < count * 2:
        return []
    fitted = KMeans(count, n_init=3, random_state=0).fit(vectors)
    near = np.linalg.norm(vectors - fitted.cluster_centers_[fitted.labels_], axis=1)
    found = []
    for label in range(count):
        rows = np.flatnonzero(fitted.labels_ == label)
        found.append(rows[np.argsort(near[rows], kind="stable")])
    return sorted(found, key=lambda rows: -len(rows))
