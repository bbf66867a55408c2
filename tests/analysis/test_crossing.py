"""Codes by groups of codes, counting respondents."""

from array import array

from coder.analysis.crossing import crossing_table
from coder.analysis.ground import Coded, ground
from coder.model import Bilingual, Code, Codebook, Coding, Document, Role, Segments, Turn

BOOK = Codebook(tuple(Code(name, Bilingual(name)) for name in "abcd"))
TURNS = tuple(Turn("答", Role.INTERVIEWEE, at, at + 20, at) for at in (0, 20))
DOCUMENTS = [Document(name, "x" * 40, TURNS) for name in ("D", "E")]
CUT = (array("q", [0, 0, 1, 1]), array("q", range(0, 40, 10)), array("q", range(10, 50, 10)))
ON = ground(DOCUMENTS, {one.id: Segments(one.id, *CUT) for one in DOCUMENTS})
GROUPS = {"一": ["a", "b"], "二": ["c"]}


def on(document: str, segment: int, code: str) -> Coding:
    """A coding of a whole segment."""
    return Coding(document, 10 * segment, 10 * segment + 10, code)


def test_respondents_count_once_and_a_code_not_with_itself():
    """a with b in two turns of D is one respondent; a alone is none; E has c beside a."""
    some = [on("D", 0, "a"), on("D", 1, "b"), on("D", 2, "a"), on("D", 2, "b")]
    some += [on("E", 0, "a"), on("E", 1, "c"), on("E", 3, "a")]
    coded = Coded(some, DOCUMENTS, BOOK, ON)

    turns = crossing_table(coded, ["a", "d"], GROUPS)
    segments = crossing_table(coded, ["a"], GROUPS, within="segment")

    assert turns.said("zh") == [("a", ["1", "1"]), ("d", ["0", "0"])]
    assert segments.said("zh") == [("a", ["1", "0"])]
    assert "同一个话轮里" in turns.notes[0].zh


def test_no_segments():
    """Nobody speaks: zeros."""
    empty = Coded([], [], BOOK, ground([], {}))

    assert crossing_table(empty, ["a"], GROUPS).said("en") == [("a", ["0", "0"])]
