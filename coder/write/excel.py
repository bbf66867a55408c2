"""What all XLSX files share: how a workbook is opened, fonts, and the width of Chinese."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
WIDEST = 60  # characters of a column; longer texts wrap


@contextmanager
def workbook(place: Path | io.BytesIO) -> Iterator[Any]:
    """An XlsxWriter workbook that becomes the file at *place* when the block ends.

    Raises:
        OSError: what the disk said.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    # Zipped in memory: a half-written zip would complain once more when it is thrown away.
    whole = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(whole, {"tmpdir": folder})
        yield book
        # Else the time of day would make two files of one table differ.
        book.doc_properties["created"] = CREATED
        try:
            book.close()
        except FileCreateError as error:
            # XlsxWriter hides what the disk said in an exception of its own.
            raise error.args[0] from error
    if isinstance(place, Path):
        place.write_bytes(whole.getbuffer())
    else:
        place.write(whole.getbuffer())


def width(text: str) -> int:
    """How many narrow characters *text* is wide: a Chinese one counts two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
