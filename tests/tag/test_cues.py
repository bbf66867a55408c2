"""Denials and other turns of phrase."""

import pytest

from coder.tag.cues import cues, denial


@pytest.mark.parametrize(
    ("text", "term", "denying"),
    [
        ("从来没有拖欠过。", "拖欠", "从来没有"),
        ("不存在垄断。", "垄断", "不存在"),
        ("缺口不算什么。", "缺口", "不算什么"),
        ("经费紧张谈不上。", "经费紧张", "谈不上"),
        ("没有钱，一直拖欠。", "拖欠", None),
        ("尾款拖欠了两年。", "拖欠", None),
        ("垄断很严重，别的没有。", "垄断", None),
    ],
)
def test_denial(text: str, term: str, denying: str | None) -> None:
    """A denial stands in the same clause, right before the term or right after."""
    start = text.index(term)

    found = denial(text, start, start + len(term))

    assert (found and found.text) == denying
    assert found is None or text[found.start : found.end] == found.text


def test_cues() -> None:
    """Proposals and questions are found with their words."""
    found = [(cue.kind, cue.text) for cue in cues("你们能不能建议一下？")]

    assert found == [("proposal", "能不能"), ("question", "？")]
