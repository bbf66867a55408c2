"""Word files: labels, bold labels, labels of their own, tables, and what is beside the text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

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


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAID = "<w:r><w:t>每年都不够。</w:t></w:r>"


def with_inside(inside: str, *, block: bool = False) -> bytes:
    """The talk, with *inside* at the end of its second paragraph, or before its third one."""
    made = docx.Document()
    for who, words in WANTED:
        made.add_paragraph(f"{who}：{words}")
    wrapped = parse_xml(f"<w:x {NAMESPACE}>{inside}</w:x>")
    place = made.paragraphs[2]._p if block else made.paragraphs[1]._p
    for one in list(wrapped):
        if block:
            place.addprevious(one)
        else:
            place.append(one)
    return saved(made)


@pytest.mark.parametrize(
    "inside",
    [
        f'<w:ins w:id="1" w:author="x">{SAID}</w:ins>',
        f'<w:moveTo w:id="1" w:author="x">{SAID}</w:moveTo>',
        f"<w:sdt><w:sdtContent>{SAID}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:element="x">{SAID}</w:smartTag>',
        f"<w:hyperlink>{SAID}</w:hyperlink>",
        f'<w:fldSimple w:instr="x">{SAID}</w:fldSimple>',
        f"<w:r><w:ruby><w:rt><w:r><w:t>měi</w:t></w:r></w:rt><w:rubyBase>{SAID}</w:rubyBase></w:ruby></w:r>",
    ],
    ids=["inserted", "moved", "control", "smart tag", "link", "field", "pinyin"],
)
def test_words_that_stand_inside_something(tmp_path: Path, inside: str) -> None:
    """What a person reads on the page is read: nothing in a paragraph is passed over."""
    parsed = taken(tmp_path, "x.docx", with_inside(inside))

    assert said(parsed)[1] == ("受访者", "不够。每年都不够。")


def test_what_was_deleted_or_moved_away(tmp_path: Path) -> None:
    """Is not read; what was deleted is named."""
    inside = (
        '<w:del w:id="1" w:author="x"><w:r><w:delText>够了</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="2" w:author="x">{SAID}</w:moveFrom>'
    )

    parsed = taken(tmp_path, "x.docx", with_inside(inside))

    assert said(parsed) == WANTED
    assert [(one.reason, one.text) for one in parsed.dropped] == [("deleted", "够了")]


def test_a_paragraph_in_a_content_control(tmp_path: Path) -> None:
    """It stands in its place."""
    inside = f"<w:sdt><w:sdtContent><w:p>{SAID}</w:p></w:sdtContent></w:sdt>"

    parsed = taken(tmp_path, "x.docx", with_inside(inside, block=True))

    assert said(parsed)[1] == ("受访者", "不够。\n每年都不够。")


def test_a_table_in_a_cell(tmp_path: Path) -> None:
    """Its words are the cell's."""
    made = docx.Document()
    rows = made.add_table(rows=2, cols=2)
    rows.cell(0, 0).text, rows.cell(0, 1).text = "访谈员", "够吗？"
    rows.cell(1, 0).text = "受访者"
    inner = rows.cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "不够。"

    assert said(taken(tmp_path, "x.docx", saved(made))) == WANTED[:2]


def test_bold_names_with_a_blank(tmp_path: Path) -> None:
    """A bold name before what is said, without a colon."""
    made = docx.Document()
    for who, words in [("王小明", "够吗？"), ("李建国", "不够。")] * 2:
        paragraph = made.add_paragraph()
        paragraph.add_run(who).bold = True
        paragraph.add_run(f" {words}")

    assert said(taken(tmp_path, "x.docx", saved(made)))[1] == ("李建国", "不够。")


def test_headings_by_their_style(tmp_path: Path) -> None:
    """A heading between turns is nobody's words."""
    made = docx.Document()
    for number, (who, words) in enumerate(WANTED):
        if not number % 2:
            made.add_heading("工作压力", level=1)
        made.add_paragraph(f"{who}：{words}")

    parsed = taken(tmp_path, "x.docx", saved(made))

    assert said(parsed) == WANTED
    assert [one.reason for one in parsed.dropped] == ["before_first_turn", "heading"]


def test_entities_bring_nothing_of_this_machine(tmp_path: Path) -> None:
    """An external entity in the document's XML is not followed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                declared = f'?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
                content = content.replace("?>", declared, 1).replace("不够。", "不够。&e;")
            new.writestr(name, content.encode("utf-8", "surrogateescape"))

    parsed = taken(tmp_path, "x.docx", whole.getvalue())

    assert said(parsed) == WANTED


def test_questions_in_bold(tmp_path: Path) -> None:
    """Nobody is named, and what asks is bold."""
    made = docx.Document()
    for number, (_, words) in enumerate(WANTED):
        made.add_paragraph().add_run(words).bold = not number % 2

    parsed = taken(tmp_path, "x.docx", saved(made))

    assert said(parsed) == [("问", "够吗？"), ("答", "不够。"), ("问", "还有？"), ("答", "没有。")]
    assert [one.code for one in parsed.problems] == ["roles_bold"]
