"""Tables with intervals, and comparisons of groups."""

import json
from array import array
from pathlib import Path

import numpy as np
import pytest

from coder.analysis.compare import compare, comparison_table
from coder.analysis.ground import Coded, ground
from coder.analysis.layout import Choice
from coder.analysis.nested import shares
from coder.analysis.proportion import wilson
from coder.analysis.uncertain import interval_cells, interval_table
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document, Segments

NEWCOMBE = json.loads((Path(__file__).parent / "reference" / "statistics.json").read_text("utf-8"))[
    "newcombe"
]
BOOK = Codebook(tuple(Code(name, Bilingual(name)) for name in ("often", "rare", "never")))
SEGMENTS = 20


def study(groups: str, often: list[int]) -> Coded:
    """Interviews of 20 segments; "often" stands on the first few of each, "rare" once in all."""
    documents = [
        Document(f"D{at:02}", "x" * 200, attributes={"group": group} if group != "-" else {})
        for at, group in enumerate(groups)
    ]
    starts = array("q", range(0, 200, 10))
    cut = {
        one.id: Segments(one.id, array("q", [0] * SEGMENTS), starts, array("q", range(10, 210, 10)))
        for one in documents
    }
    codings = [
        Coding(one.id, 10 * at, 10 * at + 10, "often")
        for one, count in zip(documents, often, strict=True)
        for at in range(count)
    ]
    return Coded([*codings, Coding("D00", 0, 10, "rare")], documents, BOOK, ground(documents, cut))


APART = study("aaaaaabbbbbb--", [9, 8, 9, 7, 9, 8, 1, 0, 2, 1, 0, 1, 3, 3])


def test_intervals_of_interviews_are_wilsons():
    """Share and interval of the interviews of each group, in long form and as a table."""
    cells = interval_cells(APART, Choice(), measure="documents").set_index(["row", "column"])

    assert cells.loc["often", "b"][["n", "share"]].tolist() == [6, 4 / 6]
    assert tuple(cells.loc["often", "b"][["low", "high"]]) == wilson(4, 6)
    assert cells.loc["never", "合计"].share == 0

    table = interval_table(APART, Choice())
    assert table.frame.loc["often"].tolist()[2:4] == [4 / 6, "30.0–90.3%"]
    assert table.notes[-1].zh == "（未注明）：没有填写“组别”的访谈，共 2 篇。"


def test_intervals_of_segments_are_nested():
    """The same as `nested.shares` on the hits of each interview; none where it says none."""
    cells = interval_cells(APART, Choice(columns=""), measure="segments").set_index("row")

    hits = np.array([9, 8, 9, 7, 9, 8, 1, 0, 2, 1, 0, 1, 3, 3], dtype=float)[:, np.newaxis]
    expected = shares(hits, np.full(14, 20.0))
    assert cells.loc["often", "low"] == expected.low[0]
    assert np.isnan(cells.loc["rare", "low"])
    table = interval_table(APART, Choice(columns=""), measure="segments")
    assert table.said("zh")[1] == ("rare", ["0.4%", "–"])


def test_groups_far_apart():
    """One difference holds; what stands in one interview, or in none, is too few to test."""
    table = comparison_table(APART, Choice())

    assert table.notes[0].zh == (
        "可以检验的编码有 1 个，其中 1 个的组间差异在校正后站得住。另有 2 个例数太少，无法检验。"
    )
    assert table.said("zh")[0] == (
        "often",
        ["41.7%", "4.2%", "37.5%", "[+29.6%, +42.6%]", "0.002", "0.002", "0.96"],
    )
    assert [cells[4] for _, cells in table.said("zh")[1:]] == ["例数太少"] * 2
    assert "（未注明）" in table.notes[-1].zh


@pytest.mark.parametrize("known", NEWCOMBE, ids=str)
def test_differences_of_interviews_are_newcombes(known):
    """His interval from two of Wilson's, as statsmodels has it, to 1e-9; the first he printed himself."""
    one, whole, other, rest, low, high = known
    hits = [1] * one + [0] * (whole - one) + [1] * other + [0] * (rest - other)
    coded = study("a" * whole + "b" * rest, hits)

    found = compare(coded, Choice(), measure="documents")

    gap = [float(ends[0]) for ends in found.gap]
    assert gap == pytest.approx([one / whole - other / rest, low, high], abs=1e-9)


def test_newcombes_own_example():
    """Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: 56 of 70 against 48 of 80."""
    assert [round(end, 4) for end in NEWCOMBE[0][4:]] == [0.0524, 0.3339]


def test_nothing_could_be_tested():
    """Two groups of two: one sentence, and none on how many were tested at once."""
    table = comparison_table(study("aabb", [1, 0, 2, 0]), Choice())

    assert table.notes[0].zh == "没有一个编码的例数够做检验（共 3 个）。"
    assert not any("同时检验了" in note.zh for note in table.notes)


def test_one_group_or_none():
    """Nothing to compare is said in words, with the shares that there are."""
    alone = comparison_table(study("aaab", [1, 2, 3, 4]), Choice())

    assert alone.notes[0].zh == "可比较的组不足两个，没有做检验。"
    assert [head for head, _ in alone.frame.columns] == ["a (n=3)", "检验", "检验", "检验"]
    assert "未参与比较：b" in alone.notes[-1].zh
    assert comparison_table(study("--", [1, 1]), Choice()).frame.shape == (3, 3)
    nobody = interval_table(Coded([], [], BOOK, ground([], {})), Choice())
    assert nobody.said("zh")[0] == ("often", ["–", "–"])


def test_p_values_are_adjusted_for_what_was_tested():
    """Untested codes do not make the others dearer; the other adjustment is taken when asked for."""
    found = compare(APART, Choice())

    assert found.adjusted[0] == found.test.p[0]
    assert np.isnan(found.adjusted[1:]).all()
    assert "BH" in str(comparison_table(APART, Choice(), adjust="bh").frame.columns[-2])


@pytest.mark.parametrize("wrong", [{"measure": "x"}, {"adjust": "x"}])
def test_unknown_choice(wrong):
    """One sentence with what there is."""
    with pytest.raises(CoderError, match="可以用"):
        compare(APART, Choice(), **wrong)
