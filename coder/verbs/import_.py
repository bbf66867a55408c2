"""Read what is new or changed in `interviews/` into the study; say what became of every file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.model import Role, Turn
from coder.read import which
from coder.read.attributes import read_attributes, rows_without_file
from coder.read.encoding import encoding_named
from coder.store.backups import backup, keep_file
from coder.store.documents import Stored, put_document, retire_document, stored
from coder.store.study import Study, put_setting, saying, setting
from coder.verbs.file_report import FileReport, remembered, report_of
from coder.verbs.hidden_files import finish

Progress = Callable[[int, int, str], None]  # done, of, what
_OPENING, _SHOWN = 6, 160  # turns, and letters of each, that a preview shows
READING = "3"  # changes when the same file may be read differently, so that all are read again


@dataclass(frozen=True)
class ImportReport:
    """What became of every file, in order of path.

    Attributes:
        problems: what is to be said of `interviews.csv`.
    """

    files: tuple[FileReport, ...]
    problems: tuple[Problem, ...] = ()

    def count(self, status: str) -> int:
        """How many files have *status*."""
        return sum(file.status == status for file in self.files)


def import_transcripts(
    study: Study,
    paths: Sequence[Path] = (),
    *,
    replace: bool = False,
    encoding: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the study's documents up to date with `interviews/`.

    Args:
        paths: files to copy into `interviews/` first; those already there stay.
        replace: let a copied file take the place of one with its name.
        encoding: of the bytes of *paths*, remembered for them; "" to find out.

    Raises:
        CoderError: no_such_file, file_taken, bad_encoding, encoding_without_path, and what the disk says. A file that cannot be
            read is a "failed" entry in the report and stops no other.
    """
    if encoding and not paths:
        raise CoderError("encoding_without_path")
    finish(study)  # else files that still name people would be read again
    encoding = encoding and encoding_named(encoding)
    brought = (_bring_in(study, Path(one), replace=replace, encoding=encoding) for one in paths)
    refused = [report for report in brought if report]
    table = read_attributes(study.folder / "interviews.csv")
    intake = _Intake(study, table, setting(study, "roles", {}), setting(study, "encodings", {}))
    before = {one.source: one for one in stored(study)}
    found = which.find_transcripts(study.interviews)
    reports = []
    for number, path in enumerate(found):
        name = path.relative_to(study.interviews).as_posix()
        if not _is_text(name):
            shown = os.fsencode(name).decode("utf-8", "replace")
            bad_name = Problem("file_name_bytes", file=shown)
            reports.append(FileReport(shown, "failed", problems=(bad_name,)))
            continue
        if progress:
            progress(number, len(found), name)
        report = _one(intake, path, name, before.get(name))
        reports.append(report)
    files = {report.file: report.document for report in reports}
    unused = rows_without_file(study.folder / "interviews.csv", files)
    kept = {report.document for report in reports}
    sources = {report.file for report in reports}
    for one in before.values():
        if one.source not in sources and one.id not in kept:
            intake.back_up()
            retire_document(study, one.id)
            gone = Problem("file_gone", file=one.source, error=False)
            reports.append(FileReport(one.source, "gone", one.id, problems=(gone,)))
    every = sorted([*reports, *refused], key=lambda report: report.file)
    return ImportReport(tuple(every), tuple(unused))


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
            return Preview(FileReport(name, "failed", problems=(_fault(error, name),)))
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


def _fault(error: CoderError | OSError, name: str) -> Problem:
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


def table_problems(study: Study) -> list[Problem]:
    """What is to be said of `interviews.csv` now: rows that are no file's, or why it cannot be read."""
    path = study.folder / "interviews.csv"
    files = {one.source: one.id for one in stored(study)}
    for found in which.find_transcripts(study.interviews):
        files.setdefault(found.relative_to(study.interviews).as_posix(), "")
    try:
        return rows_without_file(path, files)
    except CoderError as error:
        return [Problem(error.code, values=error.values)]


def reports(study: Study) -> list[FileReport]:
    """What reading said of each document of the study, when it was read."""
    return [report_of(one.source, "same", one.id, one.report) for one in stored(study)]


def roles_of(overrides: Mapping[str, Mapping[str, str]], document_id: str) -> dict[str, Role]:
    """The remembered roles for a document: its own, over those for the whole study ("")."""
    said = {**overrides.get("", {}), **overrides.get(document_id, {})}
    return {speaker: Role(role) for speaker, role in said.items()}


def _bring_in(study: Study, path: Path, *, replace: bool, encoding: str) -> FileReport | None:
    """Copy a file that can be read into `interviews/`; else say why it stays outside."""
    if not path.is_file():
        raise CoderError("no_such_file", file=path)
    inside = study.interviews.resolve()
    if inside in path.resolve().parents:
        if encoding:
            remember_encoding(study, path.resolve().relative_to(inside).as_posix(), encoding)
        return None
    with saying(path.name, study.folder):
        content = path.read_bytes()
    seen = preview(study, path.name, content, encoding=encoding).report
    if seen.status == "failed":
        return seen
    take_in(study, path.name, content, replace=replace, encoding=encoding)
    return None


@dataclass(frozen=True)
class _Intake:
    """What holds for every file of one import; *taken* grows: who has which document's id."""

    study: Study
    table: Mapping[str, Mapping[str, str]]
    overrides: Mapping[str, Mapping[str, str]]
    encodings: Mapping[str, str]
    taken: dict[str, str] = field(default_factory=dict)

    def back_up(self) -> None:
        """Keep the database as it is before the first text of this import goes."""
        if "" not in self.taken:
            backup(self.study.folder)
            self.taken[""] = ""


def _one(intake: _Intake, path: Path, name: str, known: Stored | None) -> FileReport:
    try:
        with saying(f"interviews/{name}", intake.study.folder):
            file_hash = _hash(path, intake.table, intake.overrides, intake.encodings.get(name, ""))
        if known and known.file_hash == file_hash and known.id not in intake.taken:
            intake.taken[known.id] = name
            return report_of(name, "same", known.id, known.report)
        return _take(intake, path, name, known, file_hash)
    except CoderError as error:
        if known:
            intake.taken.setdefault(known.id, name)
        problem = Problem(error.code, file=name, values=_named(error, name))
        return FileReport(name, "failed", known.id if known else "", problems=(problem,))


def _take(
    intake: _Intake, path: Path, name: str, known: Stored | None, file_hash: str
) -> FileReport:
    study, taken = intake.study, intake.taken
    roles = roles_of(intake.overrides, known.id if known else path.stem)
    parsed = which.read(
        path,
        root=study.interviews,
        attributes=intake.table,
        roles=roles,
        encoding=intake.encodings.get(name, ""),
    )
    document = parsed.document
    if document.id in taken:
        raise CoderError("duplicate_document", document=document.id, other=taken[document.id])
    taken[document.id] = name
    report = remembered(parsed)
    if known and known.digest != document.digest:
        intake.back_up()
    put_document(study, document, file_hash=file_hash, report=report)
    return report_of(name, "changed" if known else "new", document.id, report)


def _named(error: CoderError, name: str) -> dict[str, object]:
    """The values of *error*, with the file called what the study calls it."""
    return {**error.values, **({"file": name} if "file" in error.values else {})}


def _is_text(name: str) -> bool:
    """Whether *name* is text: a name of other bytes can neither be stored nor shown."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _hash(path: Path, *settings: object) -> str:
    return hashlib.sha256(path.read_bytes() + repr((READING, settings)).encode()).hexdigest()
