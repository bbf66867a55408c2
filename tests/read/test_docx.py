"""Word files: labels, bold labels, labels of their own, tables, and what is beside the text."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from coder.model import Role
from tests.read.strategies import said, taken

WANTED = [("访谈员", "够吗？"), ("受访者", "不够。"), ("访谈员", "还有？"), ("受访者", "没有。")]


def saved(document: object) -> bytes:
    """The file's bytes."""
    whole = io.BytesIO()
    document.save(whole)  # type: ignore[attr-defined]
    return whole.getvalue()


def plain() -> bytes:
    made = docx.Document()
    for who, words in WANTED:
        made.add_paragraph(f"{who}：{words}")
    return saved(made)


def bold() -> bytes:
    made = docx.Document()
    for who, words in WANTED:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{who}：").bold = True
        paragraph.add_run(words)
    return saved(made)


def own_paragraph() -> bytes:
    made = docx.Document()
    for who, words in WANTED:
        made.add_paragraph().add_run(who).bold = True
        made.add_paragraph(words)
    return saved(made)


def table() -> bytes:
    made = docx.Document()
    rows = made.add_table(rows=0, cols=2)
    for who, words in WANTED:
        cells = rows.add_row().cells
        cells[0].text, cells[1].text = who, words
    return saved(made)


@pytest.mark.parametrize("make", [plain, bold, own_paragraph, table])
def test_forms(tmp_path: Path, make: object) -> None:
    """Four ways of writing the same interview."""
    parsed = taken(tmp_path, "x.docx", make())  # type: ignore[operator]

    assert said(parsed) == WANTED
    roles = [turn.role for turn in parsed.document.turns]
    assert roles == [Role.INTERVIEWER, Role.INTERVIEWEE] * 2
    assert parsed.dropped == ()


def test_front_matter_in_word(tmp_path: Path) -> None:
    """The same lines, as paragraphs."""
    made = docx.Document()
    for line in ("---", "id: B09", "group: bureau", "---", "访谈员：够吗？", "受访者：不够。"):
        made.add_paragraph(line)

    parsed = taken(tmp_path, "x.docx", saved(made))

    assert (parsed.document.id, parsed.document.attributes) == ("B09", {"group": "bureau"})


def test_what_is_beside_the_text_is_named(tmp_path: Path) -> None:
    """A header is not in the text and is listed as dropped."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "内部资料"
    for who, words in WANTED:
        made.add_paragraph(f"{who}：{words}")

    parsed = taken(tmp_path, "x.docx", saved(made))

    assert [(one.reason, one.text) for one in parsed.dropped] == [("page_header", "内部资料")]
    assert said(parsed) == WANTED


def test_two_paragraphs_of_one_turn(tmp_path: Path) -> None:
    """Go on with the speaker before."""
    made = docx.Document()
    for line in (
        "访谈员：讲讲？",
        "受访者：第一段。",
        "第二段。",
        "访谈员：好。",
        "受访者：完了。",
    ):
        made.add_paragraph(line)

    parsed = taken(tmp_path, "x.docx", saved(made))

    assert said(parsed)[1] == ("受访者", "第一段。\n第二段。")
