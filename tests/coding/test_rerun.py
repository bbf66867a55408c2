"""What a run changed, and what people's decisions keep from changing."""

from coder.coding.rerun import Contradiction, compare
from coder.coding.stand import fold
from coder.model import Action, Decision, Suggestion


def at(start: int, code: str = "a") -> Suggestion:
    """A suggestion on five characters of D."""
    return Suggestion("D", start, start + 5, code, 0.8)


def said(action: Action, start: int, number: int = 1) -> Decision:
    """王's decision on code a there."""
    return Decision(
        id=number, action=action, coder="王", document="D", start=start, end=start + 5, code="a"
    )


def test_gained_lost_unchanged():
    """Without decisions each suggestion is new, gone or as before."""
    rerun = compare([at(0), at(5)], [at(5), at(10)], fold([]))

    assert (rerun.gained, rerun.lost, rerun.unchanged) == ((at(10),), (at(0),), (at(5),))


def test_rejected_suggestion_that_the_new_rules_make_is_held_and_contradicted():
    """New rules suggest what a person rejected: the rejection holds, and it is said."""
    rerun = compare([], [at(0)], fold([said(Action.REJECT, 0)]))

    assert rerun.gained == ()
    assert rerun.held == (at(0),)
    assert rerun.contradicted == (Contradiction(at(0), person_says=False),)


def test_accepted_suggestion_that_the_new_rules_drop_is_held_and_contradicted():
    """New rules drop what a person accepted: it stands, and it is said."""
    rerun = compare([at(0)], [], fold([said(Action.ACCEPT, 0)]))

    assert rerun.lost == ()
    assert rerun.contradicted == (Contradiction(at(0), person_says=True),)


def test_agreement_with_a_person_is_no_contradiction():
    """Rules that keep suggesting what was accepted are held in peace."""
    rerun = compare([at(0)], [at(0)], fold([said(Action.ACCEPT, 0)]))

    assert (rerun.held, rerun.contradicted) == ((at(0),), ())
