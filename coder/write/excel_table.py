"""A frequency table as XLSX: two-level head, three rules, ready to print; notes on a second sheet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from coder.analysis.table import Table
from coder.write.excel import WIDEST, width, workbook
from coder.write.heads import heads, names

THICK, THIN = 2, 1  # XlsxWriter's border styles: medium, about 1.5 pt; thin, about 0.75 pt
TOP, HEAD = 1, 2  # the rows of the two-level head, below the title
TEXT_FONT = {"zh": "宋体", "en": "Times New Roman"}


def write_xlsx(table: Table, path: Path, language: str) -> None:
    """Numbers are numbers, shares are shown in per cent; the head stays in sight and repeats."""
    with workbook(path) as book:
        book.set_properties({"title": table.title.say(language)})
        sheet = book.add_worksheet("频次表" if language == "zh" else "Table")
        _head(book, sheet, table, language)
        _body(book, sheet, table, language)
        _layout(sheet, table, language)
        _notes(book, table, language)


def _format(book: Any, language: str, **more: Any) -> Any:
    font = {"font_name": TEXT_FONT["zh" if language == "zh" else "en"], "font_size": 10.5}
    return book.add_format(font | {"valign": "vcenter"} | more)


def _head(book: Any, sheet: Any, table: Table, language: str) -> None:
    last = len(table.frame.columns)
    title = _format(book, language, bold=True, align="center")
    _merge(sheet, (0, 0, 0, last), table.title.say(language), title)
    beside = _format(book, language, bold=True, top=THICK, bottom=THIN)
    sheet.merge_range(TOP, 0, HEAD, 0, table.corner.say(language), beside)
    centred = {"bold": True, "align": "center", "text_wrap": True}
    above = _format(book, language, **centred, top=THICK)
    below = _format(book, language, **centred, bottom=THIN)
    at = 1
    for head, span in heads(table):
        _merge(sheet, (TOP, at, TOP, at + span - 1), head, above)
        at += span
    for at, name in enumerate(names(table), start=1):
        sheet.write_string(HEAD, at, name, below)


def _merge(sheet: Any, cells: tuple[int, int, int, int], text: str, form: Any) -> None:
    """XlsxWriter refuses to merge a single cell, and would take a text that begins with = for a formula."""
    if cells[:2] != cells[2:]:
        sheet.merge_range(*cells, "", form)
    sheet.write_string(*cells[:2], text, form)


def _body(book: Any, sheet: Any, table: Table, language: str) -> None:
    depths = table.depths or (0,) * len(table.frame)
    final = len(table.frame) - 1
    number = {"font_name": "Times New Roman", "align": "center"}

    places = [table.decimals.get(name) for name in names(table)]
    forms = ["0.0%" if some is None else f"0.{'0' * some}" for some in places]

    @cache
    def cell(shown: str, edge: int) -> Any:
        return _format(book, language, **(number | {"num_format": shown, "bottom": edge}))

    for at, ((label, values), depth) in enumerate(zip(table.rows(), depths, strict=True)):
        row, edge = HEAD + 1 + at, THICK if at == final else 0
        sheet.write_string(row, 0, label, _format(book, language, indent=depth, bottom=edge))
        for column, (value, shown) in enumerate(zip(values, forms, strict=True), start=1):
            form = cell(shown if isinstance(value, float) else "#,##0", edge)
            if value is None:
                sheet.write_blank(row, column, None, form)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, form)
            else:
                sheet.write_number(row, column, value, form)


def _layout(sheet: Any, table: Table, language: str) -> None:
    depths = table.depths or (0,) * len(table.frame)
    labels = [table.corner.say(language)]
    labels += ["  " * depth + label for depth, (label, _) in zip(depths, table.rows(), strict=True)]
    sheet.set_column(0, 0, min(WIDEST, 2 + max(map(width, labels))))
    at, tallest = 1, 1
    for head, span in heads(table):
        each = max(8, *(2 + width(name) for name in names(table)[at - 1 : at - 1 + span]))
        sheet.set_column(at, at + span - 1, each)
        tallest = max(tallest, -(-(width(head) + 1) // (each * span)))
        at += span
    sheet.set_row(TOP, 16 * tallest)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP, HEAD)


def _notes(book: Any, table: Table, language: str) -> None:
    sheet = book.add_worksheet("说明" if language == "zh" else "Notes")
    text = _format(book, language, text_wrap=True)
    said = [table.title.say(language), *(note.say(language) for note in table.notes)]
    for at, line in enumerate([*said, *table.made_from(language)]):
        sheet.write_string(at, 0, line, text)
    sheet.set_column(0, 0, 100)
