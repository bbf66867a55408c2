"""`interviews.csv`: attributes of documents, one row each, by file or by id."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.read.encoding import decode

KEYS = ("document", "file")


def read_attributes(path: Path) -> dict[str, dict[str, str]]:
    """The table as key → attributes, empty where there is no such file.

    A row is found under its `document` and under its `file`; empty cells say nothing.
    A `document` beside a `file` is the id of that file's document.

    Raises:
        CoderError: attributes_header, attributes_twice, attributes_cells, attributes_csv,
            unreadable_file, not_text.
    """
    table: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in _numbered(path):
        for key in {row[key] for key in KEYS if key in row}:
            if key in lines:
                where = {"line": line, "first": lines[key], "name": key}
                raise CoderError("attributes_twice", file=path.name, **where)
            lines[key], table[key] = line, row
    return table


def attributes_of(
    table: Mapping[str, Mapping[str, str]], source: str, document: str = ""
) -> dict[str, str]:
    """The row for a file: by its path, its name, its stem, or *document*'s id."""
    for key in (*_keys(source), document):
        if key and key in table:
            return {name: value for name, value in table[key].items() if name != "file"}
    return {}


def rows_without_file(path: Path, files: Mapping[str, str]) -> list[Problem]:
    """A warning for each row of the table that is no file's.

    Args:
        files: source below `interviews/` → its document's id, "" where it could not be read.
    """
    known = {key for source, document in files.items() for key in (*_keys(source), document)}
    found = []
    for line, row in _numbered(path):
        named = [row[key] for key in KEYS if key in row]
        if any(name in known for name in named):
            continue
        near = _nearest(named[-1], files) if named else ""
        values: dict[str, object] = {"name": named[-1] if named else "", "near": near}
        code = (
            "attributes_nameless"
            if not named
            else "attributes_near"
            if near
            else "attributes_unused"
        )
        found.append(Problem(code, path.name, line, error=False, values=values))
    return found


def _keys(source: str) -> tuple[str, ...]:
    """The names under which a row is found for a file."""
    path = Path(source)
    return source, path.name, path.stem, path.with_suffix("").as_posix()


def _nearest(name: str, files: Iterable[str]) -> str:
    """The file that *name* may mean: but for its suffix, blanks and marks, or a slip in a long name."""
    stems = {_letters(Path(file).stem): file for file in files}
    wanted = _letters(Path(name).stem)
    if wanted in stems:
        return stems[wanted]
    near = difflib.get_close_matches(wanted, stems, 1, 0.8) if len(wanted) > 5 else []
    return stems[near[0]] if near else ""


def _letters(name: str) -> str:
    """*name* without what is easily written otherwise."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the heading, with their lines."""
    if not path.exists():
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CoderError("unreadable_file", file=path.name, reason=reason) from error
    rows = _rows(decode(content, path.name).text, path.name)
    if not rows:
        return
    header = [name.strip().casefold() for name in rows[0][1]]
    if not set(header) & set(KEYS):
        raise CoderError("attributes_header", file=path.name, found=", ".join(header))
    for line, cells in rows[1:]:
        if len(cells) > len(header) and any(cells[len(header) :]):
            counts = {"found": len(cells), "wanted": len(header)}
            raise CoderError("attributes_cells", file=path.name, line=line, **counts)
        yield line, {n: cell for n, cell in zip(header, cells, strict=False) if n and cell}


def _rows(text: str, file: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of all rows that are not empty; `;` and tab divide cells too."""
    head = text.lstrip("\n").split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise CoderError("attributes_csv", file=file, line=reader.line_num, reason=error) from error
    return [(line, cells) for line, cells in rows if any(cells)]
