"""Which code from elsewhere is which code of the study."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.codebook.entry import ID_FORM
from coder.exchange.codes import code_guid, entries, id_from, match
from coder.exchange.colors import color_of
from coder.exchange.project import CodeEntry
from coder.model import Bilingual, Code, Codebook

BOOK = Codebook(
    (
        Code("work", label=Bilingual("工作", "Work")),
        Code("late", label=Bilingual("加班"), parent="work"),
    )
)


def ids(*codes: CodeEntry, book: Codebook = BOOK, **known: str) -> dict[str, str]:
    """Key → id."""
    return dict(match(codes, book, kinds={}, known=known).ids)


def test_the_same_name_at_the_same_place_is_the_same_code() -> None:
    """In either language; below another parent it is another code."""
    found = ids(CodeEntry("1", "Work"), CodeEntry("2", "加班", "1"), CodeEntry("3", "加班"))

    assert found == {"1": "work", "2": "late", "3": "加班"}


def test_a_code_of_ours_is_known_by_its_guid() -> None:
    """Also where it was renamed in the other program."""
    assert ids(CodeEntry(code_guid("late"), "Überstunden")) == {code_guid("late"): "late"}


def test_a_code_taken_before_is_known_by_its_key() -> None:
    """Whatever it is called by now."""
    assert ids(CodeEntry("k", "别的名字"), k="late") == {"k": "late"}


def test_the_same_name_twice_gives_two_ids() -> None:
    """The parent's before it, then a number."""
    found = ids(
        CodeEntry("1", "压力"),
        CodeEntry("2", "家"),
        CodeEntry("3", "压力", "2"),
        CodeEntry("4", "压力", "2"),
        book=Codebook(),
    )

    assert found == {"1": "压力", "2": "家", "3": "家_压力", "4": "家_压力_2"}


def test_a_folder_becomes_a_code_that_is_not_given() -> None:
    """isCodable=false and back."""
    plan = match([CodeEntry("1", "文件夹", codable=False)], Codebook(), kinds={}, known={})

    assert [one.retired for one in plan.added] == [True]
    assert [one.codable for one in entries(Codebook(plan.added), {}, "zh")] == [False]


def test_other_words_for_a_known_code_are_told() -> None:
    """Ours stay."""
    plan = match([CodeEntry("1", "工作", description="另一个定义")], BOOK, kinds={}, known={})

    assert [one.code for one in plan.problems] == ["exchange_code_differs"]


def test_parents_come_first() -> None:
    """Also where the file has the child first."""
    book = Codebook(tuple(reversed(BOOK.codes)))

    assert [one.name for one in entries(book, {}, "zh")] == ["工作", "加班"]


@given(st.text(max_size=150))
def test_any_name_gives_an_id_that_the_codebook_allows(name: str) -> None:
    """No blanks, commas, quotation marks; not too long."""
    assert re.fullmatch(ID_FORM, id_from(name))


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ("#f80", "#FF8800"),
        ("#FF880080", "#FF8800"),
        ("rgb(255, 136, 0)", "#FF8800"),
        ("rgba(255,136,0,0.5)", "#FF8800"),
        ("orange", ""),
        ("rgb(256,0,0)", ""),
    ],
)
def test_colours_as_programs_write_them(written: str, color: str) -> None:
    """What is no colour gives none."""
    assert color_of(written) == color
