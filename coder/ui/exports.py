"""Every export as a download, each with one sentence on what it is for."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import streamlit as st

from coder.store.study import Study
from coder.ui.session import header
from coder.ui.words import spoken, t
from coder.verbs.export import export
from coder.verbs.standing import State, present

LABELS = {
    "qdpx": "QDPX",
    "qdc": "QDC",
    "csv": "CSV",
    "xlsx": "Excel",
    "json": "JSON",
    "yaml": "YAML",
    "zip": "ZIP",
}
ROWS = ("xlsx", "csv", "json")


@dataclass(frozen=True)
class Offer:
    """An export as the page offers it.

    Attributes:
        name: of its words. what, options: as the verb takes them.
        tagged, codes: whether the study has to be tagged before, or to have codes.
    """

    name: str
    what: str
    suffixes: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = False
    codes: bool = False

    def able(self, state: State) -> bool:
        """Whether there is something to write."""
        return (state.run is not None or not self.tagged) and bool(
            state.codebook.codes or not self.codes
        )


OFFERS: Mapping[str, tuple[Offer, ...]] = {
    "programs": (
        Offer("project", "project", ("qdpx",)),
        Offer("all", "project", ("qdpx",), {"who": "all"}),
        Offer("qdc", "codebook", ("qdc",), codes=True),
        Offer("taguette", "taguette", ("csv",), codes=True),
    ),
    "statistics": (
        Offer("segments_matrix", "matrix", ("zip", "xlsx"), {"rows": "segment"}, tagged=True),
        Offer("documents_matrix", "matrix", ("zip", "xlsx"), {"rows": "document"}, tagged=True),
    ),
    "thesis": (
        Offer("codebook", "codebook", (*ROWS, "yaml")),
        Offer("quotes", "quotes", ROWS),
        Offer("codings", "codings", ROWS),
        Offer("segments", "segments", ROWS, tagged=True),
        Offer("turns", "turns", ROWS),
        Offer("decisions", "decisions", ROWS),
    ),
}


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "exports")
    state = present(study)
    st.caption(t("exports.lead"))
    if state.run is None:
        st.info(t("exports.untagged"))
    left, right = st.columns(2, gap="large")
    for place, names in ((left, ("programs", "statistics")), (right, ("thesis",))):
        with place:
            for name in names:
                st.markdown(f"#### {t(f'exports.{name}')}")
                for offer in OFFERS[name]:
                    _draw(study, offer, able=offer.able(state))


def _draw(study: Study, offer: Offer, *, able: bool) -> None:
    with st.container(border=True, key=f"offer_{offer.name}"):
        share = 0.05 + 0.115 * len(offer.suffixes)  # a button in a row of them takes so much
        title, buttons = st.columns([1 - share, share], vertical_alignment="center")
        with title:
            st.markdown(f"**{t(f'exports.{offer.name}')}**")
            st.caption(t(f"exports.{offer.name}.for"))
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            for suffix in offer.suffixes:
                st.download_button(
                    LABELS[suffix],
                    data=partial(made, study, offer, suffix, spoken()),
                    file_name=f"{study.folder.name}-{t(f'exports.{offer.name}').split('（')[0].split(' (')[0]}.{suffix}",
                    on_click="ignore",
                    disabled=not able,
                    key=f"export_{offer.name}_{suffix}",
                )


def made(study: Study, offer: Offer, suffix: str, language: str) -> bytes:
    """The file that *offer* gives; a matrix for SPSS with the syntax that reads it, in one archive.

    Raises:
        CoderError: as `export`.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"{offer.name}.{'csv' if suffix == 'zip' else suffix}"
        export(study, offer.what, out, language=language, **offer.options)
        if suffix != "zip":
            return out.read_bytes()
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in (out, out.with_suffix(".sps")):
                archive.write(path, path.name)
        return whole.getvalue()
