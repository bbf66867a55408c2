"""A codebook as a table and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.exchange.rows import (
    bare,
    code_of,
    columns_of,
    entries_of,
    guarded,
    items,
    lines,
    row_of,
)
from coder.model import Bilingual, Code, Pattern

ITEM = (
    st.text(st.sampled_from("经费=+-@ \n'a"), min_size=1, max_size=12).map(str.strip).filter(bool)
)
CODE = Code(
    "funding",
    label=Bilingual("资金不足", "Funding"),
    kind="difficulty",
    parent="top",
    aspect="mode",
    origin="own",
    definition=Bilingual("=SUM(A1)", "two\nlines"),
    include=("一项", "两行的\n一项"),
    exclude=("-不算",),
    examples=("没钱。",),
    counter_examples=("有钱。",),
    terms=("经费", "@钱"),
    patterns=(Pattern(regex=r"没.{0,3}钱\n"), Pattern(tokens='[{"LEMMA": "fund"}]')),
    color="#f80",
    retired=True,
)


def test_every_field_comes_back() -> None:
    """Every field of a code, also those that a spreadsheet would run."""
    row = {name: guarded(cell) for name, cell in row_of(CODE).items()}

    assert row["definition_zh"] == "'=SUM(A1)"
    assert code_of(row) == CODE


@given(st.lists(ITEM, max_size=4).map(tuple))
def test_any_list_comes_back(some: tuple[str, ...]) -> None:
    """Items of several lines too."""
    assert items(lines(some)) == some


@given(st.text(st.sampled_from("'=+-@\t经a"), max_size=4))
def test_no_cell_is_a_formula(cell: str) -> None:
    """And the mark comes off again."""
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t"))
    assert bare(guarded(cell)) == cell


def test_a_column_that_is_missing_changes_nothing() -> None:
    """A table of ids and names leaves all else of a known code as it is."""
    changed = code_of({"id": "funding", "label_zh": "没钱"}, CODE)

    assert changed.label == Bilingual("没钱", "Funding")
    assert changed.terms == CODE.terms


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["Tag", "Description"], ["path", "definition"]),
        (["名称", "定义", "上级"], ["label", "definition", "parent"]),
        (["\ufeffid", "label_zh"], ["\ufeffid", "label_zh"]),
    ],
)
def test_columns_by_other_names(header: list[str], columns: list[str]) -> None:
    """Taguette's and Chinese headers are known."""
    assert columns_of(header, "x.csv") == columns


def test_a_table_without_codes_is_refused() -> None:
    """The sentence names the columns that are there."""
    with pytest.raises(CoderError) as caught:
        columns_of(["序号", "备注"], "x.csv")

    assert caught.value.code == "codes_header"
    assert "序号" in caught.value.say("zh")


def test_paths_make_a_tree() -> None:
    """A level that no row of its own names is made."""
    found = entries_of([{"path": "工作.加班", "definition": "d"}, {"path": "家"}])

    assert [(one.name, one.parent, one.description) for one in found] == [
        ("工作", "", ""),
        ("加班", "工作", "d"),
        ("家", "", ""),
    ]
