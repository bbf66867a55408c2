"""The report of the results and the figures, to be looked at and taken away."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from coder.coding.who import WHO
from coder.errors import CoderError
from coder.store.study import Study
from coder.ui.session import complain, header
from coder.ui.words import spoken, t
from coder.verbs.figure import FIGURES, figure
from coder.verbs.make import make
from coder.verbs.report import report
from coder.verbs.report_draft import PARTS, Options
from coder.verbs.standing import State, present, read_labels

FORMATS = {"docx": "Word", "xlsx": "Excel", "html": "HTML", "tex": "LaTeX", "md": "Markdown"}
BUNDLED = ("tex", "md")  # with figures in a folder: they come as a zip
PREVIEW = 900  # pixels


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "report")
    state = present(study)
    if state.run is None or not state.standing.codings:
        st.info(t("tables.empty"))
        return
    whole, pictures = st.tabs([t("report.whole"), t("report.figures")])
    with whole:
        _report(study, state)
    with pictures:
        _figures(study)


def _report(study: Study, state: State) -> None:
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        options = _choose(study)
        _downloads(study, options)
    with right, st.spinner(t("report.making")):
        shown = _preview(study, state, options)
        st.iframe(shown, height=PREVIEW, alt=t("report.whole"))


def _choose(study: Study) -> Options:
    kinds = read_labels(study, "kinds", spoken())
    language = st.segmented_control(
        t("report.language"),
        ("zh", "en"),
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        default=spoken(),
        required=True,
        key=f"report_language_{spoken()}",
    )
    who = st.selectbox(
        t("tables.who"),
        WHO,
        format_func=lambda name: t(f"tables.who.{name}"),
        key="report_who",
    )
    wanted = st.pills(
        t("tables.kinds"),
        list(kinds),
        selection_mode="multi",
        default=list(kinds),
        format_func=lambda kind: kinds[kind],
        key=f"report_kinds_{spoken()}",
    )
    st.text(t("report.parts"))
    sides = st.columns(2)
    parts = [
        part
        for at, part in enumerate(PARTS)
        if sides[at % 2].checkbox(t(f"report.part.{part}"), value=True, key=f"report_part_{part}")
    ]
    each = st.slider(t("report.each"), 1, 6, 2, disabled="quotes" not in parts)
    every = len(wanted) in (0, len(kinds))
    return Options(
        parts=tuple(part for part in PARTS if part in parts),
        each=int(each),
        who=str(who),
        kinds=() if every else tuple(kind for kind in kinds if kind in wanted),
        language=str(language),
    )


def _preview(study: Study, state: State, options: Options) -> str:
    """The report as a page, made once for each choice and state."""
    from coder.write.report.web import web

    key = (tuple(state.digests.values()), repr(options))
    known = study.memory.get("report")
    if not known or known[0] != key:
        known = (key, web(report(study, options)))
        study.memory["report"] = known
    made: str = known[1]
    return made


def _downloads(study: Study, options: Options) -> None:
    asked = {
        "parts": list(options.parts),
        "each": options.each,
        "who": options.who,
        "kinds": list(options.kinds),
        "language": options.language,
    }
    st.text(t("tables.download"))
    with st.container(horizontal=True):
        for suffix, name in FORMATS.items():
            bundled = suffix in BUNDLED and "figures" in options.parts
            st.download_button(
                name,
                data=partial(_file, study, "report", asked, suffix, t("report")),
                file_name=f"{t('report')}.{'zip' if bundled else suffix}",
                on_click="ignore",
                type="primary" if suffix == "docx" else "secondary",
                key=f"report_{suffix}",
            )
    st.caption(t("report.rebuild"))


def _figures(study: Study) -> None:
    kinds = read_labels(study, "kinds", spoken())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.segmented_control(
            t("report.figures"),
            FIGURES,
            format_func=lambda name: t(f"figure.{name}"),
            default=FIGURES[0],
            required=True,
            label_visibility="collapsed",
            key=f"figure_{spoken()}",
        )
        wanted = st.pills(
            t("tables.kinds"),
            list(kinds),
            selection_mode="multi",
            default=list(kinds)[:1],
            format_func=lambda kind: kinds[kind],
            label_visibility="collapsed",
            key=f"figure_kinds_{spoken()}",
        )
    asked = {"what": str(what), "kinds": list(wanted), "language": spoken()}
    from coder.write.picture import svg

    try:
        made = figure(study, **asked)  # type: ignore[arg-type]
    except CoderError as error:
        complain(error)
        return
    middle, beside = st.columns([2.2, 1], gap="large")
    with middle:
        # As it will be printed: on white, in its own type, whatever the theme.
        st.image(svg(made.chart).decode(), width="stretch")
    with beside:
        st.markdown(f"**{made.caption.say(spoken())}**")
        for note in made.notes:
            st.caption(note.say(spoken()))
        st.caption(t("figure.size"))
        with st.container(horizontal=True):
            for suffix in ("png", "svg", "html"):
                st.download_button(
                    suffix.upper(),
                    data=partial(_file, study, "figure", asked, suffix, "figure"),
                    file_name=f"{made.caption.say(spoken())}.{suffix}",
                    on_click="ignore",
                    key=f"figure_{suffix}",
                )


def _file(study: Study, verb: str, asked: dict[str, Any], suffix: str, name: str) -> bytes:
    """The file; with what lies beside it as a zip."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{suffix}"
        make(study, verb, asked, path)
        others = [one for one in Path(folder).rglob("*") if one.is_file() and one != path]
        if not others:
            return path.read_bytes()
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as bundle:
            for one in (path, *sorted(others)):
                bundle.write(one, one.relative_to(folder).as_posix())
        return whole.getvalue()
