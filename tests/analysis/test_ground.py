"""Which segments a coding stands on."""

from array import array

from coder.analysis.ground import ground, marked
from coder.model import Coding, Document, Role, Segments, Turn

TURNS = (
    Turn("问", Role.INTERVIEWER, 0, 10, 0),
    Turn("答", Role.INTERVIEWEE, 10, 40, 10),
)
DOCUMENTS = [Document("A", "x" * 40, TURNS), Document("B", "x" * 40, TURNS), Document("C", "")]
CUT = (array("q", [0, 1, 1, 1]), array("q", [0, 10, 20, 30]), array("q", [10, 20, 30, 40]))
SEGMENTS = {name: Segments(name, *CUT) for name in "AB"}
HERE = ground(DOCUMENTS, SEGMENTS)


def test_interviewers_segments_are_no_ground():
    """Each document counts its interviewee's segments; one without text counts none."""
    assert HERE.sizes.tolist() == [3, 3, 0]
    assert HERE.start.tolist() == [10, 20, 30] * 2
    assert HERE.turn.tolist() == [1, 1, 1, 3, 3, 3]


def test_coding_stands_where_half_of_the_shorter_lies():
    """A coding that reaches a little into the next segment does not stand on it."""
    some = [Coding("B", 10, 23, "a"), Coding("A", 31, 34, "a"), Coding("A", 10, 40, "b")]

    found = marked(HERE, some, {"a": [0], "b": [1]}, 2)

    assert found[:, 0].tolist() == [False, False, True, True, False, False]
    assert found[:, 1].tolist() == [True, True, True, False, False, False]


def test_what_is_not_known_is_left_out():
    """Codings of other codes or documents mark nothing; nor does a code without rows."""
    some = [Coding("X", 10, 20, "a"), Coding("A", 10, 20, "z"), Coding("A", 10, 20, "c")]

    assert not marked(HERE, some, {"a": [0], "c": []}, 1).any()
    assert marked(ground([], {}), some, {"a": [0]}, 1).shape == (0, 1)


def test_a_code_that_counts_twice_marks_two_rows():
    """A child marks its parent's row too, once however many codings stand there."""
    some = [Coding("A", 10, 20, "a"), Coding("A", 11, 19, "a")]

    assert HERE.per_document(marked(HERE, some, {"a": [0, 1]}, 2)).tolist() == [
        [1, 1],
        [0, 0],
        [0, 0],
    ]
