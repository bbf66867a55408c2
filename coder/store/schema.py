"""The tables of a study's database, as SQLAlchemy Core describes them.

Times are UTC, ISO 8601 text with Z, so that they sort and read the same everywhere.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

migration = Table(
    "migration",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("time", String, nullable=False),
)

setting = Table(
    "setting",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

document = Table(
    "document",
    METADATA,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("file_hash", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("report", JSON, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("time", String, nullable=False),
)

# Every text a document ever had: decisions point into the one they were made on.
version = Table(
    "version",
    METADATA,
    Column("document", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("turns", JSON, nullable=False),
    Column("time", String, nullable=False),
)

decision = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("time", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("action", String, nullable=False),
    Column("codebook", String, nullable=False),
    Column("document", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("to_code", String, nullable=False),
    Column("to_start", Integer, nullable=False),
    Column("to_end", Integer, nullable=False),
    Column("memo", Text, nullable=False),
    Column("undoes", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("to_digest", String, nullable=False, server_default=""),
    Column("client", String, nullable=True),
    Column("seq", Integer, nullable=True),
    UniqueConstraint("client", "seq", name="decision_once"),
    Index("decision_document", "document", "id"),
    sqlite_autoincrement=True,
)

codebook = Table(
    "codebook",
    METADATA,
    Column("version", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("time", String, nullable=False),
)

run = Table(
    "run",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("time", String, nullable=False),
    Column("codebook", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("threshold", Float, nullable=False),
    Column("scorer", String, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("lessons", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("seconds", Float, nullable=False),
)

# How each version of a text became another when names in it were hidden: decisions follow.
rewrite = Table(
    "rewrite",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", Integer, nullable=False),
    Column("document", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("to_digest", String, nullable=False),
    Column("edits", JSON, nullable=False),
    Column("after", Integer, nullable=False),
    Column("time", String, nullable=False),
)

# What a language model said, never changed and never a decision. `voice` is which model, asked how.
voice = Table(
    "voice",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("model", String, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("prompt", String, nullable=False),
    UniqueConstraint("model", "endpoint", "prompt", name="voice_once"),
    sqlite_autoincrement=True,
)

# One request that was answered, and what it took.
question = Table(
    "question",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("voice", Integer, nullable=False),
    Column("time", String, nullable=False),
    Column("read", Integer, nullable=False),
    Column("written", Integer, nullable=False),
    Column("read_expected", Integer, nullable=False),
    Column("written_expected", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    sqlite_autoincrement=True,
)

# `segment` and `code` are hashes of what the model was shown; `said` is 1, -1, or 0 where its words
# were not in the text.
answer = Table(
    "answer",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("voice", Integer, nullable=False),
    Column("question", Integer, nullable=False),
    Column("segment", String, nullable=False),
    Column("code", String, nullable=False),
    Column("said", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("voice", "segment", "code", name="answer_once"),
    sqlite_autoincrement=True,
)
