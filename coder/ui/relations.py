"""Which codes go together: links to confirm by key, their table, and pairs against chance."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import pairwise
from typing import Any

import streamlit as st

from coder.analysis.linking import Proposal
from coder.coding.links import Link
from coder.coding.stand import Key
from coder.model import Coding
from coder.store.study import Study
from coder.ui import choose
from coder.ui.session import ask_name, coder_name
from coder.ui.shown import show
from coder.ui.words import spoken, t
from coder.verbs import relations as verbs
from coder.verbs.behind import Cell, behind
from coder.verbs.standing import State, read_labels

AROUND = 40  # characters of context on either side
LISTED = 100  # confirmed links shown at once


def draw(study: Study, state: State) -> None:
    """Draw the tab."""
    first, second, within, k, who = _choose(study, state)
    if not (first and second):
        st.info(t("relations.kinds"))
        return
    asked: dict[str, Any] = {"first": first, "second": second, "within": within}
    asked |= {"k": k, "who": who, "language": spoken()}
    made = verbs.relations(study, **asked)
    if within != "links":
        said = made.notes[0].say(spoken()) if second == verbs.ASPECTS else t("relations.said")
        show(made, said=[said], key="relations")
        _behind(state, list(behind(study, **asked)))
        return
    found = verbs.linked(study, first=first, second=second)
    _propose(study, state, found.proposed)
    st.divider()
    show(
        made,
        said=[t("relations.table") if found.holding else made.notes[0].say(spoken())],
        key="relations",
    )
    _confirmed(study, state, found.holding)


def _choose(study: Study, state: State) -> tuple[str, str, str, int, str]:
    used = {code.kind for code in state.codebook.active}
    kinds = {k: v for k, v in read_labels(study, "kinds", spoken()).items() if k in used}
    there = {code.aspect for code in state.codebook.active}
    aspects = {k: v for k, v in read_labels(study, "aspects", spoken()).items() if k in there}
    with st.container(horizontal=True):
        first = st.selectbox(
            t("relations.first"), list(kinds), format_func=kinds.__getitem__, width=150
        )
        others = {k: v for k, v in kinds.items() if k != first}
        others |= {verbs.ASPECTS: t("relations.aspects")} if aspects else {}
        others |= aspects
        second = st.selectbox(
            t("relations.second"), list(others), format_func=others.__getitem__, width=190
        )
        within = st.selectbox(
            t("relations.within"),
            ("turn", "segment") if second == verbs.ASPECTS else verbs.WITHIN,
            format_func=lambda name: t(f"relations.within.{name}"),
            width=230,
            key=f"relations_within_{second == verbs.ASPECTS}_{spoken()}",
        )
        k = st.number_input(t("relations.k"), 1, 20, 1, width=130) if within == "near" else 1
        who = choose.who(state, f"relations_{spoken()}") if within != "links" else "all"
    return str(first or ""), str(second or ""), str(within), int(k), who


def _behind(state: State, cells: list[Cell]) -> None:
    """The words behind one cell, which the person chooses."""
    if not cells:
        return
    st.markdown(f"**{t('relations.quotes')}**")
    at = st.selectbox(
        t("relations.cell"),
        range(len(cells)),
        format_func=lambda one: t(
            "relations.cell.name",
            first=cells[one].first, second=cells[one].second, count=len(cells[one].places),
        ),
        width=460,
        key=f"behind_{spoken()}_{hash(tuple((one.first, one.second) for one in cells))}",
    )  # fmt: skip
    for place in cells[at].places[:LISTED]:
        with st.container(border=True):
            text = state.documents[place.document].text
            st.html(f'<p class="quote">{_marked(text, *place.first, *place.second)}</p>')
            by = dict.fromkeys(map(_by, (*place.first, *place.second)))
            st.html(f'<p class="source">{escape(" · ".join([place.document, *by]))}</p>')


def _by(one: Coding) -> str:
    if one.decision:
        return f"{t('by.person')} {one.coder}"
    return t("by.tagger", confidence=f"{one.confidence or 0:.2f}")


def _propose(study: Study, state: State, proposed: tuple[Proposal, ...]) -> None:
    """One proposal after the other, answered by a click or a key."""
    coder = coder_name(study)
    if not coder:
        ask_name(study)
        return
    later = st.session_state.setdefault("links_later", set())
    waiting = [one for one in proposed if _place(one) not in later] or list(proposed)
    st.markdown(f"**{t('relations.ask', count=len(proposed))}**")
    if not waiting:
        st.caption(t("relations.done"))
    else:
        _proposal(state, waiting[0])
    with st.container(horizontal=True):
        if waiting:
            _answers(study, coder, waiting[0], later)
        if last := st.session_state.get("link_last"):
            st.button(
                t("relations.undo"), shortcut="u", key="link_undo",
                on_click=_undo, args=(study, coder, last),
            )  # fmt: skip


def _proposal(state: State, one: Proposal) -> None:
    names = {code.id: code.label.say(spoken()) for code in state.codebook.codes}
    with st.container(border=True):
        st.markdown(f"{names[one.first.code]} ← **?** → {names[one.second.code]}")
        text = state.documents[one.first.document].text
        st.html(f'<p class="quote">{_marked(text, one.first, one.second)}</p>')
        st.html(f'<p class="source">{escape(one.first.document)} · {escape(one.say(spoken()))}</p>')


def _answers(study: Study, coder: str, one: Proposal, later: set[tuple[object, ...]]) -> None:
    st.button(
        t("relations.yes"), shortcut="a", type="primary", key="link_yes",
        on_click=_say, args=(study, coder, one, True),
    )  # fmt: skip
    st.button(
        t("relations.no"),
        shortcut="x",
        key="link_no",
        on_click=_say,
        args=(study, coder, one, False),
    )
    st.button(
        t("relations.later"),
        shortcut="n",
        key="link_later",
        on_click=later.add,
        args=(_place(one),),
    )


def _say(study: Study, coder: str, one: Proposal, yes: bool) -> None:  # noqa: FBT001 (Streamlit calls it)
    written = verbs.link(study, coder, one.first, one.second, yes=yes)
    st.session_state["link_last"] = written.id


def _undo(study: Study, coder: str, decision: int) -> None:
    verbs.unsay(study, coder, decision)
    st.session_state["link_last"] = 0


def _confirmed(study: Study, state: State, holding: tuple[Link, ...]) -> None:
    """The words behind the table, each link with a way to take it back."""
    if not holding:
        return
    names = {code.id: code.label.say(spoken()) for code in state.codebook.codes}
    cells: dict[tuple[str, str], list[Link]] = {}
    for link in holding[:LISTED]:
        cells.setdefault((link.first[3], link.second[3]), []).append(link)
    st.markdown(f"**{t('relations.quotes')}**")
    for (one, two), some in cells.items():
        name = t("relations.cell.name", first=names[one], second=names[two], count=len(some))
        with st.expander(name):
            for link in some:
                _link(study, state.documents, link)


def _link(study: Study, documents: Mapping[str, object], link: Link) -> None:
    text = documents[link.first[0]].text  # type: ignore[attr-defined]
    st.html(f'<p class="quote">{_marked(text, _coding(link.first), _coding(link.second))}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{link.first[0]} · {link.decision.coder}")
        st.button(
            t("relations.take_back"), key=f"unlink_{link.decision.id}", type="tertiary",
            on_click=_undo, args=(study, coder_name(study) or link.decision.coder, link.decision.id),
        )  # fmt: skip


def _coding(key: Key) -> Coding:
    return Coding(*key)


def _place(one: Proposal) -> tuple[object, ...]:
    first, second = one.first, one.second
    return (first.document, first.start, first.code, second.start, second.code)


def _marked(text: str, *codings: Coding) -> str:
    """The words of the *codings*, and a little around them, as HTML."""
    start, end = min(one.start for one in codings), max(one.end for one in codings)
    edges = sorted({edge for one in codings for edge in (one.start, one.end)})
    parts = [f"<span>{escape(text[max(0, start - AROUND) : start])}</span>"]
    for low, high in pairwise(edges):
        inside = any(one.start <= low and high <= one.end for one in codings)
        said = escape(text[low:high])
        parts.append(f"<b>{said}</b>" if inside else f"<span>{said}</span>")
    return "".join([*parts, f"<span>{escape(text[end : end + AROUND])}</span>"])
