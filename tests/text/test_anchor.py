"""Ranges over a text that was edited: on the same words, or said to be doubtful or gone."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.realign import judge, make
from coder.text.align import folded
from coder.text.anchor import Anchor, Status, letters, realign

OLD = "经费年年不够。\n人手也紧，专家请不来。\n就这样吧。\n"


def place(words: str, text: str = OLD) -> tuple[int, int]:
    """Where *words* stand."""
    start = text.index(words)
    return start, start + len(words)


def test_same_place() -> None:
    """An edit behind a range leaves it."""
    new = OLD.replace("就这样吧", "先这样")

    assert realign(OLD, new, [place("经费")]) == [Anchor(Status.KEPT, 0, 2)]


def test_moved_with_its_words() -> None:
    """An edit before a range shifts it."""
    new = "补一句开头。\n" + OLD

    (found,) = realign(OLD, new, [place("专家请不来")])

    assert (found.status, new[found.start : found.end]) == (Status.MOVED, "专家请不来")


def test_changed_words_are_doubtful() -> None:
    """A range of which a part was rewritten is a guess."""
    new = OLD.replace("专家请不来", "专家很难请来")

    (found,) = realign(OLD, new, [place("人手也紧，专家请不来。")])

    assert found.status is Status.DOUBTFUL
    assert new[found.start : found.end].startswith("人手也紧")


def test_deleted_words_are_gone() -> None:
    """A range whose line was deleted is nowhere."""
    new = OLD.replace("人手也紧，专家请不来。\n", "")

    assert realign(OLD, new, [place("人手也紧，专家请不来。")]) == [Anchor(Status.GONE, 0, 0)]


TALK = """\
访谈员：今年的经费怎么样？
受访者：经费年年不够，项目只好先放一放。人手也紧，三个专家请不来。
访谈员：评价有没有标准？
受访者：评价没有标准，打分全凭印象。对。那天下雨，我们走了七里路，张伟摔了一跤。
访谈员：还有别的吗？
受访者：没有别的了，谢谢您跑这一趟。对。
"""


@pytest.mark.parametrize(
    ("old", "new", "words", "status", "then"),
    [
        ("走了七里路", "走了十七里路", "走了七里路", Status.DOUBTFUL, "走了十七里路"),
        ("打分全凭印象", "打分全靠印象", "打分全凭印象", Status.DOUBTFUL, "打分全靠印象"),
        ("张伟摔", "老张昨天摔", "摔了一跤", Status.MOVED, "摔了一跤"),
        ("那天下雨，", "那天下雨, ", "那天下雨，我们走", Status.MOVED, "那天下雨, 我们走"),
        ("评价没有标准，", "评价 没有标准。", "评价没有标准", Status.MOVED, "评价 没有标准"),
        ("人手也紧，三个专家请不来。", "", "人手也紧", Status.GONE, ""),
        ("人手也紧", "天气很好", "人手也紧", Status.GONE, ""),
        ("受访者：", "王老师：", "评价没有标准", Status.KEPT, "评价没有标准"),
        ("。人手", "。\n受访者：人手", "人手也紧", Status.MOVED, "人手也紧"),
    ],
)
def test_what_people_do_to_transcripts(
    old: str, new: str, words: str, status: Status, then: str
) -> None:
    """A word mended, a name replaced, signs changed, a sentence cut, speakers renamed, a turn parted."""
    edited = TALK.replace(old, new)

    (found,) = realign(TALK, edited, [place(words, TALK)])

    assert (found.status, edited[found.start : found.end]) == (status, then)


def test_a_sentence_moved_to_another_place() -> None:
    """Words that are there once are found wherever they went."""
    sentence = "人手也紧，三个专家请不来。"
    new = TALK.replace(sentence, "").replace("没有别的了", sentence + "没有别的了")

    (found,) = realign(TALK, new, [place("三个专家请不来", TALK)])

    assert (found.status, new[found.start : found.end]) == (Status.MOVED, "三个专家请不来")


def test_a_sentence_moved_and_mended_is_a_guess() -> None:
    """It is shown, not placed."""
    new = TALK.replace("人手也紧，三个专家请不来。", "")
    new = new.replace("谢谢您", "人手还紧，三个专家请不来。谢谢您")

    (found,) = realign(TALK, new, [place("人手也紧，三个专家请不来。", TALK)])

    assert found.status is Status.DOUBTFUL
    assert new[found.start : found.end] == "人手还紧，三个专家请不来。"


def test_of_two_that_are_equal_nobody_knows_which_is_left() -> None:
    """One of two equal sentences side by side was cut: the place is a guess."""
    old = TALK.replace("对。那天", "对，是这样。对，是这样。那天")
    new = TALK.replace("对。那天", "对，是这样。那天")
    start = old.index("对，是这样")

    found = realign(old, new, [(start, start + 6), (start + 6, start + 12)])

    assert not {one.status for one in found} & {Status.KEPT, Status.MOVED}


def test_a_sentence_said_again_elsewhere_is_not_the_one_that_was_cut() -> None:
    """The same words in another answer are another answer."""
    old = TALK.replace("放一放。", "放一放。这个不好说。")
    cut = TALK.replace("这一趟。", "这一趟。这个不好说。")

    (found,) = realign(old + "这个不好说。\n", cut + "这个不好说。\n", [place("这个不好说。", old)])

    assert found.status not in (Status.KEPT, Status.MOVED)


def test_a_long_text_edited_in_every_line() -> None:
    """4,000 changed lines: every range beside a change stays where it is."""
    old = "".join(f"第{n}句话，讲的是经费不够。\n" for n in range(4000))
    ranges = [place(f"第{n}句话", old) for n in range(0, 4000, 100)]

    found = realign(old, old.replace("经费", "人手"), ranges)

    assert found == [Anchor(Status.KEPT, *one) for one in ranges]


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=12)
@given(st.integers(0, 10**6), st.sampled_from([5, 20]))
def test_random_edits(language: str, seed: int, edits: int) -> None:
    """Nothing is silently on other words; nearly all are right within one character."""
    case = make(language, edits, random.Random(seed))

    found = realign(case.old, case.new, case.ranges)

    counts = Counter(judge(one, truth) for one, truth in zip(found, case.truths, strict=True))
    assert counts["silent"] == 0
    assert counts["right"] >= 0.9 * len(found)


TEXTS = st.lists(
    st.sampled_from(["经费不够。\n", "人手紧。\n", "好。", "𠮷😀", "\n", "也"]), max_size=12
)


@given(TEXTS.map("".join), TEXTS.map("".join), st.data())
def test_never_silently_on_other_words(old: str, new: str, data: st.DataObject) -> None:
    """Kept and moved mean the same words; kept the same place; all lies within the new text."""
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    (found,) = realign(old, new, [(start, end)])

    assert 0 <= found.start <= found.end <= len(new)
    if found.status in (Status.KEPT, Status.MOVED):
        assert letters(folded(new[found.start : found.end])) == letters(folded(old[start:end]))
    if found.status is Status.KEPT:
        assert (found.start, found.end) == (start, end)
    if found.status is Status.GONE:
        assert (found.start, found.end) == (0, 0)


@given(TEXTS.map("".join))
def test_an_unchanged_text_keeps_everything(text: str) -> None:
    """Each range stays where it is."""
    ranges = [(at, at + 1) for at in range(len(text))]

    assert realign(text, text, ranges) == [Anchor(Status.KEPT, *one) for one in ranges]
