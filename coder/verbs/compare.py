"""How sure the tables are: intervals, whether groups differ, whether anything new comes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from coder.analysis.compare import comparison_table
from coder.analysis.layout import Choice
from coder.analysis.saturation import BASE, RUN, THRESHOLD, saturation_table
from coder.analysis.table import Table
from coder.analysis.uncertain import interval_cells, interval_table
from coder.store.study import Study
from coder.verbs.coded import coded
from coder.verbs.make import stamp
from coder.verbs.standing import present
from coder.verbs.table import digests, labels


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


def saturation(
    study: Study,
    *,
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    language: str = "zh",
) -> Table:
    """Whether new interviews still bring new codes; see `analysis.saturation.saturation_table`.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    choice = Choice("code", columns, tuple(kinds), labels(study, language), language)
    standard = {"base": base, "run": run, "threshold": threshold}
    made = saturation_table(
        coded(study, who),
        choice,
        base=base,
        run=run,
        threshold=threshold,
        digests=digests(present(study)),
    )
    asked = {"columns": columns, "kinds": list(kinds), "who": who, "language": language}
    return replace(made, stamp=stamp(study, "saturation", asked | standard))
