"""Whether groups differ, and whether new interviews still bring anything new."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from coder.analysis.layout import Choice
from coder.analysis.saturation import curve, met_by_group
from coder.store.study import Study
from coder.ui import choose
from coder.ui.shown import show
from coder.ui.words import spoken, t
from coder.verbs import compare as verbs
from coder.verbs.coded import coded
from coder.verbs.standing import State
from coder.verbs.table import labels


def compare(study: Study, state: State) -> None:
    """Draw the tab of differences."""
    with st.container(horizontal=True):
        columns = choose.columns(state, f"compare_{spoken()}", documents=False)
        rows = choose.rows(state, f"compare_{spoken()}")
        measure = st.selectbox(
            t("compare.measure"),
            ("segments", "documents"),
            format_func=lambda name: t(f"compare.measure.{name}"),
            width=230,
        )
        adjust = st.selectbox(
            t("compare.adjust"),
            ("holm", "bh"),
            format_func=lambda name: t(f"compare.adjust.{name}"),
            width=230,
        )
        who = choose.who(state, f"compare_{spoken()}")
    kinds = choose.kinds(study, f"compare_{spoken()}")
    made = verbs.compare(
        study,
        rows=rows,
        columns=columns,
        kinds=kinds,
        who=who,
        measure=str(measure),
        adjust=str(adjust),
        language=spoken(),
    )
    show(made, said=[made.notes[0].say(spoken())], key="compare")


def saturation(study: Study, state: State) -> None:
    """Draw the tab of saturation."""
    with st.container(horizontal=True):
        base = st.number_input(t("saturation.base"), 1, 50, 4, width=130)
        run = st.number_input(t("saturation.run"), 1, 20, 2, width=130)
        new = st.selectbox(
            t("saturation.threshold"), (0.05, 0.0), format_func=lambda one: f"{one:.0%}", width=150
        )
        columns = choose.columns(state, f"saturation_{spoken()}", documents=False)
        who = choose.who(state, f"saturation_{spoken()}")
    kinds = choose.kinds(study, f"saturation_{spoken()}")
    made = verbs.saturation(
        study,
        columns=columns,
        kinds=kinds,
        who=who,
        base=int(base),
        run=int(run),
        threshold=float(new),
        language=spoken(),
    )
    choice = Choice("code", "", kinds, labels(study, spoken()), spoken())
    ((met, _),) = met_by_group(coded(study, who), choice).values()
    answers = [note.say(spoken()) for note in made.notes[: 3 if len(met) >= base + run else 1]]
    for sentence in answers:
        st.markdown(f"**{sentence}**")
    if len(met):
        found = curve(met)
        st.altair_chart(_chart(pd.DataFrame(vars(found)).assign(n=range(len(found.mean)))))
    show(made, above=answers, key="saturation")


def _chart(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    x = alt.X("n:Q", title=t("saturation.n"), axis=alt.Axis(tickMinStep=1, format="d"))
    base = alt.Chart(frame).encode(x=x)
    band = base.mark_area(opacity=0.22, color="#2a7f79").encode(
        y=alt.Y("low:Q", title=t("saturation.codes")), y2="high:Q"
    )
    line = base.mark_line(
        color="#1a5f5b", strokeWidth=2.2, point=alt.OverlayMarkDef(color="#1a5f5b")
    ).encode(
        y="mean:Q",
        tooltip=[
            alt.Tooltip("n:Q", title=t("saturation.n")),
            alt.Tooltip("mean:Q", title=t("saturation.codes"), format=".1f"),
        ],
    )
    return alt.layer(band, line, height=300, width="container")
