"""Intervals for what the tables count, and whether groups differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from coder.analysis.compare import comparison_table
from coder.analysis.ground import Coded, ground
from coder.analysis.layout import Choice
from coder.analysis.table import Table
from coder.analysis.uncertain import interval_cells, interval_table
from coder.model import Segments
from coder.store.study import Study
from coder.verbs.make import stamp
from coder.verbs.standing import State, present, tagged
from coder.verbs.table import counted, digests, labels


def intervals(
    study: Study,
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
    measure: str = "documents",
    language: str = "zh",
) -> Table:
    """Shares with 95 % intervals; see `analysis.uncertain.interval_table`.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    choice = Choice(rows, columns, tuple(kinds), labels(study, language), language)
    made = interval_table(
        coded(study, who), choice, measure=measure, digests=digests(present(study))
    )
    asked = {"rows": rows, "columns": columns, "kinds": list(kinds), "who": who}
    asked |= {"measure": measure, "language": language}
    return replace(made, stamp=stamp(study, "intervals", asked))


def interval_frame(
    study: Study,
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
    measure: str = "documents",
    language: str = "zh",
) -> pd.DataFrame:
    """The same in long form, one line a cell; see `analysis.uncertain.interval_cells`.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    choice = Choice(rows, columns, tuple(kinds), labels(study, language), language)
    return interval_cells(coded(study, who), choice, measure=measure)


def compare(
    study: Study,
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
    measure: str = "segments",
    adjust: str = "holm",
    language: str = "zh",
) -> Table:
    """Whether the groups differ, code by code; see `analysis.compare.comparison_table`.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    choice = Choice(rows, columns, tuple(kinds), labels(study, language), language)
    made = comparison_table(
        coded(study, who), choice, measure=measure, adjust=adjust, digests=digests(present(study))
    )
    asked = {"rows": rows, "columns": columns, "kinds": list(kinds), "who": who}
    asked |= {"measure": measure, "adjust": adjust, "language": language}
    return replace(made, stamp=stamp(study, "compare", asked))


def coded(study: Study, who: str) -> Coded:
    """What counts of what stands, with the segments it stands on.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    state = present(study)
    tagged(state)
    key = ("coded", who)
    known = study.memory.get(key)
    if not known or known[0] is not state:
        documents = list(state.documents.values())
        on = ground(documents, segments_of(state))
        known = (state, Coded(counted(state, who), documents, state.codebook, on))
        study.memory[key] = known
    found: Coded = known[1]
    return found


def segments_of(state: State) -> dict[str, Segments]:
    """The segments of the last run, by document."""
    return {one.document.id: one.segments for one in state.scored.values()}
