"""People's words: the most telling quotes of each code, and search over all interviews."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from coder.errors import CoderError
from coder.model import MODEL, by_machine, by_model
from coder.store.study import Study
from coder.ui.session import complain, header
from coder.ui.words import spoken, t
from coder.verbs.make import make
from coder.verbs.quotes import ORDERS, SCOPES, Passage, Wanted, quotes, search
from coder.verbs.standing import State, present, read_labels

SHOWN = 20  # quotes a screen


@dataclass(frozen=True)
class Card:
    """One quote on the screen; *hits* are ranges of *text*."""

    document: str
    group: str
    role: str
    turn: int
    speaker: str
    start_ms: int | None
    start: int
    before: str
    text: str
    after: str
    said: str
    hits: Sequence[tuple[int, int]] = ()


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "quotes")
    state = present(study)
    if not state.documents:
        st.info(t("corpus.empty"))
        return
    by_code, found = st.tabs([t("quotes.by_code"), t("quotes.search")])
    with by_code:
        _by_code(study, state)
    with found:
        _search(study, state)


def _by_code(study: Study, state: State) -> None:
    if not state.standing.codings:
        st.info(t("tables.empty"))
        return
    wanted = _choose(study, state)
    spoken_in = {"language": spoken()}
    frame = quotes(study, wanted, **spoken_in)
    _bar(
        t("quotes.count", n=len(frame)),
        partial(_file, study, "quotes", asdict(wanted) | spoken_in),
        "quotes",
    )
    if wanted.order != "place":
        st.caption(t(f"quotes.order.{wanted.order}.help"))
    cards = [_card(row) for row in frame.to_dict("records")]
    _list(cards, f"quotes{wanted}")


def _choose(study: Study, state: State) -> Wanted:
    labels = {code.id: code.label.say(spoken()) for code in state.codebook.codes}
    used = {coding.code for coding in state.standing.codings}
    groups = read_labels(study, "groups", spoken())
    coders = sorted({coding.coder for coding in state.standing.codings} - {""})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            t("code"),
            [name for name in labels if name in used],
            format_func=lambda name: labels[name],
            width=230,
        )
        group = st.selectbox(
            t("group"),
            ["", *_present_groups(state, groups)],
            format_func=lambda name: groups.get(name, name) or t("all"),
            width=190,
        )
        coder = st.selectbox(
            t("coder"), ["", *coders], format_func=lambda name: name or t("all"), width=150
        )
        who = st.selectbox(
            t("tables.who"),
            ("all", "reviewed"),
            format_func=lambda name: t(f"quotes.who.{name}"),
            width=180,
        )
        least = st.slider(t("quotes.least"), 0.5, 1.0, 0.5, 0.05, width=170, disabled=bool(coder))
    order = st.segmented_control(
        t("quotes.order"),
        ORDERS[1:] + ORDERS[:1],
        format_func=lambda name: t(f"quotes.order.{name}"),
        default=ORDERS[1],
        required=True,
        label_visibility="collapsed",
        key=f"order_{spoken()}",
    )
    return Wanted(
        codes=(str(code),),
        groups=(group,) if group else (),
        coder=coder or "",
        who=who or "all",
        least=float(least),
        order=str(order),
    )


def _present_groups(state: State, known: Mapping[str, str]) -> list[str]:
    """The groups that documents have, in the codebook's order."""
    there = {one.group for one in state.documents.values()} - {""}
    return [name for name in (*known, *sorted(there - set(known))) if name in there]


def _search(study: Study, state: State) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input(
            t("quotes.query"), key="query", placeholder=t("quotes.query.example"), width="stretch"
        )
        scope = st.selectbox(
            t("quotes.scope"), SCOPES, format_func=lambda name: t(f"quotes.scope.{name}"), width=150
        )
        own = st.checkbox(t("quotes.interviewee"), key="own")
    if not query.strip():
        st.caption(t("quotes.query.help"))
        return
    try:
        report = search(
            study, query, scope=str(scope), interviewer=not own, most=10_000, language=spoken()
        )
    except CoderError as error:
        complain(error)
        return
    said = t("quotes.found", n=report.count, documents=report.documents)
    asked = {"query": query, "scope": str(scope), "interviewer": not own, "language": spoken()}
    _bar(said, partial(_file, study, "search", asked), "search")
    labels = {code.id: code.label.say(spoken()) for code in state.codebook.codes}
    _list([_found(one, labels) for one in report.passages], f"search{query}{scope}{own}")


def _bar(said: str, file: Callable[[str], bytes], name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(said, width="content")
        st.space("stretch")
        for suffix, label in (("xlsx", "Excel"), ("csv", "CSV")):
            st.download_button(
                label,
                data=partial(file, suffix),
                file_name=f"{t(name)}.{suffix}",
                on_click="ignore",
                key=f"{name}_{suffix}",
            )


def _file(study: Study, verb: str, asked: dict[str, Any], suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"quotes.{suffix}"
        make(study, verb, asked, path)
        return path.read_bytes()


def _list(cards: Sequence[Card], key: str) -> None:
    """A screen of them, with a way to the others."""
    pages = -(-len(cards) // SHOWN)
    shown = st.container()
    at = st.pagination(pages, key=f"page_{key}") - 1 if pages > 1 else 0
    with shown:
        for number, card in enumerate(cards[at * SHOWN : (at + 1) * SHOWN]):
            _draw(card, f"{key}_{at}_{number}")


def _draw(card: Card, key: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"card_{key}"):
        with st.container(gap="small"):
            around = [html.escape(" ".join(text.split())) for text in (card.before, card.after)]
            st.html(
                f"<p class='quote'><span>…{around[0]}</span> <b>{_marked(card)}</b> <span>{around[1]}…</span></p>"
                f"<p class='source'>{html.escape(_source(card))}</p>"
            )
        if st.button(t("quotes.open"), key=f"open_{key}", type="tertiary", width="content"):
            st.session_state["document"] = card.document
            st.session_state["room_at"] = card.start
            st.switch_page(st.session_state["pages"]["room"])


def _marked(card: Card) -> str:
    """The words, with what was searched for marked."""
    parts, done = [], 0
    for start, end in card.hits:
        if start >= done:
            parts.append(html.escape(card.text[done:start]))
            parts.append(f"<mark>{html.escape(card.text[start:end])}</mark>")
            done = end
    return "".join([*parts, html.escape(card.text[done:])])


def _source(card: Card) -> str:
    where = [card.document, card.group, t("quotes.turn", n=card.turn), card.speaker]
    if card.start_ms is not None:
        seconds = card.start_ms // 1000
        where.append(f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}")
    return " · ".join(part for part in [*where, card.said] if part)


def _card(row: Mapping[Hashable, Any]) -> Card:
    sure = f"{row['confidence']:.2f}"
    by = t("by.tagger", confidence=sure)
    if by_model(row["source"]):
        by = t("by.model", model=row["source"].removeprefix(MODEL), confidence=sure)
    elif not by_machine(row["source"]):
        by = f"{t('by.person')} {row['coder']}"
    names = ("document", "group", "role", "turn", "speaker", "start", "before", "text", "after")
    time = row["start_ms"]
    known = None if pd.isna(time) else int(time)
    return Card(**{name: row[name] for name in names}, start_ms=known, said=by)


def _found(one: Passage, labels: Mapping[str, str]) -> Card:
    codes = "、".join(labels.get(code, code) for code in one.codes)
    hits = [(start - one.start, end - one.start) for start, end in one.hits]
    return Card(
        one.document, one.group, one.role, one.turn, one.speaker, one.start_ms, one.start,
        one.before, one.text, one.after, codes, hits,
    )  # fmt: skip
