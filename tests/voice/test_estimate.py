"""What asking will cost, and what is asked about together."""

from __future__ import annotations

import pytest

from coder.model import Bilingual, Code
from coder.voice.batches import Line, batches, keys
from coder.voice.estimate import Estimate, Measured, Prices, estimate, tokens
from coder.voice.prompt import told

MONEY, STAFF = Code("money", Bilingual("资金")), Code("staff", Bilingual("人手"))
LINES = [Line(text, who) for who, text in (
    ("interviewer", "钱够吗？"), ("interviewee", "不够。"), ("interviewee", "年年不够。"), ("interviewee", "人也不够。"))]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), [("", 0), ("经费不够", 4), ("seven letters", 4), ("经费 ab", 3)])  # fmt: skip
def test_tokens(text: str, count: int):
    """A Chinese character is one; of others three and a half are."""
    assert tokens(text) == count


def test_an_edit_changes_the_keys_of_what_follows():
    """An answer holds while its words and those of the two segments before stand."""
    before = keys([*LINES, *LINES[1:]])
    after = keys([LINES[0], Line("够了。", "interviewee"), *LINES[2:], *LINES[1:]])

    assert [one == other for one, other in zip(before, after, strict=True)] == [
        True, False, False, False, True, True, True]  # fmt: skip


def test_questions_hold_some_segments_and_what_came_before():
    """Two at a time; what is only context has number 0; rows with other codes are asked apart."""
    wanted = {1: (MONEY, STAFF), 2: (MONEY, STAFF), 3: (STAFF,)}

    made = list(batches("甲", LINES, wanted, 2))

    assert [[(number, line.text) for number, line in one.lines] for one in made] == [
        [(0, "钱够吗？"), (1, "不够。"), (2, "年年不够。")],
        [(0, "不够。"), (0, "年年不够。"), (1, "人也不够。")],
    ]
    assert [one.codes for one in made] == [(MONEY, STAFF), (STAFF,)]
    assert made[1].keys == (keys(LINES)[3],)


def test_long_segments_go_in_smaller_questions():
    """No question has more than 6000 characters of segments, unless one alone has."""
    lines = [Line("长" * size, "interviewee") for size in (4000, 1000, 4000, 7000)]

    made = list(batches("甲", lines, dict.fromkeys(range(4), (MONEY,)), 20))

    assert [len(one.keys) for one in made] == [2, 1, 1]


def test_words_and_patterns_are_not_told():
    """A code's terms are the tagger's; its definition, limits and examples are the model's."""
    same = Code("money", Bilingual("资金"), terms=("经费",), color="#fff", parent="p")
    other = Code("money", Bilingual("资金"), exclude=("个人收入",))

    assert told(MONEY) == told(same)
    assert told(MONEY) != told(other)


def test_the_estimate_adds_up():
    """Tokens by count, cost by price, time by what a request took; corrected by what was measured."""
    made = list(batches("甲", LINES, {1: (MONEY,), 2: (MONEY,), 3: (MONEY,)}, 2))
    prices = Prices(read=10.0, written=30.0)

    plain = estimate(made, prices, per_minute=60, at_once=2)
    measured = estimate(made, prices, per_minute=1, at_once=2, measured=Measured(0.5, 2.0, 240.0))

    assert (plain.documents, plain.segments, plain.requests, plain.written) == (1, 3, 2, 140)
    assert plain.cost == pytest.approx((plain.read * 10 + 140 * 30) / 1e6, abs=1e-4)
    assert measured.read == -(-plain.read // 2)
    assert (measured.written, measured.minutes) == (280, 4.0)


def test_nothing_to_ask_costs_nothing():
    """No question, no token, no minute."""
    assert estimate([], Prices(1, 1), per_minute=60, at_once=2) == Estimate(0, 0, 0, 0, 0, 0.0, 0.0)
