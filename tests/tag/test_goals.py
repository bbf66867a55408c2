"""Thresholds that serve what is wanted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Goal
from coder.tag.goals import USUAL, best, common_threshold, expected, own_threshold

SOME = np.array([0.95, 0.9, 0.9, 0.8, 0.6, 0.5, 0.3, 0.2, 0.1, 0.05])


def test_expected_figures():
    """From 0.8 on: 3.55 of 4 right, of 5.3 in all."""
    precision, recall = expected(SOME, 0.8)

    assert precision == pytest.approx(3.55 / 4)
    assert recall == pytest.approx(3.55 / 5.3)


def test_nothing_reaches_the_line():
    """Precision is undefined where nothing is given, recall where there is nothing to find."""
    assert np.isnan(expected(SOME, 0.99)[0])
    assert np.isnan(expected(np.zeros(3), 0.5)[1])


def test_each_goal_gets_what_it_asks_for():
    """Nine tenths found, nine tenths right, and in between the best F1."""
    find, balanced, sure = (best(goal, SOME) for goal in (Goal.FIND, Goal.BALANCED, Goal.SURE))

    assert expected(SOME, find)[1] >= 0.9
    assert expected(SOME, find + 0.1)[1] < 0.9
    assert expected(SOME, sure)[0] >= 0.9
    assert find < balanced < sure
    f1 = {line: 2 * SOME[line <= SOME].sum() / ((line <= SOME).sum() + SOME.sum()) for line in SOME}
    assert 2 * SOME[balanced <= SOME].sum() / (
        (balanced <= SOME).sum() + SOME.sum()
    ) == pytest.approx(max(f1.values()))


@pytest.mark.parametrize("goal", list(Goal))
def test_without_decisions_the_usual_line_holds(goal: Goal):
    """A threshold moves only with what people have decided."""
    assert common_threshold(goal, SOME, 0) == USUAL[goal]
    assert own_threshold(goal, SOME, 0, 0.4) == 0.4


@given(st.lists(st.floats(0, 1), max_size=30), st.sampled_from(list(Goal)), st.integers(0, 999))
def test_a_threshold_is_a_share(confidences: list[float], goal: Goal, yes: int) -> None:
    """Whatever the confidences, the line lies between 0 and 1."""
    assert 0 < own_threshold(goal, np.array(confidences), yes, 0.5) < 1
