"""A table on a page: its numbers, what they mean, and the files it can become."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from coder.analysis.table import Table, say_cell
from coder.ui.words import spoken, t
from coder.write.excel import width

FORMATS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV", "md": "Markdown", "tex": "LaTeX"}
TALL = 30  # rows from which on a table scrolls
WIDEST = 360  # pixels of a column


def show(
    made: Table, *, said: Sequence[str] = (), above: Sequence[str] = (), key: str = ""
) -> None:
    """The table, *said* above it, its notes and downloads below.

    Args:
        above: notes that the page has said already, further up.
    """
    for sentence in said:
        st.markdown(f"**{sentence}**")
    language = spoken()
    places = [made.decimals.get(str(name)) for name in made.frame.columns.get_level_values(1)]
    shown = made.frame.style.format(
        {
            column: partial(_said, places=some, language=language)
            for column, some in zip(made.frame.columns, places, strict=True)
        }
    )
    st.dataframe(
        shown,
        height="content" if len(made.frame) <= TALL else 620,
        column_config=_widths(made),
        placeholder="–",
    )
    _downloads(made, key)
    notes = [note.say(language) for note in made.notes]
    st.caption("  \n".join(note for note in notes if note not in (*said, *above)))


def _widths(made: Table) -> dict[Any, Any]:
    """By place, 0 for the rows' names: wide enough for what heads and cells say."""
    said = made.said(spoken())
    wide = [max((width(label) for label, _ in said), default=0)]
    heads = [str(head) for head in made.frame.columns.get_level_values(0)]
    for at, name in enumerate(made.frame.columns.get_level_values(1)):
        above = -(-width(heads[at]) // heads.count(heads[at]))
        wide.append(max(above, width(str(name)), *(width(cells[at]) for _, cells in said), 0))
    return {at: st.column_config.Column(width=_pixels(one)) for at, one in enumerate(wide)}


def _pixels(narrow: int) -> int:
    """The width of so many narrow characters in a table's font, with the cell's margins."""
    return min(WIDEST, 22 + round(7 * narrow))


def _said(value: object, *, places: int | None, language: str) -> str:
    if value is None or value != value:  # noqa: PLR0124 (nan)
        return "–"
    cell = value if isinstance(value, str | float) else int(value)  # type: ignore[call-overload]
    return say_cell(cell, places, language)


def _downloads(made: Table, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(t("tables.download"))
        for suffix, name in FORMATS.items():
            st.download_button(
                name,
                data=partial(_file, made, suffix, spoken()),
                file_name=f"{made.title.say(spoken())}.{suffix}",
                on_click="ignore",
                key=f"download_{key}_{suffix}",
            )


def _file(made: Table, suffix: str, language: str) -> bytes:
    from coder.write.tables import write_table

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{suffix}"
        write_table(made, path, language=language)
        return path.read_bytes()
