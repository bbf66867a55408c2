"""Words with their places."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coder.text.words import Token, tokens


def test_chinese() -> None:
    """Chinese is cut into words by the dictionary."""
    assert tokens("政府购买服务。") == [
        Token("政府", 0, 2),
        Token("购买", 2, 4),
        Token("服务", 4, 6),
        Token("。", 6, 7),
    ]


def test_english_and_mixed() -> None:
    """English words keep apostrophes and hyphens; numbers keep their point."""
    found = [token.text for token in tokens("It isn't state-of-the-art, 3.5万元 ok")]

    assert found == ["It", "isn't", "state-of-the-art", ",", "3.5", "万元", "ok"]


@given(st.text())
def test_offsets(text: str) -> None:
    """Each token is the text at its place, in order, and only white space is left out."""
    found = tokens(text)

    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(token.text for token in found)
    assert kept == "".join(text.split())
