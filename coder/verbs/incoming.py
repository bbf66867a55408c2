"""Files on their way into the study: seen before they are taken, then put into `interviews/`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.model import Role, Turn
from coder.read import which
from coder.read.encoding import encoding_named
from coder.store.backups import keep_file
from coder.store.study import Study, put_setting, saying, setting
from coder.verbs.file_report import FileReport, remembered, report_of

_OPENING, _SHOWN = 6, 160  # turns, and letters of each, that a preview shows


@dataclass(frozen=True)
class Voice:
    """A speaker in a file: role, turns, share of the words (0..1), and how the first turn begins."""

    name: str
    role: str
    turns: int
    share: float
    first: str


@dataclass(frozen=True)
class Preview:
    """A file before it enters the study: its report, who speaks, and how it begins.

    Attributes:
        opening: the first turns, each as (speaker, role, milliseconds or None, words).
    """

    report: FileReport
    voices: tuple[Voice, ...] = ()
    opening: tuple[tuple[str, str, int | None, str], ...] = ()


def preview(
    study: Study,
    name: str,
    content: bytes,
    *,
    encoding: str = "",
    roles: Mapping[str, str] = {},
) -> Preview:
    """What reading a file called *name* would give; nothing enters the study.

    Args:
        encoding, roles: what the user chose, as for `take_in`.
    """
    given = {speaker: Role(role) for speaker, role in roles.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        try:
            path.write_bytes(content)
            parsed = which.read(path, root=Path(folder), roles=given, encoding=encoding)
        except (CoderError, OSError) as error:
            return Preview(FileReport(name, "failed", problems=(fault_of(error, name),)))
    status = "changed" if (study.interviews / name).exists() else "new"
    report = report_of(name, status, parsed.document.id, remembered(parsed))
    text, turns = parsed.document.text, parsed.document.turns
    opening = tuple(
        (turn.speaker, turn.role.value, turn.start_ms, _cut(text[turn.start : turn.end]))
        for turn in turns[:_OPENING]
    )
    return Preview(report, tuple(_voices(text, turns)), opening)


def _voices(text: str, turns: Sequence[Turn]) -> Iterator[Voice]:
    whole = sum(turn.end - turn.start for turn in turns) or 1
    by_speaker: dict[str, list[Turn]] = {}
    for turn in turns:
        by_speaker.setdefault(turn.speaker, []).append(turn)
    for speaker, own in by_speaker.items():
        share = sum(turn.end - turn.start for turn in own) / whole
        first = " ".join(_cut(text[own[0].start : own[0].end]).split())
        yield Voice(speaker, own[0].role.value, len(own), share, first)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def fault_of(error: CoderError | OSError, name: str) -> Problem:
    """What stopped the file called *name*, as its problem."""
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return Problem("unreadable_file", file=name, values={"file": name, "reason": reason})
    return Problem(error.code, file=name, values=_named(error, name))


def take_in(
    study: Study,
    name: str,
    content: bytes,
    *,
    replace: bool = False,
    encoding: str = "",
    roles: Mapping[str, str] = {},
) -> None:
    """Put a file into `interviews/`, whole or not at all.

    Args:
        encoding: how its bytes are letters, remembered for this file; "" to find out.
        roles: speaker → role, remembered for the document of the file's name.

    Raises:
        CoderError: file_taken, and what the disk says.
    """
    target = study.interviews / Path(name).name
    with saying(f"interviews/{name}", study.folder):
        if target.exists() and not replace and target.read_bytes() != content:
            raise CoderError("file_taken", file=name)
        study.interviews.mkdir(exist_ok=True)
        temporary = target.with_name(f".{target.name}.part")
        try:
            temporary.write_bytes(content)
            if target.exists() and target.read_bytes() != content:
                keep_file(study.folder, target)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    remember_encoding(study, target.name, encoding)
    if roles:
        document = preview(study, name, content, encoding=encoding).report.document
        known = dict(setting(study, "roles", {}))
        known[document or target.stem] = dict(roles)
        put_setting(study, "roles", known)


def remember_encoding(study: Study, name: str, encoding: str) -> None:
    """Read the file *name* below `interviews/` by *encoding* from now on; "" to find out.

    Raises:
        CoderError: bad_encoding.
    """
    known = dict(setting(study, "encodings", {}))
    before = known.pop(name, "")
    if encoding:
        known[name] = encoding_named(encoding)
    if known.get(name, "") != before:
        put_setting(study, "encodings", known)


def _named(error: CoderError, name: str) -> dict[str, object]:
    """The values of *error*, with the file called what the study calls it."""
    return {**error.values, **({"file": name} if "file" in error.values else {})}
