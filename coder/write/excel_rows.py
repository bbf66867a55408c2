"""Plain rows as XLSX."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd

from coder.errors import CoderError
from coder.write.excel import WIDEST, width, workbook

MOST_ROWS, MOST_UNITS = 1_048_575, 32_767  # of a sheet below its header; UTF-16 units of a cell
LOOKED_AT = 200  # rows, to find how wide a column must be
FORMULA = ("=", "+", "-", "@")


def check_fits(frame: pd.DataFrame, file: str) -> None:
    """Whether a sheet can hold *frame*.

    Raises:
        CoderError: cell_too_long, too_many_rows.
    """
    if len(frame) > MOST_ROWS:
        raise CoderError("too_many_rows", file=file, rows=len(frame))
    for name in frame.columns:
        for at, value in enumerate(frame[name], start=2):
            # Half the limit in characters cannot be more than the limit in units.
            if isinstance(value, str) and len(value) > MOST_UNITS // 2 and _units(value):
                raise CoderError("cell_too_long", file=file, row=at, column=name)


def write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    """One sheet: header in bold and frozen, a filter, long texts wrapped, texts never formulas."""
    with workbook(path, rows_in_order=True) as book:
        sheet = book.add_worksheet()
        top = {"valign": "top", "text_wrap": True}
        plain, quoted = book.add_format(top), book.add_format(top | {"quote_prefix": True})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(frame.columns):
            sheet.set_column(at, at, _column_width(frame[name], str(name)), plain)
        if len(frame):
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        sheet.write_row(0, 0, map(str, frame.columns), book.add_format({"bold": True, "bottom": 1}))
        values = frame.astype(object).where(frame.notna(), None)
        for at, row in enumerate(values.itertuples(index=False, name=None), start=1):
            for column, value in enumerate(row):
                _put(sheet, at, column, value, plain, quoted)


def _put(sheet: Any, row: int, column: int, value: Any, plain: Any, quoted: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        # The mark keeps a text a text when someone edits the cell.
        sheet.write_string(row, column, value, quoted if value.startswith(FORMULA) else plain)
    elif isinstance(value, bool) or not math.isfinite(value):
        sheet.write_string(row, column, str(value), plain)
    else:
        sheet.write_number(row, column, value, plain)


def _column_width(values: pd.Series, name: str) -> int:
    said = [name, *(str(value) for value in values.head(LOOKED_AT))]
    return min(WIDEST, 2 + max(map(width, said)))


def _units(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_UNITS
