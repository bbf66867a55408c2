"""Names in the transcripts: found, decided on one by one, replaced by pseudonyms, shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd
import streamlit as st

from coder.errors import CoderError
from coder.store.study import Study
from coder.store.vault import NAME, Vault, has_vault, open_vault
from coder.text.identify.hits import Kind, Lists
from coder.ui import jobs
from coder.ui.session import complain, header
from coder.ui.words import spoken, t
from coder.verbs.changed import texts
from coder.verbs.hide import HideReport, hide
from coder.verbs.identify import Choice, Known, choices, decided, identify, named
from coder.verbs.reveal import reveal
from coder.verbs.sealing import known, with_lists
from coder.words.identify import KINDS, WHY

ROWS = 11  # of a table before it scrolls
OPENED, CHANGES, BASE, DONE = "vault", "hiding_changes", "hiding_base", "hiding_done"


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "deidentify")
    vault: Vault | None = st.session_state.get(OPENED)
    _told()
    if vault is None or vault.folder != study.folder:
        _ask_passphrase(study)
        return
    said = known(vault)
    proposed = _proposed(study, said)
    _lists(vault, said.lists)
    if proposed:
        _decide(study, vault, said, proposed)
    else:
        st.info(t("hiding.nothing"))
    _key(study, vault, said)


def _told() -> None:
    """What the last act came to, until it is closed."""
    done: HideReport | str | None = st.session_state.get(DONE)
    if done is None:
        st.caption(t("hiding.about"))
        return
    if isinstance(done, str):
        st.success(done)
        return
    counts = {"words": done.words, "places": done.places}
    st.success(t("hiding.done", **counts, documents=done.documents, memos=done.memos, file=NAME))
    for old, new in done.files:
        st.text(f"{old} → {new}")
    for problem in done.problems[:10]:
        st.text(f"· {problem.say(spoken())}")


def _ask_passphrase(study: Study) -> None:
    there = has_vault(study.folder)
    with st.form("passphrase", width=560):
        st.markdown(f"**{t('hiding.open' if there else 'hiding.begin')}**")
        st.caption(t("hiding.open.help" if there else "hiding.begin.help", file=NAME))
        first = st.text_input(t("hiding.passphrase"), type="password")
        again = first if there else st.text_input(t("hiding.again"), type="password")
        if not st.form_submit_button(t("hiding.go"), type="primary"):
            return
    try:
        if first != again:
            raise CoderError("passphrases_differ")  # noqa: TRY301 -- said like all others
        st.session_state[OPENED] = open_vault(study.folder, first)
    except CoderError as error:
        complain(error)
        return
    st.rerun()


def _proposed(study: Study, said: Known) -> tuple[Choice, ...]:
    """What is proposed, with a pseudonym for each word that would be hidden."""
    bar = st.empty()

    def show(done: int, of: int, what: str) -> None:
        bar.progress(done / of, text=f"{t('hiding.looking')} {what}")

    found = identify(study, said.lists, show)
    bar.empty()
    return named(choices(found, said), said, texts(study).values())


def _lists(vault: Vault, lists: Lists) -> None:
    with st.expander(t("hiding.lists"), expanded=False), st.form("lists", border=False):
        st.caption(t("hiding.lists.help"))
        columns = st.columns(4)
        typed = {
            field.name: column.text_area(
                t(f"hiding.lists.{field.name}"),
                "\n".join(getattr(lists, field.name)),
                height=150,
                key=f"hiding_list_{field.name}",
            )
            for field, column in zip(fields(Lists), columns, strict=True)
        }
        if not st.form_submit_button(t("hiding.lists.save")):
            return
    names = {
        name: tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
        for name, text in typed.items()
    }
    try:
        st.session_state[OPENED] = with_lists(vault, Lists(**names))
    except CoderError as error:
        complain(error)
        return
    _begin_again(keep=True)
    st.rerun()


def _decide(study: Study, vault: Vault, said: Known, proposed: Sequence[Choice]) -> None:
    changes: dict[str, dict[str, Any]] = st.session_state.setdefault(CHANGES, {})
    kinds = [kind for kind in Kind if any(one.kind is kind for one in proposed)]
    summary = st.container()
    labels = [
        f"{KINDS[kind][spoken() == 'en']} {sum(one.kind is kind for one in proposed)}"
        for kind in kinds
    ]
    for kind, tab in zip(kinds, st.tabs(labels), strict=True):
        with tab:
            _table(kind, [one for one in proposed if one.kind is kind], changes)
    chosen = named(decided(proposed, changes), said, texts(study).values())
    with summary:
        _act(study, vault, chosen)
    _places(chosen, changes)


def _table(kind: Kind, some: Sequence[Choice], changes: dict[str, dict[str, Any]]) -> None:
    """One kind's words, to be ticked; what was changed is remembered by the word."""
    key = f"hiding_{kind.value}_{spoken()}_{st.session_state.get('hiding_round', 0)}"
    base: dict[str, list[Choice]] = st.session_state.setdefault(BASE, {})
    if key not in st.session_state or key not in base:
        base[key] = list(decided(some, changes))
    rows = base[key]
    edited = st.data_editor(
        pd.DataFrame([_row(one) for one in rows]),
        hide_index=True,
        height="content" if len(rows) <= ROWS else 36 * ROWS + 40,
        disabled=["text", "places", "why", "context"],
        column_order=("hide", "text", "pseudonym", "kind", "places", "why", "context"),
        column_config=_columns(),
        key=key,
    )
    for one, row in zip(rows, edited.to_dict("records"), strict=True):
        said = {
            "hide": bool(row["hide"]),
            "pseudonym": str(row["pseudonym"] or "").strip(),
            "kind": _kind_of(row["kind"]),
        }
        if said != {"hide": one.hide, "pseudonym": one.pseudonym, "kind": one.kind}:
            changes[one.text] = {**changes.get(one.text, {}), **said}


def _row(one: Choice) -> dict[str, object]:
    english = spoken() == "en"
    first = one.places[0]
    where = (
        t("hiding.in_name") if first.attribute else f"…{first.before}【{one.text}】{first.after}…"
    )
    return {
        "hide": one.hide,
        "text": one.text,
        "pseudonym": one.pseudonym,
        "kind": KINDS[one.kind][english],
        "places": f"{len(one.places)} / {one.documents}",
        "why": WHY[one.why][english],
        "context": where.replace("\n", " "),
    }


def _columns() -> Mapping[str, Any]:
    names = [pair[spoken() == "en"] for pair in KINDS.values()]
    config = st.column_config
    return {
        "hide": config.CheckboxColumn(t("hiding.hide"), width=60),
        "text": config.TextColumn(t("hiding.text"), width=150),
        "pseudonym": config.TextColumn(t("hiding.pseudonym"), width=130, help=t("hiding.auto")),
        "kind": config.SelectboxColumn(t("hiding.kind"), options=names, required=True, width=90),
        "places": config.TextColumn(t("hiding.places"), width=80, help=t("hiding.places.help")),
        "why": config.TextColumn(t("hiding.why"), width=150),
        "context": config.TextColumn(t("hiding.context"), width="large"),
    }


def _kind_of(label: str) -> Kind:
    return next(Kind(name) for name, pair in KINDS.items() if label in pair)


def _places(chosen: Sequence[Choice], changes: dict[str, dict[str, Any]]) -> None:
    """One word place by place, where it may be left though it is hidden elsewhere."""
    several = [one for one in chosen if one.hide and len(one.places) > 1]
    if not several:
        return
    with st.expander(t("hiding.one_by_one")):
        one = st.selectbox(
            t("hiding.word"), several, format_func=lambda c: f"{c.text} → {c.pseudonym}"
        )
        rows = [
            {
                "hide": place.place not in one.spared,
                "document": place.document,
                "line": str(place.line or "–"),
                "context": f"…{place.before}【{place.text}】{place.after}…".replace("\n", " "),
            }
            for place in one.places
        ]
        key = f"hiding_places_{one.text}_{spoken()}_{st.session_state.get('hiding_round', 0)}"
        base: dict[str, Any] = st.session_state.setdefault(BASE, {})
        if key not in st.session_state or key not in base:
            base[key] = pd.DataFrame(rows)
        edited = st.data_editor(
            base[key],
            hide_index=True,
            disabled=["document", "line", "context"],
            column_config={
                "hide": st.column_config.CheckboxColumn(t("hiding.hide"), width=60),
                "document": st.column_config.TextColumn(t("document"), width=140),
                "line": st.column_config.TextColumn(t("line"), width=60),
                "context": st.column_config.TextColumn(t("hiding.context"), width="large"),
            },
            key=key,
        )
        left = frozenset(
            place.place
            for place, hidden in zip(one.places, edited["hide"], strict=True)
            if not hidden
        )
        if left != one.spared:
            changes[one.text] = {**changes.get(one.text, {}), "spared": left}
            # The summary above was drawn before.
            st.rerun()


def _act(study: Study, vault: Vault, chosen: Sequence[Choice]) -> None:
    hidden = [one for one in chosen if one.hide]
    places = [place for one in hidden for place in one.hidden]
    counts = {
        "words": len(hidden),
        "places": len(places),
        "documents": len({place.document for place in places}),
        "open": sum(not (one.sure or one.hide or one.looked) for one in chosen),
    }
    with st.container(horizontal=True, vertical_alignment="center", key="hiding_bar"):
        st.markdown(t("hiding.summary", **counts), width="content")
        st.space("stretch")
        number = st.session_state.get("hiding_round", 0)
        sure = st.checkbox(t("hiding.confirm"), key=f"hiding_confirmed_{number}")
        pressed = st.button(
            t("hiding.act"), type="primary", disabled=not (sure and hidden), key="hiding_act"
        )
    if not pressed:
        return
    try:
        with st.spinner(t("hiding.acting")):
            st.session_state[DONE] = hide(study, vault, chosen)
        st.session_state[OPENED] = open_vault(study.folder, vault.passphrase)
    except CoderError as error:
        complain(error)
        return
    _after(study)


def _key(study: Study, vault: Vault, said: Known) -> None:
    if not said.words:
        return
    with st.expander(t("hiding.key", n=len(said.words))):
        st.caption(t("hiding.key.help", file=NAME))
        rows = [
            (name, text, KINDS[kind][spoken() == "en"])
            for text, (kind, name) in sorted(said.words.items(), key=lambda one: one[1])
        ]
        names = [t("hiding.pseudonym"), t("hiding.text"), t("hiding.kind")]
        st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True, width=640)
        if not any(not one.get("revealed") for one in vault.said.get("batches", [])):
            return
        if st.button(t("hiding.undo"), help=t("hiding.undo.help"), key="hiding_undo"):
            try:
                with st.spinner(t("hiding.acting")):
                    count = reveal(study, vault)
                st.session_state[OPENED] = open_vault(study.folder, vault.passphrase)
            except CoderError as error:
                complain(error)
                return
            st.session_state[DONE] = t("hiding.undone", n=count)
            _after(study)


def _after(study: Study) -> None:
    """Texts have changed: other documents are on other pages, and suggestions are brought up to date."""
    st.session_state.pop("document", None)
    _begin_again(keep=False)
    jobs.start_tagging(study.folder, spoken())
    st.rerun()


def _begin_again(*, keep: bool) -> None:
    """New tables; with *keep* what was decided on words stays."""
    st.session_state["hiding_round"] = st.session_state.get("hiding_round", 0) + 1
    st.session_state.pop(BASE, None)
    if not keep:
        st.session_state.pop(CHANGES, None)
