"""A theme frequency table of what stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from coder.analysis.frequency import cells as long_cells
from coder.analysis.frequency import frequency
from coder.analysis.layout import column_of, known_choice
from coder.analysis.rows import row_ids
from coder.analysis.table import Table
from coder.coding.who import CODER, CONSENSUS, WHO, coders
from coder.coding.who import counted as by_whom
from coder.errors import CoderError
from coder.model import Coding
from coder.store.study import Study
from coder.verbs.make import stamp
from coder.verbs.standing import State, present, read_labels, tagged


def table(
    study: Study,
    *,
    rows: str = "code",
    columns: str = "group",
    count: Sequence[str] = ("documents", "references"),
    kinds: Sequence[str] = (),
    who: str = "all",
    language: str = "zh",
) -> Table:
    """Codes by groups, or whatever *rows* and *columns* say.

    Args:
        who: "all" that stands; "reviewed": what people accepted or added; "consensus" of all coders
            who looked; or "coder:NAME".

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    asked = {
        "rows": rows,
        "columns": columns,
        "count": list(count),
        "kinds": list(kinds),
        "who": who,
        "language": language,
    }
    made = frequency(
        counted(state, who),
        list(state.documents.values()),
        state.codebook,
        rows=rows,
        columns=columns,
        count=tuple(count),
        kinds=tuple(kinds),
        labels=labels(study, language),
        digests=digests(state),
        language=language,
    )
    return replace(made, stamp=stamp(study, "table", asked))


def cells(
    study: Study,
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
    language: str = "zh",
) -> pd.DataFrame:
    """The same counts in long form, one line a cell; see `analysis.frequency.cells`.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    return long_cells(
        counted(state, who),
        list(state.documents.values()),
        state.codebook,
        rows=rows,
        columns=columns,
        kinds=tuple(kinds),
        labels=labels(study, language),
        language=language,
    )


def quotes_of(
    study: Study,
    cell: tuple[str, str],
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    who: str = "all",
) -> list[Coding]:
    """The codings that a cell (ids of its row and column) counts, in reading order."""
    state = present(study)
    homes = row_ids(state.codebook, rows, kinds)
    return [
        coding
        for coding in counted(state, who)
        if cell[0] in homes.get(coding.code, ())
        and coding.document in state.documents
        and column_of(state.documents[coding.document], columns) == cell[1]
    ]


def counted(state: State, who: str) -> list[Coding]:
    """The codings that count; those of retired codes too, those on vanished codes not.

    Raises:
        CoderError: bad_table for nobody we know; no_consensus with fewer than two coders.
    """
    name = who.removeprefix(CODER)
    if who.startswith(CODER):
        known_choice("who", name, coders(state.folded))
    else:
        known_choice("who", who, (*WHO, *(CODER + one for one in coders(state.folded))))
    if who == CONSENSUS and len(people := coders(state.folded)) < 2:
        raise CoderError("no_consensus", count=len(people))
    return by_whom(state.standing, state.folded, state.codebook, who)


def labels(study: Study, language: str) -> dict[str, dict[str, str]]:
    """The codebook's words for groups, kinds and aspects, by what they name."""
    return {
        "group": read_labels(study, "groups", language),
        "kind": read_labels(study, "kinds", language),
        "aspect": read_labels(study, "aspects", language),
    }


def digests(state: State) -> dict[str, str]:
    """What a table was made from, so that it can be made again."""
    return dict(state.digests)
