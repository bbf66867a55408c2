"""Plain rows as XLSX, a hundred thousand of them in about a second.

XlsxWriter makes the workbook with one line of rows as a pattern; the rows themselves are written
here, straight into the sheet's XML: it is the one call a cell that makes libraries slow.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from coder.errors import CoderError
from coder.write.excel import WIDEST, width, workbook
from coder.write.excel_cells import Column, Shared, Styles, column, rows
from coder.write.ooxml import BEGINNING, PREFIX, pieces

MOST_ROWS, MOST_UNITS = 1_048_575, 32_767  # of a sheet below its header; UTF-16 units of a cell
LOOKED_AT = 200  # rows, to find how wide a column must be
AT_ONCE = 2_000  # rows in memory as XML; more are no faster, they fall out of the processor's cache
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LEVEL = 1  # of compression: a fifth of the time for a third more bytes
_PATTERN = re.compile(rb'<row r="2".*</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="A[23]" s="(\d+)"')
_COUNTS = re.compile(rb' count="(\d+)" uniqueCount="(\d+)"')


def check_fits(frame: pd.DataFrame, file: str) -> None:
    """Whether a sheet can hold *frame*.

    Raises:
        CoderError: cell_too_long, too_many_rows.
    """
    if len(frame) > MOST_ROWS:
        raise CoderError("too_many_rows", file=file, rows=len(frame))
    for name in frame.columns:
        if frame[name].dtype.kind not in "iufb":
            _check_lengths(frame[name], file)


def write_xlsx(frame: pd.DataFrame, path: Path, *, said: str = "") -> None:
    """One sheet: header in bold and frozen, a filter, long texts wrapped, texts never formulas.

    Args:
        said: provenance, for the file's custom properties.
    """
    pattern = io.BytesIO()
    _pattern(frame, pattern, said)
    whole = io.BytesIO()
    with zipfile.ZipFile(pattern) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        count, different = map(int, _COUNTS.findall(parts[STRINGS])[0])
        shared = Shared(different)
        sheet = _sheet(frame, parts.pop(SHEET), shared)
        parts[STRINGS] = _strings(parts[STRINGS], shared, count)
        for name, content in parts.items():
            new.writestr(_entry(name), content)
        entry = _entry(SHEET)
        entry._compresslevel = LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 (`open` has no argument for it)
        with new.open(entry, "w", force_zip64=True) as out:
            for piece in sheet:
                out.write(piece)
    path.write_bytes(whole.getbuffer())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _pattern(frame: pd.DataFrame, file: io.BytesIO, said: str) -> None:
    """The workbook with its header and two cells that show the styles."""
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
        # As numbers: a text would stay behind among the workbook's shared strings.
        sheet.write_number(1, 0, 0, plain)
        sheet.write_number(2, 0, 0, quoted)


def _sheet(frame: pd.DataFrame, pattern: bytes, shared: Shared) -> Iterator[bytes]:
    """The sheet piece by piece; *shared* is complete before the first."""
    styles = Styles(*(style.decode() for style in _STYLE.findall(pattern)))
    columns = [
        (_letters(at), made)
        for at, name in enumerate(frame.columns)
        if (made := column(frame[name], styles, shared))
    ]
    return _pieces(pattern, columns, len(frame))


def _pieces(pattern: bytes, columns: Sequence[tuple[str, Column]], count: int) -> Iterator[bytes]:
    before, after = _PATTERN.split(pattern)
    yield re.sub(rb"<dimension [^>]*/>", b"", before)
    for start in range(0, count, AT_ONCE):
        some = rows(columns, start, min(count, start + AT_ONCE))
        yield "".join(some).encode("utf-8", "replace")
    yield after


def _strings(pattern: bytes, shared: Shared, count: int) -> bytes:
    """The workbook's shared strings with ours behind them."""
    counts = f' count="{count + shared.uses}" uniqueCount="{shared.first + len(shared.numbers)}"'
    counted = _COUNTS.sub(counts.encode(), pattern, count=1)
    return counted.replace(b"</sst>", shared.xml().encode("utf-8", "replace") + b"</sst>")


@cache
def _letters(at: int) -> str:
    """The name of a column from 0: A, B, …, Z, AA."""
    above, here = divmod(at, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + here)


def _check_lengths(values: pd.Series, file: str) -> None:
    if isinstance(values.dtype, pd.StringDtype) and not values.str.len().max() > MOST_UNITS // 2:
        return
    for at, value in enumerate(values.tolist(), start=2):
        # Half the limit in characters cannot be more than the limit in units.
        if type(value) is str and len(value) > MOST_UNITS // 2 and _units(value):
            raise CoderError("cell_too_long", file=file, row=at, column=values.name)


def _column_width(values: pd.Series, name: str) -> int:
    said = [name, *(str(value) for value in values.head(LOOKED_AT))]
    return min(WIDEST, 2 + max(map(width, said)))


def _units(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_UNITS
