"""What the person wants counted: rows, columns, kinds of codes, whose codings."""

from __future__ import annotations

import streamlit as st

from coder.analysis.layout import ATTRIBUTES, ROWS
from coder.coding.who import CODER, WHO, coders
from coder.store.study import Study
from coder.ui.words import spoken, t
from coder.verbs.standing import State, read_labels


def rows(state: State, key: str) -> str:
    """Which level of the codebook; levels of the tree only where it has them."""
    deep = any(code.parent for code in state.codebook.codes)
    known = [name for name in ROWS if deep or not name.startswith(("level", "parent"))]
    return str(
        st.selectbox(
            t("tables.rows"),
            known,
            format_func=lambda name: t(f"rows.{name}"),
            width=150,
            key=f"{key}_rows",
        )
    )


def attributes(state: State) -> list[str]:
    """The documents' attributes, the group first."""
    names = sorted({name for one in state.documents.values() for name in one.attributes})
    return ["group", *(name for name in names if name not in ("group", "id"))]


def columns(state: State, key: str, *, documents: bool = True) -> str:
    """An attribute, or each document."""
    names = attributes(state)
    known = [names[0], "document", *names[1:]] if documents else names
    return str(
        st.selectbox(
            t("tables.columns"), known, format_func=attribute, width=150, key=f"{key}_columns"
        )
    )


def cross(state: State, first: str, key: str) -> str:
    """A second attribute to cross the first with, "" for none."""
    names = [name for name in attributes(state) if name != first]
    if first == "document" or not names:
        return ""
    return str(
        st.selectbox(
            t("tables.cross"),
            ["", *names],
            format_func=lambda name: attribute(name) if name else t("none"),
            width=130,
            key=f"{key}_cross",
        )
    )


def kinds(study: Study, key: str) -> tuple[str, ...]:
    """Which kinds of codes; of any where none is chosen."""
    known = read_labels(study, "kinds", spoken())
    chosen = st.pills(
        t("tables.kinds"),
        list(known),
        selection_mode="multi",
        default=list(known)[:1] if f"{key}_kinds" not in st.session_state else None,
        format_func=lambda kind: known[kind],
        key=f"{key}_kinds",
    )
    return tuple(chosen)


def who(state: State, key: str) -> str:
    """Whose codings count."""
    names = coders(state.folded)
    known = [name for name in WHO if name != "consensus" or len(names) > 1]
    return str(
        st.selectbox(
            t("tables.who"),
            [*known, *(CODER + name for name in names)],
            format_func=_by,
            width=260,
            key=f"{key}_who",
        )
    )


def attribute(name: str) -> str:
    """What an attribute is called on the page."""
    if name == "document":
        return t(name)
    known = ATTRIBUTES[name].say(spoken()) if name in ATTRIBUTES else name
    return known[:1].upper() + known[1:]


def _by(who: str) -> str:
    if who.startswith(CODER):
        return t("tables.who.coder", name=who.removeprefix(CODER))
    return t(f"tables.who.{who}")
