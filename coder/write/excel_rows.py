"""Plain rows as XLSX, a hundred thousand of them in about a second.

XlsxWriter makes the workbook with one line of rows as a pattern; the rows themselves are written
here, column by column, straight into the sheet's XML (ECMA-376 part 1, 18.3.1.4 and 18.3.1.53):
it is the one call a cell that makes libraries slow.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from coder.errors import CoderError
from coder.write.excel import WIDEST, width, workbook
from coder.write.ooxml import BEGINNING, PREFIX, pieces

MOST_ROWS, MOST_UNITS = 1_048_575, 32_767  # of a sheet below its header; UTF-16 units of a cell
LOOKED_AT = 200  # rows, to find how wide a column must be
AT_ONCE = 20_000  # rows in memory as XML
FORMULA = ("=", "+", "-", "@")
SHEET = "xl/worksheets/sheet1.xml"
LEVEL = 1  # of compression: a fifth of the time for a third more bytes
_PATTERN = re.compile(rb'<row r="2".*</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="A[23]" s="(\d+)"')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ODD = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def check_fits(frame: pd.DataFrame, file: str) -> None:
    """Whether a sheet can hold *frame*.

    Raises:
        CoderError: cell_too_long, too_many_rows.
    """
    if len(frame) > MOST_ROWS:
        raise CoderError("too_many_rows", file=file, rows=len(frame))
    for name in frame.columns:
        if frame[name].dtype.kind not in "iufb":
            _check_lengths(frame[name].tolist(), file, name)


def write_xlsx(frame: pd.DataFrame, path: Path, *, said: str = "") -> None:
    """One sheet: header in bold and frozen, a filter, long texts wrapped, texts never formulas.

    Args:
        said: provenance, for the file's custom properties.
    """
    pattern = io.BytesIO()
    _pattern(frame, pattern, said)
    whole = io.BytesIO()
    with zipfile.ZipFile(pattern) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            entry = zipfile.ZipInfo(part, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if part != SHEET:
                new.writestr(entry, old.read(part))
                continue
            entry._compresslevel = LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 (`open` has no argument for it)
            with new.open(entry, "w", force_zip64=True) as out:
                for piece in _sheet(frame, old.read(part)):
                    out.write(piece)
    path.write_bytes(whole.getbuffer())


def _pattern(frame: pd.DataFrame, file: io.BytesIO, said: str) -> None:
    """The workbook with its header and two cells that show the styles of texts."""
    with workbook(file) as book:
        for name, value in pieces(PREFIX, said):
            book.set_custom_property(name, value, "text")
        sheet = book.add_worksheet()
        top = {"valign": "top", "text_wrap": True}
        plain, quoted = book.add_format(top), book.add_format(top | {"quote_prefix": True})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(frame.columns):
            sheet.set_column(at, at, _column_width(frame[name], str(name)), plain)
        if len(frame):
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        sheet.write_row(0, 0, map(str, frame.columns), book.add_format({"bold": True, "bottom": 1}))
        sheet.write_string(1, 0, "plain", plain)
        # The mark keeps a text a text when someone edits the cell.
        sheet.write_string(2, 0, "quoted", quoted)


def _sheet(frame: pd.DataFrame, pattern: bytes) -> Iterator[bytes]:
    plain, quoted = (style.decode() for style in _STYLE.findall(pattern))
    before, after = _PATTERN.split(pattern)
    yield re.sub(rb"<dimension [^>]*/>", b"", before)
    letters = [_letter(at) for at in range(len(frame.columns))]
    for start in range(0, len(frame), AT_ONCE):
        part = frame.iloc[start : start + AT_ONCE]
        numbers = [str(number) for number in range(start + 2, start + 2 + len(part))]
        cells = [
            _placed(letter, numbers, _cells(part[name], plain, quoted))
            for letter, name in zip(letters, frame.columns, strict=True)
        ]
        begins = [f'<row r="{number}">' for number in numbers]
        rows = ["".join(row) for row in zip(begins, *cells, strict=True)]
        yield ("</row>".join(rows) + "</row>").encode("utf-8", "replace")
    yield after


def _placed(letter: str, numbers: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Cells with their places; one without content is left out."""
    begin = f'<c r="{letter}'
    return [
        f"{begin}{number}{cell}" if cell else ""
        for number, cell in zip(numbers, cells, strict=True)
    ]


def _cells(values: pd.Series, plain: str, quoted: str) -> list[str]:
    """Each value as the rest of its cell, behind the place; "" for none."""
    begin, plenty = f'" s="{plain}"><v>', values.tolist()
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iu":
        return [f"{begin}{value}</v></c>" for value in plenty]
    texts = {value for value in plenty if type(value) is str}
    known = {text: _text(text, quoted if text.startswith(FORMULA) else plain) for text in texts}
    return [known[v] if type(v) is str else _other(v, plain) for v in plenty]


def _other(value: Any, style: str) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isinf(value):
        return _text(str(value), style)
    return f'" s="{style}"><v>{value!r}</v></c>'


def _text(value: str, style: str) -> str:
    if not value:
        return ""
    said = value
    if _ODD.search(value):
        said = escape(_LOOKS_CODED.sub("_x005F_", value))
        said = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", said)
    space = "" if said.strip() == said else ' xml:space="preserve"'
    return f'" s="{style}" t="inlineStr"><is><t{space}>{said}</t></is></c>'


@cache
def _letter(at: int) -> str:
    """The name of a column from 0: A, B, …, Z, AA."""
    above, here = divmod(at, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + here)


def _check_lengths(values: Sequence[Any], file: str, name: object) -> None:
    for at, value in enumerate(values, start=2):
        # Half the limit in characters cannot be more than the limit in units.
        if isinstance(value, str) and len(value) > MOST_UNITS // 2 and _units(value):
            raise CoderError("cell_too_long", file=file, row=at, column=name)


def _column_width(values: pd.Series, name: str) -> int:
    said = [name, *(str(value) for value in values.head(LOOKED_AT))]
    return min(WIDEST, 2 + max(map(width, said)))


def _units(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_UNITS
