"""Documents in the study: their present text, and every text they had before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from coder.model import Document, Role, Turn
from coder.store import schema
from coder.store.study import Study, now


@dataclass(frozen=True, slots=True)
class Stored:
    """What the study knows of a document without loading its text.

    Attributes:
        file_hash: of the bytes (and the settings) it was read from.
        report: what reading it said: form, encoding, problems, dropped parts.
    """

    id: str
    source: str
    file_hash: str
    digest: str
    attributes: Mapping[str, str]
    report: Mapping[str, Any]

    @property
    def group(self) -> str:
        """The interviewee's group, "" where none is given."""
        return self.attributes.get("group", "")


def put_document(
    study: Study, document: Document, *, file_hash: str, report: Mapping[str, Any]
) -> None:
    """Make *document* the present state of its id; older texts are kept."""
    with study.writing() as connection:
        put_version(connection, document)
        table = schema.document
        connection.execute(delete(table).where(table.c.id == document.id))
        row = {
            "id": document.id,
            "source": document.source,
            "file_hash": file_hash,
            "digest": document.digest,
            "attributes": dict(document.attributes),
            "report": dict(report),
            "present": True,
            "time": now(),
        }
        connection.execute(insert(table).values(row))


def retire_document(study: Study, document_id: str) -> None:
    """Take a document whose file is gone out of the study; its texts and decisions are kept."""
    table = schema.document
    with study.writing() as connection:
        connection.execute(update(table).where(table.c.id == document_id).values(present=False))


def stored(study: Study) -> list[Stored]:
    """The study's present documents in order of id."""
    table = schema.document
    query = select(table).where(table.c.present).order_by(table.c.id)
    with study.reading() as connection:
        return [_stored(row) for row in connection.execute(query)]


def retired(study: Study) -> list[Stored]:
    """Documents whose files are gone, in order of id."""
    table = schema.document
    query = select(table).where(~table.c.present).order_by(table.c.id)
    with study.reading() as connection:
        return [_stored(row) for row in connection.execute(query)]


def documents(study: Study) -> list[Document]:
    """The study's present documents with their texts, in order of id."""
    return [document(study, one) for one in stored(study)]


def document(study: Study, one: Stored) -> Document:
    """The document with its present text; each text is read from the database once."""
    text, turns = _version(study, one.id, one.digest)
    return Document(one.id, text, turns, dict(one.attributes), one.source)


def older_texts(study: Study) -> dict[tuple[str, str], str]:
    """Every text that is not a document's present one, by (document id, digest)."""
    present = {(one.id, one.digest) for one in stored(study)}
    table = schema.version
    with study.reading() as connection:
        keys = connection.execute(select(table.c.document, table.c.digest)).all()
    past = [(key.document, key.digest) for key in keys]
    return {key: _version(study, *key)[0] for key in past if key not in present}


def versions(study: Study) -> list[Document]:
    """Every text that every document ever had, with its turns; attributes and source left out."""
    table = schema.version
    with study.reading() as connection:
        keys = connection.execute(
            select(table.c.document, table.c.digest).order_by(table.c.document, table.c.time)
        ).all()
    return [Document(key.document, *_version(study, key.document, key.digest)) for key in keys]


def past(study: Study, digests: Mapping[str, str]) -> list[Document]:
    """Documents with the texts of *digests* (by id), present or not, in order of id.

    Attributes are those of now: of them no older state is kept.
    """
    table = schema.document
    with study.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    found = []
    for row in rows:
        if row.id in digests:
            text, turns = _version(study, row.id, digests[row.id])
            found.append(Document(row.id, text, turns, dict(row.attributes), row.source))
    return found


def put_version(connection: Connection, document: Document) -> None:
    """Keep *document*'s text and turns as one version of it."""
    table = schema.version
    same = (table.c.document == document.id) & (table.c.digest == document.digest)
    connection.execute(delete(table).where(same))
    turns = [
        [t.speaker, t.role.value, t.start, t.end, t.label_start, t.start_ms] for t in document.turns
    ]
    row = {
        "document": document.id,
        "digest": document.digest,
        "text": document.text,
        "turns": turns,
        "time": now(),
    }
    connection.execute(insert(table).values(row))


def _version(study: Study, document_id: str, digest: str) -> tuple[str, tuple[Turn, ...]]:
    table = schema.version
    where = (table.c.document == document_id) & (table.c.digest == digest)
    with study.reading() as connection:
        row = connection.execute(select(table.c.text, table.c.turns).where(where)).one()
    return row.text, tuple(Turn(t[0], Role(t[1]), *t[2:]) for t in row.turns)


def _stored(row: Row[tuple[object, ...]]) -> Stored:
    said = dict(row._mapping)
    del said["present"], said["time"]
    return Stored(**said)
