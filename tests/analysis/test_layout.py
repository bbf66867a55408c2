"""Rows at a level of the tree, columns of two attributes."""

import pytest

from coder.analysis.frequency import frequency
from coder.analysis.layout import column_of
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document

BOOK = Codebook(
    (
        Code("money", Bilingual("资金"), kind="difficulty"),
        Code("late", Bilingual("付款"), kind="difficulty", parent="money"),
        Code("later", Bilingual("拖欠"), kind="difficulty", parent="late"),
        Code("rules", Bilingual("制度"), kind="cause"),
    )
)
DOCUMENTS = [
    Document("A", "x" * 50, attributes={"group": "bureau", "role": "chief"}),
    Document("B", "x" * 50, attributes={"group": "bureau", "role": "clerk"}),
    Document("C", "x" * 50, attributes={"group": "agency", "role": "chief"}),
    Document("D", "x" * 50, attributes={"role": "chief"}),
    Document("E", "x" * 50),
]
CODINGS = [
    Coding("A", 0, 5, "money"),
    Coding("A", 0, 5, "late"),
    Coding("A", 6, 9, "later"),
    Coding("B", 0, 5, "later"),
]
LABELS = {"group": {"bureau": "应急局", "agency": "机构"}}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("level1", {"资金": [2, 4], "制度": [0, 0], "合计": [2, 4]}),
        ("level2", {"资金": [1, 1], "付款": [2, 3], "制度": [0, 0], "合计": [2, 4]}),
        (
            "level3",
            {"资金": [1, 1], "付款": [1, 1], "拖欠": [2, 2], "制度": [0, 0], "合计": [2, 4]},
        ),
    ],
)
def test_a_level_takes_in_what_is_below(rows, expected):
    """An interview with parent and child counts once; no coding is lost or doubled."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, rows=rows, columns="")

    assert {str(name): row.tolist() for name, row in table.frame.iterrows()} == expected
    assert any("并入" in note.zh for note in table.notes)


def test_a_level_is_counted_among_the_kinds_asked_for():
    """A parent of another kind is no row."""
    book = Codebook(
        (
            Code("top", Bilingual("顶"), kind="x"),
            Code("low", Bilingual("底"), "cause", parent="top"),
        )
    )

    table = frequency([Coding("A", 0, 5, "low")], DOCUMENTS, book, rows="level1", kinds=["cause"])

    assert table.frame.index.tolist() == ["底", "合计"]


def test_two_attributes_are_crossed():
    """A column for each pair that there is; the codebook's order; what lacks both stands last."""
    table = frequency(CODINGS, DOCUMENTS, BOOK, columns="group,role", labels=LABELS)

    heads = list(dict.fromkeys(head for head, _ in table.frame.columns))
    assert heads == [
        "应急局 × chief (n=1)",
        "应急局 × clerk (n=1)",
        "机构 × chief (n=1)",
        "（未注明） × chief (n=1)",
        "（未注明） (n=1)",
        "合计 (n=5)",
    ]
    assert table.frame.loc["拖欠"].tolist() == [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 2, 2]
    assert [note.zh for note in table.notes if "未注明" in note.zh] == [
        "（未注明）：没有填写“组别”的访谈，共 2 篇。",
        "（未注明）：没有填写“身份”的访谈，共 1 篇。",
    ]


def test_the_column_of_a_document():
    """By one attribute, by two, by none."""
    assert column_of(DOCUMENTS[0], "group,role") == "bureau×chief"
    assert column_of(DOCUMENTS[3], "group,role") == "×chief"
    assert column_of(DOCUMENTS[4], "group,role") == ""
    assert column_of(DOCUMENTS[0], "document") == "A"
    assert column_of(DOCUMENTS[0], "") == ""


@pytest.mark.parametrize("columns", ["group,", "group,group", "group,role,document", "x,group"])
def test_what_cannot_be_crossed(columns):
    """One sentence says what can be used."""
    with pytest.raises(CoderError, match="columns"):
        frequency(CODINGS, DOCUMENTS, BOOK, columns=columns)
