"""What every page needs to know: which study, who codes, which language."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study, open_study, put_setting, setting
from coder.ui.words import spoken, t


def study_folder() -> Path:
    """The folder of the study that the app was started on."""
    return Path(os.environ.get("CODER_STUDY") or Path(__file__).resolve().parents[2])


@st.cache_resource(show_spinner=False)
def _opened(folder: str) -> Study:
    return open_study(Path(folder))


def current_study() -> Study:
    """The study, opened once for the whole process.

    Raises:
        CoderError: as `open_study`.
    """
    return _opened(str(study_folder()))


def remember_language(study: Study) -> None:
    """Take the language that was chosen last, unless this session has chosen one."""
    if "language" not in st.session_state:
        st.session_state["language"] = setting(study, "language", "zh")


def coder_name(study: Study) -> str:
    """Who codes in this session, "" before anybody said so."""
    if "coder" not in st.session_state:
        st.session_state["coder"] = setting(study, "coder", "")
    return str(st.session_state["coder"]).strip()


DRAFT = "draft:"  # begins the keys of fields whose unsaved content outlives a page


def keep_drafts() -> None:
    """Keep what was typed and not saved while other pages are shown.

    Streamlit forgets a widget that a run does not draw, unless its value is set again.
    """
    done = st.session_state.pop("draft_saved", None)
    for key in list(st.session_state):
        if str(key).startswith(DRAFT):
            if done and str(key).endswith(done):
                del st.session_state[key]
            else:
                st.session_state[key] = st.session_state[key]


def header(study: Study, title: str, beside: Callable[[], None] | None = None) -> None:
    """The line above every page: its title, who codes, and the language switch.

    Args:
        beside: draws what the page wants to have next to its title.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.subheader(t(title), anchor=False, width="content")
        if beside:
            beside()
        st.space("stretch")
        name = coder_name(study)
        with st.popover(t("coder.is", name=name or t("coder.none")), key="coder_popover"):
            st.text_input(
                t("coder.ask"),
                key="coder_typed",
                value=name,
                on_change=_remember_coder,
                args=(study,),
            )
        st.segmented_control(
            t("language"),
            ("zh", "en"),
            format_func={"zh": "中文", "en": "English"}.__getitem__,
            default=spoken(),
            required=True,
            key="language_chosen",
            on_change=_remember_language,
            args=(study,),
            label_visibility="collapsed",
        )
    if study.readonly:
        st.info(t("readonly"), icon="🔒")


def ask_name(study: Study) -> None:
    """A form for the name, where nothing can be done without one."""
    with st.form("name", width=480):
        name = st.text_input(t("room.name"), key="name_asked")
        if st.form_submit_button(t("room.begin"), type="primary") and name.strip():
            st.session_state["coder"] = name.strip()
            _put(study, "coder", name.strip())
            st.rerun()


def complain(error: CoderError) -> None:
    """Show a failure as its one sentence."""
    st.error(error.say(spoken()), icon="⚠️")


def _remember_coder(study: Study) -> None:
    st.session_state["coder"] = st.session_state["coder_typed"].strip()
    _put(study, "coder", st.session_state["coder"])


def _remember_language(study: Study) -> None:
    st.session_state["language"] = st.session_state["language_chosen"] or spoken()
    _put(study, "language", st.session_state["language"])


def _put(study: Study, key: str, value: str) -> None:
    try:
        put_setting(study, key, value)
    except CoderError as error:
        complain(error)
