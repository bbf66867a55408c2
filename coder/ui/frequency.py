"""Theme frequency tables, the heat map, and the quotes behind a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from coder.analysis.frequency import COUNTS
from coder.store.study import Study
from coder.ui import choose
from coder.ui.shown import show
from coder.ui.words import spoken, t
from coder.verbs import table as verbs
from coder.verbs.compare import intervals
from coder.verbs.corrected import corrected
from coder.verbs.standing import State
from coder.verbs.views import drop_view, save_view, views
from coder.write.figures import above

SHOWN = 300  # quotes; all of them are in the export
NUMBERS = ("counts", "documents", "segments", "corrected")
KEY = "frequency"
HEAT_WIDTH = 480  # points that the columns of the heat map have, about


@dataclass(frozen=True)
class Choice:
    """What the person wants counted."""

    rows: str
    columns: str
    count: tuple[str, ...]
    kinds: tuple[str, ...]
    who: str
    numbers: str

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


def draw(study: Study, state: State) -> None:
    """Draw the tab."""
    choice = _choose(study, state)
    if choice.numbers == "corrected":
        columns = "" if choice.columns == "document" else choice.columns
        made = corrected(study, columns=columns, kinds=choice.kinds, language=spoken())
        show(made, said=[note.say(spoken()) for note in made.notes[:1]], key=KEY)
        return
    if choice.numbers != "counts":
        made = intervals(study, measure=choice.numbers, **choice.options)
        show(made, said=[note.say(spoken()) for note in made.notes[:1]], key=KEY)
        return
    show(
        verbs.table(study, count=choice.count, **choice.options),
        said=[_headline(study, choice)],
        key=KEY,
    )
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        cell = _heat_map(study, choice)
    with right:
        _quotes(study, state, choice, cell)


def _key() -> str:
    """Begins the keys of this tab's widgets: a widget keeps the words it was first drawn with."""
    return f"{KEY}_{spoken()}"


def _choose(study: Study, state: State) -> Choice:
    key = _key()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        numbers = st.selectbox(
            t("tables.numbers"),
            NUMBERS,
            format_func=lambda name: t(f"tables.numbers.{name}"),
            width=210,
            key=f"{key}_numbers",
        )
        rows = choose.rows(state, key) if numbers != "corrected" else "code"
        first = choose.columns(state, key, documents=numbers == "counts")
        second = choose.cross(state, first, key)
        who = choose.who(state, key) if numbers != "corrected" else "all"
        st.space("stretch")
        _views(study)
    with st.container(horizontal=True):
        kinds = choose.kinds(study, key)
        count: Sequence[str] = COUNTS[:2]
        if numbers == "counts":
            count = st.pills(
                t("tables.count"),
                COUNTS,
                selection_mode="multi",
                default=COUNTS[:2] if f"{key}_count" not in st.session_state else None,
                format_func=lambda name: t(f"count.{name}"),
                key=f"{key}_count",
            )
    columns = f"{first},{second}" if second else first
    made = Choice(rows, columns, tuple(count) or COUNTS[:2], kinds, who, str(numbers))
    kept = made.options | {"count": list(made.count)}
    st.session_state["view_options"] = kept | ({"measure": numbers} if numbers != "counts" else {})
    return made


def _views(study: Study) -> None:
    """Saved views to choose from, and the present one to save."""
    known = list(views(study))
    if known:
        st.selectbox(
            t("tables.view"),
            known,
            index=None,
            placeholder=t("tables.view.choose"),
            label_visibility="collapsed",
            width=220,
            key="view_chosen",
            on_change=_take_view,
            args=(study,),
        )
    with st.popover(t("tables.view.save")):
        name = st.text_input(t("tables.view.name"), key="view_name")
        if st.button(t("save"), disabled=not name.strip(), key="view_save"):
            save_view(study, name.strip(), st.session_state.get("view_options", {}))
            st.rerun()
        for one in known:
            st.button(
                t("tables.view.drop", name=one),
                key=f"drop_{one}",
                on_click=drop_view,
                args=(study, one),
            )


def _take_view(study: Study) -> None:
    """Set every choice to what was saved."""
    options = views(study).get(st.session_state.get("view_chosen") or "")
    if not options:
        return
    first, _, second = str(options["columns"]).partition(",")
    wanted = {"rows": options["rows"], "columns": first, "cross": second, "who": options["who"]}
    wanted |= {"kinds": list(options["kinds"]), "numbers": options.get("measure", "counts")}
    wanted |= {"count": list(options["count"])} if options.get("count") else {}
    for name, value in wanted.items():
        st.session_state[f"{_key()}_{name}"] = value


def _headline(study: Study, choice: Choice) -> str:
    """How much there is in all, and which code most interviews mention."""
    long = verbs.cells(study, **choice.options | {"columns": ""})
    if long.empty or not long["references"].sum():
        return t("tables.headline.none")
    top = long.sort_values(["documents", "references"], ascending=False, kind="stable").iloc[0]
    return t(
        "tables.headline",
        n=int(top["n"]),
        name=top["row"],
        documents=int(top["documents"]),
        references=int(top["references"]),
    )


def _heat_map(study: Study, choice: Choice) -> dict[str, str] | None:
    """Draw it; returns what was clicked: row_id and column_id, and their names row and column."""
    long = verbs.cells(study, **choice.options)
    if long.empty:
        return None
    st.markdown(f"**{t('tables.heat')}**")
    st.caption(t("tables.heat.help"))
    chart = _chart(long)
    event = st.altair_chart(chart, on_select="rerun", key=f"heat_{spoken()}")
    chosen = event.selection.get("cell", []) if event else []
    if not chosen:
        return None
    ids = {name: str(chosen[0][name]) for name in ("row_id", "column_id")}
    same = (long["row_id"] == ids["row_id"]) & (long["column_id"] == ids["column_id"])
    return ids | {name: str(long[name][same].iloc[0]) for name in ("row", "column") if same.any()}


def _chart(long: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    rows, columns = list(dict.fromkeys(long["row"])), list(dict.fromkeys(long["column"]))
    cell = alt.selection_point(name="cell", fields=["row_id", "column_id"], empty=False)
    base = alt.Chart(long).encode(
        x=alt.X(
            "column:N",
            sort=columns,
            title=None,
            axis=above(list(map(str, columns)), HEAT_WIDTH),
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


def _quotes(study: Study, state: State, choice: Choice, cell: dict[str, str] | None) -> None:
    st.markdown(f"**{t('tables.quotes')}**")
    if cell is None:
        st.caption(t("tables.choose"))
        return
    ids = (cell["row_id"], cell["column_id"])
    found = verbs.quotes_of(
        study, ids, rows=choice.rows, columns=choice.columns, kinds=choice.kinds, who=choice.who
    )
    code, group = cell.get("row", ids[0]), cell.get("column", ids[1])
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
