"""Verify the study: what is wrong, and how to mend it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from coder.errors import CoderError, Problem, Problems
from coder.model import LINK_ACTIONS, RANGE_ACTIONS, Action, digest_of
from coder.store import documents, log
from coder.store.backups import backups, time_of
from coder.store.study import Study, integrity
from coder.verbs.changed import changed
from coder.verbs.import_ import table_problems
from coder.verbs.standing import present, read_codebook


@dataclass(frozen=True)
class CheckReport:
    """What was looked at and what was found; warnings do not make a study unsound.

    Attributes:
        backup: when the last copy of the database was made, UTC; "" where there is none.
    """

    documents: int
    decisions: int
    problems: tuple[Problem, ...]
    backup: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong (warnings aside)."""
        return not any(problem.error for problem in self.problems)


def check(study: Study) -> CheckReport:
    """Look at the database, the texts, the log and the codebook, and at how they fit."""
    problems = [*_database(study), *_texts(study), *_log(study), *_codebook(study)]
    problems += table_problems(study)
    known = documents.stored(study)
    copies = backups(study.folder)
    last = time_of(copies[-1]) if copies else ""
    return CheckReport(len(known), len(log.decisions(study)), tuple(problems), last)


def _database(study: Study) -> list[Problem]:
    said = integrity(study)
    if not said:
        return []
    return [Problem("store_damaged", values={"file": study.database, "reason": said})]


def _texts(study: Study) -> list[Problem]:
    return [
        Problem("check_version", file=one.source, values={"document": one.id})
        for one in documents.stored(study)
        if digest_of(documents.document(study, one).text) != one.digest
    ]


def _log(study: Study) -> list[Problem]:
    texts = documents.older_texts(study)
    for one in documents.stored(study):
        texts[(one.id, one.digest)] = documents.document(study, one).text
    problems = []
    ids = set()
    for decision in log.decisions(study):
        ids.add(decision.id)
        if decision.action is Action.UNDO and decision.undoes not in ids:
            undone = {"id": decision.id, "undoes": decision.undoes}
            problems.append(Problem("check_undo", error=False, values=undone))
        if decision.action not in RANGE_ACTIONS | LINK_ACTIONS:
            continue
        text = texts.get((decision.document, decision.digest))
        values: dict[str, object] = {"id": decision.id, "document": decision.document}
        if text is None:
            problems.append(Problem("check_no_version", values=values))
        elif not 0 <= decision.start < decision.end <= len(text):
            values |= {"start": decision.start, "end": decision.end}
            problems.append(Problem("check_range", values=values))
    return problems


def _codebook(study: Study) -> list[Problem]:
    try:
        read_codebook(study)
        state = present(study)
    except Problems as error:
        return list(error.problems)
    except CoderError as error:
        return [Problem(error.code, values=error.values)]
    parked = Counter(coding.code for coding in state.standing.parked)
    displaced = Counter(one.document for one in changed(study).waiting)
    return [
        Problem("check_parked", error=False, values={"code": code, "count": count})
        for code, count in sorted(parked.items())
    ] + [
        Problem("check_displaced", error=False, values={"document": document, "count": count})
        for document, count in sorted(displaced.items())
    ]
