"""A codebook in a table: the rows of a .csv or .xlsx file."""

from __future__ import annotations

import csv
import io
import zipfile

from coder.errors import CoderError
from coder.exchange.rows import columns_of
from coder.read.encoding import decode

UNPACKED_MB = 100
MOST = 20_000  # rows: more is no codebook


def read_code_rows(content: bytes, file: str) -> list[dict[str, str]]:
    """One row a code, by our names of the columns; rows that name no code are left out.

    Raises:
        CoderError: codes_header, codes_empty, codes_table, not_text.
    """
    cells = _xlsx(content, file) if content.startswith(b"PK") else _csv(content, file)
    rows = [row for row in cells if any(cell.strip() for cell in row)]
    if not rows:
        raise CoderError("codes_empty", file=file)
    columns = columns_of(rows[0], file)
    named = [dict(zip(columns, row, strict=False)) for row in rows[1 : MOST + 1]]
    names = ("id", "path", "label", "label_zh", "label_en")
    found = [row for row in named if any(row.get(name, "").strip() for name in names)]
    if not found:
        raise CoderError("codes_empty", file=file)
    return found


def _csv(content: bytes, file: str) -> list[list[str]]:
    text = decode(content, file).text
    head = text.lstrip("\n").split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=divider))
    except csv.Error as error:
        raise CoderError("codes_table", file=file, reason=error) from error


def _xlsx(content: bytes, file: str) -> list[list[str]]:
    """The first sheet; a formula counts as the value that it had."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        rows = []
        if size <= UNPACKED_MB * 2**20:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            rows = list(book.worksheets[0].iter_rows(max_row=MOST + 1, values_only=True))
    # A damaged workbook fails in as many ways as it has parts; each is the same to the user.
    except Exception as error:
        raise CoderError("codes_table", file=file, reason=type(error).__name__) from error
    if size > UNPACKED_MB * 2**20:
        raise CoderError("exchange_too_large", file=file, limit=UNPACKED_MB)
    return [["" if cell is None else _said(cell) for cell in row] for row in rows]


def _said(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
