"""The words behind each cell of a table of relations, on the screen and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from coder.analysis.meeting import Meeting, meetings
from coder.analysis.quotes import Turns
from coder.analysis.relations import relations_frame
from coder.coding.links import Link
from coder.model import Coding, Document
from coder.store.study import Study
from coder.verbs.coded import coded
from coder.verbs.make import stamp
from coder.verbs.relations import ASPECTS, aspects, codes_of, linked
from coder.verbs.standing import present, read_labels

JOINED = " … "  # between the codings of one side
COLUMNS = ("first", "second", "document", "group", "turn", "first_text", "second_text", "source")


@dataclass(frozen=True)
class Cell:
    """A cell that is not 0: its row, its column, and the places it counts.

    Attributes:
        first, second: what row and column are called.
    """

    first: str
    second: str
    places: tuple[Meeting, ...]


def behind(
    study: Study,
    *,
    first: str = "difficulty",
    second: str = "cause",
    within: str = "links",
    k: int = 1,
    who: str = "all",
    language: str = "zh",
) -> Iterator[Cell]:
    """The cells that the table of `relations` has with the same choices, one after the other.

    Raises:
        CoderError: as `relations`.
    """
    state = present(study)
    names = {code.id: code.label.say(language) for code in state.codebook.codes}
    if within == "links" and second != ASPECTS:
        for pair, some in _linked(linked(study, first=first, second=second, propose=False).holding):
            yield Cell(names[pair[0]], names[pair[1]], some)
        return
    everything = coded(study, who)
    columns: Mapping[str, Sequence[str]]
    if second == ASPECTS:
        within = within if within == "segment" else "turn"
        columns = aspects(study, state, language)
        pairs = [(code, name) for code in codes_of(state, first) for name in columns]
    else:
        columns = {code: [code] for code in codes_of(state, second)}
        frame = relations_frame(
            everything, codes_of(state, first), list(columns), within=within, k=k
        )
        pairs = list(zip(frame["first"], frame["second"], strict=True))
    for code, column in pairs:
        found = tuple(meetings(everything, code, columns[column], within=within, k=k))
        if found:
            yield Cell(names[code], names.get(column, column), found)


def behind_rows(study: Study, *, language: str = "zh", **choices: Any) -> pd.DataFrame:
    """The places of all cells as rows: who spoke, in which turn, the words of either side.

    Args:
        choices: as `behind` takes them.

    Raises:
        CoderError: as `behind`.
    """
    state = present(study)
    cells = behind(study, language=language, **choices)
    groups = read_labels(study, "groups", language)
    turn_of = Turns(state.documents)
    rows = []
    for cell in cells:
        for place in cell.places:
            document = state.documents[place.document]
            rows.append(
                (
                    cell.first,
                    cell.second,
                    document.id,
                    groups.get(document.group, document.group),
                    turn_of(document.id, place.first[0].start)[0],
                    _words(document, place.first),
                    _words(document, place.second),
                    JOINED.join(dict.fromkeys(_by(one) for one in (*place.first, *place.second))),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def write_behind(study: Study, out: Path, **choices: Any) -> int:
    """Write `behind_rows` to *out*, its form by the suffix; returns how many there are.

    Raises:
        CoderError: as `behind_rows` and `write.rows.write_rows`.
    """
    from coder.write.rows import write_rows

    rows = behind_rows(study, **choices)
    write_rows(rows, out, stamp=stamp(study, "behind", choices))
    return len(rows)


def _linked(holding: Sequence[Link]) -> list[tuple[tuple[str, str], tuple[Meeting, ...]]]:
    cells: dict[tuple[str, str], list[Meeting]] = {}
    for link in holding:
        by = link.decision.coder
        ends = [Coding(*end, coder=by, source="person") for end in (link.first, link.second)]
        meeting = Meeting((ends[0],), (ends[1],))
        cells.setdefault((link.first[3], link.second[3]), []).append(meeting)
    return [(pair, tuple(some)) for pair, some in cells.items()]


def _words(document: Document, codings: Sequence[Coding]) -> str:
    said = (" ".join(document.text[one.start : one.end].split()) for one in codings)
    return JOINED.join(dict.fromkeys(said))


def _by(coding: Coding) -> str:
    return coding.coder or coding.source
