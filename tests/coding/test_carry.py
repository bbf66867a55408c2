"""Decisions on texts in which names were replaced: on the same words, whatever comes in between."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coder.coding.carry import Rewrite, carry, carry_range
from coder.coding.hiding import Mask, reversed_edits, rewritten
from coder.model import Action, Decision, Document, Role, Turn
from coder.text.follow import apply

WORDS = {"王建国": "受访者A", "建国": "某人A", "老李": "某人B", "杭州": "某地A"}


def decision(number: int, start: int, end: int, **said: object) -> Decision:
    """A coding given on the text `old` of the document D."""
    made = Decision(
        action=Action.ADD, coder="林", id=number, document="D", digest="old", start=start, end=end
    )
    return replace(made, **said)  # type: ignore[arg-type]


def rewrite(edits: tuple[tuple[int, int, str], ...], **said: object) -> Rewrite:
    """The text `old` of D became `new` after decision 2."""
    made = Rewrite("D", "old", "new", edits, 1, 2)
    return replace(made, **said)  # type: ignore[arg-type]


def test_a_coding_goes_with_its_words():
    """王建国说不够 becomes 受访者A说不够: the coding on 不够 is on 不够."""
    carried = carry([decision(1, 4, 6)], [rewrite(((0, 3, "受访者A"),))])

    assert carried == [decision(1, 5, 7, digest="new")]


def test_what_was_decided_later_is_left():
    """A decision made after the rewriting already points into the new text."""
    later = decision(3, 4, 6)

    assert carry([later], [rewrite(((0, 3, "受访者A"),))]) == [later]


def test_hidden_and_shown_again():
    """The way there and back is none, though both texts come twice."""
    text = "王建国说不够"
    there = rewrite(((0, 3, "受访者A"),))
    back = Rewrite("D", "new", "old", reversed_edits(text, there.edits), 2, 2)
    one = decision(1, 4, 6)

    assert carry([one], [there, back]) == [one]


def test_two_texts_of_one_decision():
    """What says where words are in a later text has both places carried."""
    placed = decision(1, 4, 6, action=Action.PLACE, to_digest="next", to_start=5, to_end=7)
    rewrites = [
        rewrite(((0, 3, "受访者A"),)),
        rewrite(((0, 3, "受访者A"),), digest="next", to_digest="later"),
    ]

    (carried,) = carry([placed], rewrites)

    assert (carried.digest, carried.start, carried.end) == ("new", 5, 7)
    assert (carried.to_digest, carried.to_start, carried.to_end) == ("later", 6, 8)


def test_a_range_through_several():
    """A drawn segment is followed as a decision is."""
    rewrites = [rewrite(((0, 3, "受访者A"),))]

    assert carry_range(("D", "old"), 4, 6, rewrites) == (("D", "new"), 5, 7)
    assert carry_range(("E", "old"), 4, 6, rewrites) == (("E", "old"), 4, 6)


_TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, "说", "，", "。\n", "经费不够", "😀", "某"]), st.text(max_size=3)
    ),
    min_size=1,
    max_size=25,
).map("".join)


@given(_TEXTS, st.data())
def test_what_is_coded_is_what_was_coded(text: str, data: st.DataObject):
    """A range that begins and ends between words covers the same words, with names replaced."""
    mask = Mask(WORDS)
    edits = mask.edits(text)
    inside = {at for start, end, _ in edits for at in range(start + 1, end)}
    free = [at for at in range(len(text) + 1) if at not in inside]
    start, end = sorted(data.draw(st.lists(st.sampled_from(free), min_size=2, max_size=2)))
    made = rewrite(tuple(edits))

    (carried,) = carry([decision(1, start, end)], [made])

    assert apply(text, edits)[carried.start : carried.end] == mask.text(text[start:end])


@given(_TEXTS)
def test_edits_can_be_taken_back(text: str):
    """Reversed edits make the old text of the new one."""
    edits = Mask(WORDS).edits(text)

    assert apply(apply(text, edits), reversed_edits(text, edits)) == text


def test_turns_go_along():
    """Labels are replaced too, and every turn says what it said."""
    text = "王建国：老李说不够。\n访谈员：嗯。"
    turns = (
        Turn("王建国", Role.INTERVIEWEE, 4, 10, 0),
        Turn("访谈员", Role.INTERVIEWER, 15, 17, 11),
    )
    mask = Mask(WORDS)

    new = rewritten(Document("D", text, turns), mask.edits(text), mask)

    assert new.text == "受访者A：某人B说不够。\n访谈员：嗯。"
    assert [
        (t.speaker, new.text[t.label_start : t.start], new.text[t.start : t.end]) for t in new.turns
    ] == [
        ("受访者A", "受访者A：", "某人B说不够。"),
        ("访谈员", "访谈员：", "嗯。"),
    ]


def test_a_latin_word_is_whole():
    """Li is hidden in “ask Li”, not in “Lima”."""
    assert Mask({"Li": "Person A"}).text("ask Li in Lima") == "ask Person A in Lima"
