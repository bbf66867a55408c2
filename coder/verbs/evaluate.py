"""Score what stands against gold codings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.analysis.evaluate import Evaluation, GoldUnit
from coder.analysis.evaluate import evaluate as score
from coder.errors import CoderError, Problem
from coder.store.study import Study
from coder.verbs.import_codings import NotPlaced, locate_rows, read_codings
from coder.verbs.standing import present, tagged


@dataclass(frozen=True)
class EvaluateReport:
    """The scores, and the gold rows that could not be used."""

    evaluation: Evaluation
    problems: tuple[Problem, ...]


def evaluate(study: Study, gold: Path) -> EvaluateReport:
    """Precision, recall, F1 and kappa of what stands on the texts that *gold* looked at.

    Raises:
        CoderError: not_tagged, codings_header, codings_empty, gold_not_placed.
    """
    state = present(study)
    tagged(state)
    rows = read_codings(gold)
    if not rows:
        raise CoderError("codings_empty", file=gold.name)
    located, problems = locate_rows(rows, state.documents, None, gold.name)
    if not located:
        raise NotPlaced("gold_not_placed", gold.name, problems)
    units: dict[tuple[str, int, int], set[str]] = {}
    for one in located:
        given = units.setdefault((one.row.document, one.start, one.end), set())
        if one.row.code:
            given.add(one.row.code)
    gold_units = [GoldUnit(*place, frozenset(codes)) for place, codes in units.items()]
    texts = {one.id: one.text for one in state.documents.values()}
    return EvaluateReport(score(gold_units, state.standing.codings, texts), tuple(problems))
