"""Products that are exact, and the convolution made of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.tag.convolve import Convolution
from coder.tag.whole import whole


@given(st.integers(0, 2**32 - 1), st.sampled_from([np.float32, np.float64]))
def test_a_product_does_not_depend_on_its_company(seed: int, kind: type) -> None:
    """Each row of a product is the same alone, to the last bit, and near the plain product."""
    made = np.random.default_rng(seed)
    weights = made.standard_normal((64, 24), dtype=np.float32) ** 3
    values = made.standard_normal((9, 64), dtype=np.float32) ** 3
    matrix = whole(weights, layers=2, kind=kind)

    together = matrix.times(values)

    alone = [matrix.times(values[[row]]) for row in range(len(values))]
    assert together.tobytes() == np.vstack(alone).tobytes()
    sizes = np.linalg.norm(values, axis=1)[:, None] * np.linalg.norm(weights, axis=0)
    assert (np.abs(together - values @ weights) < 0.002 * sizes).all()


@pytest.mark.parametrize(("window", "left"), [(2, 0), (3, 1), (5, 2)])
def test_two_results_at_a_time_are_the_plain_convolution(window: int, left: int) -> None:
    """Six tokens of two sentences: each result is the sum over its window."""
    made = np.random.default_rng(window)
    weights = made.standard_normal((window, 16, 8), dtype=np.float32)
    tokens = made.integers(-300, 300, (6, 2, 16)).astype(np.float32)
    padded = np.zeros((2, 5, 2, 16), dtype=np.float32)
    padded[0, 1:4], padded[1, 1:4] = tokens[0::2], tokens[1::2]
    convolution = Convolution(weights, longest=2000)

    first, second = convolution(padded) * convolution.steps

    wide = np.zeros((6 + window, 2, 16))
    wide[left : left + 6] = tokens
    plain = sum(wide[tap : tap + 6] @ weights[tap] for tap in range(window))
    assert np.allclose(first, plain[0::2], atol=0.01 * np.abs(plain).max())
    assert np.allclose(second, plain[1::2], atol=0.01 * np.abs(plain).max())
