"""The coding room: one interview as people read it, with everything to decide on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from coder.store.study import Study
from coder.ui.room.component import room
from coder.ui.session import ask_name, coder_name, header
from coder.ui.words import spoken, t
from coder.verbs.overview import overview


def page(study: Study) -> None:
    """Draw the page."""
    view = overview(study, spoken())
    ids = [line.id for line in view.lines if line.tagged]
    if not ids:
        header(study, "room")
        st.info(t("room.untagged"))
        return
    first = next((line.id for line in view.lines if line.tagged and line.open), ids[0])
    st.session_state.setdefault("document", st.query_params.get("document", first))
    groups = {line.id: view.groups.get(line.group, line.group) for line in view.lines}
    header(study, "room", lambda: _choose(ids, groups))
    coder = coder_name(study)
    if not coder:
        ask_name(study)
        return
    place = int(st.session_state.pop("room_at", -1))
    room(study, coder=coder, document_id=_chosen(ids), language=spoken(), place=place)


def _chosen(ids: Sequence[str]) -> str:
    wanted = st.session_state["document"]
    return wanted if wanted in ids else ids[0]


def _choose(ids: Sequence[str], groups: Mapping[str, str]) -> None:
    """Which document: named in the address, so that a reload comes back to it."""
    at = ids.index(_chosen(ids))
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
        width=300,
        key=f"chosen_{at}_{spoken()}",
    )
    st.session_state["document"] = st.query_params["document"] = str(chosen or ids[at])
