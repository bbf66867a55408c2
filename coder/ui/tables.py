"""What the codings add up to: frequencies, differences of groups, relations, saturation."""

from __future__ import annotations

import streamlit as st

from coder.store.study import Study
from coder.ui import findings, frequency, relations
from coder.ui.session import header
from coder.ui.words import spoken, t
from coder.verbs.standing import present

TABS = {
    "frequency": frequency.draw,
    "compare": findings.compare,
    "relations": relations.draw,
    "saturation": findings.saturation,
}


def page(study: Study) -> None:
    """Draw the page; only the tab in sight is worked out."""
    header(study, "tables")
    state = present(study)
    if not state.standing.codings:
        st.info(t("tables.empty"))
        return
    chosen = st.segmented_control(
        t("tables"),
        tuple(TABS),
        format_func=lambda name: t(f"tables.tab.{name}"),
        default="frequency",
        required=True,
        label_visibility="collapsed",
        key=f"tables_tab_{spoken()}",
    )
    TABS[str(chosen)](study, state)
