"""Bytes are letters: found out, said where it is doubtful, and as the user says."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.read.encoding import encoding_named, recode
from tests.read.strategies import said, taken

TALK = "訪談員：夠嗎？\n受訪者：不夠，這幾年經費都不夠。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("访谈员：够吗？\n受访者：不够，经费年年都不够。", "gb18030", "GB18030"),
        (TALK, "big5", "Big5"),
        ("Interviewer: Où ?\nInterviewee: Café, Müller — là.", "cp1252", "Windows-1252"),
        ("访谈员：够吗？\n受访者：不够。", "utf-16-be", "UTF-16"),
        ("访谈员：够吗？\n受访者：不够𠮷。", "utf-16-le", "UTF-16"),
    ],
)
def test_found_out(tmp_path: Path, text: str, codec: str, name: str) -> None:
    """Without a mark, by what the bytes hold."""
    parsed = taken(tmp_path, "x.txt", text.encode(codec))

    assert (parsed.document.text, parsed.encoding) == (text, name)


def test_a_choice_is_followed(tmp_path: Path) -> None:
    """Bytes that may be two encodings are read as the user says, and nothing is asked."""
    content = "问：中文？\n答：编码。".encode("gb18030")

    right = taken(tmp_path, "x.txt", content, encoding="gbk")
    wrong = taken(tmp_path, "x.txt", content, encoding="Windows-1252")

    assert said(right) == [("问", "中文？"), ("答", "编码。")]
    assert right.encoding == "GB18030"
    assert right.problems == ()
    assert wrong.document.text != right.document.text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_chosen_with_either_order(codec: str) -> None:
    """With and without a mark."""
    assert (
        recode("问：够吗？\n".encode(codec), "UTF-16", "x.txt").decode("utf-8-sig")
        == "问：够吗？\n"
    )


def test_a_page_that_names_the_wrong_encoding(tmp_path: Path) -> None:
    """The user's choice is over the page's own word."""
    page = "<meta charset=big5><p>访谈员：够吗？</p><p>受访者：不够。</p>".encode("gb18030")

    assert said(taken(tmp_path, "x.html", page, encoding="GB18030"))[1] == ("受访者", "不够。")


def test_what_cannot_be_chosen(tmp_path: Path) -> None:
    """An encoding that the bytes are not in, or that nobody knows."""
    with pytest.raises(CoderError, match=r"x\.txt"):
        taken(tmp_path, "x.txt", "够吗？".encode("gb18030"), encoding="UTF-8")
    with pytest.raises(CoderError, match="klingon"):
        encoding_named("klingon")
    assert encoding_named("CP-936") == "GB18030"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("tail", [b"\0" * 511, b"\x1a", b"\r\n\x1a\0\0"])
def test_what_programs_leave_behind_the_end(tmp_path: Path, codec: str, tail: bytes) -> None:
    """NULs and the mark of DOS are no words."""
    parsed = taken(tmp_path, "x.txt", "问：中文够吗？\n答：够了。".encode(codec) + tail)

    assert said(parsed) == [("问", "中文够吗？"), ("答", "够了。")]


@pytest.mark.parametrize(
    ("codec", "broken", "name"), [("utf-8", b"\xe5\x8f", "UTF-8"), ("gb18030", b"\xff", "GB18030")]
)
def test_a_damaged_byte_does_not_spoil_the_rest(
    tmp_path: Path, codec: str, broken: bytes, name: str
) -> None:
    """The file is still read by its encoding, and the line is named."""
    before, after = "访谈员：够吗？\n" * 30, "\n受访者：够了，早就够了。"

    parsed = taken(tmp_path, "x.txt", before.encode(codec) + broken + after.encode(codec))

    damaged = [problem for problem in parsed.problems if problem.code == "bytes_damaged"]
    assert parsed.encoding == name
    assert [(one.values["count"], one.values["line"]) for one in damaged] == [(1, 31)]
    assert said(parsed)[-1] == ("受访者", "够了，早就够了。")
