"""The tagger at work in the background: started from a page, watched on it, its end told once."""

from __future__ import annotations

import streamlit as st

from coder.store.study import Study
from coder.ui import jobs
from coder.ui.words import spoken, t


def update(study: Study, sentence: str, *, goal: str = "") -> None:
    """A button that brings suggestions up to date, and beside it what there is to say.

    Args:
        sentence: shown where no run has ended on this page yet.
        goal: what suggestions are wanted for from now on; "" leaves it as it is.
    """
    if jobs.running(study.folder):
        _watch(study)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(t("corpus.tag"), type="primary", help=t("corpus.tag.help"), key="tag"):
            jobs.start_tagging(study.folder, spoken(), goal=goal)
            st.rerun()
        if said := sentence or st.session_state.get("tag_said", ""):
            st.write(said)


@st.fragment(run_every=0.7)
def _watch(study: Study) -> None:
    job = jobs.running(study.folder)
    if job is None:
        st.rerun()
    st.progress(job.share, text=f"{t('corpus.running')} {job.what}")
    if not job.ended.is_set():
        return
    jobs.forget(study.folder)
    if job.result is None:
        st.session_state["tag_said"] = job.error
    elif job.result["nothing_computed"]:
        st.session_state["tag_said"] = t("corpus.nothing")
    else:
        st.session_state["tag_said"] = t("corpus.done", **job.result["changes"])
    st.rerun()
