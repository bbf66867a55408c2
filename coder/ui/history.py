"""What happened: decisions, runs, versions of the codebook, and what is parked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coder.coding.stand import live
from coder.model import Action, Decision
from coder.store import log
from coder.store.runs import runs
from coder.store.study import Study
from coder.ui import jobs, moments
from coder.ui.session import header
from coder.ui.words import clock, spoken, t
from coder.verbs.history import said, versions
from coder.verbs.replaced import put_back, replaced
from coder.verbs.standing import State, present

SHOWN = 2000  # rows; the whole log is in the export


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "history")
    state = present(study)
    names = ("decisions", "moments", "parked", "runs", "versions")
    decisions, then, parked, passes, books = st.tabs([t(f"history.{name}") for name in names])
    with decisions:
        _decisions(study, state)
    with then:
        moments.draw(study)
    with parked:
        _parked(state)
        _replaced(study)
    with passes:
        _runs(study)
    with books:
        _versions(study)


def _decisions(study: Study, state: State) -> None:
    every = log.decisions(study)
    if not every:
        st.info(t("history.none"))
        return
    one, two, _ = st.columns([1, 1, 2])
    coders = ["", *sorted({decision.coder for decision in every})]
    documents = ["", *sorted({decision.document for decision in every if decision.document})]
    coder = one.selectbox(t("coder"), coders, format_func=lambda name: name or t("all"))
    document = two.selectbox(t("document"), documents, format_func=lambda name: name or t("all"))
    kept = {decision.id for decision in live(every)}
    wanted = [
        decision
        for decision in reversed(every)
        if coder in ("", decision.coder) and document in ("", decision.document)
    ]
    st.dataframe(
        _frame(study, state, wanted[:SHOWN], kept),
        hide_index=True,
        height=560 if len(wanted) > 15 else "content",
        column_config={
            "#": st.column_config.NumberColumn(width=60),
            t("code"): st.column_config.TextColumn(width=190),
        },
    )


def _frame(
    study: Study, state: State, decisions: Sequence[Decision], kept: set[int]
) -> pd.DataFrame:
    words = said(study, decisions)
    rows = [
        {
            "#": decision.id,
            t("history.time"): clock(decision.time),
            t("coder"): decision.coder,
            t("history.action"): t(f"action.{decision.action}")
            + (f" #{decision.undoes}" if decision.undoes else "")
            + ("" if _counts(decision, kept) else t("history.undone")),
            t("code"): " → ".join(
                _label(state, code) for code in (decision.code, decision.to_code) if code
            ),
            t("document"): decision.document,
            t("history.text"): text,
            t("history.memo"): decision.memo,
        }
        for decision, text in zip(decisions, words, strict=True)
    ]
    return pd.DataFrame(rows)


def _counts(decision: Decision, kept: set[int]) -> bool:
    return decision.action is Action.UNDO or decision.id in kept


def _label(state: State, code: str) -> str:
    known = state.codebook.by_id.get(code)
    return known.label.say(spoken()) if known else code


def _replaced(study: Study) -> None:
    """Files that an import replaced, each with a button that puts it back."""
    found = replaced(study)[:20]
    if not found:
        return
    st.markdown(f"**{t('history.replaced')}**")
    st.caption(t("history.replaced.help"))
    for one in found:
        day, clocked = one.time[:8], one.time[9:15]
        when = clock(f"{day[:4]}-{day[4:6]}-{day[6:]}T{clocked[:2]}:{clocked[2:4]}:{clocked[4:]}Z")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{when}　{one.name}")
            if st.button(t("history.put_back"), key=f"put_back_{one.time}_{one.name}"):
                put_back(study, one)
                jobs.start_tagging(study.folder, spoken())
                st.switch_page(st.session_state["pages"]["corpus"])


def _parked(state: State) -> None:
    st.caption(t("history.parked.help"))
    rows = [
        (
            coding.document,
            _label(state, coding.code),
            coding.coder,
            _words(state, coding),
            t("parked.code"),
        )
        for coding in state.standing.parked
    ] + [
        (
            one.decision.document,
            _label(state, one.decision.code) or t(f"action.{one.decision.action}"),
            one.decision.coder,
            one.text,
            t(f"parked.{one.status}"),
        )
        for one in state.placed.displaced
    ]
    if not rows:
        st.info(t("history.parked.none"))
        return
    names = [t("document"), t("history.what"), t("coder"), t("history.text"), t("history.why")]
    st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True)


def _words(state: State, coding: object) -> str:
    document = state.documents.get(coding.document)  # type: ignore[attr-defined]
    return document.text[coding.start : coding.end] if document else ""  # type: ignore[attr-defined]


def _runs(study: Study) -> None:
    rows = [
        {
            "#": run.id,
            t("history.time"): clock(run.time),
            t("codebook"): run.codebook[:8],
            t("documents"): len(run.documents),
            t("suggestions"): run.counts.get("suggestions", 0),
            t("impact.gained"): run.counts.get("gained", 0),
            t("impact.lost"): run.counts.get("lost", 0),
            t("impact.held"): run.counts.get("held", 0),
            t("impact.contradicted"): run.counts.get("contradicted", 0),
            t("history.seconds"): run.seconds,
        }
        for run in runs(study)
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True)
    else:
        st.info(t("history.none"))


def _versions(study: Study) -> None:
    found = versions(study)
    if not found:
        st.info(t("history.none"))
    for at, (version, change) in enumerate(reversed(found)):
        title = f"{clock(version.time)}　{version.version[:8]}"
        with st.expander(title, expanded=at == 0):
            st.caption(t("history.changes"))
            st.text("\n".join(change.say(spoken()) if change else [t("history.first")]))
