"""The router: which page, in which language. Pages ask verbs and draw."""

from __future__ import annotations

import streamlit as st

from coder.errors import CoderError
from coder.ui import codebook, corpus, history, review, tables
from coder.ui.session import complain, current_study, header, remember_language
from coder.ui.style import dress
from coder.ui.words import t

PAGES = (
    ("corpus", corpus.page, "🗂"),
    ("room", review.page, "🖍"),
    ("codebook", codebook.page, "📖"),
    ("tables", tables.page, "▦"),
    ("history", history.page, "🕘"),
)


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="访谈编码 Interview Coder", page_icon="🖍", layout="wide")
    dress()
    try:
        study = current_study()
        remember_language(study)
    except CoderError as error:
        complain(error)
        return
    pages = [
        st.Page(_drawn(name, draw), title=t(name), url_path=name, default=name == "corpus")
        for name, draw, _icon in PAGES
    ]
    st.session_state["pages"] = dict(zip((name for name, _, _ in PAGES), pages, strict=True))
    st.navigation(pages, position="top").run()


def _drawn(name, draw):  # type: ignore[no-untyped-def]
    def page() -> None:
        study = current_study()
        header(study, name)
        try:
            draw(study)
        except CoderError as error:
            complain(error)

    page.__name__ = name
    return page


main()
