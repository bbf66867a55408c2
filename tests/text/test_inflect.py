"""English words that are forms of one."""

import pytest

from coder.text.inflect import bases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("contract", "contracts"),
        ("contracting", "contracted"),
        ("policies", "policy"),
        ("stopping", "stops"),
        ("used", "uses"),
        ("agency", "agency's"),
        ("boxes", "box"),
        ("relied", "relies"),
    ],
)
def test_forms_of_one_word(one: str, other: str):
    """They share a base."""
    assert bases(one) & bases(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("using", "us"),
        ("university", "universe"),
        ("sing", "s"),
        ("business", "busy"),
        ("need", "ne"),
        ("status", "statue"),
    ],
)
def test_other_words(one: str, other: str):
    """They do not."""
    assert not bases(one) & bases(other)
