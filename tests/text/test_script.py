"""Folding for search: alike in both scripts, cases and widths, every place kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.text.script import alike


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("經費預算編製", "经费预算编制"),
        ("意味著", "意味着"),
        ("裏面裡頭", "里面里头"),
        ("乾淨 幹部", "干净 干部"),
        ("ＡＢＣ１２３！", "abc123!"),
        ("Ärger NAÏVE", "ärger naïve"),
        ("𠮷😀", "𠮷😀"),
    ],
)
def test_alike(written: str, folded: str):
    """Traditional characters of three regions, full-width forms, capitals."""
    assert alike(written) == folded


@given(st.text())
def test_every_place_stays(text: str):
    """As long as before, and folding twice is folding once."""
    assert len(alike(text)) == len(text)
    assert alike(alike(text)) == alike(text)
