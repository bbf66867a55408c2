"""Blind against prompted coding."""

from __future__ import annotations

import numpy as np

from coder.analysis.anchoring import anchoring


def test_by_hand():
    """Blind: 1 of 2 suggestions given. Prompted: 3 of 4. Codes a segment: 1.0 and 1.5."""
    suggested = np.array([[1, 0], [1, 0], [1, 1], [1, 1]], dtype=bool)
    given = np.array([[1, 0], [0, 1], [1, 1], [1, 0]], dtype=bool)
    blind = np.array([True, True, False, False])

    found = anchoring(suggested, given, blind, np.array([0, 1, 0, 1]))

    assert (found.blind, found.prompted) == (2, 2)
    assert (found.blind_taken, found.prompted_taken) == (0.5, 0.75)
    assert (found.blind_given, found.prompted_given) == (1.0, 1.5)
    assert found.difference == 0.25
    assert found.interval[0] <= 0.25 <= found.interval[1]


def test_no_blind_segments():
    """Nothing to compare with: the figures are undefined, and nothing fails."""
    found = anchoring(
        np.ones((3, 2), bool), np.ones((3, 2), bool), np.zeros(3, bool), np.zeros(3, int)
    )

    assert found.blind == 0
    assert np.isnan(found.difference)
    assert np.isnan(found.interval[0])


def test_nothing_decided():
    """No segments at all."""
    none = np.zeros((0, 2), bool)

    assert np.isnan(anchoring(none, none, np.zeros(0, bool), np.zeros(0, int)).difference)
