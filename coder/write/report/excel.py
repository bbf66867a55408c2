"""A report as XLSX: a sheet of text, then one sheet a table, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from coder.write.excel import WIDEST, width, workbook
from coder.write.report.blocks import Grid, Heading, Paragraph, Quote, Report, joined

THICK, THIN = 2, 1  # XlsxWriter's border styles: medium, about 1.5 pt; thin, about 0.75 pt
PAGE = 110  # narrow characters of a line of text
FONT = {"zh": "宋体", "en": "Times New Roman"}


def xlsx(report: Report, path: Path) -> None:
    """Write the file to *path*."""
    with workbook(path) as book:
        book.set_properties({"title": report.title})

        @cache
        def form(**more: Any) -> Any:
            base = {"font_name": FONT[report.language], "font_size": 10.5, "valign": "top"}
            return book.add_format(base | more)

        _text(book, report, form)
        for grid in report.grids():
            _sheet(book, grid, report, form)


def _text(book: Any, report: Report, form: Any) -> None:
    sheet = book.add_worksheet(report.words["text"])
    sheet.set_column(0, 0, PAGE)
    sheet.hide_gridlines(2)
    lines: list[tuple[str, Any]] = [(report.title, form(bold=True, font_size=16))]
    lines += [(line, form(text_wrap=True)) for line in (report.subtitle, *report.lines)]
    for block in report.blocks:
        match block:
            case Heading():
                head = f"{block.number} {block.text}".strip()
                lines.append((head, form(bold=True, font_size=15 - block.level)))
            case Paragraph():
                lines.append((block.text, form(text_wrap=True)))
            case Quote():
                lines.append((f"“{block.text}”（{block.source}）", form(text_wrap=True, indent=2)))
            case Grid():
                lines.append((f"{block.label}　{block.caption} → {block.sheet}", form(italic=True)))
    lines.append((report.footer, form(text_wrap=True, font_size=8)))
    for at, (text, shape) in enumerate(lines):
        sheet.write_string(at, 0, text, shape)
        sheet.set_row(at, _tall(shape.font_size, [(text, PAGE)]))
    _print(sheet, report)


def _sheet(book: Any, grid: Grid, report: Report, form: Any) -> None:
    sheet = book.add_worksheet(grid.sheet[:31])
    last = len(grid.widths) - 1
    sheet.write_string(0, 0, f"{grid.label}　{grid.caption}", form(bold=True))
    at = 1
    for level, head in enumerate(grid.heads):
        edges = {
            "top": THICK if not level else 0,
            "bottom": THIN if level == len(grid.heads) - 1 else 0,
        }
        _head(sheet, at, head, form(bold=True, align="center", text_wrap=True, **edges))
        at += 1
    sheet.freeze_panes(at, 1)
    sheet.repeat_rows(1, at - 1)
    final = len(grid.rows) - 1
    for number, (said, values) in enumerate(zip(grid.rows, grid.numbers, strict=True)):
        edge = THICK if number == final else 0
        top = THIN if grid.total and number == final else 0
        for column, (text, value) in enumerate(zip(said, values, strict=True)):
            plain = {"text_wrap": True} if column < grid.texts else {"align": "center"}
            _cell(sheet, (at, column), text, value, partial(form, bottom=edge, top=top, **plain))
        room = [(cell, _wide(grid, column)) for column, cell in enumerate(said)]
        sheet.set_row(at, _tall(10.5, room))
        at += 1
    for note in (*grid.notes, report.footer):
        sheet.write_string(at, 0, note, form(font_size=9))
        at += 1
    for column in range(last + 1):
        sheet.set_column(column, column, _wide(grid, column))
    _print(sheet, report)


def _head(sheet: Any, row: int, head: tuple[tuple[str, int], ...], shape: Any) -> None:
    at = 0
    for text, span in head:
        if span > 1:
            sheet.merge_range(row, at, row, at + span - 1, "", shape)
        sheet.write_string(row, at, joined(text), shape)
        at += span


def _cell(sheet: Any, place: tuple[int, int], text: str, value: Any, form: Any) -> None:
    if isinstance(value, str) or value is None:
        # The mark keeps a text a text when someone edits the cell.
        safe = {"quote_prefix": True} if text.startswith(("=", "+", "-", "@")) else {}
        sheet.write_string(*place, text, form(**safe))
        return
    shown = "0.0%" if isinstance(value, float) else "#,##0"
    sheet.write_number(*place, value, form(num_format=shown))


def _wide(grid: Grid, column: int) -> int:
    """A column's width, in narrow characters."""
    heads = [head[column][0] for head in grid.heads if len(head) > column]
    cells = [row[column] for row in grid.rows] + heads * (len(grid.heads[-1]) == len(grid.heads[0]))
    longest = max((width(line) for text in cells for line in text.split("\n")), default=8)
    return min(WIDEST, max(9, longest + 2))


def _tall(size: float, cells: Sequence[tuple[str, int]]) -> float:
    """A row's height in points: not every program works it out for wrapped text."""
    lines = max(
        sum(max(1, -(-width(part) // max(1, room - 2))) for part in text.split("\n"))
        for text, room in cells
    )
    return min(400.0, 4 + lines * size * 1.35)


def _print(sheet: Any, report: Report) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C&7{report.footer.replace('&', '&&')}"[:255])
