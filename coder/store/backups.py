"""Dated copies of the study's database, made before a text or the schema changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from coder.errors import CoderError

KEPT = 10


def backup(folder: Path) -> Path | None:
    """Copy `.coder/study.sqlite` of the study in *folder* to `.coder/backups/`; keep the last ten.

    The copy is whole, whoever writes meanwhile: it is SQLite's own backup.

    Returns:
        The copy; None where there is no database in the folder (yet, or it is in PostgreSQL).

    Raises:
        CoderError: backup_failed.
    """
    source = folder / ".coder" / "study.sqlite"
    if not source.is_file() or not source.stat().st_size:
        return None
    home = folder / ".coder" / "backups"
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = home / f"study-{stamp}.sqlite"
    unfinished = target.with_suffix(".part")
    try:
        home.mkdir(exist_ok=True)
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(unfinished)) as two:
            one.backup(two)
        unfinished.replace(target)
        for old in backups(folder)[:-KEPT]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink()
        raise CoderError("backup_failed", file=".coder/backups", reason=error) from error
    return target


def keep_file(folder: Path, file: Path) -> Path:
    """Copy a transcript that is about to be replaced to `.coder/backups/files/`, by its name.

    Importing the copy again brings back its text, and the codings as they were.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / ".coder" / "backups" / "files" / stamp / file.name
    try:
        target.parent.mkdir(parents=True)
        target.write_bytes(file.read_bytes())
    except OSError as error:
        raise CoderError("backup_failed", file=".coder/backups", reason=error) from error
    return target


def backups(folder: Path) -> list[Path]:
    """The copies there are, oldest first."""
    return sorted((folder / ".coder" / "backups").glob("study-*.sqlite"))


def time_of(copy: Path) -> str:
    """When *copy* was made, UTC, ISO 8601."""
    stamp = copy.stem.removeprefix("study-") + "+0000"
    return datetime.strptime(stamp, "%Y%m%d-%H%M%S-%f%z").isoformat(timespec="seconds")
