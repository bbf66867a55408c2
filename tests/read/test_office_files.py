"""OpenDocument, RTF, PDF and old Word files."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model import Role
from coder.read.pdf import _paged
from tests.read.strategies import said, taken

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
WANTED = [("访谈员", "够吗？"), ("受访者", "不够。"), ("访谈员", "还有？"), ("受访者", "没有。")]


def odt(body: str, head: str = "") -> bytes:
    """An .odt file with *body*."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {SPACES}>'
        f"<office:automatic-styles>{BOLD}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return whole.getvalue()


def test_odt_labels(tmp_path: Path) -> None:
    """`label：text` in one paragraph."""
    body = "".join(f"<text:p>{who}：{words}</text:p>" for who, words in WANTED)

    assert said(taken(tmp_path, "x.odt", odt(body))) == WANTED


def test_odt_bold_labels_of_their_own(tmp_path: Path) -> None:
    """Bold paragraphs before what is said."""
    body = "".join(
        f'<text:p><text:span text:style-name="B">{who}</text:span></text:p><text:p>{words}</text:p>'
        for who, words in WANTED
    )

    assert said(taken(tmp_path, "x.odt", odt(body))) == WANTED


def test_odt_table(tmp_path: Path) -> None:
    """A row a turn."""
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{who}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        for who, words in WANTED
    )

    assert said(taken(tmp_path, "x.odt", odt(f"<table:table>{rows}</table:table>"))) == WANTED


def test_odt_blanks_and_notes(tmp_path: Path) -> None:
    """Blanks, tabs and breaks are text; a footnote is dropped by name."""
    note = "<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>"
    body = (
        f'<text:p>访谈员：够吗？</text:p><text:p>受访者：不<text:s text:c="2"/>够{note}。</text:p>'
    )

    parsed = taken(tmp_path, "x.odt", odt(body))

    assert said(parsed)[1] == ("受访者", "不  够。")
    assert [(one.reason, one.text) for one in parsed.dropped] == [("footnote", "脚注")]


def test_entities_are_not_followed(tmp_path: Path) -> None:
    """An external entity brings nothing of this machine into the text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'

    text = ""
    with suppress(CoderError):
        text = taken(
            tmp_path, "x.odt", odt("<text:p>访谈员：&e;够吗？</text:p>", head)
        ).document.text

    assert "机密" not in text


def test_rtf(tmp_path: Path) -> None:
    """Bytes in the file's code page, and letters by number, also beyond 16 bits."""
    said_bytes = "".join(
        f"\\'{byte:02x}" if byte > 127 else chr(byte)
        for byte in "访谈员：够吗？\\par 受访者：不够".encode("gb18030")
    )
    content = "{\\rtf1\\ansi\\ansicpg936 " + said_bytes + "\\u-10179?\\u-8704?\\par }"

    assert said(taken(tmp_path, "x.rtf", content)) == [("访谈员", "够吗？"), ("受访者", "不够😀")]


FONT = b"/Resources << /Font << /F1 5 0 R >> >>"


def pdf(text: str) -> bytes:
    """A page with *text* in Helvetica, a line each."""
    lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>" % FONT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(whole))
    )


def test_pdf(tmp_path: Path) -> None:
    """Its words, line by line."""
    parsed = taken(tmp_path, "x.pdf", pdf("Interviewer: Enough?\nParticipant: No."))

    assert said(parsed) == [("Interviewer", "Enough?"), ("Participant", "No.")]
    assert [turn.role for turn in parsed.document.turns] == [Role.INTERVIEWER, Role.INTERVIEWEE]


def test_a_scan(tmp_path: Path) -> None:
    """A page without words says what to do."""
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, "x.pdf", pdf(""))

    assert caught.value.code == "pdf_scanned"


def test_rtf_under_the_name_doc(tmp_path: Path) -> None:
    """What is often saved so."""
    content = "{\\rtf1\\ansi Interviewer: Enough?\\par Participant: No.\\par }"

    assert said(taken(tmp_path, "x.doc", content))[1] == ("Participant", "No.")


def test_a_broken_doc(tmp_path: Path) -> None:
    """No Word document inside: one sentence, before LibreOffice is asked."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600

    with pytest.raises(CoderError) as caught:
        taken(tmp_path, "坏.doc", content)

    assert "坏.doc" in caught.value.say("zh")


def test_odt_headings_and_changes(tmp_path: Path) -> None:
    """A heading is nobody's words; of a deletion its words are named, not who made it."""
    change = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>A<text:p>够</text:p>"
        "</office:change-info></text:deletion></text:changed-region></text:tracked-changes>"
    )  # fmt: skip
    (one, asks), (other, says) = WANTED[:2]
    body = f"{change}<text:p>{one}：{asks}</text:p><text:h>压力</text:h><text:p>{other}：{says}</text:p>"

    parsed = taken(tmp_path, "x.odt", odt(body))

    assert said(parsed) == WANTED[:2]
    assert [(one.reason, one.text) for one in parsed.dropped] == [
        ("deleted", "够"),
        ("heading", "压力"),
    ]


def test_rtf_changes(tmp_path: Path) -> None:
    """Words deleted while changes were tracked are named; those put in are read."""
    content = (
        "{\\rtf1\\ansi Interviewer: Enough?\\par Participant: No{\\deleted\\revauthdel1 , yes}"
        "{\\revised\\revauth1 , never}.\\par }"
    )

    parsed = taken(tmp_path, "x.rtf", content)

    assert said(parsed)[1] == ("Participant", "No, never.")
    assert [(one.reason, one.text) for one in parsed.dropped] == [("deleted", ", yes")]


def test_lines_that_somebody_says_are_no_page_headers() -> None:
    """The same question at the top of each page is a question."""
    pages = [
        "内部资料\n访谈员：第1题，您怎么看？\n受访者：好。",
        "内部资料\n访谈员：第2题，您怎么看？\n受访者：差。",
    ]

    content = _paged(pages)

    assert content.text.count("您怎么看") == 2
    assert {one.text for one in content.dropped} == {"内部资料"}
