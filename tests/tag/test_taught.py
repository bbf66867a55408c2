"""What decided segments say of a segment's words."""

from __future__ import annotations

from coder.tag.taught import Decided, Telling, telling


def decided(text: str, *, given: bool) -> Decided:
    """A decided segment."""
    return Decided("A", text, given, "林")


SAID = [
    *[decided("拨款总是晚到", given=True)] * 4,
    *[decided("天气总是很好", given=False)] * 16,
    *[decided("天气不坏", given=True)],
    *[decided("别的话", given=True)] * 4,
]


def test_words_speak_for_and_against():
    """拨款 stands with the code alone, 天气 with one of 17, where nine of 25 have it in all."""
    found = telling(["拨款", "天气", "晚到", "路上"], SAID)

    assert found == (
        Telling("拨款", 4, 0, speaks_for=True),
        Telling("晚到", 4, 0, speaks_for=True),
        Telling("天气", 1, 16, speaks_for=False),
    )


def test_a_word_that_stands_everywhere_says_nothing():
    """总是 is in as many with the code as chance would have it; 不坏 in one segment is too rare."""
    assert telling(["总是", "不坏"], SAID) == ()


def test_nothing_decided():
    """No decision, no word."""
    assert telling(["拨款"], []) == ()
