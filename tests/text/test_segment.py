"""Where sentences end, and that no character is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Document, Role, Turn, Unit
from coder.text.segment import LONGEST, segment


def spoken(text: str) -> Document:
    """One turn with all of *text*."""
    return Document("D", text, (Turn("王", Role.INTERVIEWEE, 0, len(text), 0),), {}, "D.txt")


def cut(text: str, unit: Unit = Unit.SENTENCE) -> list[str]:
    """The segments' words."""
    return [text[one.start : one.end] for one in segment(spoken(text), unit)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["钱不够。", "人也不够！", "怎么办？"],
        ["真的？！", "真的。"],
        ["他说：“钱不够。”", "我不信。"],
        ["他问“够不够？”，我说不够。"],
        ["“钱不够。人也不够。”他说。"],
        ["那个……怎么说呢，就是难。", "对。"],
        ["呃，这个，嗯，不好说。"],
        ["涨了3.5个百分点，到12.8万元。", "还行。"],
        ["We paid 3.5 million.", "It was late."],
        ["Dr. Wang came.", "He left."],
        ["The U.S. team e.g. Bob stayed.", "Yes."],
        ["“Really?”", "“No.”"],
        ["（笑）没办法。", "就这样。"],
        ["1. 钱不够。", "2. 人不够。"],
        ["查一次（含夜里。真的）给五百。", "少了。"],
        ["😀𠮷不够。", "😀。"],
    ],
)
def test_where_sentences_end(pieces: list[str]) -> None:
    """Quotes, dots, decimals, abbreviations, fillers, numbers of lists."""
    joint = "" if any(letter > "\u2e7f" for letter in pieces[0]) else " "

    assert cut(joint.join(pieces)) == pieces


def test_a_line_ends_a_sentence() -> None:
    """Also without a mark, as speech-to-text writes."""
    assert cut("没有标点的一句\n又一句") == ["没有标点的一句", "又一句"]


def test_speech_without_full_stops_is_cut_at_breaths() -> None:
    """A run of commas becomes pieces that can be coded, none very long."""
    text = "，".join(["我们那时候就是这么做的也没有别的办法"] * 40)

    pieces = cut(text)

    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= LONGEST


def test_turns_and_paragraphs() -> None:
    """The larger units."""
    text = "第一段。还在第一段。\n第二段。"

    assert cut(text, Unit.TURN) == [text]
    assert cut(text, Unit.PARAGRAPH) == ["第一段。还在第一段。", "第二段。"]


MARKS = "。！？!?…，,；;.：:“”‘’「」（）()\"' \n\t\u3000"
WORDS = ["……", "...", "钱不够", "𠮷", "😀", "e.g.", "3.5", "Dr", "It", "1", "呃", "他说"]
PIECES = st.sampled_from([*MARKS, *WORDS])


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(list(Unit)))
def test_every_character_is_in_one_segment(text: str, unit: Unit) -> None:
    """In order, without overlap, trimmed, never empty; and the same again."""
    document = spoken(text)

    found = list(segment(document, unit))

    before = 0
    for one in found:
        assert one.start >= before
        assert not text[before : one.start].strip()
        words = text[one.start : one.end]
        assert words
        assert words == words.strip()
        before = one.end
    assert not text[before:].strip()
    assert list(segment(document, unit)) == found


@given(st.lists(st.sampled_from(["够。", "不够", "？", "\n", "A."]), max_size=8))
def test_no_segment_crosses_turns(parts: list[str]) -> None:
    """Each turn is cut on its own: a neighbour changes nothing."""
    said = "".join(parts)
    text = said + "别的话。" + said
    middle = len(said)
    turns = (
        Turn("甲", Role.INTERVIEWER, 0, middle, 0),
        Turn("乙", Role.INTERVIEWEE, middle, middle + 4, middle),
        Turn("甲", Role.INTERVIEWER, middle + 4, len(text), middle + 4),
    )

    found = list(segment(Document("D", text, turns, {}, "D.txt")))

    first = [text[one.start : one.end] for one in found if one.turn == 0]
    last = [text[one.start : one.end] for one in found if one.turn == 2]
    assert first == last == cut(said)
