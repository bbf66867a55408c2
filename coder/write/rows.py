"""Plain rows: one line a segment, turn, coding, quote or decision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from coder.write.whole import write_whole, writer

Write = Callable[[pd.DataFrame, Path], None]
WIDE = {"text", "before", "after", "memo", "definition_zh", "definition_en"}


def write_rows(frame: pd.DataFrame, path: Path) -> None:
    """Write *frame* to *path*, the form by its suffix.

    CSV is UTF-8 with BOM, which Excel needs to see Chinese, and has every text exactly as it is;
    XLSX holds texts as texts, so that one that begins with = is never a formula.

    Raises:
        CoderError: unknown_format, no_folder, file_open, disk_full_out.
    """
    write = writer(path, dict(WRITERS))
    assert callable(write)
    write_whole(path, lambda temporary: write(frame, temporary))


def _csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _json(frame: pd.DataFrame, path: Path) -> None:
    frame.to_json(path, orient="records", force_ascii=False, indent=1)


def _xlsx(frame: pd.DataFrame, path: Path) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top"})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(frame.columns):
            wide = name in WIDE
            sheet.set_column(at, at, 60 if wide else 14, wrapped if wide else plain)
        sheet.write_row(0, 0, list(frame.columns), head)
        if len(frame):
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        values = frame.astype(object).where(frame.notna(), None)
        for at, row in enumerate(values.itertuples(index=False), start=1):
            sheet.write_row(at, 0, row)


WRITERS: dict[str, Write] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
