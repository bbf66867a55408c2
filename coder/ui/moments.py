"""The study as it was at any moment, and what it gave then to take away."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study
from coder.ui.session import complain
from coder.ui.words import clock, spoken, t
from coder.verbs.make import make
from coder.verbs.past import Moment, at, moments
from coder.verbs.standing import State, present
from coder.verbs.table import table

TABLE: dict[str, Any] = {"rows": "code", "columns": "group", "who": "all"}
FILES = {
    ("table", "xlsx"): "moments.table",
    ("export", "csv"): "moments.codings",
    ("report", "docx"): "moments.report",
}


def draw(study: Study) -> None:
    """A slider of moments, the state of the one chosen, its table, and its files."""
    known = moments(study)
    if not known:
        st.info(t("history.none"))
        return
    st.caption(t("moments.help"))
    chosen = known[-1]
    if len(known) > 1:
        chosen = st.select_slider(
            t("moments.when"), known, value=known[-1], format_func=_said, key="moment"
        )
    then = _past(study, chosen)
    try:
        state = present(then)
        _figures(state)
        made = table(then, **TABLE, language=spoken())
    except CoderError as error:
        complain(error)
        return
    _files(then, chosen)
    st.dataframe(made.frame, height="content" if len(made.frame) <= 12 else 460)


def _said(moment: Moment) -> str:
    return f"{clock(moment.time)[:16]} · #{moment.decision}"


def _past(study: Study, moment: Moment) -> Study:
    """The study as of *moment*; the last one asked for is kept."""
    known = study.memory.get("moment shown")
    if not known or known[0] != moment:
        known = (moment, at(study, moment))
        study.memory["moment shown"] = known
    found: Study = known[1]
    return found


def _figures(state: State) -> None:
    people = sum(bool(coding.decision) for coding in state.standing.codings)
    with st.container(horizontal=True):
        st.metric(t("documents"), len(state.documents), border=True)
        st.metric(t("codebook.list"), len(state.codebook.active), border=True)
        st.metric(t("history.decisions"), len(state.log), border=True)
        st.metric(t("codings"), people, border=True)
        st.metric(t("suggestions"), len(state.standing.codings) - people, border=True)


def _files(then: Study, moment: Moment) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(t("moments.download"))
        for (verb, suffix), words in FILES.items():
            st.download_button(
                t(words),
                data=partial(_file, then, verb, suffix, spoken()),
                file_name=f"{t(words)}-{moment.decision}.{suffix}",
                on_click="ignore",
                key=f"moment_{verb}",
            )


def _file(then: Study, verb: str, suffix: str, language: str) -> bytes:
    options: dict[str, dict[str, Any]] = {
        "table": TABLE | {"count": ["documents", "references"], "kinds": []},
        "export": {"what": "codings"},
        "report": {},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{suffix}"
        make(then, verb, options[verb] | {"language": language}, path)
        return path.read_bytes()
