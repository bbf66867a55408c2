"""Texts rewritten to hide names, or to show them again: every version, with all that quotes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from coder.coding.carry import Rewrite
from coder.model import Document
from coder.store import schema
from coder.store.documents import put_version
from coder.store.study import Study, now, saying

PENDING = "hiding"  # setting: files still to be written after the database was


@dataclass(frozen=True)
class Entry:
    """What the study shall know of a document; `id` is the one it has before."""

    id: str
    source: str
    digest: str
    attributes: Mapping[str, str]
    report: Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """Everything in the database that quotes transcripts, as it shall be.

    Attributes:
        rewrites: with the new text of each, as a document with its turns.
        entries: documents of which something else is known than before.
        memos: id of a decision → its memo. codebooks: version → its text.
        settings: whole values. names: document id → new id, where it changes.
        answers: id of a language model's answer → its quote and reason. keys: what answers on a
            segment were kept under → what they are kept under now.
    """

    rewrites: tuple[tuple[Rewrite, Document], ...]
    entries: tuple[Entry, ...]
    memos: Mapping[int, str] = field(default_factory=dict)
    codebooks: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


def rewrites(study: Study) -> list[Rewrite]:
    """All that were ever made, oldest first; read once as long as there are no more."""
    with study.reading() as connection:
        last = connection.execute(select(func.max(schema.rewrite.c.id))).scalar() or 0
        known: tuple[int, list[Rewrite]] = study.memory.get("rewrites") or (0, [])
        if known[0] != last:
            rows = connection.execute(select(schema.rewrite).order_by(schema.rewrite.c.id)).all()
            known = (last, [_rewrite(row._mapping) for row in rows])
            study.memory["rewrites"] = known
    return known[1]


def commit(study: Study, change: Change, pending: Mapping[str, Any]) -> None:
    """Make *change* in one transaction, and remember that *pending* is still to be done.

    The log keeps every decision with its time, coder and place; only words in it that name
    somebody are put right: memos, and the ids of documents.
    """
    with study.writing() as connection, _open(connection, "decision"), _open(connection, "answer"):
        for rewrite, document in change.rewrites:
            _rewrite_version(connection, rewrite, document)
        for old, new in change.names.items():
            for table in (schema.decision, schema.rewrite, schema.version, schema.document):
                column = table.c.id if table is schema.document else table.c.document
                connection.execute(update(table).where(column == old).values({column.name: new}))
        for entry in change.entries:
            _put_entry(connection, entry, change.names)
        _put_runs(connection, change)
        for number, memo in change.memos.items():
            table = schema.decision
            connection.execute(update(table).where(table.c.id == number).values(memo=memo))
        _put_answers(connection, change)
        for version, text in change.codebooks.items():
            table = schema.codebook
            connection.execute(update(table).where(table.c.version == version).values(text=text))
        for key, value in {**change.settings, PENDING: dict(pending)}.items():
            connection.execute(delete(schema.setting).where(schema.setting.c.key == key))
            connection.execute(insert(schema.setting).values(key=key, value=value))
    study.forget()


def forget_traces(study: Study, *, unlink: Callable[[Path], None]) -> None:
    """Leave nothing of the older texts on disk: free pages, copies of the database, the cache.

    Args:
        unlink: takes a file away.
    """
    inside = study.folder / ".coder"
    for file in [*sorted(inside.glob("backups/**/*")), *sorted(inside.glob("cache.sqlite*"))]:
        if file.is_file():
            unlink(file)
    for home in sorted(inside.glob("backups/files/*"), reverse=True):
        home.rmdir()
    if study.engine.dialect.name == "sqlite":
        study.engine.dispose()
        database = inside / "study.sqlite"
        with saying(study.database, study.folder), closing(sqlite3.connect(database)) as one:
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            one.execute("VACUUM")
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _open(connection: Connection, table: str) -> Iterator[None]:
    """Let words in a *table* that is never changed be put right; it is closed again after that."""
    if connection.dialect.name == "postgresql":
        trigger = f"{table}_is_append_only"
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        return
    trigger = f"{table}_no_update"
    query = f"SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = '{trigger}'"  # noqa: S608 -- our own names
    made = str(connection.exec_driver_sql(query).scalar())
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    yield
    connection.exec_driver_sql(made)


def _put_answers(connection: Connection, change: Change) -> None:
    """What a language model said, in the words of the new text and kept under them."""
    table = schema.answer
    for number, (quote, reason) in change.answers.items():
        where = table.c.id == number
        connection.execute(update(table).where(where).values(quote=quote, reason=reason))
    if not change.keys:
        return
    known = set(connection.execute(select(table.c.segment).distinct()).scalars())
    for old, new in change.keys.items():
        # The same words may have been asked about before: then those answers are the ones that hold.
        if old in known and new not in known:
            where = table.c.segment == old
            connection.execute(update(table).where(where).values(segment=new))


def _rewrite_version(connection: Connection, rewrite: Rewrite, document: Document) -> None:
    table = schema.version
    old = (table.c.document == rewrite.document) & (table.c.digest == rewrite.digest)
    connection.execute(delete(table).where(old))
    put_version(connection, document)
    row = {
        "batch": rewrite.batch,
        "document": rewrite.document,
        "digest": rewrite.digest,
        "to_digest": rewrite.to_digest,
        "edits": [list(edit) for edit in rewrite.edits],
        "after": rewrite.after,
        "time": now(),
    }
    connection.execute(insert(schema.rewrite).values(row))


def _put_entry(connection: Connection, entry: Entry, names: Mapping[str, str]) -> None:
    table = schema.document
    values = {
        "source": entry.source,
        "digest": entry.digest,
        "attributes": dict(entry.attributes),
        "report": dict(entry.report),
        "file_hash": "",
    }
    known = table.c.id == names.get(entry.id, entry.id)
    connection.execute(update(table).where(known).values(values))


def _put_runs(connection: Connection, change: Change) -> None:
    """Every run knows the texts that it tagged by what they are now."""
    table = schema.run
    digests = {(one.document, one.digest): one.to_digest for one, _ in change.rewrites}
    for row in connection.execute(select(table.c.id, table.c.documents)).all():
        documents = {
            change.names.get(name, name): digests.get((name, digest), digest)
            for name, digest in row.documents.items()
        }
        if documents != row.documents:
            where = table.c.id == row.id
            connection.execute(update(table).where(where).values(documents=documents))


def _rewrite(row: Mapping[Any, Any]) -> Rewrite:
    edits = tuple((start, end, put) for start, end, put in row["edits"])
    return Rewrite(
        row["document"], row["digest"], row["to_digest"], edits, row["batch"], row["after"]
    )
