"""Theme frequency tables, the heat map, and the quotes behind a cell."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from coder.analysis.frequency import COUNTS
from coder.analysis.layout import ROWS
from coder.coding.who import WHO
from coder.store.study import Study
from coder.ui.session import header
from coder.ui.words import spoken, t
from coder.verbs import table as verbs
from coder.verbs.standing import State, present, read_labels

SHOWN = 300  # quotes; all of them are in the export
FORMATS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV", "md": "Markdown", "tex": "LaTeX"}


@dataclass(frozen=True)
class Choice:
    """What the person wants counted."""

    rows: str
    columns: str
    count: tuple[str, ...]
    kinds: tuple[str, ...]
    who: str

    @property
    def options(self) -> dict[str, Any]:
        """The choice as arguments of the verbs, but for what to count."""
        return {
            "rows": self.rows,
            "columns": self.columns,
            "kinds": self.kinds,
            "who": self.who,
            "language": spoken(),
        }


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "tables")
    state = present(study)
    if not state.standing.codings:
        st.info(t("tables.empty"))
        return
    choice = _choose(study, state)
    made = verbs.table(study, count=choice.count, **choice.options)
    st.dataframe(made.frame, height="content" if len(made.frame) <= 30 else 620)
    _downloads(made)
    st.caption("  \n".join(note.say(spoken()) for note in made.notes))
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        cell = _heat_map(study, choice)
    with right:
        _quotes(study, state, choice, cell)


def _choose(study: Study, state: State) -> Choice:
    kinds = read_labels(study, "kinds", spoken())
    attributes = sorted({name for one in state.documents.values() for name in one.attributes})
    columns = ["group", "document", *(name for name in attributes if name not in ("group", "id"))]
    with st.container(horizontal=True):
        rows = st.selectbox(
            t("tables.rows"), ROWS, format_func=lambda name: t(f"rows.{name}"), width=150
        )
        column = st.selectbox(
            t("tables.columns"),
            columns,
            format_func=lambda name: (
                t(name) if name in ("group", "document", "role", "date") else name
            ),
            width=150,
        )
        count = st.pills(
            t("tables.count"),
            COUNTS,
            selection_mode="multi",
            default=COUNTS[:2],
            format_func=lambda name: t(f"count.{name}"),
        )
        wanted = st.pills(
            t("tables.kinds"),
            list(kinds),
            selection_mode="multi",
            default=list(kinds)[:1],
            format_func=lambda kind: kinds[kind],
        )
        who = st.selectbox(
            t("tables.who"),
            WHO,
            format_func=lambda name: t(f"tables.who.{name}"),
            width=300,
        )
    return Choice(str(rows), str(column), tuple(count) or COUNTS[:2], tuple(wanted), str(who))


def _downloads(made: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(t("tables.download"))
        for suffix, name in FORMATS.items():
            st.download_button(
                name,
                data=partial(_file, made, suffix, spoken()),
                file_name=f"{made.title.say(spoken())}.{suffix}",
                on_click="ignore",
                key=f"download_{suffix}",
            )


def _file(made: Any, suffix: str, language: str) -> bytes:
    from coder.write.tables import write_table

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{suffix}"
        write_table(made, path, language=language)
        return path.read_bytes()


def _heat_map(study: Study, choice: Choice) -> tuple[str, str] | None:
    """Draw it; returns the ids of the row and the column that were clicked."""
    long = verbs.cells(study, **choice.options)
    if long.empty:
        return None
    st.markdown(f"**{t('tables.heat')}**")
    st.caption(t("tables.heat.help"))
    chart = _chart(long)
    event = st.altair_chart(chart, on_select="rerun", key=f"heat_{spoken()}")
    chosen = event.selection.get("cell", []) if event else []
    return (chosen[0]["row_id"], chosen[0]["column_id"]) if chosen else None


def _chart(long: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    rows, columns = list(dict.fromkeys(long["row"])), list(dict.fromkeys(long["column"]))
    cell = alt.selection_point(name="cell", fields=["row_id", "column_id"], empty=False)
    base = alt.Chart(long).encode(
        x=alt.X(
            "column:N",
            sort=columns,
            title=None,
            axis=alt.Axis(labelAngle=0, orient="top", labelLimit=160),
        ),
        y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=220)),
    )
    most = max(1, int(long["references"].max()))
    tooltip = [
        alt.Tooltip("row:N", title=t("tables.rows")),
        alt.Tooltip("column:N", title=t("tables.columns")),
        alt.Tooltip("documents:Q", title=t("count.documents")),
        alt.Tooltip("references:Q", title=t("count.references")),
    ]
    boxes = base.mark_rect(cursor="pointer", stroke="white").encode(
        color=alt.Color(
            "references:Q", legend=None, scale=alt.Scale(scheme="blues", domain=[0, most])
        ),
        strokeWidth=alt.condition(cell, alt.value(0), alt.value(1)),
        opacity=alt.condition(cell, alt.value(0.75), alt.value(1)),
        tooltip=tooltip,
    )
    light = alt.datum.references > most * 0.55
    numbers = base.mark_text(fontSize=13).encode(
        text="references:Q",
        color=alt.condition(light, alt.value("white"), alt.value("#1c2733")),
        tooltip=tooltip,
    )
    height = max(120, 30 * len(rows))
    return alt.layer(boxes.add_params(cell), numbers, height=height, width="container")


def _quotes(study: Study, state: State, choice: Choice, cell: tuple[str, str] | None) -> None:
    st.markdown(f"**{t('tables.quotes')}**")
    if cell is None:
        st.caption(t("tables.choose"))
        return
    found = verbs.quotes_of(
        study, cell, rows=choice.rows, columns=choice.columns, kinds=choice.kinds, who=choice.who
    )
    labels = read_labels(study, "groups", spoken())
    known = state.codebook.by_id.get(cell[0])
    code = known.label.say(spoken()) if known else cell[0]
    group = labels.get(cell[1], cell[1]) or t("unstated")
    st.caption(t("tables.quotes.of", code=code, group=group, count=len(found)))
    with st.container(height=460, border=False):
        for coding in found[:SHOWN]:
            text = state.documents[coding.document].text[coding.start : coding.end]
            by = (
                f"{t('by.person')} {coding.coder}"
                if coding.decision
                else t("by.tagger", confidence=f"{coding.confidence:.2f}")
            )
            with st.container(border=True):
                st.text(text)
                st.caption(f"{coding.document} · {by}")
