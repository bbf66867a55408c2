"""The corpus: documents by group, what is machine-tagged and what reviewed, import with a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from coder.model import Role
from coder.read.which import LIMIT_MB, READERS
from coder.store.study import Study, put_setting, setting
from coder.ui import jobs
from coder.ui.changed.section import show_waiting
from coder.ui.exchange import show_taken, take_projects
from coder.ui.incoming import show_incoming
from coder.ui.incoming_file import show_report
from coder.ui.session import header
from coder.ui.tagging import update
from coder.ui.words import spoken, t
from coder.verbs.exchange import PROJECTS
from coder.verbs.file_report import FileReport
from coder.verbs.identify import unlooked
from coder.verbs.import_ import reports, table_problems
from coder.verbs.overview import DocumentLine, overview


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "corpus")
    view = overview(study, spoken())
    _figures(view.lines)
    show_taken()
    show_waiting(study)
    if fresh := unlooked(study):
        st.page_link(
            st.session_state["pages"]["deidentify"],
            label=t("hiding.fresh", n=len(fresh), first=fresh[0]),
            icon="🔏",
        )
    news = "corpus.untagged" if view.untagged else "corpus.stale" if view.stale else ""
    update(study, t(news) if news else "")
    if view.lines:
        _documents(view.lines, view.groups)
    else:
        st.info(t("corpus.empty"))
    left, right = st.columns(2, gap="large")
    with left:
        files = _import(study)
    if files:
        show_incoming(study, files)
        return
    with right:
        _reading_report(study)


def _figures(lines: Sequence[DocumentLine]) -> None:
    segments = sum(line.segments for line in lines)
    reviewed = sum(line.reviewed for line in lines)
    tagged = sum(line.segments for line in lines if line.tagged)
    share = f"{reviewed / segments:.0%}" if segments else "–"
    machine = f"{tagged / segments:.0%}" if segments else "–"
    with st.container(horizontal=True):
        st.metric(t("documents"), len(lines), border=True)
        st.metric(t("segments"), f"{segments:,}", border=True)
        st.metric(t("corpus.machine"), machine, border=True)
        st.metric(t("reviewed"), share, border=True, help=t("reviewed.help"))
        st.metric(t("suggestions"), f"{sum(line.open for line in lines):,}", border=True)
        st.metric(t("codings"), f"{sum(line.codings for line in lines):,}", border=True)


def _documents(lines: Sequence[DocumentLine], groups: Any) -> None:
    rows = [
        {
            t("group"): groups.get(line.group) or line.group or t("unstated"),
            t("document"): line.id,
            t("role"): line.attributes.get("role", ""),
            t("date"): line.attributes.get("date", ""),
            t("segments"): line.segments,
            t("reviewed"): 100 * line.reviewed / line.segments if line.segments else 0,
            t("suggestions"): line.open,
            t("codings"): line.codings,
            t("file"): line.source,
            t("notes"): line.notes,
        }
        for line in lines
    ]
    frame = pd.DataFrame(rows)
    st.caption(t("corpus.open"))
    chosen = st.dataframe(
        frame,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) <= 15 else 562,
        column_config={
            t("reviewed"): st.column_config.ProgressColumn(
                format="%.0f%%", min_value=0, max_value=100, help=t("reviewed.help")
            )
        },
        key=f"documents_{spoken()}_{st.session_state.get('documents_seen', 0)}",
    )
    if chosen.selection.rows:
        st.session_state["document"] = lines[chosen.selection.rows[0]].id
        # A new key: coming back must not find the row still chosen.
        st.session_state["documents_seen"] = st.session_state.get("documents_seen", 0) + 1
        st.switch_page(st.session_state["pages"]["room"])


def _import(study: Study) -> Sequence[Any]:
    """The transcripts that were dropped; projects among them are shown at once."""
    st.markdown(f"**{t('corpus.import')}**")
    suffixes = " ".join(sorted(READERS))
    number = st.session_state.setdefault("uploads", 0)
    files = st.file_uploader(
        t("corpus.drop", suffixes=suffixes, megabytes=LIMIT_MB, projects=" ".join(PROJECTS)),
        accept_multiple_files=True,
        type=[suffix.removeprefix(".") for suffix in (*READERS, *PROJECTS)],
        key=f"upload_{number}",
    )
    projects = [file for file in files if Path(file.name).suffix.lower() in PROJECTS]
    files = [file for file in files if file not in projects]
    take_projects(study, projects)
    return files


def _reading_report(study: Study) -> None:
    st.markdown(f"**{t('corpus.report')}**")
    for problem in table_problems(study):
        st.warning(problem.say(spoken()))
    every = reports(study)
    for report in every:
        if report.problems:
            _file(report)
            if any(problem.code.startswith("roles") for problem in report.problems):
                _roles(study, report)
    fine = [report for report in every if not report.problems]
    if not fine:
        return
    with st.expander(f"✓ {t('corpus.fine', n=len(fine))}"):
        rows = [(report.file, report.say(spoken())) for report in fine]
        frame = pd.DataFrame(rows, columns=[t("file"), t("corpus.read")])
        st.dataframe(frame, hide_index=True, height="content")


def _file(report: FileReport) -> None:
    mark = "✗" if report.status == "failed" else ("!" if report.problems else "✓")
    with st.expander(f"{mark} {report.file}", expanded=report.status == "failed"):
        if report.status == "failed":
            for problem in report.problems:
                st.error(problem.say(spoken()))
            return
        show_report(report)


def _roles(study: Study, report: FileReport) -> None:
    speakers = report.speakers or {}
    names = [role.value for role in Role]
    with st.form(f"roles_{report.document}", border=True):
        st.write(t("corpus.roles"))
        st.caption(t("corpus.roles.help"))
        chosen = {
            speaker: st.radio(
                speaker or "–",
                names,
                index=names.index(role),
                format_func=lambda name: t(f"role.{name}"),
                horizontal=True,
                key=f"role_{spoken()}_{report.document}_{speaker}",
            )
            for speaker, role in speakers.items()
        }
        if st.form_submit_button(t("save")):
            known = dict(setting(study, "roles", {}))
            known[report.document] = chosen
            put_setting(study, "roles", known)
            jobs.start_tagging(study.folder, spoken())
            st.rerun()
