"""Sentences that mean about the same."""

from __future__ import annotations

import numpy as np
import pytest

from coder.tag.clusters import clusters


def test_clusters_hold_every_row_once():
    """Three heaps of points come apart, each row in one of them, the centre first."""
    rng = np.random.default_rng(1)
    heaps = np.vstack([rng.normal(at, 0.1, (size, 2)) for at, size in ((0, 9), (5, 6), (9, 4))])

    found = clusters(heaps.astype(np.float32), 3)

    assert [len(rows) for rows in found] == [9, 6, 4]
    assert sorted(np.concatenate(found).tolist()) == list(range(19))
    middle = heaps[found[0]].mean(axis=0)
    far = np.linalg.norm(heaps[found[0]] - middle, axis=1)
    assert far[0] == pytest.approx(far.min(), abs=1e-6)


def test_too_few_to_cluster():
    """Of three sentences nothing is made."""
    assert clusters(np.eye(3, dtype=np.float32), 2) == []
