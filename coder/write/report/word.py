"""A report as DOCX, set as Chinese theses are: 宋体 and Times New Roman, 小四; headings 黑体; 三线表.

Captions of tables stand above, of figures below; headings are Word's own styles, so that a table
of contents can be made; the foot of each page has its number and what the report was made from.
"""

from __future__ import annotations

import io
from typing import Any

from coder.write.picture import png
from coder.write.report.blocks import MANY, Block, Grid, Heading, Paragraph, Picture, Quote, Report
from coder.write.word_parts import THICK, THIN, clean, close, mark, narrow_margins, rule

BODY, SMALL, SMALLER, NOTE = 12.0, 10.5, 9.0, 9.0  # points: 小四, 五号, 小五
HEADINGS = {1: 16.0, 2: 14.0, 3: 12.0}  # 三号, 四号, 小四
SONG, HEI, KAI, LATIN = "宋体", "黑体", "楷体", "Times New Roman"
WIDTH = 160  # mm between the margins
WHOLE = 16  # rows of a table that is not parted between pages


def docx(report: Report) -> bytes:
    """The file."""
    from docx import Document

    document = Document()
    _styles(document)
    _sheet(document, report)
    document.core_properties.title = clean(report.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _front(document, report)
    for block in report.blocks:
        _block(document, block, report)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def _styles(document: Any) -> None:
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    _font(normal, SONG, BODY)
    normal.paragraph_format.line_spacing = 1.4
    normal.paragraph_format.space_after = Pt(0)
    for level, size in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _font(style, HEI, size)
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(18 if level == 1 else 12)
        style.paragraph_format.space_after = Pt(8 if level == 1 else 4)
        style.paragraph_format.keep_with_next = True
    caption = document.styles["Caption"]
    _font(caption, SONG, SMALL)
    caption.font.bold = False
    caption.font.color.rgb = RGBColor(0, 0, 0)


def _font(style: Any, chinese: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name = LATIN
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), chinese)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _sheet(document: Any, report: Report) -> None:
    """A4 with room for 16 cm, a foot with the page's number and the hashes."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.different_first_page_header_footer = True
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    for foot in (section.footer, section.first_page_footer):
        line = foot.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(line, report.footer, 7.5)


def _front(document: Any, report: Report) -> None:
    """The title page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.shared import Pt

    for text, size, before in ((report.title, 22.0, 150), (report.subtitle, 16.0, 18)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(before)
        _run(line, text, size, chinese=HEI)
    for at, text in enumerate(report.lines):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(40 if not at else 4)
        _run(line, text, BODY)
    line.add_run().add_break(WD_BREAK.PAGE)


def _block(document: Any, block: Block, report: Report) -> None:
    match block:
        case Heading():
            document.add_heading(clean(f"{block.number}  {block.text}".strip()), block.level)
        case Paragraph():
            _paragraph(document, block, report)
        case Quote():
            _quote(document, block)
        case Picture():
            _picture(document, block)
        case Grid():
            _grid(document, block, report)


def _paragraph(document: Any, block: Paragraph, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = document.add_paragraph()
    if block.note:
        _run(line, block.text, NOTE)
        return
    if report.language == "zh" and not block.foreign:
        _indent(line, firstLineChars="200", firstLine="480")
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _run(line, block.text, BODY)


def _quote(document: Any, block: Quote) -> None:
    from docx.shared import Pt

    line = document.add_paragraph()
    _indent(line, leftChars="200", left="480", rightChars="100", right="240")
    line.paragraph_format.space_before = Pt(3)
    _run(line, block.text, SMALL, chinese=KAI)
    _run(line, f"　（{block.source}）", NOTE)


def _picture(document: Any, block: Picture) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing = 1.0
    line.paragraph_format.space_before = Pt(10)
    line.paragraph_format.keep_with_next = True
    line.add_run().add_picture(io.BytesIO(png(block.chart)), width=Mm(WIDTH))
    _caption(document, block.label, block.caption, keep=bool(block.notes))
    for note in block.notes:
        _run(close(document.add_paragraph()), note, NOTE)


def _caption(document: Any, label: str, text: str, *, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = document.add_paragraph(style="Caption")
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.keep_with_next = keep
    line.paragraph_format.space_before = Pt(8)
    line.paragraph_format.space_after = Pt(4)
    _run(line, f"{label}　{text}", SMALL)


def _grid(document: Any, block: Grid, report: Report) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm, Pt

    _caption(document, block.label, block.caption, keep=True)
    head = len(block.heads)
    made = document.add_table(rows=head + len(block.rows), cols=len(block.widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    part = WIDTH / sum(block.widths)
    for column, wide in zip(made.columns, block.widths, strict=True):
        column.width = Mm(round(wide * part, 1))
    size = SMALL if len(block.widths) < MANY else SMALLER
    lines = [
        [text for text, span in one for text in (text, *[""] * (span - 1))] for one in block.heads
    ]
    for at, (row, cells) in enumerate(zip(made.rows, [*lines, *block.rows], strict=True)):
        _fill(row, cells, block, size, head=at < head)
        mark(row, "cantSplit")
        if at < head:
            mark(row, "tblHeader")
    if len(block.rows) <= WHOLE:
        _keep(made)
    _merge(made, block)
    narrow_margins(made, above=30)
    rule(made.rows[0], "top", THICK)
    rule(made.rows[head - 1], "bottom", THIN)
    rule(made.rows[len(made.rows) - 1], "bottom", THICK)
    if block.total and len(block.rows) > 1:
        rule(made.rows[len(made.rows) - 2], "bottom", THIN)
    said = report.words["note"] + " ".join(block.notes)
    note = close(document.add_paragraph())
    note.paragraph_format.space_after = Pt(8)
    if block.notes:
        _run(note, said, NOTE)


def _fill(row: Any, cells: Any, block: Grid, size: float, *, head: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        line = close(cell.paragraphs[0])
        line.paragraph_format.line_spacing = 1.15
        left = at < block.texts and not (head and at)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
        if head:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            line.paragraph_format.keep_with_next = True
        for number, part in enumerate(text.split("\n")):
            run = _run(line, part, size)
            if number < text.count("\n"):
                run.add_break()


def _keep(made: Any) -> None:
    """Let the table stand on one page."""
    for row in list(made.rows)[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _merge(made: Any, block: Grid) -> None:
    for level, head in enumerate(block.heads):
        at = 0
        for _, span in head:
            if span > 1:
                cell = made.cell(level, at).merge(made.cell(level, at + span - 1))
                for empty in cell.paragraphs[1:]:
                    empty._p.getparent().remove(empty._p)  # noqa: SLF001 (it has no remove)
            at += span


def _run(line: Any, text: str, size: float, *, chinese: str = SONG) -> Any:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = line.add_run(clean(text))
    run.font.size = Pt(size)
    run.font.name = LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), chinese)  # noqa: SLF001 (python-docx has no setter)
    return run


def _indent(line: Any, **sides: str) -> None:
    """Indents in characters, as Word counts them, and in twentieths of a point for others."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:ind")
    for name, value in sides.items():
        element.set(qn(f"w:{name}"), value)
    line._p.get_or_add_pPr().append(element)  # noqa: SLF001 (no setter for characters)


def _field(line: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _run(line, "", NOTE)
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._element.append(element)  # noqa: SLF001 (python-docx has no fields)
