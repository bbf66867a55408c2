"""Read what is new or changed in `interviews/` into the study; say what became of every file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.model import Role
from coder.read import which
from coder.read.attributes import read_attributes, rows_without_file
from coder.read.encoding import encoding_named
from coder.store.backups import backup
from coder.store.documents import Stored, put_document, retire_document, stored
from coder.store.study import Study, saying, setting
from coder.verbs.file_report import FileReport, remembered, report_of
from coder.verbs.hidden_files import finish
from coder.verbs.incoming import fault_of, preview, remember_encoding, take_in

Progress = Callable[[int, int, str], None]  # done, of, what
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
        problem = fault_of(error, name)
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


def _is_text(name: str) -> bool:
    """Whether *name* is text: a name of other bytes can neither be stored nor shown."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _hash(path: Path, *settings: object) -> str:
    return hashlib.sha256(path.read_bytes() + repr((READING, settings)).encode()).hexdigest()
