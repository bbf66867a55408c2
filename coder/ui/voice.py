"""The section where a language model may be asked as another voice: off until somebody says so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study
from coder.ui import jobs
from coder.ui.session import complain
from coder.ui.words import spoken, t
from coder.verbs.ask_model import try_model
from coder.verbs.ask_plan import Plan, plan, spent_so_far
from coder.verbs.quality import model_borne_out
from coder.verbs.voice import VoiceSettings, remember_voice, voice_settings

VERB = "ask-model"
SAID, KEY = "voice_said", "voice_key"


@dataclass(frozen=True)
class News:
    """What there is to say until the next act, whatever language is on screen by then.

    Attributes:
        well: whether all went well. parts: keys of `words`, with their values.
        faults: sentences as the command line said them, in `language`.
    """

    well: bool
    parts: tuple[tuple[str, Mapping[str, Any]], ...]
    faults: tuple[str, ...] = ()
    language: str = ""


def section(study: Study, names: Mapping[str, str]) -> None:
    """Settings, what was said so far, and what asking would cost.

    Args:
        names: code → its label.
    """
    st.caption(t("voice.about"))
    if jobs.running(study.folder, VERB):
        _watch(study)
        return
    if news := st.session_state.get(SAID):
        _tell(news)
    settings = voice_settings(study)
    _settings(study, settings)
    settings = voice_settings(study)
    if not settings.on:
        return
    _so_far(study, settings)
    _asking(study, settings, names)


def _settings(study: Study, settings: VoiceSettings) -> None:
    with st.expander(t("voice.settings"), expanded=not settings.on), st.form("voice", border=False):
        changes: dict[str, Any] = {
            "on": st.toggle(t("voice.on"), value=settings.on, key="voice_on")
        }
        left, right = st.columns(2)
        changes["url"] = left.text_input(
            t("voice.url"),
            settings.url,
            placeholder="http://127.0.0.1:11434/v1",
            help=t("voice.url.help"),
        )
        changes["model"] = right.text_input(
            t("voice.model"), settings.model, help=t("voice.model.help")
        )
        typed = left.text_input(
            t("voice.key"),
            type="password",
            help=t("voice.key.help"),
            autocomplete="off",
            key="voice_key_typed",
        )
        changes["key_variable"] = right.text_input(
            t("voice.variable"), settings.key_variable, help=t("voice.variable.help")
        )
        numbers = st.columns(4)
        for column, (name, step) in zip(
            numbers,
            (("price_read", 0.01), ("price_written", 0.01), ("batch", 1), ("per_minute", 1)),
            strict=True,
        ):
            changes[name] = column.number_input(
                t(f"voice.{name}"), min_value=type(step)(0), value=type(step)(getattr(settings, name)),
                step=step, help=t(f"voice.{name}.help"),
            )  # fmt: skip
        changes["veil"] = st.checkbox(t("voice.veil"), settings.veil, help=t("voice.veil.help"))
        with st.container(horizontal=True):
            save = st.form_submit_button(t("save"), type="primary")
            test = st.form_submit_button(t("voice.test"), help=t("voice.test.help"))
    if save or test:
        st.session_state.pop(SAID, None)
        _saved(study, changes, typed, test=test)


def _saved(study: Study, changes: Mapping[str, Any], typed: str, *, test: bool) -> None:
    try:
        settings = remember_voice(study, **changes)
        if typed:
            st.session_state[KEY] = typed.strip()
        if test:
            with st.spinner(t("voice.testing")):
                found = try_model(study, key=_key(settings))
            said = "voice.tested" if found.understood else "voice.tested.weak"
            values = {"model": found.model, "host": found.host, "seconds": f"{found.seconds:g}"}
            st.session_state[SAID] = News(found.understood, ((said, values),))
    except CoderError as error:
        complain(error)
        return
    st.rerun()


def _key(settings: VoiceSettings) -> str:
    """As typed in this session, else from the environment."""
    typed = st.session_state.get(KEY, "")
    return str(typed or os.environ.get(settings.key_variable, "").strip())


def _so_far(study: Study, settings: VoiceSettings) -> None:
    used = spent_so_far(study, settings)
    if used.requests:
        cost = settings.prices.of(used.read, used.written)
        priced = t("voice.cost", cost=_money(cost)) if cost else ""
        tokens = f"{used.read + used.written:,}"
        st.write(t("voice.used", requests=used.requests, tokens=tokens, cost=priced))
    if found := model_borne_out(study):
        share = f"{found.given / found.decided:.0%}" if found.decided else "–"
        st.write(
            t("voice.borne", segments=f"{found.segments:,}", yes=found.yes, decided=found.decided,
              given=found.given, share=share, missed=found.missed)
        )  # fmt: skip


def _asking(study: Study, settings: VoiceSettings, names: Mapping[str, str]) -> None:
    planned = _planned(study, names)
    amount, to = planned.estimate, settings.address
    if not planned.batches:
        st.info(t("voice.nothing", model=settings.model))
        return
    priced = settings.price_read or settings.price_written
    with st.container(horizontal=True):
        for name, value in (
            ("segments", f"{amount.segments:,}"),
            ("requests", f"{amount.requests:,}"),
            ("tokens", f"{amount.read + amount.written:,}"),
            ("price", _money(amount.cost) if priced else "–"),
            ("minutes", f"{amount.minutes:g}"),
        ):
            st.metric(t(f"voice.n.{name}"), value, border=True, help=t(f"voice.n.{name}.help"))
    agreed = True
    if to.loopback:
        st.write(t("voice.here", host=to.host))
    else:
        said = t("voice.leaves" if to.encrypted else "voice.leaves.open", host=to.host)
        veiled = t("voice.veiled" if settings.veil else "voice.unveiled")
        st.warning(f"{said}{'' if spoken() == 'zh' else ' '}{veiled}", icon="⚠️")
        agreed = st.checkbox(t("voice.agree", host=to.host), key=f"voice_agree_{to.host}")
    if st.button(
        t("voice.ask"),
        type="primary",
        disabled=not agreed,
        help=t("voice.ask.help"),
        key="voice_ask",
    ):
        _start(study, settings)
        st.rerun()


def _money(cost: float) -> str:
    return f"{cost:,.2f}" if cost >= 0.01 else "<0.01"


def _planned(study: Study, names: Mapping[str, str]) -> Plan:
    """What is chosen to be asked about; everything that is open by default."""
    everything = plan(study)
    documents = sorted({batch.document for batch in everything.batches})
    if not everything.batches:
        return everything
    with st.container(horizontal=True):
        st.multiselect(
            t("voice.documents"),
            documents,
            placeholder=t("voice.all"),
            select_all=False,
            key="voice_only",
        )
        codes = sorted({code.id for batch in everything.batches for code in batch.codes})
        st.multiselect(
            t("voice.codes"), codes, format_func=lambda code: names.get(code, code),
            placeholder=t("voice.all"), select_all=False, key="voice_codes",
        )  # fmt: skip
        st.number_input(
            t("voice.most"), min_value=0, step=1, help=t("voice.most.help"), key="voice_most"
        )
    chosen = st.session_state
    only, codes = chosen["voice_only"], chosen["voice_codes"]
    if not (only or codes or chosen["voice_most"]):
        return everything
    return plan(study, only=only, codes=codes, most=int(chosen["voice_most"]))


def _start(study: Study, settings: VoiceSettings) -> None:
    st.session_state.pop(SAID, None)
    chosen = st.session_state
    options = ["--yes", "--most", str(int(chosen.get("voice_most", 0)))]
    for document in chosen.get("voice_only", ()):
        options += ["--document", document]
    for code in chosen.get("voice_codes", ()):
        options += ["--code", code]
    if not settings.address.loopback:
        options += ["--send-text-to", settings.address.host]
    secrets = {settings.key_variable: _key(settings)}
    jobs.start(study.folder, spoken(), VERB, options, secrets)


@st.fragment(run_every=0.7)
def _watch(study: Study) -> None:
    job = jobs.running(study.folder, VERB)
    if job is None:
        st.rerun()
    done = f"{job.done + 1} / {job.of}" if job.of else ""
    st.progress(job.share, text=f"{t('voice.running')} {done}")
    if not job.ended.is_set():
        if st.button(t("voice.stop"), help=t("voice.stop.help"), key="voice_stop"):
            job.stop()
        return
    jobs.forget(study.folder, VERB)
    st.session_state[SAID] = _said(job)
    if job.stopped or (job.result and job.result["report"]["requests"]):
        jobs.start_tagging(study.folder, spoken())
    st.rerun()


def _said(job: jobs.Job) -> News:
    if job.stopped:
        return News(True, (("voice.stopped", {}),))
    if job.result is None:
        return News(False, (), (job.error,), spoken())
    report = job.result["report"]
    parts = [("voice.done", {name: report[name] for name in ("model", "segments", "yes")})]
    if dropped := sum(report["dropped"].values()):
        parts.append(("voice.dropped", {"n": dropped}))
    if report["left"]:
        parts.append(("voice.left", {"n": report["left"]}))
    faults = tuple(one["says"] for one in report["problems"][:3])
    return News(not faults, tuple(parts), faults, spoken())


def _tell(news: News) -> None:
    space = "" if spoken() == "zh" else " "
    told = [t(key, **values) for key, values in news.parts]
    told += news.faults if news.language == spoken() else ()
    if told:
        (st.success if news.well else st.warning)(space.join(told))
