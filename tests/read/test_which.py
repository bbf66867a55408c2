"""A file becomes a document, or one sentence says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.read.which import find_transcripts
from tests.read.strategies import said, taken, zipped

TALK = "访谈员：够吗？\n受访者：不够。"
WANTED = [("访谈员", "够吗？"), ("受访者", "不够。")]


def test_front_matter_becomes_attributes(tmp_path: Path) -> None:
    """Its fields are the document's, its id the document's name; the text begins after it."""
    parsed = taken(tmp_path, "x.txt", f"---\nid: B01\ngroup: bureau\ndate: 2023-04-11\n---\n{TALK}")

    assert parsed.document.id == "B01"
    assert parsed.document.attributes == {"group": "bureau", "date": "2023-04-11"}
    assert parsed.document.text.strip() == TALK


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_encodings(tmp_path: Path, codec: str, name: str) -> None:
    """Read rightly, and said if it is not UTF-8."""
    text = TALK.replace("不够", "经费年年不够，人手也很紧张，专家更是请不来")

    parsed = taken(tmp_path, "x.txt", text.encode(codec))

    assert parsed.document.text == text
    assert parsed.encoding == name
    warned = [problem for problem in parsed.problems if problem.code.startswith("encoding")]
    assert bool(warned) == (name != "UTF-8")
    assert all(name in problem.say("zh") for problem in warned)


def test_windows_line_ends(tmp_path: Path) -> None:
    """CRLF is LF in the text, so that offsets are the same everywhere."""
    assert taken(tmp_path, "x.txt", TALK.replace("\n", "\r\n")).document.text == TALK


def test_subfolders_are_groups(tmp_path: Path) -> None:
    """Unless the front matter says another."""
    assert taken(tmp_path, "企业/x.txt", TALK).document.attributes == {"group": "企业"}
    other = f"---\ngroup: bureau\n---\n{TALK}"
    assert taken(tmp_path, "企业/y.txt", other).document.attributes == {"group": "bureau"}


def test_the_table_of_attributes(tmp_path: Path) -> None:
    """A row by the file's name gives what the front matter leaves open."""
    table = {"x.txt": {"document": "B01", "group": "bureau", "role": "科长"}}

    parsed = taken(tmp_path, "x.txt", f"---\nrole: 处长\n---\n{TALK}", attributes=table)

    assert parsed.document.id == "B01"
    assert parsed.document.attributes == {"group": "bureau", "role": "处长"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.txt", b"", "empty_file"),
        ("空白.txt", b"\n \n", "no_words"),
        ("旧.wps", b"\xd0\xcf\x11\xe0", "unsupported_format"),
        ("旧.doc", b"\xd0\xcf\x11\xe0", "not_doc"),
        ("坏.odt", zipped(**{"x.txt": "x"}), "not_odt"),
        ("坏.rtf", TALK.encode(), "not_rtf"),
        ("坏.pdf", TALK.encode(), "not_pdf"),
        ("坏.vtt", TALK.encode(), "not_subtitles"),
        ("坏.json", b"{}", "not_subtitles"),
        ("坏.tsv", b"a\tb\n1\t2\n", "not_subtitles"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not_text"),
        ("压缩.docx", zipped(**{"x.txt": "x"}), "not_docx"),
        ("文本.docx", TALK.encode(), "not_docx"),
        ("开.txt", b"---\nid: B01\nnobody: closes\n", "front_matter_open"),
        ("乱.txt", f"---\nid: [B01\n---\n{TALK}".encode(), "front_matter"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """One sentence in each language, with the file's name."""
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, name, content)

    assert caught.value.code == code
    for language in ("zh", "en"):
        sentence = caught.value.say(language)
        assert name in sentence
        assert "\n" not in sentence


def test_a_broken_front_matter_names_its_line(tmp_path: Path) -> None:
    """Counted in the file."""
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, "x.txt", f"---\nid: B01\nrole: a: b\n---\n{TALK}")

    assert "第 3 行" in caught.value.say("zh")


def test_lock_files_are_no_transcripts(tmp_path: Path) -> None:
    """Hidden files and Word's `~$` are passed over; all others are listed in order."""
    for name in ("b.txt", "~$b.docx", ".hidden.txt", "a.docx", "sub/c.md", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")

    assert [one.relative_to(tmp_path).as_posix() for one in find_transcripts(tmp_path)] == [
        "a.docx",
        "b.txt",
        "sub/c.md",
    ]


def test_markdown(tmp_path: Path) -> None:
    """Bold labels are labels; the stars are not spoken."""
    parsed = taken(tmp_path, "x.md", "**访谈员：** 够吗？\n\n**受访者：** 不够。\n")

    assert said(parsed) == WANTED
