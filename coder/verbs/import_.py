"""Read what is new or changed in `interviews/` into the study; say what became of every file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coder.errors import CoderError, Problem
from coder.model import Role
from coder.read import which
from coder.read.attributes import read_attributes
from coder.store.documents import Stored, put_document, retire_document, stored
from coder.store.study import Study, saying, setting
from coder.words.reading import FORMS

Progress = Callable[[int, int, str], None]  # done, of, what
READING = "2"  # changes when the same file may be read differently, so that all are read again


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    Attributes:
        status: "new", "changed", "same", "gone" or "failed".
        turns: how many, of which `interviewee` are the interviewee's.
        dropped: parts of the file that are not in the text, each as (line, reason, text).
    """

    file: str
    status: str
    document: str = ""
    form: str = ""
    encoding: str = ""
    turns: int = 0
    interviewee: int = 0
    speakers: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    dropped: tuple[tuple[int, str, str], ...] = ()

    def say(self, language: str) -> str:
        """What was read, in one line."""
        english = language == "en"
        form = FORMS.get(self.form, (self.form, self.form))[english]
        said = [form, self.encoding.upper()] if self.encoding else [form]
        if english:
            counts = f"{self.turns} turns, {self.interviewee} of the interviewee"
            return f"{', '.join(said)}; {counts}; {len(self.dropped)} parts dropped"
        counts = f"话轮 {self.turns}，其中受访者 {self.interviewee}"
        return f"{'，'.join(said)}；{counts}；略去 {len(self.dropped)} 处"


@dataclass(frozen=True)
class ImportReport:
    """What became of every file, in order of path."""

    files: tuple[FileReport, ...]

    def count(self, status: str) -> int:
        """How many files have *status*."""
        return sum(file.status == status for file in self.files)


def import_transcripts(
    study: Study,
    paths: Sequence[Path] = (),
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the study's documents up to date with `interviews/`.

    Args:
        paths: files to copy into `interviews/` first; those already there stay.
        replace: let a copied file take the place of one with its name.

    Raises:
        CoderError: no_such_file, file_taken, and what the disk says. A file that cannot be
            read is a "failed" entry in the report and stops no other.
    """
    refused = [r for path in paths if (r := _bring_in(study, Path(path), replace=replace))]
    table = read_attributes(study.folder / "interviews.csv")
    intake = _Intake(study, table, setting(study, "roles", {}))
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
    kept = {report.document for report in reports}
    sources = {report.file for report in reports}
    for one in before.values():
        if one.source not in sources and one.id not in kept:
            retire_document(study, one.id)
            gone = Problem("file_gone", file=one.source, error=False)
            reports.append(FileReport(one.source, "gone", one.id, problems=(gone,)))
    return ImportReport(tuple(sorted([*reports, *refused], key=lambda report: report.file)))


def preview(study: Study, name: str, content: bytes) -> FileReport:
    """What reading a file called *name* would give; nothing enters the study."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            parsed = which.read(path, root=Path(folder), attributes={}, roles={})
        except CoderError as error:
            problem = Problem(error.code, file=name, values=_named(error, name))
            return FileReport(name, "failed", problems=(problem,))
    status = "changed" if (study.interviews / name).exists() else "new"
    return _report(name, status, parsed.document.id, _remembered(parsed))


def take_in(study: Study, name: str, content: bytes, *, replace: bool = False) -> None:
    """Put a file into `interviews/`, whole or not at all.

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
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def reports(study: Study) -> list[FileReport]:
    """What reading said of each document of the study, when it was read."""
    return [_report(one.source, "same", one.id, one.report) for one in stored(study)]


def roles_of(overrides: Mapping[str, Mapping[str, str]], document_id: str) -> dict[str, Role]:
    """The remembered roles for a document: its own, over those for the whole study ("")."""
    said = {**overrides.get("", {}), **overrides.get(document_id, {})}
    return {speaker: Role(role) for speaker, role in said.items()}


def _bring_in(study: Study, path: Path, *, replace: bool) -> FileReport | None:
    """Copy a file that can be read into `interviews/`; else say why it stays outside."""
    if not path.is_file():
        raise CoderError("no_such_file", file=path)
    if study.interviews.resolve() in path.resolve().parents:
        return None
    with saying(path.name, study.folder):
        content = path.read_bytes()
    seen = preview(study, path.name, content)
    if seen.status == "failed":
        return seen
    take_in(study, path.name, content, replace=replace)
    return None


@dataclass(frozen=True)
class _Intake:
    """What holds for every file of one import; *taken* grows: who has which document's id."""

    study: Study
    table: Mapping[str, Mapping[str, str]]
    overrides: Mapping[str, Mapping[str, str]]
    taken: dict[str, str] = field(default_factory=dict)


def _one(intake: _Intake, path: Path, name: str, known: Stored | None) -> FileReport:
    try:
        with saying(f"interviews/{name}", intake.study.folder):
            file_hash = _hash(path, intake.table, intake.overrides)
        if known and known.file_hash == file_hash and known.id not in intake.taken:
            intake.taken[known.id] = name
            return _report(name, "same", known.id, known.report)
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
    parsed = which.read(path, root=study.interviews, attributes=intake.table, roles=roles)
    document = parsed.document
    if document.id in taken:
        raise CoderError("duplicate_document", document=document.id, other=taken[document.id])
    taken[document.id] = name
    report = _remembered(parsed)
    put_document(study, document, file_hash=file_hash, report=report)
    return _report(name, "changed" if known else "new", document.id, report)


def _named(error: CoderError, name: str) -> dict[str, object]:
    """The values of *error*, with the file called what the study calls it."""
    return {**error.values, **({"file": name} if "file" in error.values else {})}


def _is_text(name: str) -> bool:
    """Whether *name* is text: a name of other bytes can neither be stored nor shown."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _hash(path: Path, *settings: object) -> str:
    return hashlib.sha256(path.read_bytes() + repr((READING, settings)).encode()).hexdigest()


def _remembered(parsed: Any) -> dict[str, Any]:
    turns = parsed.document.turns
    return {
        "form": parsed.form,
        "encoding": parsed.encoding,
        "turns": len(turns),
        "interviewee": sum(turn.role is Role.INTERVIEWEE for turn in turns),
        "speakers": {turn.speaker: turn.role.value for turn in turns},
        "problems": [
            [p.code, p.line, p.column, p.error, {k: str(v) for k, v in p.values.items()}]
            for p in parsed.problems
        ],
        "dropped": [[part.line, part.reason, part.text] for part in parsed.dropped],
    }


def _report(name: str, status: str, document: str, said: Mapping[str, Any]) -> FileReport:
    problems = tuple(
        Problem(code, file=name, line=line, column=column, error=error, values=values)
        for code, line, column, error, values in said.get("problems", ())
    )
    return FileReport(
        name,
        status,
        document,
        said.get("form", ""),
        said.get("encoding", ""),
        said.get("turns", 0),
        said.get("interviewee", 0),
        said.get("speakers", {}),
        problems,
        tuple((line, reason, text) for line, reason, text in said.get("dropped", ())),
    )
