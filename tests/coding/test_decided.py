"""What people said of each segment, as answers to learn from."""

from array import array
from itertools import count

from coder.coding.decided import answers
from coder.coding.stand import fold
from coder.model import Action, Decision, Segments

THREE = Segments("D", array("q", [0, 0, 0]), array("q", [0, 10, 20]), array("q", [10, 20, 30]))


def said(*decisions: dict) -> list[list[int]]:
    """(three segments, codes a and b) after these decisions of coder 王."""
    ids = count(1)
    log = [Decision(id=next(ids), coder="王", document="D", **one) for one in decisions]
    known = {"v1": frozenset({"a"})}
    return answers(fold(log, known), [THREE], ["a", "b"])[0].tolist()


def test_nobody_spoke():
    """Nothing is known of any segment."""
    assert said() == [[-1, -1]] * 3


def test_yes_and_no():
    """An added code is a yes there, a rejected one a no, and neither says anything of the other."""
    made = said(
        {"action": Action.ADD, "start": 0, "end": 10, "code": "a"},
        {"action": Action.REJECT, "start": 10, "end": 20, "code": "b"},
    )

    assert made == [[1, -1], [-1, 0], [-1, -1]]


def test_looked_at_and_not_given():
    """Where a coder looked, every code not given is a no; one given is a yes."""
    made = said(
        {"action": Action.REVIEW, "start": 10, "end": 30},
        {"action": Action.ADD, "start": 20, "end": 30, "code": "b"},
    )

    assert made == [[-1, -1], [0, 0], [0, 1]]


def test_a_code_that_was_not_known_then():
    """Looking says nothing of a code that the codebook of that moment did not have."""
    assert said({"action": Action.REVIEW, "start": 0, "end": 10, "codebook": "v1"})[0] == [0, -1]


def test_a_span_within_and_across_segments():
    """A span of a few words speaks for its sentence; one that touches a third of it does not."""
    within = said({"action": Action.ADD, "start": 12, "end": 15, "code": "a"})
    across = said({"action": Action.ADD, "start": 7, "end": 20, "code": "a"})

    assert [row[0] for row in within] == [-1, 1, -1]
    assert [row[0] for row in across] == [-1, 1, -1]


def test_yes_outweighs_no():
    """A rejected suggestion and a coded span of the same sentence make a yes."""
    made = said(
        {"action": Action.ADD, "start": 2, "end": 9, "code": "a"},
        {"action": Action.REJECT, "start": 0, "end": 10, "code": "a"},
    )

    assert made[0][0] == 1
