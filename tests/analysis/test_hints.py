"""What decisions say about the codebook."""

from __future__ import annotations

import numpy as np

from coder.analysis.hints import (
    Confusion,
    Word,
    confusions,
    misleading_terms,
    telling_words,
)

GIVEN = np.array([True] * 8 + [False] * 40)
WORDS = [frozenset({"拨款", "我们"})] * 5 + [frozenset({"我们", "今年"})] * 43


def test_a_word_that_tells():
    """拨款 stands with the code alone; 我们 stands everywhere and tells nothing."""
    assert telling_words(WORDS, GIVEN, ()) == [Word("拨款", 5, 0)]


def test_a_word_that_is_known_is_not_offered():
    """What the code has, or has within a longer term, is no news."""
    assert telling_words(WORDS, GIVEN, ["财政拨款"]) == []


def test_too_seldom_to_say():
    """A word of two sentences is chance."""
    words = [frozenset({"垫资"})] * 2 + [frozenset({"今年"})] * 46

    assert telling_words(words, GIVEN, ()) == []


def test_a_term_that_misleads():
    """One hit in four is coded; the other term is right each time, the third stands too seldom."""
    texts = ["排队"] * 4 + ["经费"] * 4 + ["验收"]
    given = np.array([True, False, False, False] + [True] * 4 + [False])

    assert misleading_terms(texts, given, ["经费", "排队", "验收"]) == [Word("排队", 1, 3)]


def test_codes_mixed_up():
    """Twice the first was suggested where the second was given; once is not worth a word."""
    suggested = np.array([[1, 0, 0], [1, 0, 0], [0, 0, 1]], dtype=bool)
    answers = np.array([[0, 1, 0], [0, 1, -1], [1, 0, 0]], dtype=np.int8)

    assert confusions(suggested, answers) == [Confusion(0, 1, 2)]
