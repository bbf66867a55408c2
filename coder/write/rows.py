"""Plain rows: one line a segment, turn, coding, quote or decision.

CSV and JSON have every text exactly as it is, also one that begins with `=`: they are what other
programs read back, and a text that was changed could no longer be found at its offsets. Who looks
at them in a spreadsheet takes XLSX, which holds texts as texts and never as formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from coder.write.excel_rows import check_fits, write_xlsx
from coder.write.provenance import Provenance, write_stamped
from coder.write.whole import writer_for

Write = Callable[[pd.DataFrame, Path], None]


def write_rows(frame: pd.DataFrame, path: Path, *, stamp: Provenance | None = None) -> None:
    """Write *frame* to *path*, the form by its suffix: .csv .xlsx .json.

    CSV is UTF-8 with BOM, which Excel needs to see Chinese, and its lines end in CR LF (RFC 4180).

    Args:
        stamp: how the file can be made again; it goes into the file, or beside it.

    Raises:
        CoderError: unknown_format, cell_too_long, too_many_rows, and those of `write_stamped`.
    """
    write = writer_for(path, WRITERS)
    if write is write_xlsx:
        check_fits(frame, path.name)
        write = partial(write_xlsx, said=stamp.text() if stamp else "")
    write_stamped(path, lambda temporary: write(frame, temporary), stamp)


def _csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _json(frame: pd.DataFrame, path: Path) -> None:
    frame.to_json(path, orient="records", force_ascii=False, indent=1, double_precision=15)


WRITERS: dict[str, Write] = {".csv": _csv, ".xlsx": write_xlsx, ".json": _json}
