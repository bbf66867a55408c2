"""Taguette's project file: another program's SQLite database, opened to be read and no more."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.exchange.project import Memo, Project, Selection, Source
from coder.exchange.taguette import HtmlText, tag_entries

ORIGIN = "Taguette"
_NEEDED = {"projects", "documents", "tags", "highlights", "highlight_tags"}


def read_taguette(file: Path) -> Project:
    """The one project in a `.sqlite3` file that Taguette exported.

    Raises:
        CoderError: exchange_not_taguette, exchange_taguette_many.
    """
    # Immutable: SQLite takes no lock and leaves no journal beside a file that is not ours.
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return _project(connection, file.name)
    # Letters that are none stop the driver where it makes text of them.
    except (sqlite3.Error, UnicodeError) as error:
        raise CoderError("exchange_not_taguette", file=file.name, reason=error) from error


def _project(connection: sqlite3.Connection, file: str) -> Project:
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if missing := sorted(_NEEDED - found):
        raise CoderError("exchange_not_taguette", file=file, reason=", ".join(missing))
    projects = connection.execute("SELECT id, name, description FROM projects").fetchall()
    if len(projects) != 1:
        names = "、".join(str(name) for _, name, _ in projects[:10]) or "–"
        raise CoderError("exchange_taguette_many", file=file, count=len(projects), names=names)
    number, name, about = projects[0]
    tags = connection.execute(
        "SELECT path, description FROM tags WHERE project_id = ? ORDER BY id", (number,)
    ).fetchall()
    lost: list[Problem] = []
    sources = tuple(_sources(connection, number, lost))
    memos = (Memo(str(name) or ORIGIN, str(about)),) if about else ()
    placed = tuple(Problem(one.code, file, error=False, values=one.values) for one in lost)
    codes = tag_entries([(str(path), str(said or "")) for path, said in tags])
    return Project(str(name), ORIGIN, codes, sources, memos, lost=placed)


def _sources(connection: sqlite3.Connection, project: int, lost: list[Problem]) -> Iterator[Source]:
    marks = _marks(connection, project)
    query = "SELECT id, name, description, contents FROM documents WHERE project_id = ? ORDER BY id"
    for number, name, about, contents in connection.execute(query, (project,)):
        page = HtmlText(str(contents))
        selections = []
        for start, end, tag in marks[number]:
            first, last = page.span(start, end)
            if not tag:
                quoted = page.text[first:last][:40]
                values = {"name": name, "text": quoted}
                lost.append(Problem("exchange_untagged", error=False, values=values))
            elif first < last:
                selections.append(Selection(first, last, tag))
            else:
                values = {"name": name, "start": start, "end": end, "code": tag}
                lost.append(Problem("exchange_range", error=False, values=values))
        if about and page.text:
            selections.append(Selection(0, len(page.text), memo=str(about)))
        yield Source(str(number), str(name), page.text, {}, tuple(selections))


def _marks(connection: sqlite3.Connection, project: int) -> dict[int, list[tuple[int, int, str]]]:
    """(start, end, tag) by document: a row a tag; a highlight without a tag has none."""
    query = (
        "SELECT h.document_id, h.start_offset, h.end_offset, t.path FROM highlights h "
        "JOIN documents d ON d.id = h.document_id AND d.project_id = ? "
        "LEFT JOIN highlight_tags ht ON ht.highlight_id = h.id LEFT JOIN tags t ON t.id = ht.tag_id "
        "ORDER BY h.start_offset, h.end_offset, t.path"
    )
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for document, start, end, path in connection.execute(query, (project,)):
        found[document].append((int(start), int(end), str(path or "")))
    return found
