"""What a threshold may be expected to give where nobody has decided."""

from __future__ import annotations

import numpy as np
import pytest

from coder.analysis.reliance import reliance


def test_by_hand():
    """Decided: two right above the line for 1.6 told, none below for 0.2; beforehand 3 for 3.

    So above it each one told counts 5 / 4.6, below it 3 / 3.2.
    """
    sure = np.array([[0.8], [0.8], [0.2], [0.6], [0.9], [0.4]])
    said = np.array([[1], [1], [0], [-1], [-1], [-1]], dtype=np.int8)

    overall, _ = reliance(sure, said, np.array([0.5]), np.array([0, 0, 0, 1, 1, 1]))

    above, below = (0.6 + 0.9) * (2 + 3) / (1.6 + 3), 0.4 * (0 + 3) / (0.2 + 3)
    assert overall.expected.precision == pytest.approx(above / 2)
    assert overall.expected.recall == pytest.approx(above / (above + below))
    assert np.isnan(overall.expected.precision_interval[0])


def test_nothing_left():
    """Where everything is decided there is nothing to expect."""
    sure, said = np.full((4, 1), 0.7), np.ones((4, 1), dtype=np.int8)

    overall, _ = reliance(sure, said, np.array([0.5]), np.array([0, 0, 1, 1]))

    assert np.isnan(overall.expected.precision)
    assert np.isnan(overall.expected.recall_interval[0])


@pytest.mark.slow
def test_intervals_hold_what_happens():
    """In nine of ten studies, though each interview's confidences are off by a way of its own."""
    held = {"precision": 0, "recall": 0}
    for seed in range(150):
        rng = np.random.default_rng(seed)
        homes = np.repeat(np.arange(12), 60)
        odds = rng.normal(-1.5, 1.5, size=(720, 2)) + rng.normal(0, 0.5, 12)[homes][:, None]
        sure = 1 / (1 + np.exp(-odds))
        off = rng.normal(0, 0.4, 12)[homes][:, None]
        truth = rng.random(sure.shape) < 1 / (1 + np.exp(-odds - off))
        said = np.where(homes[:, None] < 6, truth, -1).astype(np.int8)
        overall, _ = reliance(sure, said, np.array([0.5, 0.4]), homes)
        given, right = (sure >= np.array([0.5, 0.4]))[360:], truth[360:]
        both = (given & right).sum()
        for name, whole in (("precision", given.sum()), ("recall", right.sum())):
            low, high = getattr(overall.expected, f"{name}_interval")
            held[name] += low <= both / whole <= high

    assert min(held.values()) >= 135
