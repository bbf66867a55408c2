"""Counting codes by groups."""

import pytest

from coder.analysis.frequency import cells, frequency
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document

BOOK = Codebook(
    (
        Code("money", Bilingual("资金"), kind="difficulty"),
        Code("late", Bilingual("付款"), kind="difficulty", parent="money"),
        Code("why", Bilingual("成因"), kind="cause"),
    )
)
DOCUMENTS = [
    Document("A1", "x" * 50, attributes={"group": "agency"}),
    Document("A2", "x" * 50, attributes={"group": "agency"}),
    Document("B1", "x" * 50, attributes={"group": "bureau"}),
    Document("N1", "x" * 50),
]
CODINGS = [
    Coding("A1", 0, 5, "money"),
    Coding("A1", 5, 9, "money"),
    Coding("A2", 0, 5, "money"),
    Coding("A2", 0, 5, "late"),
    Coding("N1", 0, 3, "late"),
]
LABELS = {"group": {"bureau": "应急局", "agency": "机构"}}


def counts(table, row: str) -> list[int]:
    """The numbers of a row."""
    return table.frame.loc[row].tolist()


def test_documents_and_references_stand_side_by_side():
    """Groups in the codebook's order, then those without one, then the total."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, labels=LABELS)

    heads = [str(group) for group, _ in table.frame.columns][::2]
    assert heads == ["应急局 (n=1)", "机构 (n=2)", "（未注明） (n=1)", "合计 (n=4)"]
    assert [name for _, name in table.frame.columns][:2] == ["材料来源", "参考点"]
    assert counts(table, "资金") == [0, 0, 2, 3, 0, 0, 2, 3]
    assert counts(table, "付款") == [0, 0, 1, 1, 1, 1, 2, 2]


def test_code_never_used_is_a_row_of_zeros():
    """A code without codings is shown, not left out."""
    assert counts(frequency(CODINGS, DOCUMENTS, BOOK), "成因") == [0] * 8


def test_total_of_documents_is_no_sum():
    """An interview with two codes counts once in the total."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, labels=LABELS)

    assert counts(table, "合计") == [0, 0, 2, 4, 1, 1, 3, 5]


def test_parents_hold_what_is_below_them():
    """Rows by parent count a child's codings in the parent too, the total still once."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, rows="parent", columns="")

    assert counts(table, "资金") == [3, 5]
    assert counts(table, "付款") == [2, 2]
    assert counts(table, "合计") == [3, 5]


def test_only_the_kinds_asked_for():
    """With kinds given, other codes are neither rows nor in the total."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, kinds=["cause"], columns="")

    assert table.frame.index.tolist() == ["成因", "合计"]
    assert counts(table, "合计") == [0, 0]


def test_characters():
    """Characters are the lengths of the codings."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, columns="", count=["characters"])

    assert counts(table, "资金") == [14]


def test_cells_add_up_to_the_codings():
    """The long form has every cell once, and its references are the codings."""
    long = cells(CODINGS, DOCUMENTS, BOOK)

    assert len(long) == 3 * 3
    assert long["references"].sum() == len(CODINGS)


def test_nothing_coded():
    """An empty study gives a table of zeros."""
    assert counts(frequency([], DOCUMENTS, BOOK, columns=""), "合计") == [0, 0]


@pytest.mark.parametrize("wrong", [{"rows": "x"}, {"columns": "x"}, {"count": ["x"]}])
def test_unknown_choice_is_one_sentence(wrong):
    """The sentence lists what there is."""
    with pytest.raises(CoderError, match="可以用"):
        frequency(CODINGS, DOCUMENTS, BOOK, **wrong)
