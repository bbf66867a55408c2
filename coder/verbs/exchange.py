"""Projects of other programs: what taking one in would do, and taking it in.

Texts become transcripts in `interviews/`, codes go into `codebook.yaml`, codings become decisions
of their coders, memos of the project files in `memos/`. Taking the same project in twice adds
nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coder.codebook import edit
from coder.codebook.load import load, load_document
from coder.coding.stand import fold, live
from coder.errors import CoderError, Problem
from coder.exchange.codes import CodePlan, match
from coder.exchange.project import Project
from coder.model import Action, Codebook, Decision, by_machine
from coder.store import codebooks
from coder.store.documents import documents, stored
from coder.store.log import append, last_id
from coder.store.study import Study, put_setting, saying, setting
from coder.verbs.codebook import write_codebook
from coder.verbs.exchange_codings import Taken, decisions_of
from coder.verbs.exchange_memos import memo_files, write_memos
from coder.verbs.exchange_report import ExchangeReport, less, report_of
from coder.verbs.exchange_texts import Home, homes
from coder.verbs.export_project import CARRIED
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import take_in
from coder.verbs.standing import placed_log, read_codebook

KNOWN_CODES = "codes from elsewhere"  # setting: key in a project → id
PROJECTS = (".qdpx", ".qde", ".qdc", ".sqlite3", ".sqlite", ".db")


@dataclass(frozen=True)
class _Plan:
    """All that will be written."""

    homes: tuple[Home, ...]
    codes: CodePlan
    codebook: str
    taken: Taken
    memos: Mapping[str, str]
    report: ExchangeReport


def read_project(file: Path) -> Project:
    """The project in *file*, by its suffix.

    Raises:
        CoderError: exchange_unknown_format, no_such_file, and what the reader says.
    """
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    reader = _reader(file.suffix.lower())
    if reader is None:
        known = " ".join(PROJECTS)
        raise CoderError("exchange_unknown_format", file=file.name, known=known)
    with saying(file.name, file.parent):
        return reader(file)


def preview_project(
    study: Study, project: Project, *, file: str, coder: str = ""
) -> ExchangeReport:
    """What taking *project* in would do; nothing is written.

    Raises:
        Problems: the study's own codebook cannot be used.
    """
    return _plan(study, project, file, coder).report


def moment(study: Study) -> tuple[object, ...]:
    """What a preview depends on: it changes when the texts, the codebook or the log change."""
    book, _ = read_codebook(study)
    texts = tuple((one.id, one.digest) for one in stored(study))
    return book.version, last_id(study), texts


def take_project(study: Study, project: Project, *, file: str, coder: str = "") -> ExchangeReport:
    """Take *project* in: texts, then codes, then codings; what is there already stays as it is.

    Args:
        coder: whose the codings are that name nobody; by default the program's name.

    Raises:
        Problems: the study's own codebook cannot be used.
        CoderError: what the disk says.
    """
    plan = _plan(study, project, file, coder)
    for home in plan.homes:
        if home.file:
            take_in(study, *home.file)
    if any(home.file for home in plan.homes):
        import_transcripts(study)
    write_memos(study, plan.memos)
    _, text = read_codebook(study)
    if plan.codebook != text:
        write_codebook(study, plan.codebook)
    book, text = read_codebook(study)
    codebooks.put_codebook(study, book, text)
    put_setting(study, KNOWN_CODES, {**setting(study, KNOWN_CODES, {}), **plan.codes.ids})
    read = {one.id: one.digest for one in stored(study)}
    sure = [one for one in plan.taken.decisions if read.get(one.document) == one.digest]
    append(study, [replace(one, codebook=book.version) for one in sure])
    return less(plan.report, plan.taken.decisions, sure)


def _reader(suffix: str) -> Callable[[Path], Project] | None:
    if suffix in (".qdpx", ".qde", ".qdc"):
        return _refi
    if suffix in (".sqlite3", ".sqlite", ".db"):
        from coder.store.taguette import read_taguette

        return read_taguette
    return None


def _refi(file: Path) -> Project:
    from coder.read.refi import read_refi

    return read_refi(file.read_bytes(), file.name)


def _plan(study: Study, project: Project, file: str, coder: str) -> _Plan:
    book, text = read_codebook(study)
    present = {one.id: one for one in documents(study)}
    placed = placed_log(study, present)
    folded = fold(placed.decisions)
    own = carried(project)
    project = _without_tagger(project) if own else project
    codes, codebook = plan_codes(study, project, book, text, own=own, log=placed.decisions)
    found = homes(study, project.sources, present)
    taken = decisions_of(
        project, found, codes.ids, folded, coder=coder.strip(), codebook=book.version
    )
    memos = memo_files(study, project.memos)
    report = report_of(project, file, found, codes, taken, memos)
    return _Plan(tuple(found), codes, codebook, taken, memos, report)


def plan_codes(
    study: Study,
    project: Project,
    book: Codebook,
    text: str,
    *,
    own: Codebook | None = None,
    log: tuple[Decision, ...] = (),
) -> tuple[CodePlan, str]:
    """Which codes are new, and the codebook's text with them."""
    known = _followed(setting(study, KNOWN_CODES, {}), log)
    kinds = load_document(text).kinds
    plan = match(project.codes, book, kinds=kinds, known=known, own=own)
    if own and not book.codes and list(plan.added) == list(own.codes):
        theirs = next(one.text for one in project.memos if one.name == CARRIED)
        return plan, theirs + "\n"
    return plan, edit.add_codes(text, plan.added)


def _followed(known: Mapping[str, str], log: tuple[Decision, ...]) -> dict[str, str]:
    """The remembered ids under the names that they were given since."""
    moved = dict(known)
    for act in live(log):
        if act.action in (Action.RENAME, Action.MERGE):
            moved = {key: act.to_code if id == act.code else id for key, id in moved.items()}
    return moved


def carried(project: Project) -> Codebook | None:
    """The codebook that a project of ours carries in a note, None where it has none."""
    for memo in project.memos:
        if memo.name == CARRIED:
            try:
                return load(memo.text + "\n")
            except CoderError:
                return None
    return None


def _without_tagger(project: Project) -> Project:
    """A project of ours without the suggestions that it may have: the tagger is no coder."""
    kept = [
        replace(one, selections=tuple(s for s in one.selections if not by_machine(s.user)))
        for one in project.sources
    ]
    every, left = (sum(len(one.selections) for one in some) for some in (project.sources, kept))
    if every == left:
        return project
    told = Problem("exchange_suggestions", error=False, values={"count": every - left})
    return replace(project, sources=tuple(kept), lost=(*project.lost, told))
