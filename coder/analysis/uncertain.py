"""Frequency tables with 95 % intervals that take interviews, not segments, as independent."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.frequency import CORNERS, unstated_note
from coder.analysis.ground import Coded
from coder.analysis.layout import SAID, Choice, Layout, unstated
from coder.analysis.measure import (
    INTERVAL,
    MEANS,
    SHARE,
    Measured,
    intervals,
    measured,
    said_interval,
)
from coder.analysis.rows import row_depths
from coder.analysis.table import Table
from coder.model import Bilingual

TITLE = Bilingual("主题频次表（附 95% 区间）", "Theme frequency table with 95 % intervals")
EXAMPLE = {
    "documents": Bilingual(
        "最常见的是“{name}”：{n} 篇访谈里有 {share:.0%} 提到；换一批同类的受访者，这个比例多半在 {low:.0%} 到 {high:.0%} 之间。",
        "Commonest is “{name}”: {share:.0%} of {n} interviews mention it; among all people of this kind it is most "
        "likely between {low:.0%} and {high:.0%}.",
    ),
    "segments": Bilingual(
        "最常见的是“{name}”：占受访者片段的 {share:.1%}；换一批同类的受访者，这个占比多半在 {low:.1%} 到 {high:.1%} 之间。",
        "Commonest is “{name}”: {share:.1%} of the interviewees' segments; among all people of this kind it is most "
        "likely between {low:.1%} and {high:.1%}.",
    ),
}  # fmt: skip
HEAD = Bilingual("95% 区间", "95 % interval")


def interval_cells(coded: Coded, choice: Choice, *, measure: str = "documents") -> pd.DataFrame:
    """Shares with intervals in long form, one line a cell; the column of all has the id "*".

    Args:
        measure: "documents" (interviews that mention the code) or "segments" that carry it.

    Returns:
        Columns row_id, row, column_id, column, n (interviews), share, low, high.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    layout, found = measured(coded, choice, measure)
    parts = [_part(layout, found, one, choice.language) for one in _columns(layout, choice)]
    return pd.concat(parts, ignore_index=True)


def interval_table(
    coded: Coded,
    choice: Choice,
    *,
    measure: str = "documents",
    digests: Mapping[str, str] | None = None,
) -> Table:
    """The same as a table: for each column the share and its interval; no row of totals.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    layout, found = measured(coded, choice, measure)
    language = choice.language
    frame: dict[tuple[str, str], object] = {}
    for column in _columns(layout, choice):
        part = _part(layout, found, column, language)
        head = f"{_name(layout, column, language)} (n={_size(layout, found, column)})"
        frame[head, SHARE[measure].say(language)] = part["share"].to_numpy()
        frame[head, HEAD.say(language)] = [
            said_interval(low, high) for low, high in zip(part["low"], part["high"], strict=True)
        ]
    notes = [*_example(layout, found, measure), MEANS[measure], INTERVAL[measure]]
    notes += [unstated_note(*lacking) for lacking in unstated(coded.documents, choice.columns)]
    return Table(
        pd.DataFrame(frame, index=pd.Index(list(layout.rows.values()), dtype=object)),
        TITLE,
        tuple(notes),
        dict(digests or {}),
        CORNERS[choice.rows],
        row_depths(coded.codebook, layout.rows) if choice.rows == "parent" else (),
    )


def _example(layout: Layout, found: Measured, measure: str) -> list[Bilingual]:
    """What the interval of the commonest row says, in a sentence; nothing where there is none."""
    share, low, high = intervals(found, np.ones(len(found.sizes), dtype=bool))
    usable = np.where(np.isnan(low), -1.0, share)
    if not len(usable) or usable.max() <= 0:
        return []
    at = int(usable.argmax())
    values = {"name": list(layout.rows.values())[at], "n": len(found.sizes)}
    said = EXAMPLE[measure]
    ends = {"share": share[at], "low": low[at], "high": high[at]}
    return [Bilingual(said.zh.format(**values, **ends), said.en.format(**values, **ends))]


def _columns(layout: Layout, choice: Choice) -> list[str]:
    return [*layout.columns, "*"] if choice.columns else ["*"]


def _name(layout: Layout, column: str, language: str) -> str:
    return SAID["total"].say(language) if column == "*" else layout.columns[column]


def _chosen(layout: Layout, found: Measured, column: str) -> NDArray[np.bool_]:
    if column == "*":
        return np.ones(len(found.sizes), dtype=bool)
    result: NDArray[np.bool_] = found.column == list(layout.columns).index(column)
    return result


def _size(layout: Layout, found: Measured, column: str) -> int:
    return int(np.count_nonzero(_chosen(layout, found, column)))


def _part(layout: Layout, found: Measured, column: str, language: str) -> pd.DataFrame:
    """The cells of one column."""
    share, low, high = intervals(found, _chosen(layout, found, column))
    return pd.DataFrame(
        {
            "row_id": pd.Series(list(layout.rows), dtype=object),
            "row": pd.Series(list(layout.rows.values()), dtype=object),
            "column_id": column,
            "column": _name(layout, column, language),
            "n": _size(layout, found, column),
            "share": share,
            "low": low,
            "high": high,
        }
    )
