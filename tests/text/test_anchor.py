"""Ranges over a text that was edited: on the same words, or said to be doubtful or gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.text.anchor import Anchor, Status, realign

OLD = "经费年年不够。\n人手也紧，专家请不来。\n就这样吧。\n"


def place(words: str, text: str = OLD) -> tuple[int, int]:
    """Where *words* stand."""
    start = text.index(words)
    return start, start + len(words)


def test_same_place() -> None:
    """An edit behind a range leaves it."""
    new = OLD.replace("就这样吧", "先这样")

    assert realign(OLD, new, [place("经费")]) == [Anchor(Status.KEPT, 0, 2)]


def test_moved_with_its_words() -> None:
    """An edit before a range shifts it."""
    new = "补一句开头。\n" + OLD

    (found,) = realign(OLD, new, [place("专家请不来")])

    assert (found.status, new[found.start : found.end]) == (Status.MOVED, "专家请不来")


def test_changed_words_are_doubtful() -> None:
    """A range of which a part was rewritten is a guess."""
    new = OLD.replace("专家请不来", "专家很难请来")

    (found,) = realign(OLD, new, [place("人手也紧，专家请不来。")])

    assert found.status is Status.DOUBTFUL
    assert new[found.start : found.end].startswith("人手也紧")


def test_deleted_words_are_gone() -> None:
    """A range whose line was deleted is nowhere."""
    new = OLD.replace("人手也紧，专家请不来。\n", "")

    assert realign(OLD, new, [place("人手也紧，专家请不来。")]) == [Anchor(Status.GONE, 0, 0)]


TEXTS = st.lists(
    st.sampled_from(["经费不够。\n", "人手紧。\n", "好。", "𠮷😀", "\n", "也"]), max_size=12
)


@given(TEXTS.map("".join), TEXTS.map("".join), st.data())
def test_never_silently_on_other_words(old: str, new: str, data: st.DataObject) -> None:
    """Kept and moved mean the very words; kept the very place; all lies within the new text."""
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    (found,) = realign(old, new, [(start, end)])

    assert 0 <= found.start <= found.end <= len(new)
    if found.status in (Status.KEPT, Status.MOVED):
        assert new[found.start : found.end] == old[start:end]
    if found.status is Status.KEPT:
        assert (found.start, found.end) == (start, end)
    if found.status is Status.GONE:
        assert (found.start, found.end) == (0, 0)


@given(TEXTS.map("".join))
def test_an_unchanged_text_keeps_everything(text: str) -> None:
    """Each range stays where it is."""
    ranges = [(at, at + 1) for at in range(len(text))]

    assert realign(text, text, ranges) == [Anchor(Status.KEPT, *one) for one in ranges]
