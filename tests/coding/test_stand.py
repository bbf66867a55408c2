"""What stands of decisions and suggestions."""

from itertools import count

from coder.coding.stand import fold, join, live, stand
from coder.model import Action, Bilingual, Code, Codebook, Coding, Decision, Suggestion

BOOK = Codebook((Code("a", Bilingual("甲")), Code("b", Bilingual("乙"))))
FIRST = Suggestion("D", 0, 5, "a", 0.9)


def log(*said: dict) -> list[Decision]:
    """Decisions of coder 王 on D 0..5 and code a, but for what *said* says otherwise."""
    ids = count(1)
    default = {"coder": "王", "document": "D", "start": 0, "end": 5, "code": "a"}
    return [Decision(id=next(ids), **(default | one)) for one in said]


def codes(*said: dict, suggestions: tuple[Suggestion, ...] = (FIRST,)) -> list[tuple]:
    """(start, end, code, coder) of what stands."""
    standing = stand(log(*said), suggestions, BOOK)
    return [(c.start, c.end, c.code, c.coder) for c in standing.codings]


def test_suggestion_stands_until_somebody_speaks():
    """With an empty log the tagger's suggestions stand, as the tagger's."""
    assert stand([], [FIRST], BOOK).codings == (Coding("D", 0, 5, "a", confidence=0.9),)


def test_accepted_is_the_persons_and_keeps_the_confidence():
    """An accepted suggestion is a person's coding that remembers what the tagger thought."""
    (coding,) = stand(log({"action": Action.ACCEPT}), [FIRST], BOOK).codings

    assert (coding.coder, coding.source, coding.confidence) == ("王", "person", 0.9)


def test_accepted_stands_without_the_suggestion():
    """A codebook edit that takes the suggestion away leaves the acceptance."""
    assert codes({"action": Action.ACCEPT}, suggestions=()) == [(0, 5, "a", "王")]


def test_rejected_does_not_come_back():
    """A rejected suggestion is kept away, also from a segment that overlaps it."""
    wider = Suggestion("D", 0, 9, "a", 0.99)

    assert codes({"action": Action.REJECT}) == []
    assert codes({"action": Action.REJECT}, suggestions=(wider,)) == []


def test_rejecting_one_code_leaves_the_other():
    """A verdict is about one code."""
    other = Suggestion("D", 0, 5, "b", 0.7)

    assert codes({"action": Action.REJECT}, suggestions=(FIRST, other)) == [(0, 5, "b", "")]


def test_undo_and_redo():
    """An undone rejection lets the suggestion stand again; undoing the undo takes it away."""
    undo, redo = {"action": Action.UNDO, "undoes": 1}, {"action": Action.UNDO, "undoes": 2}

    assert codes({"action": Action.REJECT}, undo) == [(0, 5, "a", "")]
    assert codes({"action": Action.REJECT}, undo, redo) == []


def test_recode_moves_to_the_other_code():
    """Recoding says no to the old code and yes to the new one."""
    assert codes({"action": Action.RECODE, "to_code": "b"}) == [(0, 5, "b", "王")]


def test_move_takes_the_coding_to_the_new_range():
    """After a boundary was moved the coding stands there, and the suggestion is silent."""
    move = {"action": Action.MOVE, "to_start": 2, "to_end": 8}

    assert codes({"action": Action.ADD}, move) == [(2, 8, "a", "王")]


def test_latest_coder_holds():
    """Two coders who disagree: the later word counts, both are kept for agreement."""
    said = log({"action": Action.ACCEPT}, {"action": Action.REJECT, "coder": "李"})
    folded = fold(said)

    assert join(folded, [FIRST], BOOK).codings == ()
    assert folded.by_coder["王"][("D", 0, 5, "a")].yes
    assert not folded.by_coder["李"][("D", 0, 5, "a")].yes


def test_looked_at_and_not_given_is_a_no():
    """A segment that a coder looked at shows only what people gave."""
    assert codes({"action": Action.REVIEW}) == []


def test_looking_says_nothing_of_codes_not_yet_in_the_codebook():
    """A code that came into the codebook later may be suggested on a reviewed segment."""
    seen = log({"action": Action.REVIEW, "codebook": "v1"})
    standing = stand(seen, [FIRST], BOOK, {"v1": frozenset({"b"})})

    assert [coding.code for coding in standing.codings] == ["a"]


def test_looking_covers_a_segment_only_by_half():
    """A glance at the edge of a segment does not settle the segment."""
    assert codes({"action": Action.REVIEW, "start": 0, "end": 2}) == [(0, 5, "a", "")]


def test_rename_carries_verdicts():
    """What was said of a renamed code is said of its new name."""
    rename = {"action": Action.RENAME, "to_code": "b", "document": "", "start": 0, "end": 0}

    assert codes({"action": Action.ACCEPT}, rename, suggestions=()) == [(0, 5, "b", "王")]
    there = (Suggestion("D", 0, 5, "b", 0.8),)
    assert codes({"action": Action.REJECT}, rename, suggestions=there) == []


def test_merge_lets_yes_win_and_undo_parts_again():
    """Yes to one and no to the other of two merged codes is a yes; undone, both are back."""
    merge = {"action": Action.MERGE, "to_code": "b", "document": ""}
    undo = {"action": Action.UNDO, "undoes": 3}
    said = ({"action": Action.ACCEPT}, {"action": Action.REJECT, "code": "b"})

    assert codes(*said, merge, suggestions=()) == [(0, 5, "b", "王")]
    assert codes(*said, merge, undo, suggestions=()) == [(0, 5, "a", "王")]


def test_vanished_code_is_parked():
    """A coding whose code is not in the codebook is listed, not dropped."""
    standing = stand(log({"action": Action.ADD, "code": "gone"}), [], BOOK)

    assert standing.codings == ()
    assert [coding.code for coding in standing.parked] == ["gone"]


def test_memo_is_kept_with_the_coding():
    """A note on a coding shows with it, the last wording of it."""
    notes = ({"action": Action.MEMO, "memo": "一"}, {"action": Action.MEMO, "memo": "二"})
    (coding,) = stand(log({"action": Action.ADD}, *notes), [], BOOK).codings

    assert coding.memo == "二"


def test_live_of_an_undo_of_an_undo_of_an_undo():
    """A chain of undos is followed from its end."""
    chain = log(
        {"action": Action.ADD},
        {"action": Action.UNDO, "undoes": 1},
        {"action": Action.UNDO, "undoes": 2},
        {"action": Action.UNDO, "undoes": 3},
    )

    assert live(chain) == []
    assert [decision.id for decision in live(chain[:3])] == [1]
