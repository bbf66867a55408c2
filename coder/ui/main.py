"""The router: which page, in which language. Pages ask verbs and draw."""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study
from coder.ui import (
    codebook,
    corpus,
    deidentify,
    exports,
    history,
    quality,
    quotes,
    report,
    review,
    tables,
)
from coder.ui.session import complain, current_study, keep_drafts, remember_language
from coder.ui.style import dress
from coder.ui.words import t
from coder.verbs.why import warm

PAGES = (
    ("corpus", corpus.page),
    ("deidentify", deidentify.page),
    ("room", review.page),
    ("codebook", codebook.page),
    ("quality", quality.page),
    ("tables", tables.page),
    ("quotes", quotes.page),
    ("report", report.page),
    ("exports", exports.page),
    ("history", history.page),
)


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="访谈编码 Interview Coder", page_icon="🖍", layout="wide")
    try:
        study = current_study()
        remember_language(study)
        dress()
        keep_drafts()
        _warm()
    except CoderError as error:
        complain(error)
        return
    pages = [
        st.Page(_drawn(name, draw), title=t(name), url_path=name, default=name == "corpus")
        for name, draw in PAGES
    ]
    st.session_state["pages"] = dict(zip((name for name, _ in PAGES), pages, strict=True))
    st.navigation(pages, position="top").run()


def _drawn(name: str, draw: Callable[[Study], None]) -> Callable[[], None]:
    """A page under its own name, with what goes wrong on it as a sentence."""

    def page() -> None:
        try:
            draw(current_study())
        except CoderError as error:
            complain(error)

    page.__name__ = name
    return page


@st.cache_resource(show_spinner=False)
def _warm() -> None:
    """Import what the first reason asked for would wait for, once the first page stands."""
    timer = threading.Timer(1.5, warm)
    timer.daemon = True
    timer.start()


main()
