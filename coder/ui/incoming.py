"""Transcripts before they enter the study: each shown as it would be read, many as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study
from coder.ui import jobs
from coder.ui.incoming_file import Choice
from coder.ui.session import complain
from coder.ui.words import spoken, t
from coder.verbs.incoming import take_in

OPEN = 3  # files that are all shown open
FEW = 6  # files that are shown one below the other; more are a list
NAMED = 5  # files that a sentence names
ROWS = 10  # of that list that are seen at once


def show_incoming(study: Study, files: Sequence[Any]) -> None:
    """Each file that was dropped, as it would be read, and a button that takes them in."""
    _keep_choices()
    chosen = _read(study, files)
    number = st.session_state["uploads"]
    replace = bool(st.session_state.get(f"replace_{number}"))
    there = [one.name for one in chosen if one.seen.report.status == "changed"]
    good = [one for one in chosen if not one.failed and (replace or one.name not in there)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{t('corpus.preview')}**", width="content")
        st.space("stretch")
        st.checkbox(t("corpus.replace"), key=f"replace_{number}", disabled=not there)
        label = t("corpus.take", n=len(good))
        taken = st.button(label, type="primary", key="take", disabled=not good)
    if there and not replace:
        st.warning(t("incoming.there", names="、".join(there[:NAMED]), n=len(there)))
    if taken:
        _take(study, good, replace=replace)
    if len(chosen) > FEW:
        _listed(chosen)
    else:
        for one in chosen:
            one.show(opened=len(chosen) <= OPEN or one.doubted)


def _keep_choices() -> None:
    """Keep what was chosen for files that this run does not draw; Streamlit would forget it."""
    for key in list(st.session_state):
        if str(key).startswith("incoming_") and not str(key).endswith("_swap"):
            st.session_state[key] = st.session_state[key]


def _read(study: Study, files: Sequence[Any]) -> list[Choice]:
    """The files as they would be read; of many, how far it is."""
    bar = st.progress(0.0) if len(files) > FEW else None
    chosen = []
    for number, file in enumerate(files):
        if bar:
            of = t("incoming.reading", n=number + 1, of=len(files), name=file.name)
            bar.progress(number / len(files), of)
        chosen.append(Choice(study, file, at_once=len(files)))
    if bar:
        bar.empty()
    return chosen


def _listed(chosen: Sequence[Choice]) -> None:
    """Many files: what is not read, what asks, then the others; the chosen one in full below."""
    ordered = sorted(chosen, key=lambda one: (not one.failed, not one.doubted, one.name))
    asking = sum(one.doubted for one in chosen)
    failed = sum(one.failed for one in chosen)
    st.caption(t("incoming.list", n=len(chosen), asking=asking, failed=failed))
    picked = st.dataframe(
        pd.DataFrame([_row(one) for one in ordered]),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(chosen) <= ROWS else 35 * (ROWS + 1) + 2,
        column_config={
            "": st.column_config.Column(width=40),
            t("incoming.who"): st.column_config.Column(width=260),
            t("notes"): st.column_config.Column(width=360),
        },
        key=f"incoming_list_{spoken()}_{st.session_state['uploads']}_{len(chosen)}",
    )
    at = picked.selection.rows[0] if picked.selection.rows else 0
    ordered[min(at, len(ordered) - 1)].show(opened=True)


def _row(one: Choice) -> dict[str, object]:
    report = one.seen.report
    names = "、".join(name or "–" for name in one.roles)
    return {
        "": one.mark,
        t("file"): one.name,
        t("incoming.who"): names,
        t("incoming.turns"): report.turns,
        t("incoming.left_out"): one.dropped,
        t("incoming.look_at"): len(report.doubtful),
        t("notes"): one.question,
    }


def _take(study: Study, files: Sequence[Choice], *, replace: bool) -> None:
    try:
        for one in files:
            how = {"encoding": one.encoding, "roles": one.remembered}
            take_in(study, one.name, one.content, replace=replace, **how)  # type: ignore[arg-type]
    except CoderError as error:
        complain(error)
        return
    st.session_state["uploads"] += 1
    st.session_state.pop("previews", None)
    for key in [key for key in st.session_state if str(key).startswith("incoming_")]:
        del st.session_state[key]
    jobs.start_tagging(study.folder, spoken())
    st.rerun()
