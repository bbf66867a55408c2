"""Tables as talk: what a person sees in the columns is what is read."""

from __future__ import annotations

import pytest

from coder.read.rows import talk_of

UTTERED = ("[00:01] 张三：够吗？", "[00:05] 李四：不够。")


@pytest.mark.parametrize(
    "rows",
    [
        [["时间", "说话人", "内容"], ["00:01", "张三", "够吗？"], ["00:05", "李四", "不够。"]],
        [
            ["序号", "时间", "说话人", "内容", "备注"],
            ["1", "00:01", "张三", "够吗？", ""],
            ["2", "00:05", "李四：", "不够。", ""],
        ],
        [["00:01", "张三", "够吗？够用吗？"[:3]], ["00:05", "李四", "不够。"]],
    ],
)
def test_a_row_an_utterance(rows: list[list[str]]) -> None:
    """With a heading of any width, or without one."""
    talk = talk_of(rows)

    assert talk.lines == UTTERED
    assert talk.speakers == {"张三", "李四"}


def test_other_columns_are_named() -> None:
    """What stands in a column of remarks is not lost silently; numbers of rows are no words."""
    rows = [["序号", "说话人", "内容", "备注"], ["1", "张三", "够吗？", "笑"]]

    assert [(one.reason, one.text) for one in talk_of(rows).dropped] == [("other_column", "笑")]


@pytest.mark.parametrize("heading", [["问题", "回答"], ["访谈者", "受访者"], None])
def test_a_row_a_question_and_its_answer(heading: list[str] | None) -> None:
    """Two turns a row."""
    rows = [["够吗？", "不够。"], ["为什么呢？", "都用在\n修路上。"]]

    talk = talk_of([heading, *rows] if heading else rows)

    assert talk.lines == ("问：够吗？", "答：不够。", "问：为什么呢？", "答：都用在", "修路上。")


def test_fields_at_the_head() -> None:
    """Names and values, twice a row, are fields and nobody speaks."""
    talk = talk_of([["访谈编号", "P03", "访谈时间", "3月5日"], ["访谈者", "李华", "地点", "村里"]])

    assert talk.lines == ("访谈编号：P03", "访谈时间：3月5日", "访谈者：李华", "地点：村里")
    assert talk.speakers == frozenset()
