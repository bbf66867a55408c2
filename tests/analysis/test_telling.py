"""The most telling quotes first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.telling import ORDERS, SAME, telling

LONG = "一句足够长的话，能说明问题。"
AXES = np.eye(3)


def test_typical_is_nearest_to_the_middle():
    """Of quotes that say alike the one in the middle comes first, the odd one last."""
    vectors = np.array([[1, 0, 0], [0.7, 0.7, 0], [0, 0.9, 0.2], [0, -0.2, 1]])

    assert telling([LONG] * 4, vectors)[0] == 1
    assert telling([LONG] * 4, vectors)[-1] == 3


def test_near_duplicates_are_left_out():
    """The same words twice are one quote."""
    vectors = np.array([[1, 0.01, 0], [1, 0, 0], [0, 1, 0]])

    assert len(telling([LONG] * 3, vectors)) == 2


def test_varied_seeks_what_is_new():
    """After the most typical comes one unlike it, where "typical" takes the next nearest."""
    vectors = np.array([[1, 0.5, 0], [1, 1.5, 0], [0.4, 0, 1.1], [0, 1, 0.2]])

    typical = telling([LONG] * 4, vectors, most=2)
    varied = telling([LONG] * 4, vectors, order="varied", most=2)

    assert typical[0] == varied[0] == 1
    assert typical[1] == 0
    assert varied[1] == 2


def test_what_says_little_comes_last():
    """A quote of two characters, or one that the tagger doubts, gives way."""
    assert telling(["对。", LONG], np.array([[1, 1, 0], [1, 0, 0]]))[0] == 1
    assert telling([LONG, LONG], AXES[:2], weights=[0.5, 1.0])[0] == 1


def test_nothing():
    """No quotes, no order."""
    assert telling([], np.zeros((0, 3))) == []


@pytest.mark.parametrize("order", ORDERS)
@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3)), max_size=9))
def test_never_two_nearly_the_same(order: str, rows: list[tuple[int, int, int]]):
    """Whatever the quotes: none twice, none nearly as another."""
    vectors = np.array(rows, dtype=float).reshape(-1, 3)
    chosen = telling([LONG] * len(rows), vectors, order=order)

    assert len(set(chosen)) == len(chosen)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors[chosen] / np.where(lengths[chosen] > 0, lengths[chosen], 1)
    alike = unit @ unit.T - np.eye(len(chosen)) * 2
    assert (alike < SAME + 1e-6).all()
