"""A frequency table as DOCX: the 三线表 of Chinese theses.

Rules of 1.5 pt above and below, 0.75 pt under the head; 宋体 for Chinese, Times New Roman for
what is Latin; the caption above, the notes below.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coder.analysis.table import Table
from coder.errors import CoderError
from coder.write.excel import width
from coder.write.heads import heads, names

THICK, THIN = "12", "6"  # eighths of a point
UPRIGHT = 9  # columns that fit a page held upright
FULL_SIZE = (
    12  # columns that fit a page held sideways in 五号 (10.5 pt); more are set in 小五 (9 pt)
)
MARGIN = 20  # mm
CELL_MARGIN = 50  # twentieths of a point
MOST_COLUMNS = 63  # of a table, in Word


def write_docx(table: Table, path: Path, language: str) -> None:
    """One page or more, A4, sideways where the table is wide; the head repeats on each page.

    Raises:
        CoderError: too_many_columns.
    """
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if len(table.frame.columns) >= MOST_COLUMNS:
        raise CoderError("too_many_columns", columns=1 + len(table.frame.columns))
    document = Document()
    _page(document, sideways=len(table.frame.columns) > UPRIGHT)
    document.core_properties.title = _clean(table.title.say(language))
    document.core_properties.comments = "; ".join(table.made_from(language))[:255]
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    number = "表1\u3000" if language == "zh" else "Table 1  "
    _say(caption, number + table.title.say(language), bold=True)
    _grid(document, table, language)
    for at, note in enumerate(table.notes):
        begin = ("注：" if language == "zh" else "Note. ") if not at else ""
        _say(_close(document.add_paragraph()), begin + note.say(language), size=9)
    # Zipped in memory: a half-written zip would complain once more when it is thrown away.
    whole = io.BytesIO()
    document.save(whole)
    path.write_bytes(whole.getbuffer())


def _page(document: Any, *, sideways: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    (section,) = document.sections
    sides = (Mm(297), Mm(210)) if sideways else (Mm(210), Mm(297))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(MARGIN)


def _grid(document: Any, table: Table, language: str) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    rows = [("", _spread(table)), (table.corner.say(language), names(table))]
    rows += table.said(language)
    grid = document.add_table(rows=len(rows), cols=1 + len(table.frame.columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    size = 10.5 if len(table.frame.columns) <= FULL_SIZE else 9
    (section,) = document.sections
    inside = section.page_width - section.left_margin - section.right_margin
    widths = _widths([label for label, _ in rows], len(table.frame.columns), inside, size)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    for row, (label, cells) in zip(grid.rows, rows, strict=True):
        _fill(row, [label, *cells], size)
        _mark(row, "cantSplit")
    _merge_heads(grid, table)
    _narrow_margins(grid)
    for row in (grid.rows[0], grid.rows[1]):
        _mark(row, "tblHeader")
    _rule(grid.rows[0], "top", THICK)
    _rule(grid.rows[1], "bottom", THIN)
    _rule(grid.rows[len(rows) - 1], "bottom", THICK)


def _widths(labels: Sequence[str], columns: int, inside: int, size: float) -> list[int]:
    """Room for the longest label, two fifths of *inside* at most; the rest shared alike.

    Lengths in EMU, as python-docx reckons: 12,700 to the point.
    """
    needed = int((max(map(width, labels)) * size / 2 + 12) * 12_700)
    first = min(needed, inside * 2 // 5)
    widest = 80 * 12_700
    return [first, *[min(widest, (inside - first) // max(1, columns))] * columns]


def _merge_heads(grid: Any, table: Table) -> None:
    at = 1
    for _, span in heads(table):
        if span > 1:
            grid.cell(0, at).merge(grid.cell(0, at + span - 1))
        at += span


def _narrow_margins(grid: Any) -> None:
    """Half of Word's usual room at the sides of a cell, so that six groups fit a page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sides = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties = grid._tbl.tblPr  # noqa: SLF001 (python-docx has no cell margins)
    properties.find(qn("w:tblLook")).addprevious(margins)


def _spread(table: Table) -> list[str]:
    """Each group's name over the first of its columns."""
    return [part for head, span in heads(table) for part in (head, *[""] * (span - 1))]


def _fill(row: Any, texts: Sequence[str], size: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = _close(cell.paragraphs[0])
        if text:
            _say(paragraph, text, size=size)
        if at:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _close(paragraph: Any) -> Any:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _say(paragraph: Any, text: str, *, bold: bool = False, size: float = 10.5) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(_clean(text))
    run.bold = bold or None
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")  # noqa: SLF001 (python-docx has no setter)


def _clean(text: str) -> str:
    """XML has no control characters."""
    return "".join(letter for letter in text if letter >= " " or letter == "\t")


def _rule(row: Any, edge: str, size: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in row._tr.tc_lst:  # noqa: SLF001 (python-docx has no borders)
        borders = OxmlElement("w:tcBorders")
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        cell.get_or_add_tcPr().append(borders)


def _mark(row: Any, what: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{what}"))  # noqa: SLF001 (no setter either)
