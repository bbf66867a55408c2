"""Counting codes by groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.frequency import cells, frequency
from coder.analysis.layout import column_of
from coder.analysis.rows import row_ids
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document
from tests.analysis.strategies import codebooks, codings, documents

BOOK = Codebook(
    (
        Code("money", Bilingual("资金"), kind="difficulty"),
        Code("late", Bilingual("付款"), kind="difficulty", parent="money"),
        Code("why", Bilingual("成因"), kind="cause"),
    )
)
DOCUMENTS = [
    Document("A1", "x" * 50, attributes={"group": "agency", "role": "chief"}),
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


def heads(table) -> list[str]:
    """The groups of columns, each once."""
    return list(dict.fromkeys(group for group, _ in table.frame.columns))


def test_documents_and_references_stand_side_by_side():
    """Groups in the codebook's order, then those without one, then the total."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, labels=LABELS)

    assert heads(table) == ["应急局 (n=1)", "机构 (n=2)", "（未注明） (n=1)", "合计 (n=4)"]
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
    """A parent counts its child's codings too, its own row only its own, the total all once."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, rows="parent", columns="")

    assert table.frame.index.tolist() == ["资金", "资金（仅自身）", "付款", "成因", "合计"]
    assert table.depths == (0, 1, 1, 0, 0)
    assert counts(table, "资金") == [3, 5]
    assert counts(table, "资金（仅自身）") == [2, 3]
    assert counts(table, "付款") == [2, 2]
    assert counts(table, "合计") == [3, 5]


def test_only_the_kinds_asked_for():
    """With kinds given, other codes are neither rows nor in the total."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, kinds=["cause"], columns="")

    assert table.frame.index.tolist() == ["成因", "合计"]
    assert counts(table, "合计") == [0, 0]


def test_characters_of_overlapping_codings_count_once():
    """Two codings of one code on the same words cover them once."""
    twice = [*CODINGS, Coding("A1", 3, 11, "money")]
    table = frequency(twice, DOCUMENTS, BOOK, columns="", count=["characters"])

    assert counts(table, "资金") == [16]
    assert counts(table, "合计") == [19]


def test_shares_are_of_the_group():
    """Documents ÷ documents of the group, as fractions, and said in per cent."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, labels=LABELS, count=["documents", "share"])

    assert counts(table, "付款") == [0, 0.0, 1, 0.5, 1, 1.0, 2, 0.5]
    assert table.said("zh")[1] == ("付款", ["0", "0.0%", "1", "50.0%", "1", "100.0%", "2", "50.0%"])
    assert "占比" in "".join(note.zh for note in table.notes)


def test_rows_by_kind_and_columns_by_document():
    """Any level of the codebook by each interview."""
    labels = {"kind": {"difficulty": "困难"}}
    table = frequency(
        CODINGS,
        DOCUMENTS,
        BOOK,
        rows="kind",
        columns="document",
        count=["references"],
        labels=labels,
    )

    assert heads(table) == ["A1", "A2", "B1", "N1", "合计 (n=4)"]
    assert table.frame.index.tolist() == ["困难", "cause", "合计"]
    assert counts(table, "困难") == [2, 2, 0, 1, 5]
    assert table.corner.zh == "类别"


def test_documents_without_the_attribute_are_said():
    """The column is there, and a note says how many interviews it holds."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, columns="role")

    assert heads(table) == ["chief (n=1)", "（未注明） (n=3)", "合计 (n=4)"]
    assert table.notes[-1].zh == "（未注明）：没有填写“身份”的访谈，共 3 篇。"


def test_retired_code_is_shown_only_where_it_is_used():
    """What was retired before anyone used it is no row."""
    old, gone = (Code(name, Bilingual(name), retired=True) for name in ("old", "gone"))
    table = frequency([Coding("A1", 0, 5, "old")], DOCUMENTS, Codebook((old, gone)))

    assert table.frame.index.tolist() == ["old", "合计"]


def test_same_names_are_told_apart():
    """Two codes with one label, and one called like the total, keep their own numbers."""
    book = Codebook(
        tuple(Code(i, Bilingual(name)) for i, name in (("a", "同"), ("b", "同"), ("c", "合计")))
    )
    table = frequency([Coding("A1", 0, 5, "c")], DOCUMENTS, book, columns="")

    assert table.frame.index.tolist() == ["同 (a)", "同 (b)", "合计 (c)", "合计"]
    assert counts(table, "合计 (c)") == [1, 1]


def test_nothing_coded():
    """A table of zeros that says so."""
    table = frequency([], DOCUMENTS, BOOK, columns="")

    assert counts(table, "合计") == [0, 0]
    assert table.notes[-1].en == "Nothing of what was chosen is coded: every number is 0."


def test_no_documents_and_no_codes():
    """Nothing at all is still a table: its shares have no number."""
    table = frequency([], [], Codebook(), count=["documents", "share"])

    assert table.records() == [{"row": "合计", "合计 (n=0)/材料来源": 0, "合计 (n=0)/占比": None}]


@pytest.mark.parametrize(
    "wrong", [{"rows": "x"}, {"columns": "x"}, {"count": ["x"]}, {"kinds": ["x"]}]
)
def test_unknown_choice_is_one_sentence(wrong):
    """The sentence lists what there is."""
    with pytest.raises(CoderError, match="可以用"):
        frequency(CODINGS, DOCUMENTS, BOOK, **wrong)


@given(codings(), documents(), codebooks(), st.sampled_from(["code", "kind", "parent"]))
def test_every_cell_is_what_counting_one_by_one_gives(found, some, book, rows):
    """The arrays count what sets and sums do, cell by cell."""
    homes = row_ids(book, rows)
    groups = {one.id: column_of(one, "group") for one in some}

    for cell in cells(found, some, book, rows=rows).itertuples():
        here = [
            c
            for c in found
            if cell.row_id in homes.get(c.code, ()) and groups.get(c.document) == cell.column_id
        ]
        covered = {(c.document, at) for c in here for at in range(c.start, c.end)}
        assert cell.references == len(here)
        assert cell.documents == len({c.document for c in here})
        assert cell.characters == len(covered)
        assert cell.n == list(groups.values()).count(cell.column_id)


@given(codings(), documents(), codebooks(), st.sampled_from(["code", "kind", "parent"]))
def test_totals_count_everything_once(found, some, book, rows):
    """The corner of the table is the codings on known codes and documents, however laid out."""
    table = frequency(found, some, book, rows=rows)

    known = {one.id for one in some}
    counted = [c for c in found if c.code in book.by_id and c.document in known]
    assert table.frame.iloc[-1, -2:].tolist() == [len({c.document for c in counted}), len(counted)]
