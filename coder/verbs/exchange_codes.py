"""Codebooks from elsewhere: what taking one in would do, and taking it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coder.codebook import edit
from coder.codebook.load import load
from coder.errors import CoderError, Problem
from coder.exchange.codes import CodePlan, id_from
from coder.exchange.project import Project
from coder.exchange.rows import KNOWN_COLUMNS, code_of, entries_of, is_own
from coder.model import Code, Codebook
from coder.store import codebooks
from coder.store.study import Study, put_setting, saying, setting
from coder.verbs.codebook import write_codebook
from coder.verbs.exchange import KNOWN_CODES, carried, plan_codes, read_project
from coder.verbs.exchange import PROJECTS as PROJECT_FILES
from coder.verbs.standing import read_codebook, whole_log

TABLES = (".csv", ".tsv", ".txt", ".xlsx")
TEXTS = (".yaml", ".yml")
CODEBOOKS = (*PROJECT_FILES, *TABLES, *TEXTS)


@dataclass(frozen=True)
class CodesReport:
    """What taking a codebook in does, or has done.

    Attributes:
        added, changed: ids. same: how many codes stay as they are.
        text: the codebook's text as it will be.
        problems: what is not taken over, item by item.
    """

    file: str
    origin: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    text: str
    problems: tuple[Problem, ...]


def preview_codes(study: Study, file: Path, *, update: bool = False) -> CodesReport:
    """What `take_codes` would do; nothing is written.

    Raises:
        CoderError: as `take_codes`.
    """
    return _plan(study, file, update=update)[0]


def take_codes(study: Study, file: Path, *, update: bool = False) -> CodesReport:
    """Take the codes of *file* into the codebook; those that are there stay as they are.

    Args:
        update: let codes that are there take what a table or YAML file says of them.

    Raises:
        Problems: the study's codebook, or the YAML file, cannot be used.
        CoderError: exchange_unknown_format, no_such_file, codes_header, codes_empty, codes_table,
            and what the reader of the format says.
    """
    report, plan = _plan(study, file, update=update)
    _, text = read_codebook(study)
    if report.text != text:
        write_codebook(study, report.text)
    book, text = read_codebook(study)
    codebooks.put_codebook(study, book, text)
    if plan:
        put_setting(study, KNOWN_CODES, {**setting(study, KNOWN_CODES, {}), **plan.ids})
    return report


def _plan(study: Study, file: Path, *, update: bool) -> tuple[CodesReport, CodePlan | None]:
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    book, text = read_codebook(study)
    suffix = file.suffix.lower()
    if suffix in PROJECT_FILES:
        return _from_project(study, read_project(file), file.name, book, text)
    if suffix in TEXTS:
        with saying(file.name, file.parent):
            theirs = file.read_text("utf-8-sig", "replace")
        if not book.codes:
            ids = tuple(code.id for code in load(theirs, file.name).codes)
            return CodesReport(file.name, "", ids, (), 0, theirs, ()), None
        return _by_ids(file.name, load(theirs, file.name).codes, book, text, update=update), None
    if suffix not in TABLES:
        known = " ".join(CODEBOOKS)
        raise CoderError("exchange_unknown_format", file=file.name, known=known)
    return _from_table(study, file, book, text, update=update)


def _from_table(
    study: Study, file: Path, book: Codebook, text: str, *, update: bool
) -> tuple[CodesReport, CodePlan | None]:
    from coder.read.code_tables import read_code_rows

    with saying(file.name, file.parent):
        rows = read_code_rows(file.read_bytes(), file.name)
    strange = [name for name in rows[0] if name and name not in KNOWN_COLUMNS]
    told = _columns(file.name, strange)
    if is_own(list(rows[0])):
        report = _by_ids(file.name, _codes(rows, book), book, text, update=update)
        return replace(report, problems=(*told, *report.problems)), None
    project = Project(codes=tuple(entries_of(rows)))
    report, plan = _from_project(study, project, file.name, book, text)
    return replace(report, problems=(*told, *report.problems)), plan


def _columns(file: str, names: Sequence[str]) -> tuple[Problem, ...]:
    """A note on columns that say nothing to a codebook."""
    values: dict[str, object] = {"names": "、".join(names)}
    return (Problem("codes_columns", file, error=False, values=values),) if names else ()


def _codes(rows: Sequence[Mapping[str, str]], book: Codebook) -> tuple[Code, ...]:
    """The rows as codes, each id once; of a code that is there, what the table has no column for stays."""
    found: dict[str, Code] = {}
    for row in rows:
        if row["id"].strip():
            code = code_of(row, book.by_id.get(id_from(row["id"])))
            found.setdefault(code.id, code)
    return tuple(found.values())


def _by_ids(
    file: str, codes: Sequence[Code], book: Codebook, text: str, *, update: bool
) -> CodesReport:
    added = [code for code in codes if code.id not in book.by_id]
    differing = [code for code in codes if code.id in book.by_id and code != book.by_id[code.id]]
    fresh = edit.add_codes(text, added)
    problems = []
    if update:
        fresh = edit.change_codes(fresh, differing)
    else:
        problems = [_differs(file, code, book.by_id[code.id]) for code in differing]
    changed = tuple(code.id for code in differing) if update else ()
    same = len(codes) - len(added) - len(changed)
    ids = tuple(code.id for code in added)
    return CodesReport(file, "", ids, changed, same, fresh, tuple(problems))


def _differs(file: str, new: Code, old: Code) -> Problem:
    names = Code.__dataclass_fields__
    fields = "、".join(name for name in names if getattr(new, name) != getattr(old, name))
    values: dict[str, object] = {"name": new.id, "fields": fields}
    return Problem("exchange_code_differs", file, error=False, values=values)


def _from_project(
    study: Study, project: Project, file: str, book: Codebook, text: str
) -> tuple[CodesReport, CodePlan]:
    own = carried(project)
    plan, fresh = plan_codes(study, project, book, text, own=own, log=tuple(whole_log(study)))
    told = [*(p for p in project.lost if p.code in ABOUT_CODES), *plan.problems]
    placed = tuple(Problem(p.code, file, error=False, values=p.values) for p in told)
    added = tuple(code.id for code in plan.added)
    same = len(set(plan.ids.values())) - len(added)
    return CodesReport(file, project.origin, added, (), same, fresh, placed), plan


ABOUT_CODES = ("exchange_color", "exchange_code_sets", "exchange_code_twice", "exchange_namespace")
