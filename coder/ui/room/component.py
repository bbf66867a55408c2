"""Mount the reader in a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from coder.store.study import Study
from coder.ui.room.guard import API
from coder.ui.room.ticket import ticket
from coder.ui.room.words import words

HERE = Path(__file__).parent
PARTS = ("offsets", "outbox", "stand", "paint", "panel", "keys", "reader")


@lru_cache(maxsize=1)
def _reader() -> Any:
    return st.components.v2.component(
        "interview_coder_reader",
        html="<div class='cr-root'></div>",
        css=(HERE / "reader.css").read_text(encoding="utf-8"),
        js="\n".join((HERE / f"{part}.js").read_text(encoding="utf-8") for part in PARTS),
        isolate_styles=False,
    )


def room(study: Study, *, coder: str, document_id: str, language: str, place: int = -1) -> None:
    """Show the document; everything it writes goes through the routes.

    Args:
        place: code point to begin at; -1 for where the person was last.
    """
    data = {
        "api": API,
        "ticket": ticket(study.folder, coder),
        "study": str(study.folder),
        "coder": coder,
        "document": document_id,
        "language": language,
        "place": place,
        "words": words(language),
    }
    _reader()(data=data, key=f"reader_{document_id}_{coder}_{language}")
