"""Ranges through edits that are known: on the same words, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.text.follow import apply, follow

TEXT = "张伟说，王芳管经费，张伟不管。"


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("张伟说", "受访者A说"),
        ("张伟", "受访者A"),
        ("说，王芳管经费，张", "说，王某管经费，受访者A"),
        ("管经费", "管经费"),
        ("王芳管经费，张伟不管。", "王某管经费，受访者A不管。"),
        ("不管。", "不管。"),
    ],
)
def test_pseudonyms_for_names(words: str, then: str) -> None:
    """A range with a replaced name holds the pseudonym, and no letter more or less beside it."""
    edits = [(0, 2, "受访者A"), (4, 6, "王某"), (10, 12, "受访者A")]
    start = TEXT.index(words)

    ((first, last),) = follow([(start, start + len(words))], edits)

    assert apply(TEXT, edits)[first:last] == then


def test_insertions_at_the_ends_stay_outside() -> None:
    """What is put before the first and behind the last word is not the coder's."""
    edits = [(2, 2, "经理"), (3, 3, "道")]

    ((first, last),) = follow([(2, 3)], edits)

    assert apply(TEXT, edits)[first:last] == "说"


def test_a_deleted_range_is_empty() -> None:
    """Nothing is left of it."""
    ((first, last),) = follow([(4, 6)], [(3, 9, "")])

    assert first == last


def test_edits_that_overlap_are_refused() -> None:
    """The caller has made a mistake."""
    with pytest.raises(ValueError, match="2"):
        follow([(0, 1)], [(0, 2, ""), (1, 3, "")])


@given(st.text("甲乙丙𠮷", min_size=1, max_size=30), st.data())
def test_characters_that_stay_are_followed(text: str, data: st.DataObject) -> None:
    """A range has exactly the characters that it had and that no edit touched, and replacements."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [
        (a, b, data.draw(st.text("x", max_size=3)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    touched = {at for a, b, _ in edits for at in range(a, b)}

    ((first, last),) = follow([(start, end)], edits)

    left = "".join(text[at] for at in range(start, end) if at not in touched)
    assert apply(text, edits)[first:last].replace("x", "") == left
