"""One transcript before it enters the study: who speaks, how it begins, what is left out, what is doubtful."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from coder.model import Role
from coder.read.encoding import ENCODINGS
from coder.read.which import TEXTS
from coder.store.study import Study
from coder.ui.words import spoken, t
from coder.verbs.changed import impact
from coder.verbs.file_report import FileReport
from coder.verbs.incoming import Preview, Voice, preview
from coder.words.reading import DOUBTS, DROPPED

SHOWN = 200  # lines of a long list
KEPT = 4  # previews of a file, by what was chosen for it
DOUBTS_OF_BYTES = ("encoding_doubtful", "bytes_damaged")
QUESTIONS = ("no_speakers", *DOUBTS_OF_BYTES)
FIRST = 44  # letters of what a speaker says first
MAYBE = 8  # names that may be speakers
ROLES = [role.value for role in Role]


def show_report(report: FileReport) -> None:
    """What became of the lines of a file that was read: counts, what was dropped, what is doubtful."""
    st.text(report.say(spoken()))
    for problem in report.problems:
        if not problem.code.startswith(("roles", "text_dropped")):
            st.text(f"· {problem.say(spoken())}")
    for title, rows, words in (
        ("incoming.doubtful", report.doubtful, DOUBTS),
        ("corpus.dropped", report.dropped, DROPPED),
    ):
        if rows:
            st.caption(t(title))
            narrow = {t("line"): st.column_config.Column(width=60)}
            narrow[t("history.why")] = st.column_config.Column(width=220)
            st.dataframe(
                _lines(rows, words), hide_index=True, height="content", column_config=narrow
            )
    if not (report.problems or report.dropped or report.doubtful):
        st.text(t("corpus.clean"))


class Choice:
    """One file with what the user has chosen for it so far."""

    def __init__(self, study: Study, file: Any, *, at_once: int) -> None:
        self.study = study
        self.name = Path(file.name).name
        self.content: bytes = file.getvalue()
        self.key = f"incoming_{hashlib.sha256(self.content).hexdigest()[:12]}_{self.name}"
        self.encoding = str(st.session_state.get(f"{self.key}_encoding") or "")
        first = _seen(study, self.name, self.content, self.encoding, (), at_once)
        self.found = "" if self.encoding else first.report.encoding
        self.guessed = {voice.name: voice.role for voice in first.voices}
        self.maybe = _maybe_speakers(first.report)
        added = st.session_state.get(f"{self.key}_more") or []
        self.roles = {
            name: st.session_state.get(f"{self.key}_role_{name}") or role
            for name, role in {**self.guessed, **self._added(added)}.items()
        }
        changed = tuple(self.roles.items()) if self.roles != self.guessed else ()
        self.seen = _seen(study, self.name, self.content, self.encoding, changed, at_once)
        codes = [problem.code for problem in first.report.problems]
        self.asks = next((code for code in codes if code.startswith("roles")), "")
        self.failed = self.seen.report.status == "failed"
        self.questions = [code for code in codes if code.startswith("roles") or code in QUESTIONS]
        self.doubted = bool(self.questions) and not self.failed
        self.mark = "✗" if self.failed else ("!" if self.doubted else "✓")

    @property
    def dropped(self) -> int:
        """Lines that are in no turn, and parts beside the text."""
        report = self.seen.report
        return report.lines.get("dropped", 0) + sum(not line for line, _, _ in report.dropped)

    def _added(self, names: Sequence[str]) -> dict[str, str]:
        """Roles of *names* that a person picked; where nobody was named, who begins asks."""
        first = self.maybe[0] if self.guessed.keys() == {""} and self.maybe else ""
        return {name: Role.INTERVIEWER if name == first else Role.INTERVIEWEE for name in names}

    @property
    def question(self) -> str:
        """What a person is asked, or why the file cannot be read, in a few words."""
        if self.failed:
            return " ".join(problem.say(spoken()) for problem in self.seen.report.problems)
        asked = ("roles" if code.startswith("roles") else code for code in self.questions)
        return " · ".join(t(f"asked.{code}") for code in dict.fromkeys(asked))

    @property
    def remembered(self) -> Mapping[str, str]:
        """The roles to keep: those that were asked about or changed; labels say the others."""
        told = self.asks or self.roles != self.guessed
        return {name: role for name, role in self.roles.items() if name} if told else {}

    def show(self, *, opened: bool) -> None:
        """Draw the file."""
        report = self.seen.report
        with st.expander(
            f"{self.mark} {_plain(self.name)}{self._summary()}", expanded=opened or self.failed
        ):
            if Path(self.name).suffix.lower() in TEXTS and (
                self.encoding or self.failed or _legacy(report)
            ):
                self._encoding()
            if self.failed:
                for problem in report.problems:
                    st.error(problem.say(spoken()))
                return
            for problem in report.problems:
                if problem.code in DOUBTS_OF_BYTES:
                    st.warning(problem.say(spoken()))
            self._impact()
            left, right = st.columns([5, 4], gap="large")
            with left:
                self._speakers()
            with right:
                _opening(self.seen)
            with st.expander(report.say_lines(spoken())):
                show_report(report)

    def _summary(self) -> str:
        if self.failed:
            return ""
        names = "、".join(name for name in self.roles if name) or t("incoming.nobody.short")
        report = self.seen.report
        counts = {"turns": report.turns, "dropped": self.dropped, "doubtful": len(report.doubtful)}
        return f" :gray[{_plain(t('incoming.summary', names=names[:40], **counts))}]"

    def _impact(self) -> None:
        """What replacing the file of that name would do to codings on it."""
        if self.seen.report.status != "changed":
            return
        name, content, roles = self.name, self.content, self.remembered
        if found := impact(self.study, name, content, encoding=self.encoding, roles=roles):
            asks = found.doubtful or found.gone
            (st.warning if asks else st.info)(f"{t('incoming.replaced')} {found.say(spoken())}")

    def _encoding(self) -> None:
        key = f"{self.key}_encoding"
        found = f": {self.found}" if self.found else ""
        st.session_state.setdefault(key, "")
        st.segmented_control(
            t("incoming.encoding"),
            ["", *ENCODINGS],
            format_func=lambda name: name or f"{t('incoming.encoding.auto')}{found}",
            key=key,
            help=t("incoming.encoding.help"),
        )

    def _speakers(self) -> None:
        with st.container(horizontal=True, vertical_alignment="center"):
            named = sum(bool(voice.name) for voice in self.seen.voices)
            title = t("incoming.speakers", n=named) if named else t("incoming.who")
            st.markdown(f"**{title}**", width="content")
            if len(self.guessed) == 2:
                st.button(t("incoming.swap"), on_click=self._swap, key=f"{self.key}_swap")
        if all(not voice.name for voice in self.seen.voices):
            st.warning(t("incoming.nobody"))
            self._more()
            return
        if self.guessed.keys() == {""} or (self.asks and self.roles == self.guessed):
            looks = self.asks == "roles_bold"
            st.warning(t("incoming.bold" if looks else "incoming.guessed"))
        for voice in self.seen.voices:
            self._speaker(voice)
        self._more()

    def _more(self) -> None:
        """Names that may be further speakers, to be counted with a click."""
        if self.maybe:
            st.pills(
                t("incoming.more" if self.guessed.keys() - {""} else "incoming.names"),
                self.maybe,
                selection_mode="multi",
                key=f"{self.key}_more",
                help=t("incoming.more.help"),
            )

    def _speaker(self, voice: Voice) -> None:
        key = f"{self.key}_role_{voice.name}"
        st.session_state.setdefault(key, self.guessed.get(voice.name, voice.role))
        who, role = st.columns([3, 4], vertical_alignment="center")
        with who:
            counts = t("incoming.counts", turns=voice.turns, share=f"{voice.share:.0%}")
            st.html(
                f"<p class='voice'><b>{escape(voice.name or '–')}</b> <span>{counts}</span></p>"
                f"<p class='source'>{escape(_short(voice.first))}</p>"
            )
        role.segmented_control(
            voice.name or "–",
            ROLES,
            format_func=lambda name: t(f"role.{name}"),
            label_visibility="collapsed",
            key=key,
        )

    def _swap(self) -> None:
        one, other = self.roles
        for name, role in ((one, self.roles[other]), (other, self.roles[one])):
            st.session_state[f"{self.key}_role_{name}"] = role


def _seen(
    study: Study,
    name: str,
    content: bytes,
    encoding: str,
    roles: tuple[tuple[str, str], ...],
    at_once: int,
) -> Preview:
    """The preview of a file, kept so that a rerun does not convert it again."""
    known: dict[Any, Preview] = st.session_state.setdefault("previews", {})
    there = (study.interviews / name).exists()
    key = (name, hashlib.sha256(content).digest(), encoding, roles, there)
    if key not in known:
        known[key] = preview(study, name, content, encoding=encoding, roles=dict(roles))
        while len(known) > KEPT * max(at_once, 4):
            del known[next(iter(known))]
    return known[key]


def _maybe_speakers(report: FileReport) -> list[str]:
    """Names at the start of lines that were taken as somebody else's words."""
    lines = (text for _, reason, text in report.doubtful if reason == "like_speaker")
    names = (re.split("[:：\\]】，,、。]", text, maxsplit=1)[0].strip("[【 ") for text in lines)
    return list(dict.fromkeys(names))[:MAYBE]


def _short(words: str) -> str:
    return words if len(words) <= FIRST else f"{words[:FIRST]}…"


def _plain(text: str) -> str:
    """*text* as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+.!:$~|<>-])", r"\\\1", text)


def _legacy(report: FileReport) -> bool:
    return any(problem.code.startswith("encoding") for problem in report.problems)


def _opening(seen: Preview) -> None:
    """The first turns, as they will stand in the coding room."""
    st.markdown(f"**{t('incoming.opening')}**")
    said = []
    for speaker, role, start, words in seen.opening:
        clock = "" if start is None else f"{start // 60_000}:{start // 1000 % 60:02d}"
        head = f"<b class='{role}'>{escape(speaker or '–')}</b> <i>{t(f'role.{role}')} {clock}</i>"
        said.append(f"<p class='said'>{head}<br>{escape(' '.join(words.split()))}</p>")
    st.html("".join(said))


def _lines(
    rows: Sequence[tuple[int, str, str]], words: Mapping[str, tuple[str, str]]
) -> pd.DataFrame:
    at_end = int(spoken() == "en")
    shown = [
        (str(line or "–"), words.get(reason, (reason, reason))[at_end], text[:300])
        for line, reason, text in rows[:SHOWN]
    ]
    return pd.DataFrame(shown, columns=[t("line"), t("history.why"), t("history.text")])
