"""What waits after transcripts were edited: one coding at a time, old and new text side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from coder.codebook.colors import color_of
from coder.errors import CoderError
from coder.store.study import Study
from coder.ui.session import ask_name, coder_name, complain
from coder.ui.words import spoken, t
from coder.verbs.changed import Waiting, changed, old_text, pieces, settle, take_back
from coder.verbs.standing import State, present

HERE = Path(__file__).parent
AROUND = 1200  # characters of the older text beside the words
LITTLE = 0.8  # of the words are the same, for them to be placed together at a press
LATER, DONE = "changed_later", "changed_done"


def show_waiting(study: Study) -> None:
    """The queue, where anything waits; else nothing but the way back to what was just decided."""
    waiting = changed(study).waiting
    done: list[int] = st.session_state.setdefault(DONE, [])
    if not waiting and not done:
        return
    with st.container(border=True, key="changed"):
        if not waiting:
            _all_done(study, done)
            return
        st.markdown(f"**{t('changed.title', n=len(waiting))}**")
        st.caption(t("changed.help"))
        coder = coder_name(study)
        if not coder:
            ask_name(study)
            return
        _together(study, coder, waiting)
        _one(study, coder, waiting)


def _one(study: Study, coder: str, waiting: Sequence[Waiting]) -> None:
    later: list[Any] = st.session_state.setdefault(LATER, [])
    fresh = [one for one in waiting if one.spot not in later]
    if not fresh:
        later.clear()
        fresh = list(waiting)
    one = fresh[0]
    item = _item(study, present(study), one) | {
        "count": t("changed.count", at=len(waiting) - len(fresh) + 1, n=len(waiting)),
        "undo": bool(st.session_state[DONE]),
    }
    names = ("old", "new", "place", "chosen", "gone", "later", "undo", "hint")
    words = {name: t(f"changed.{name}") for name in names}
    found = _component()(
        data={"item": item, "words": words},
        key=f"changed_{one.spot}_{len(st.session_state[DONE])}_{len(later)}_{spoken()}",
        on_act_change=lambda: None,
    )
    if found.act:
        _do(study, coder, one, dict(found.act))


def _do(study: Study, coder: str, one: Waiting, said: dict[str, Any]) -> None:
    done: list[int] = st.session_state[DONE]
    try:
        if said["what"] == "later":
            st.session_state[LATER].append(one.spot)
        elif said["what"] == "undo":
            take_back(study, coder, done.pop())
        elif said["what"] == "gone":
            done.append(settle(study, coder, one.spot).id)
        else:
            start, end, text = int(said["start"]), int(said["end"]), str(said["text"])
            done.append(settle(study, coder, one.spot, start, end, text=text).id)
    except CoderError as error:
        complain(error)
        return
    st.rerun()


def _together(study: Study, coder: str, waiting: Sequence[Waiting]) -> None:
    """A press for all of which little changed: after correcting a recording there are many."""
    alike = [one for one in waiting if one.status == "doubtful" and one.alike >= LITTLE]
    if len(alike) < 2:
        return
    label = t("changed.together", n=len(alike))
    if not st.button(label, help=t("changed.together.help"), key="changed_together"):
        return
    try:
        for one in alike:
            made = settle(study, coder, one.spot, one.to_start, one.to_end, text=one.to_text)
            st.session_state[DONE].append(made.id)
    except CoderError as error:
        complain(error)
        return
    st.rerun()


def _all_done(study: Study, done: list[int]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("changed.done"))
        coder = coder_name(study)
        if st.button(t("changed.undo"), key="changed_undo", disabled=not coder):
            try:
                take_back(study, coder, done.pop())
            except CoderError as error:
                complain(error)
                return
            st.rerun()
        if st.button(t("close"), key="changed_close"):
            done.clear()
            st.rerun()


def _item(study: Study, state: State, one: Waiting) -> dict[str, Any]:
    text = state.documents[one.document].text
    was = old_text(study, one)
    before, after = pieces(one.text, one.to_text)
    guess = [one.to_start, one.to_end, one.to_text] if one.to_text else None
    coders = "、".join(dict.fromkeys(coder for _, coder in one.codes))
    return {
        "spot": list(one.spot),
        "status": one.status,
        "says": t(f"parked.{one.status}"),
        "codes": [_code(state, code) for code, _ in one.codes],
        "who": " · ".join(part for part in (one.document, coders, *one.memos) if part),
        "old": [was[max(0, one.start - AROUND) : one.start], before, was[one.end :][:AROUND]],
        "new": [text[: one.to_start], after if guess else [], text[one.to_end :]],
        "guess": guess,
    }


def _code(state: State, code: str) -> dict[str, str]:
    known = state.codebook.by_id.get(code)
    color = color_of(state.codebook, code) if known else "#888888"
    return {"label": known.label.say(spoken()) if known else code, "color": color}


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component(
        "interview_coder_changed",
        html="<div class='cq-root'></div>",
        css=(HERE / "queue.css").read_text(encoding="utf-8"),
        js=(HERE / "queue.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
