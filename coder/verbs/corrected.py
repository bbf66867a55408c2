"""Shares corrected for the tagger's errors, from segments drawn at random and judged by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coder.analysis.correction import Judged, correction_table, looked_at
from coder.analysis.ground import marked
from coder.analysis.layout import Choice
from coder.analysis.table import Table
from coder.model import Document, Role, Unit
from coder.store.study import Study
from coder.verbs.coded import coded
from coder.verbs.draws import drawn_on, draws
from coder.verbs.make import stamp
from coder.verbs.scoring import bring_up_to_date
from coder.verbs.standing import present, suggesting_codebook, tagged
from coder.verbs.table import digests, labels


def corrected(
    study: Study, *, columns: str = "", kinds: Sequence[str] = (), language: str = "zh"
) -> Table:
    """Shares corrected for the tagger's errors; see `analysis.correction.correction_table`.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    choice = Choice("code", columns, tuple(kinds), labels(study, language), language)
    made = correction_table(
        coded(study, "all"), choice, judged(study), digests=digests(present(study))
    )
    asked = {"columns": columns, "kinds": list(kinds), "language": language}
    return replace(made, stamp=stamp(study, "corrected", asked))


def judged(study: Study) -> Judged:
    """What tagger and people say of each segment, and which were drawn at random.

    The tagger's confidences are the codebook's alone: those that have learned from people's
    decisions would seem better on the segments they learned from than elsewhere.
    """
    state = present(study)
    run = tagged(state)
    everything = coded(study, "all")
    book = suggesting_codebook(study, run)
    there = [one for one in everything.documents if one.id in state.scored]
    made, _ = bring_up_to_date(study, there, book, Unit(run.unit))
    codes = made[0].codes if made else ()
    rows = [
        one.scores[[_answers(one.document, number) for number in one.segments.turn]] for one in made
    ]
    people = [one for one in everything.codings if one.decision]
    looks = [
        (document, one.decision.start, one.decision.end, one.codes)
        for document, some in state.folded.looked.items()
        for one in some
    ]
    homes = {code: [at] for at, code in enumerate(codes)}
    return Judged(
        codes,
        np.concatenate(rows).astype(np.float64) if rows else np.zeros((0, 0)),
        marked(everything.on, people, homes, len(codes)),
        looked_at(everything, looks, codes),
        drawn_on(study, everything.on, draws(study)),
    )


def _answers(document: Document, turn: int) -> bool:
    return document.turns[turn].role is not Role.INTERVIEWER
