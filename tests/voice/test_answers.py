"""What counts of a model's answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Bilingual, Code
from coder.voice.answers import Answer, Malformed, checked
from coder.voice.batches import Batch, Line
from tests.voice.server import answers, completion, entry

MONEY = Code("money", Bilingual("资金不足", "Funding"))
BATCH = Batch(
    "甲",
    (
        (0, Line("钱够吗？", "interviewer")),
        (1, Line("经费 不够用，（１２）万也没有。", "interviewee")),
        (2, Line("今天下雨。", "interviewee")),
    ),
    ("a", "b"),
    (MONEY,),
)


def test_a_quote_is_found_whatever_its_spaces_and_widths():
    """What is kept are the segment's own words."""
    said = checked(answers(entry(1, "money", "经费不够用,(12)万", "钱不够")), BATCH)

    assert said.answers == (Answer(1, "money", "经费 不够用，（１２）万", "钱不够"),)
    assert (said.read, said.written, dict(said.dropped)) == (100, 20, {})


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        (entry(1, "money", "经费充足"), "no_quote"),
        (entry(2, "money", "经费不够用"), "no_quote"),
        (entry(1, "money", ""), "no_quote"),
        (entry(1, "money", "钱够吗？"), "no_quote"),
        ({"n": 1, "code": "money", "reason": "r"}, "no_quote"),
        (entry(1, "weather", "经费"), "unknown_code"),
        (entry(3, "money", "经费"), "no_segment"),
        (entry(0, "money", "经费"), "no_segment"),
        ({"n": True, "code": "money", "quote": "经费"}, "odd"),
        ({"n": "1", "code": "money", "quote": "经费"}, "odd"),
        ("money", "odd"),
    ],
)
def test_what_does_not_count(given_: object, why: str):
    """An entry is dropped and counted where it names what was not asked or quotes what is not there."""
    body = completion(json.dumps({"answers": [given_, entry(1, "money", "经费", "好")]}))

    said = checked(body, BATCH)

    assert said.answers == (Answer(1, "money", "经费", "好"),)
    assert said.dropped == {why: 1}


def test_words_that_are_not_there_make_the_answer_void():
    """Neither yes nor no: unless the same answer also comes with words that are there."""
    said = checked(answers(entry(2, "money", "没钱"), entry(1, "money", "穷"), entry(1, "money", "经费")), BATCH)  # fmt: skip

    assert said.void == {(2, "money")}


@pytest.mark.parametrize(
    "content",
    [
        '```json\n{"answers": []}\n```',
        '<think>{"answers": 3}</think>\n{"answers": []}',
        'Here it is:\n```\n{"answers": []}\n```',
    ],
)
def test_thinking_and_fences_are_understood(content: str):
    """Models that cannot be held to a form wrap their JSON."""
    assert checked(completion(content), BATCH).answers == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        completion("I cannot help with that."),
        completion('{"answers": {}}'),
        completion('{"answers": [{"n": 1'),
        completion("[" * 100_000),
        b'{"choices":' + b"[" * 100_000,
    ],
)
def test_what_is_no_answer(body: bytes):
    """Anything else is said to be malformed, and nothing worse happens."""
    with pytest.raises(Malformed):
        checked(body, BATCH)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["money", "经费"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["n", "code", "quote", "reason", "answers", "choices"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode())
       | JSON.map(lambda value: completion(json.dumps({"answers": value})))
       | st.lists(JSON).map(lambda value: completion(json.dumps({"answers": value}))))  # fmt: skip
def test_any_bytes_end_in_answers_or_malformed(body: bytes):
    """Whatever comes, each answer that is left was asked for and quotes the segment."""
    try:
        said = checked(body, BATCH)
    except Malformed:
        return

    for one in said.answers:
        assert one.code == "money"
        assert one.quote in BATCH.text_of(one.number)
        (one.reason + one.quote).encode("utf-8")
        assert "\0" not in one.reason


def test_a_reason_is_one_line_of_plain_text():
    """Control characters, line breaks and half characters do not reach the screen or the database."""
    body = completion(
        '{"answers": [{"n": 1, "code": "money", "quote": "经费", "reason": "钱\\n\\u0000不\\ud800够"}]}'
    )

    assert checked(body, BATCH).answers[0].reason == "钱 不 够"
