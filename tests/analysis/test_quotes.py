"""Quotes with their surroundings."""

import math

from coder.analysis.quotes import AROUND, quotes
from coder.model import Bilingual, Code, Codebook, Coding, Document, Role, Turn

BOOK = Codebook((Code("b", Bilingual("乙", "B"), kind="cause"), Code("a", Bilingual("甲", "A"))))
TEXT = "前" * 70 + "𠮷 钱不够。" + "后" * 3
TURNS = (Turn("问", Role.INTERVIEWER, 0, 70, 0), Turn("答", Role.INTERVIEWEE, 70, 79, 70, 61_000))
ONE = Document("D1", TEXT, TURNS, attributes={"group": "g", "role": "科长"})


def test_one_line_a_coding_in_the_codebooks_order():
    """Words, what stands around them, who says so; unknown codes and documents are left out."""
    found = [
        Coding("D1", 70, 76, "a", confidence=0.5),
        Coding("D1", 0, 2, "b", "李", "person", None, "记"),
        Coding("D1", 0, 2, "gone"),
        Coding("D2", 0, 2, "a"),
    ]
    frame = quotes(found, {"D1": ONE}, BOOK, labels={"group": {"g": "机构"}}, language="en")

    first, second = frame.to_dict("records")
    assert (first["code"], first["label"], first["coder"], first["memo"]) == ("b", "B", "李", "记")
    assert math.isnan(first["confidence"])
    assert (second["text"], second["before"], second["after"]) == (
        "𠮷 钱不够。",
        "前" * AROUND,
        "后" * 3,
    )
    assert (second["turn"], second["speaker"], second["start_ms"]) == (2, "答", 61_000)
    assert (second["group"], second["role"], second["confidence"]) == ("机构", "科长", 0.5)


def test_no_codings():
    """The columns are there all the same."""
    frame = quotes([], {"D1": ONE}, BOOK)

    assert len(frame) == 0
    assert (
        frame.columns.tolist()
        == (
            "code label kind document group role turn speaker start_ms start end before text after coder source confidence memo"
        ).split()
    )
