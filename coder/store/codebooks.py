"""Every version of the codebook that the study has worked with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from coder.model import Codebook
from coder.store import schema
from coder.store.study import Study, now


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A version of the codebook: its text as it was in the file."""

    version: str
    text: str
    time: str


def put_codebook(study: Study, codebook: Codebook, text: str) -> bool:
    """Remember this version; False if it was known."""
    row = {
        "version": codebook.version,
        "text": text,
        "codes": [code.id for code in codebook.codes],
        "time": now(),
    }
    table = schema.codebook
    known = select(table.c.version).where(table.c.version == codebook.version)
    with study.reading() as connection:
        if connection.execute(known).first():
            return False
    with study.writing() as connection:
        if connection.execute(known).first():
            return False
        connection.execute(insert(table).values(row))
    return True


def known_codes(study: Study) -> dict[str, frozenset[str]]:
    """Codebook version → the ids of its codes."""
    table = schema.codebook
    with study.reading() as connection:
        rows = connection.execute(select(table.c.version, table.c.codes)).all()
    return {row.version: frozenset(row.codes) for row in rows}


def codebook_versions(study: Study) -> list[CodebookVersion]:
    """All versions, oldest first."""
    table = schema.codebook
    query = select(table.c.version, table.c.text, table.c.time).order_by(table.c.time)
    with study.reading() as connection:
        return [CodebookVersion(*row) for row in connection.execute(query)]
