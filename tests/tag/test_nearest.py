"""Products that are exact, whatever shape they are computed in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coder.tag.nearest import grained, highest, similarities


@given(st.integers(0, 2**31), st.integers(1, 40), st.integers(1, 9), st.integers(0, 39))
def test_exact_in_any_shape(seed: int, rows: int, others: int, cut: int) -> None:
    """Rows and columns alone, cut or in another order have the same products."""
    chance = np.random.default_rng(seed)
    raw = chance.normal(size=(rows + others, 512)).astype(np.float32)
    grains = grained(raw / np.linalg.norm(raw, axis=1, keepdims=True))
    some, rest = grains[:rows], grains[rows:]

    whole = similarities(some, rest)

    assert np.array_equal(whole[cut:], similarities(some[cut:], rest))
    assert np.array_equal(whole[:, ::-1], similarities(some, rest[::-1]))
    exact = some.astype(np.int64) @ rest.astype(np.int64).T
    assert np.array_equal(whole.astype(np.float64) * 2048**2, exact)


def test_close_to_the_cosine() -> None:
    """Rounding to grains costs less than a thousandth."""
    chance = np.random.default_rng(1)
    raw = chance.normal(size=(50, 512)).astype(np.float32)
    unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)

    assert np.abs(similarities(grained(unit), grained(unit)) - unit @ unit.T).max() < 1e-3


def test_highest() -> None:
    """The mean of the highest values; of fewer where there are fewer; 0 of none."""
    similar = np.array([[0.25, 0.75, 0.5]], dtype=np.float32)

    assert highest(similar, 1).tolist() == [0.75]
    assert highest(similar, 2).tolist() == [0.625]
    assert highest(similar, 9).tolist() == [0.5]
    assert highest(np.zeros((2, 0), np.float32), 3).tolist() == [0, 0]
