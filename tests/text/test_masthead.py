"""The fields at the top of a transcript are nobody's words, and say who asks."""

from __future__ import annotations

import pytest

from coder.model import Role
from coder.text.turns import find_turns

TALK = "\n\n李华：请介绍一下？\n小王：我做客服。\n李华：多久了？\n小王：三年。"


@pytest.mark.parametrize(
    "head",
    [
        "访谈时间：2024.3.5\n访谈人：李华\n受访者：小王（化名）\n地点：咖啡馆",
        "【时间】：2024.3.5\n【访谈人】：李华",
        "访谈记录\n\n访谈人：李华\n记录：张三\n\n日期：2024.3.5",
        "会议主题：客服\n主持人：李华\n参会人：小王、小张\n时间：2024-03-05",
    ],
)
def test_who_asks_is_read_from_the_head(head: str) -> None:
    """The name beside a word for a role has that role; no field is a turn."""
    found = find_turns(head + TALK)

    roles = [(turn.speaker, turn.role) for turn in found.turns]
    assert roles == [("李华", Role.INTERVIEWER), ("小王", Role.INTERVIEWEE)] * 2
    assert found.problems == ()
    assert {reason for _, _, reason in found.dropped} == {"before_first_turn"}


def test_a_talk_that_begins_at_once_has_no_head() -> None:
    """A short first answer is no name."""
    found = find_turns("访谈员：您好\n受访者：你好\n访谈员：时间够吗？\n受访者：够。")

    assert len(found.turns) == 4


def test_a_text_of_fields_alone_is_kept() -> None:
    """Where nothing else is, the fields are the text."""
    found = find_turns("时间：2024\n地点：村里")

    assert [(turn.start, turn.end) for turn in found.turns] == [(0, 7), (8, 13)]


def test_the_head_of_a_text_without_speakers() -> None:
    """Its fields are no words of the interviewee."""
    text = "时间：2024\n地点：村里\n\n今天谈了很久。后来下雨了。"

    found = find_turns(text)

    assert [text[turn.start : turn.end] for turn in found.turns] == ["今天谈了很久。后来下雨了。"]
