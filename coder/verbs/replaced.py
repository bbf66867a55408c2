"""Transcripts that an import replaced: which there are, and putting one back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.store.study import Study
from coder.verbs.incoming import take_in


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file as it was before another took its place.

    Attributes:
        time: when it was replaced, as in the name of its folder: UTC, yyyymmdd-hhmmss-ffffff.
    """

    name: str
    time: str
    path: Path


def replaced(study: Study) -> list[Replaced]:
    """The files that were replaced, latest first."""
    home = study.folder / ".coder" / "backups" / "files"
    found = [Replaced(path.name, path.parent.name, path) for path in home.glob("*/*")]
    return sorted(found, key=lambda one: one.time, reverse=True)


def put_back(study: Study, one: Replaced) -> None:
    """Let *one* take its place again; what is there now is kept in its turn.

    Raises:
        CoderError: backup_failed, and what the disk says.
    """
    take_in(study, one.name, one.path.read_bytes(), replace=True)
