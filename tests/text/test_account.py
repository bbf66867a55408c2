"""Every line of a transcript is accounted for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.text.account import account
from coder.text.turns import find_turns


def of(text: str) -> tuple[int, int, int, list[tuple[int, str]]]:
    """Read, joined, dropped, and (line, reason) of what to look at."""
    found = account(text, find_turns(text).turns)
    doubts = [(one.line, one.reason) for one in found.doubts]
    return found.read, found.joined, found.dropped, doubts


def test_read_joined_dropped() -> None:
    """A title and a closing note are nobody's; a second paragraph goes on with the first."""
    text = "访谈一\n\n访谈员：够吗？\n受访者：不够。\n\n年年不够。\n（访谈结束）"

    assert of(text) == (2, 1, 2, [])


def test_a_label_on_a_line_of_its_own() -> None:
    """The label and the first line of the words are both read."""
    assert of("访谈员 00:01\n够吗？\n\n受访者 00:05\n不够。\n真的。") == (4, 1, 0, [])


def test_a_name_that_may_be_a_speaker() -> None:
    """Somebody who says one thing in another's turn is asked about; 比如： is not."""
    talk = (
        "访谈员：够吗？\n受访者：不够。\n小李：我来补充。\n比如：设备。\n访谈员：哦？\n受访者：嗯。"
    )

    assert of(talk)[3] == [(3, "like_speaker")]


def test_a_name_that_comes_once() -> None:
    """Among many turns, perhaps a slip of the pen."""
    talk = "00:00 甲：够吗？\n00:01 乙：不够。\n" * 5 + "00:02 已：真的。\n00:03 甲：好。"

    assert of(talk)[3] == [(11, "once")]


def test_times_and_watermarks_amid_the_words() -> None:
    """A line that begins with a time, and one that comes again and again."""
    talk = "".join(f"访谈员：够吗{n}？\n受访者：不够{n}。\n内部资料请勿外传\n" for n in range(3))

    assert [reason for _, reason in of(talk + "10:30 下班。")[3]] == ["repeated"] * 3 + [
        "time_inside"
    ]


@given(
    st.lists(
        st.sampled_from(
            ["访谈员：", "答：", "说话人1 00:03", "", "够吗？", "10:30", "---", "# 题", "完"]
        )
    ).map("\n".join)
)
def test_every_line_is_counted_once(text: str) -> None:
    """Read, joined and dropped are all lines that are not blank."""
    read, joined, dropped, _ = of(text)

    assert read + joined + dropped == sum(bool(line.strip()) for line in text.split("\n"))


def test_names_alone_on_their_lines() -> None:
    """Where nobody is named, short lines that come again may be names."""
    text = "王小明\n\n您好？\n\n李建国\n\n好。我姓李。\n\n王小明\n\n累吗？\n\n李建国\n\n还行。"

    assert of(text)[3] == [(line, "like_speaker") for line in (1, 5, 9, 13)]


def test_a_label_with_a_comma() -> None:
    """It may be a slip, or talk about somebody: a person decides."""
    text = "访谈员：够吗？\n受访者，不够。\n访谈员：还有？\n受访者：没有。"

    assert of(text)[3] == [(2, "like_speaker")]
