"""The words behind the cells of tables of relations."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.ground import Coded, ground
from coder.analysis.meeting import meetings
from coder.analysis.relations import relations_frame
from coder.model import Bilingual, Code, Codebook, Coding, Document, Role, Segments, Turn

BOOK = Codebook(tuple(Code(name, Bilingual(name)) for name in "abc"))
TURNS = tuple(Turn("答", Role.INTERVIEWEE, at, at + 20, at) for at in range(0, 100, 20))
DOCUMENTS = [Document(name, "x" * 100, TURNS) for name in "DE"]
CUT = (
    array("q", [at // 2 for at in range(10)]),
    array("q", range(0, 100, 10)),
    array("q", range(10, 110, 10)),
)
ON = ground(DOCUMENTS, {one.id: Segments(one.id, *CUT) for one in DOCUMENTS})


def coded(*some: tuple[str, int, str]) -> Coded:
    """Codings of whole segments."""
    codings = [Coding(name, 10 * at, 10 * at + 10, code) for name, at, code in some]
    return Coded(codings, DOCUMENTS, BOOK, ON)


def said(some: Coded, **how) -> list[tuple[str, list[int], list[int]]]:
    """Document and segments of either side."""
    found = meetings(some, "a", ["b", "c"], **how)
    return [
        (one.document, [c.start // 10 for c in one.first], [c.start // 10 for c in one.second])
        for one in found
    ]


def test_the_codings_of_a_turn_and_of_a_segment():
    """Two codings of the one side and one of the other in a turn; of a segment what lies in it."""
    some = coded(("D", 0, "a"), ("D", 1, "a"), ("D", 1, "c"), ("D", 4, "b"), ("E", 2, "a"))

    assert said(some) == [("D", [0, 1], [1])]
    assert said(some, within="segment") == [("D", [1], [1])]


def test_near_looks_no_further_than_it_may_and_not_into_another_interview():
    """The last turn of D and the first of E are no neighbours."""
    some = coded(("D", 9, "a"), ("E", 0, "b"), ("E", 3, "a"), ("E", 7, "c"))

    assert said(some, within="near") == [("E", [3], [0])]
    assert said(some, within="near", k=2) == [("E", [3], [0, 7])]


def test_a_code_does_not_meet_itself():
    """Nothing, also where there is nothing at all."""
    assert meetings(coded(("D", 0, "a")), "a", ["a"]) == []
    assert meetings(Coded([], [], BOOK, ground([], {})), "a", ["b"], within="near") == []


CODINGS = st.lists(
    st.tuples(st.sampled_from("DE"), st.integers(0, 9), st.sampled_from("ab")), max_size=12
)


@pytest.mark.parametrize("within", ["segment", "turn", "near"])
@given(CODINGS, st.integers(1, 3))
def test_as_many_as_the_table_counts(within: str, some: list[tuple[str, int, str]], k: int):
    """Every place that the cell counts has its words, and no other."""
    one = coded(*some)
    frame = relations_frame(one, ["a"], ["b"], within=within, k=k)

    found = meetings(one, "a", ["b"], within=within, k=k)

    assert len(found) == int(frame["observed"].sum())
    assert len({one.document for one in found}) == int(frame["documents"].sum())
