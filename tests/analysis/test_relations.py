"""Codes that stand together, against what chance within each interview would do."""

import json
from array import array
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import hypergeom

from coder.analysis.chance import exact_upper, meet
from coder.analysis.ground import Coded, ground
from coder.analysis.relations import relations_frame, relations_table
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document, Role, Segments, Turn

R = json.loads((Path(__file__).parent / "reference" / "statistics_r.json").read_text("utf-8"))
SAID = json.loads((Path(__file__).parent / "reference" / "statistics.json").read_text("utf-8"))


def places(tables: list[list[list[int]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two codes whose 2 × 2 table in each document is given: both, first only; second, neither."""
    first, second, document = [], [], []
    for number, ((both, one), (two, none)) in enumerate(tables):
        first += [1] * (both + one) + [0] * (two + none)
        second += [1] * both + [0] * one + [1] * two + [0] * none
        document += [number] * (both + one + two + none)
    return np.array([first], bool).T, np.array([second], bool).T, np.array(document)


def test_expected_and_variance_are_mantel_and_haenszels():
    """The statistic of statsmodels' stratified table, to 1e-9."""
    found = meet(*places(SAID["mantel_haenszel"]["tables"]))

    chi2 = (found.observed - found.expected) ** 2 / found.variance
    assert chi2[0, 0] == pytest.approx(SAID["mantel_haenszel"]["chi2"], abs=1e-9)
    assert found.documents[0, 0] == 3


def test_exact_test_of_one_interview_is_the_hypergeometric():
    """scipy's upper tail, to 1e-9; of two interviews the sum over what both may show."""
    assert exact_upper(4, [(50, 10, 7)]) == pytest.approx(hypergeom(50, 10, 7).sf(3), abs=1e-9)
    two = sum(
        hypergeom(50, 10, 7).pmf(i) * hypergeom(20, 5, 6).pmf(j)
        for i in range(8)
        for j in range(6)
        if i + j >= 5
    )
    assert exact_upper(5, [(50, 10, 7), (20, 5, 6)]) == pytest.approx(two, abs=1e-9)
    assert exact_upper(0, [(50, 10, 7)]) == pytest.approx(1)


def test_p_values_are_those_of_rs_mantelhaen():
    """Exact for few, normal with continuity for many, both one-sided, to 1e-9."""
    known = R["mantelhaen"]

    assert meet(*places(known["tables"])).p[0, 0] == pytest.approx(known["exact"], abs=1e-9)
    assert meet(*places(known["large"])).p[0, 0] == pytest.approx(known["normal"], abs=1e-9)


def test_normal_and_exact_agree_where_numbers_are_large():
    """A code that stands often is tested by the normal approximation."""
    tables = [[[20, 50], [60, 200]]] * 3
    exact = exact_upper(60, [(330, 70, 80)] * 3)

    assert meet(*places(tables)).p[0, 0] == pytest.approx(exact, abs=0.005)


@pytest.mark.parametrize("within", [0, 1, 3])
def test_expected_nearness_is_the_mean_of_all_places(within):
    """Eight places, three of the second code: all 56 ways to put them."""
    first = np.array([[1, 0, 0, 1, 0, 0, 0, 1]], bool).T
    seen = []
    for chosen in combinations(range(8), 3):
        near = [any(abs(at - other) <= within for other in chosen) for at in range(8)]
        seen.append(sum(near[at] for at in np.flatnonzero(first[:, 0])))

    second = np.array([[0, 1, 1, 0, 0, 0, 1, 0]], bool).T
    found = meet(first, second, np.zeros(8, dtype=int), within=within)

    assert found.expected[0, 0] == pytest.approx(np.mean(seen), abs=1e-9)
    assert found.observed[0, 0] == (0 if within == 0 else 3)
    assert np.isnan(found.p).all()


BOOK = Codebook(tuple(Code(name, Bilingual(name)) for name in "abc"))
TURNS = tuple(Turn("答", Role.INTERVIEWEE, at, at + 20, at) for at in range(0, 100, 20))
DOCUMENT = Document("D", "x" * 100, TURNS)
CUT = Segments(
    "D",
    array("q", [at // 2 for at in range(10)]),
    array("q", range(0, 100, 10)),
    array("q", range(10, 110, 10)),
)
ON = ground([DOCUMENT], {"D": CUT})


def coded(*some: tuple[int, str]) -> Coded:
    """Codings of segments by number."""
    return Coded([Coding("D", 10 * at, 10 * at + 10, c) for at, c in some], [DOCUMENT], BOOK, ON)


def test_segment_turn_and_near():
    """The same codings, looked at ever more widely."""
    some = coded((0, "a"), (0, "b"), (2, "a"), (3, "b"), (5, "a"), (7, "b"))

    frames = {
        how: relations_frame(some, ["a"], ["b"], within=how) for how in ("segment", "turn", "near")
    }

    assert {how: frame["observed"].tolist() for how, frame in frames.items()} == {
        "segment": [1],
        "turn": [2],
        "near": [3],
    }
    assert frames["turn"]["expected"].tolist() == [3 * 3 / 5]


def test_pairs_of_one_list_come_once():
    """a with b is b with a; a with itself is no pair."""
    some = coded((0, "a"), (0, "b"), (1, "c"), (1, "a"))

    frame = relations_frame(some, list("abc"), list("abc"), within="segment")

    assert sorted(zip(frame["first"], frame["second"], strict=True)) == [("a", "b"), ("a", "c")]


def test_table_in_words():
    """Numbers with a decimal, p-values as text; codes that never meet are said not to."""
    table = relations_table(coded((0, "a"), (0, "b")), ["a"], ["b", "c"], within="segment")

    assert table.said("zh") == [("a — b", ["1", "1", "0.1", "10.0", "0.100", "0.100"])]
    assert "同时看了 2 对" in table.notes[2].zh
    never = relations_table(coded(), ["a"], ["b"])
    assert never.frame.empty
    assert never.notes[-1].en == "None of the codes chosen stand together anywhere."
    nobody = Coded([], [], BOOK, ground([], {}))
    assert relations_table(nobody, ["a"], ["b"], within="near").frame.empty
    with pytest.raises(CoderError, match="within"):
        relations_frame(coded(), ["a"], ["b"], within="x")
