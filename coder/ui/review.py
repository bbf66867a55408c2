"""The coding room: one interview as people read it, with everything to decide on it."""

from __future__ import annotations

import streamlit as st

from coder.store.study import Study
from coder.ui.room.component import room
from coder.ui.session import coder_name
from coder.ui.words import spoken, t
from coder.verbs.overview import overview


def page(study: Study) -> None:
    """Draw the page."""
    view = overview(study, spoken())
    ids = [line.id for line in view.lines if line.tagged]
    if not ids:
        st.info(t("room.untagged"))
        return
    coder = coder_name(study)
    if not coder:
        st.info(t("room.name"))
        return
    document = _choose(
        ids, {line.id: view.groups.get(line.group, line.group) for line in view.lines}
    )
    room(study, coder=coder, document_id=document, language=spoken())


def _choose(ids: list[str], groups: dict[str, str]) -> str:
    wanted = st.session_state.get("document") or st.query_params.get("document", "")
    at = ids.index(wanted) if wanted in ids else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("←", help=t("room.previous"), disabled=at == 0, key="previous"):
            at -= 1
        if st.button("→", help=t("room.next"), disabled=at == len(ids) - 1, key="next"):
            at += 1
        chosen = st.selectbox(
            t("room.choose"),
            ids,
            index=at,
            format_func=lambda name: f"{name}　{groups[name]}",
            label_visibility="collapsed",
            width=320,
            key=f"chosen_{at}_{spoken()}",
        )
    document = str(chosen or ids[at])
    st.session_state["document"] = document
    st.query_params["document"] = document
    return document
