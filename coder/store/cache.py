"""What was computed, by what it depends on. The file may be deleted at any time.

Embeddings by (model, text hash); scores by (document's segments, code's tagging key). It is a
plain SQLite file of its own, so that losing it loses nothing and PostgreSQL never carries it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from coder.errors import CoderError
from coder.store.study import BUSY_SECONDS, reader_of, saying, to_read_only

TABLES = """
CREATE TABLE IF NOT EXISTS vector (model TEXT, text TEXT, data BLOB, PRIMARY KEY (model, text))
WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS score (segments TEXT, code TEXT, data BLOB, PRIMARY KEY (segments, code))
WITHOUT ROWID;
"""
AT_ONCE = 500  # SQLite's default limit on parameters is 999


class Cache:
    """Blobs by key in `.coder/cache.sqlite`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ".coder" / "cache.sqlite"

    def vectors(self, model: str, texts: Sequence[str]) -> dict[str, bytes]:
        """The stored vectors of those of *texts* (hashes) that there are."""
        found: dict[str, bytes] = {}
        with _going_without(), self._open() as connection:
            for some in _slices(texts):
                marks = ",".join("?" * len(some))
                query = f"SELECT text, data FROM vector WHERE model = ? AND text IN ({marks})"  # noqa: S608 -- question marks only
                found.update(connection.execute(query, (model, *some)))
        return found

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep *vectors* by text hash."""
        rows = ((model, text, data) for text, data in vectors.items())
        self._put("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)

    def scores(self, segments: str, codes: Sequence[str]) -> dict[str, bytes]:
        """The stored columns of one document's segments for those of *codes* (keys) there are."""
        return self.scores_of([segments], codes).get(segments, {})

    def scores_of(
        self, segments: Sequence[str], codes: Sequence[str]
    ) -> dict[str, dict[str, bytes]]:
        """The stored columns by document key and code key, for those there are."""
        found: dict[str, dict[str, bytes]] = {}
        wanted = frozenset(segments)
        with _going_without(), self._open() as connection:
            for some in _slices(codes):
                marks = ",".join("?" * len(some))
                query = f"SELECT segments, code, data FROM score WHERE code IN ({marks})"  # noqa: S608 -- question marks only
                if len(segments) == 1:
                    rows = connection.execute(f"{query} AND segments = ?", (*some, segments[0]))
                else:
                    rows = connection.execute(query, some)
                for key, code, data in rows:
                    if key in wanted:
                        found.setdefault(key, {})[code] = data
        return found

    def put_scores(self, columns: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep columns given as (segments key, code key, data)."""
        self._put("INSERT OR REPLACE INTO score VALUES (?, ?, ?)", columns)

    def _put(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with _going_without(), self._open() as connection, connection:
            connection.executemany(statement, rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with saying(".coder/cache.sqlite", self.path.parent.parent):
            connection = self._connect()
            try:
                yield connection
            finally:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        if to_read_only(self.path):
            return reader_of(self.path)
        try:
            return self._prepared()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            # Not a database any more: computing again costs less than asking about it.
            self.path.unlink()
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.executescript(TABLES)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection


@contextmanager
def _going_without() -> Iterator[None]:
    """Where there is no room for a cache, results can still be had: by computing them again."""
    try:
        yield
    except CoderError as error:
        if error.code not in ("disk_full", "store_readonly"):
            raise


def _slices(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
