"""`interviews.csv`: attributes of documents in a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from coder.errors import CoderError
from coder.read.encoding import decode


def read_attributes(path: Path) -> dict[str, dict[str, str]]:
    """Attributes by document id or file name, {} where there is no table.

    Raises:
        CoderError: attributes_header, attributes_twice, attributes_cells, attributes_csv.
    """
    if not path.is_file() or not path.stat().st_size:
        return {}
    text = decode(path.read_bytes(), path.name).text
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        line = text.count("\n") + 1
        raise CoderError("attributes_csv", file=path.name, line=line, reason=error) from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    header = [name.strip() for name in rows[0]]
    key = next((name for name in ("document", "file", "id") if name in header), "")
    if not key:
        raise CoderError("attributes_header", file=path.name, found=", ".join(header))
    return _by_key(rows, header, key, path.name)


def _by_key(
    rows: list[list[str]], header: list[str], key: str, file: str
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) > len(header):
            raise CoderError(
                "attributes_cells", file=file, line=line, found=len(row), wanted=len(header)
            )
        said = {n: v.strip() for n, v in zip(header, row, strict=False) if v.strip()}
        name = said.pop(key, "")
        if name in found:
            raise CoderError("attributes_twice", file=file, line=line, name=name, first=lines[name])
        if name:
            found[name], lines[name] = said, line
    return found
