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
from coder.write.heads import heads, longest_word, names
from coder.write.word_parts import THICK, THIN, clean, close, mark, narrow_margins, rule, say

UPRIGHT = 9  # columns that fit a page held upright
FULL_SIZE = (
    12  # columns that fit a page held sideways in 五号 (10.5 pt); more are set in 小五 (9 pt)
)
MARGIN = 20  # mm
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
    document.core_properties.title = clean(table.title.say(language))
    document.core_properties.comments = "; ".join(table.made_from(language))[:255]
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    number = "表1\u3000" if language == "zh" else "Table 1  "
    say(caption, number + table.title.say(language), bold=True)
    _grid(document, table, language)
    for at, note in enumerate(table.notes):
        begin = ("注：" if language == "zh" else "Note. ") if not at else ""
        say(close(document.add_paragraph()), begin + note.say(language), size=9)
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
    spread = [head if span == 1 else "" for head, span in heads(table) for _ in range(span)]
    texts = zip(spread, names(table), *(cells for _, cells in table.said(language)), strict=True)
    words = [max(map(longest_word, column)) for column in texts]
    widths = _widths([label for label, _ in rows], words, inside, size)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    for row, (label, cells) in zip(grid.rows, rows, strict=True):
        _fill(row, [label, *cells], size)
        mark(row, "cantSplit")
    _merge_heads(grid, table)
    narrow_margins(grid)
    for row in (grid.rows[0], grid.rows[1]):
        mark(row, "tblHeader")
    rule(grid.rows[0], "top", THICK)
    rule(grid.rows[1], "bottom", THIN)
    rule(grid.rows[len(rows) - 1], "bottom", THICK)


def _widths(labels: Sequence[str], words: Sequence[int], inside: int, size: float) -> list[int]:
    """Room for the longest label, two fifths of *inside* at most; the rest by need, then alike.

    Lengths in EMU, as python-docx reckons: 12,700 to the point. Where words have no room, columns
    are alike and words are torn.

    Args:
        words: the longest of each column, in narrow letters.
    """
    label = int((max(map(width, labels)) * size / 2 + 12) * 12_700)
    needed = [int((letters * size * 0.51 + 8) * 12_700) for letters in words]
    first = min(label, max(inside // 6, min(inside * 2 // 5, inside - sum(needed))))
    more = (inside - first - sum(needed)) // max(1, len(words))
    widest = 80 * 12_700
    if more < 0:
        return [first, *[min(widest, (inside - first) // max(1, len(words)))] * len(words)]
    return [first, *(max(one, min(widest, one + more)) for one in needed)]


def _merge_heads(grid: Any, table: Table) -> None:
    at = 1
    for _, span in heads(table):
        if span > 1:
            grid.cell(0, at).merge(grid.cell(0, at + span - 1))
        at += span


def _spread(table: Table) -> list[str]:
    """Each group's name over the first of its columns."""
    return [part for head, span in heads(table) for part in (head, *[""] * (span - 1))]


def _fill(row: Any, texts: Sequence[str], size: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = close(cell.paragraphs[0])
        if text:
            say(paragraph, text, size=size)
        if at:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
