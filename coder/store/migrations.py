"""Steps that bring a study's database to the present schema, each in its own transaction.

A step is never edited once released: a later one changes what it made.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, inspect, select

from coder.errors import CoderError
from coder.store import schema

Step = Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    schema.METADATA.create_all(connection)


def _log_is_append_only(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE FUNCTION decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the log of decisions is append-only'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER decision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision "
            "EXECUTE FUNCTION decision_is_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER decision_no_{verb.lower()} BEFORE {verb} ON decision "
            "BEGIN SELECT RAISE(ABORT, 'the log of decisions is append-only'); END"
        )


def _runs_keep_lessons(connection: Connection) -> None:
    if "lessons" not in {column["name"] for column in inspect(connection).get_columns("run")}:
        connection.exec_driver_sql("ALTER TABLE run ADD COLUMN lessons JSON NOT NULL DEFAULT '{}'")


def _links(_connection: Connection) -> None:
    """Nothing to change: but an older program must not open a log that may hold links."""


def _places_in_a_new_text(connection: Connection) -> None:
    if "to_digest" not in {one["name"] for one in inspect(connection).get_columns("decision")}:
        connection.exec_driver_sql(
            "ALTER TABLE decision ADD COLUMN to_digest VARCHAR NOT NULL DEFAULT ''"
        )


def _rewritten_texts(connection: Connection) -> None:
    schema.rewrite.create(connection, checkfirst=True)


def _voices(connection: Connection) -> None:
    tables = [schema.voice, schema.question, schema.answer]
    schema.METADATA.create_all(connection, tables=tables)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION answer_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what a model said is kept as it was said'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER answer_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer "
            "EXECUTE FUNCTION answer_is_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS answer_no_{verb.lower()} BEFORE {verb} ON answer "
            "BEGIN SELECT RAISE(ABORT, 'what a model said is kept as it was said'); END"
        )


STEPS: tuple[tuple[str, Step], ...] = (
    ("first tables", _first_tables),
    ("the log is append-only", _log_is_append_only),
    ("the log may hold links", _links),
    ("runs keep what they learned", _runs_keep_lessons),
    ("decisions say where words are in a new text", _places_in_a_new_text),
    ("texts may be rewritten to hide names", _rewritten_texts),
    ("what a language model said is kept", _voices),
)


def migrate(engine: Engine, file: str, *, before: Callable[[], object] = list) -> list[str]:
    """Run the steps that the database has not seen; returns their names.

    Args:
        before: called first where a database that has seen some steps gets more.

    Raises:
        CoderError: store_newer, if the database knows steps that this program does not.
    """
    done = _done(engine)
    if done > len(STEPS):
        raise CoderError("store_newer", file=file, found=done, known=len(STEPS))
    if 0 < done < len(STEPS):
        before()
    names = []
    for number, (name, step) in enumerate(STEPS[done:], start=done + 1):
        with engine.execution_options(write=True).begin() as connection:
            # Another process may have been faster between the look and the lock.
            if _done_in(connection) >= number:
                continue
            step(connection)
            row = {"number": number, "name": name, "time": _now()}
            connection.execute(insert(schema.migration).values(row))
        names.append(name)
    return names


def is_present(engine: Engine) -> bool:
    """Whether the database has seen every step, and no others."""
    return _done(engine) == len(STEPS)


def _done(engine: Engine) -> int:
    with engine.connect() as connection:
        return _done_in(connection)


def _done_in(connection: Connection) -> int:
    if not inspect(connection).has_table("migration"):
        return 0
    return len(connection.execute(select(schema.migration.c.number)).all())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
