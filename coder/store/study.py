"""A study's folder and its database, opened: the handle that every verb takes."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from coder.errors import CoderError
from coder.store import schema
from coder.store.backups import backup
from coder.store.migrations import is_present, migrate

BUSY_SECONDS = 15
POSTGRES = "PostgreSQL"
MODELS = ("encoder", "scorer")  # keys of a study's memory that depend on no text
DATABASE = "CODER_DATABASE"  # environment variable: a PostgreSQL URL instead of the file


@dataclass(frozen=True)
class Study:
    """A study that is open.

    Attributes:
        folder: holds `interviews/`, `codebook.yaml` and `.coder/`.
        engine: the database; use `reading` and `writing`.
        memory: what this process has worked out already, by a key that names its inputs.
        readonly: the folder cannot be written to; what is there can be looked at and exported.
    """

    folder: Path
    engine: Engine
    memory: dict[object, Any] = field(default_factory=dict)
    readonly: bool = False

    @property
    def interviews(self) -> Path:
        """Where the transcripts are."""
        return self.folder / "interviews"

    @property
    def codebook_file(self) -> Path:
        """The codebook, which people edit too."""
        return self.folder / "codebook.yaml"

    @property
    def database(self) -> str:
        """The database by a name that a person understands."""
        return ".coder/study.sqlite" if self.engine.dialect.name == "sqlite" else POSTGRES

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        with saying(self.database, self.folder), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that is on disk when the block ends, or has left no trace."""
        engine = self.engine.execution_options(write=True)
        with saying(self.database, self.folder), engine.begin() as connection:
            yield connection

    def forget(self) -> None:
        """Drop all that was worked out so far, but for the models."""
        kept = {key: self.memory[key] for key in MODELS if key in self.memory}
        self.memory.clear()
        self.memory.update(kept)

    def close(self) -> None:
        """Give the files back."""
        self.engine.dispose()


def open_study(folder: Path) -> Study:
    """Open the study in *folder*, making or bringing up to date its database.

    Where the folder cannot be written to (a CD, a share, an archive), a database of the present
    schema is opened for reading.

    Raises:
        CoderError: no_study, store_readonly, store_damaged, store_newer, disk_full.
    """
    folder = Path(folder).resolve()
    if not (folder / "codebook.yaml").is_file():
        raise CoderError("no_study", folder=folder)
    inside = folder / ".coder"
    if not os.environ.get(DATABASE) and to_read_only(inside / "study.sqlite"):
        return _look_at(folder)
    with saying(".coder", folder):
        inside.mkdir(exist_ok=True)
    engine = _engine(inside / "study.sqlite")
    study = Study(folder, engine)
    with saying(study.database, folder):
        migrate(engine, study.database, before=lambda: backup(folder))
    return study


def to_read_only(database: Path) -> bool:
    """Whether *database* is there and cannot be written to, or nothing beside it."""
    if not database.is_file():
        return False
    try:
        with tempfile.TemporaryFile(dir=database.parent):
            return not os.access(database, os.W_OK)
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EROFS, errno.EPERM)


def reader_of(database: Path) -> sqlite3.Connection:
    """A connection that reads *database* where nothing can be written beside it.

    Raises:
        sqlite3.Error: there is a log beside it that cannot be read with it.
    """
    address = f"{database.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        # So it is read while somebody who may write has it open.
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError:
        connection.close()
        ahead = database.with_name(f"{database.name}-wal")
        if ahead.exists() and ahead.stat().st_size:
            raise
        return sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
    return connection


def _look_at(folder: Path) -> Study:
    database = folder / ".coder" / "study.sqlite"
    engine = create_engine("sqlite://", creator=lambda: reader_of(database), poolclass=NullPool)
    study = Study(folder, engine, readonly=True)
    with saying(study.database, folder):
        if not is_present(engine):
            raise CoderError("store_readonly", folder=folder)
    return study


def new_study(folder: Path, codebook: str) -> Study:
    """Make an empty study in *folder* with *codebook* as its codebook's text, and open it.

    Raises:
        CoderError: study_exists, folder_not_empty, not_a_folder, store_readonly, disk_full.
    """
    folder = Path(folder).resolve()
    if (folder / "codebook.yaml").exists():
        raise CoderError("study_exists", folder=folder)
    if folder.is_dir() and any(not name.name.startswith(".") for name in folder.iterdir()):
        raise CoderError("folder_not_empty", folder=folder)
    with saying(folder.name, folder):
        (folder / "interviews").mkdir(parents=True, exist_ok=True)
        (folder / "codebook.yaml").write_text(codebook, encoding="utf-8", newline="\n")
    return open_study(folder)


def now() -> str:
    """This moment, as the database writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def setting(study: Study, key: str, default: Any = None) -> Any:
    """The study's setting *key*."""
    with study.reading() as connection:
        where = schema.setting.c.key == key
        found = connection.execute(select(schema.setting.c.value).where(where)).first()
    return default if found is None else found[0]


def put_setting(study: Study, key: str, value: Any) -> None:
    """Remember *value* (anything JSON can say) for the study."""
    with study.writing() as connection:
        connection.execute(delete(schema.setting).where(schema.setting.c.key == key))
        connection.execute(insert(schema.setting).values(key=key, value=value))


def integrity(study: Study) -> str:
    """What the database says is wrong with itself, "" where nothing is."""
    if study.engine.dialect.name != "sqlite":
        return ""
    with study.reading() as connection:
        said = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    return "" if said == "ok" else said


@contextmanager
def saying(file: str, folder: Path) -> Iterator[None]:
    """Turn what the disk and the database complain of into one sentence that names *file*."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig)
        if file == POSTGRES:
            raise CoderError(
                "store_unreachable", file=file, reason=" ".join(reason.split())
            ) from error
        raise _said(reason, file, folder) from error
    except sqlite3.Error as error:
        raise _said(str(error), file, folder) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CoderError("disk_full", file=file) from error
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise CoderError("store_readonly", folder=folder) from error
        if isinstance(error, FileExistsError | NotADirectoryError):
            raise CoderError("not_a_folder", folder=_no_folder(error, folder)) from error
        raise


def _no_folder(error: OSError, folder: Path) -> Path:
    """The uppermost thing on the way to what *error* names that is no folder."""
    wanted = Path(error.filename or folder)
    above = [one for one in reversed(wanted.parents) if one.exists() and not one.is_dir()]
    return above[0] if above else wanted


def _said(reason: str, file: str, folder: Path) -> CoderError:
    if "disk is full" in reason or "disk I/O error" in reason:
        return CoderError("disk_full", file=file)
    if "readonly" in reason or "unable to open" in reason:
        return CoderError("store_readonly", folder=folder)
    if "locked" in reason:
        return CoderError("store_locked", file=file, seconds=BUSY_SECONDS)
    return CoderError("store_damaged", file=file, reason=reason.splitlines()[0])


def _engine(path: Path) -> Engine:
    url = os.environ.get(DATABASE, "")
    if url:
        try:
            return create_engine(make_url(url))
        except (ArgumentError, ImportError) as error:
            raise CoderError("wrong_database_url", url=url, reason=error) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy, not the driver, says BEGIN: see `_begin`.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer that asks for the lock at once waits for it; one that asks later would fail.
    mode = "IMMEDIATE" if connection.get_execution_options().get("write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")
