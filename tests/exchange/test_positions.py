"""Positions by evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.exchange.positions import READINGS, Reading, Ruler, choose, plain

LETTERS = [chr(0x4E00 + at) for at in range(40)] + ["😀", "𠮷", "\r\n", "\r\n", "𝒳"]


def written(raw: str, at: int, reading: Reading) -> int:
    """Where a program that counts by *reading* says that the *at*-th character of *raw* is."""
    before = raw[:at]
    if not reading.pairs:
        before = before.replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 if reading.wide else len(before)


@given(st.permutations(LETTERS), st.sampled_from(READINGS), st.data())
def test_whatever_the_program_counts_the_words_are_found(
    letters: list[str], reading: Reading, data: st.DataObject
) -> None:
    """With the quoted texts beside the positions, each range is on its words."""
    raw = "".join(letters)
    starts = [at for at in range(len(raw) - 6) if "\r" not in raw[at - 1 : at + 1]]
    marks, wanted = [], []
    for at in data.draw(st.lists(st.sampled_from(starts), min_size=1, max_size=6)):
        end = at + 6 if raw[at + 5] != "\r" else at + 5
        marks.append((written(raw, at, reading), written(raw, end, reading), raw[at:end]))
        # A line end at the edge is no evidence: quoted texts are compared without white space.
        wanted.append(plain(raw[at:end]).strip())

    ruler = Ruler(raw, choose([(raw, marks)], "somebody"))

    found = [ruler.text[ruler.offset(a) : ruler.offset(b)].strip() for a, b, _ in marks]
    assert found == wanted


@pytest.mark.parametrize(
    ("origin", "reading"),
    [
        ("NVivo 14", Reading(wide=True)),
        ("ATLAS.ti Win 9", Reading(pairs=False)),
        ("MAXQDA 24", Reading()),
        ("", Reading()),
    ],
)
def test_without_evidence_the_programs_habit_holds(origin: str, reading: Reading) -> None:
    """And the standard's where none is known."""
    assert choose([("经费\r\n😀不够", [(0, 1, "")])], origin) == reading


def test_a_position_past_the_end_is_evidence() -> None:
    """Only UTF-16 units reach so far."""
    assert choose([("😀😀", [(0, 4, "")])], "QualCoder").wide


def test_a_byte_order_mark_never_counts() -> None:
    """It is not in the text."""
    assert Ruler("\ufeff经费", Reading()).text == "经费"
