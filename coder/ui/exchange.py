"""Other programs' projects and codebooks: what each would bring, and taking it in."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from coder.errors import CoderError, Problem
from coder.exchange.project import Project
from coder.store.study import Study
from coder.ui import jobs
from coder.ui.session import complain
from coder.ui.words import spoken, t
from coder.verbs.exchange import moment, preview_project, read_project, take_project
from coder.verbs.exchange_codes import (
    CODEBOOKS,
    TABLES,
    TEXTS,
    CodesReport,
    preview_codes,
    take_codes,
)
from coder.verbs.exchange_report import ExchangeReport
from coder.verbs.tag import tag

T = TypeVar("T")
SHOWN = 200  # items of a long list
KEPT = 8  # previews of files that were dropped


def take_projects(study: Study, files: Sequence[Any]) -> None:
    """Each project that was dropped, with what it brings and a button."""
    for number, file in enumerate(files):
        try:
            project, report = _seen(study, file)
        except CoderError as error:
            complain(error)
            continue
        with st.expander(f"{'✓' if report.adds else '＝'} {file.name}", expanded=report.adds):
            _project(report)
            if not report.adds:
                st.info(t("exchange.nothing"))
            elif st.button(t("exchange.take"), type="primary", key=f"take_project_{number}"):
                _take(study, project, file.name, last=len(files) == 1)


def show_taken() -> None:
    """What the project that was taken in last has brought, until it is closed."""
    report: ExchangeReport | None = st.session_state.get("project_taken")
    if report:
        texts = sum(one.status == "new" for one in report.texts)
        counts = {"codes": report.codes_new, "codings": report.codings, "memos": report.memos}
        st.success(t("exchange.done", texts=texts, **counts))
        _losses(report.problems)
        if st.button(t("close"), key="close_taken"):
            del st.session_state["project_taken"]
            st.rerun()


def take_codebook(study: Study) -> None:
    """A place for a codebook from elsewhere, with what it would change."""
    with st.expander(t("exchange.book")):
        number = st.session_state.setdefault("books", 0)
        file = st.file_uploader(
            t("exchange.book.drop", suffixes=" ".join(CODEBOOKS)),
            type=[suffix.removeprefix(".") for suffix in CODEBOOKS],
            key=f"book_{number}",
        )
        if not file:
            return
        said_by_id = Path(file.name).suffix.lower() in (*TABLES, *TEXTS)
        update = said_by_id and st.checkbox(t("exchange.book.update"), key=f"book_update_{number}")
        try:
            report = _on_disk(file, lambda path: preview_codes(study, path, update=update))
            _codes(report)
            if not (report.added or report.changed):
                st.info(t("exchange.nothing"))
            elif st.button(t("exchange.book.take"), type="primary", key="take_book"):
                _on_disk(file, lambda path: take_codes(study, path, update=update))
                st.session_state["books"] = number + 1
                st.session_state["codebook_saved"] = tag(study, imports=False)
                st.rerun()
        except CoderError as error:
            complain(error)


def _take(study: Study, project: Project, name: str, *, last: bool) -> None:
    try:
        report = take_project(study, project, file=name)
    except CoderError as error:
        complain(error)
        return
    st.session_state["project_taken"] = report
    # Others that were dropped with it stay to be taken in.
    st.session_state["uploads"] += last
    jobs.start_tagging(study.folder, spoken())
    st.rerun()


def _seen(study: Study, file: Any) -> tuple[Project, ExchangeReport]:
    """The project in an uploaded file and what it would bring, worked out when something changed."""
    content = hashlib.sha256(file.getvalue()).hexdigest()
    key = (content, file.name, moment(study))
    known: dict[Any, tuple[Project, ExchangeReport]]
    known = st.session_state.setdefault("projects_seen", {})
    if key not in known:
        project = _on_disk(file, read_project)
        if len(known) >= KEPT:
            known.clear()
        known[key] = project, preview_project(study, project, file=file.name)
    return known[key]


def _on_disk(file: Any, act: Callable[[Path], T]) -> T:
    """Let *act* have the uploaded file under its own name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getvalue())
        return act(path)


def _project(report: ExchangeReport) -> None:
    origin = report.origin or "REFI-QDA"
    counted = t("exchange.reading", how=_counted(report.reading)) if report.reading else ""
    st.caption(" · ".join(filter(None, [t("exchange.from", origin=origin), counted])))
    new = sum(one.status == "new" for one in report.texts)
    with st.container(horizontal=True):
        st.metric(t("exchange.texts"), f"{new} / {len(report.texts)}", border=True)
        codes = f"{report.codes_new} / {report.codes_known}"
        st.metric(t("exchange.codes"), codes, border=True)
        st.metric(t("exchange.codings"), f"{report.codings} / {report.known}", border=True)
        st.metric(t("exchange.memos"), report.memos, border=True)
    rows = [
        (one.document or one.name, t(f"exchange.{one.status}"), f"{one.placed} / {one.codings}")
        for one in report.texts[:SHOWN]
    ]
    if rows:
        columns = [t("document"), t("exchange.status"), t("exchange.placed")]
        height: Any = "content" if len(rows) <= 10 else 390
        st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, height=height)
    if report.coders:
        st.caption(t("exchange.coders", names="、".join(report.coders)))
    _losses(report.problems)


def _counted(reading: str) -> str:
    """How the file counts, in words: `str` of `exchange.positions.Reading` says it in signs."""
    unit = t("exchange.unit.wide" if "UTF-16" in reading else "exchange.unit.plain")
    ends = t("exchange.ends.two" if reading.endswith("2") else "exchange.ends.one")
    return f"{unit}{t('exchange.and')}{ends}"


def _codes(report: CodesReport) -> None:
    counts = {"added": len(report.added), "changed": len(report.changed), "same": report.same}
    st.write(t("exchange.book.counts", **counts))
    _items((*report.added, *report.changed))
    _losses(report.problems)


def _losses(problems: Sequence[Problem]) -> None:
    """What is not taken over, item by item."""
    if not problems:
        st.caption(t("exchange.whole"))
        return
    st.markdown(f"**{t('exchange.losses', n=len(problems))}**")
    _items([one.say(spoken()).removeprefix(f"{one.file}: ") for one in problems])


def _items(said: Sequence[str]) -> None:
    """A list, as it is written; a long one in a frame of its own."""
    with st.container(height=220 if len(said) > 6 else "content", border=False):
        for text in said[:SHOWN]:
            st.text(f"· {text}")
        if len(said) > SHOWN:
            st.text(f"… +{len(said) - SHOWN}")
