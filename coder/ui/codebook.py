"""The codebook: a form per code, the text itself, the impact before saving, the report after."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from coder.codebook import edit
from coder.codebook.colors import colors
from coder.errors import CoderError, Problems
from coder.model import Action, Bilingual, Code, Codebook, Suggestion
from coder.store.study import Study
from coder.ui.exchange import take_codebook
from coder.ui.session import DRAFT, coder_name, complain, header
from coder.ui.words import spoken, t
from coder.verbs import codebook as verbs
from coder.verbs.standing import State, present, read_labels
from coder.verbs.tag import TagReport

LISTS = ("include", "exclude", "examples", "counter_examples", "terms", "patterns")
ORIGINS = ("", "study", "inferred", "own")
NEW = ""


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "codebook")
    _saved_report(study)
    book, text = verbs.read_codebook_leniently(study)
    if book is None:
        st.error(t("codebook.broken"))
        _text_editor(study, text)
        return
    state = present(study)
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        chosen = _list(study, book)
        take_codebook(study)
    with right:
        form, raw = st.tabs([t("codebook.form"), t("codebook.text")])
        with form:
            _form(study, state, book, text, chosen)
        with raw:
            _text_editor(study, text)


def _list(study: Study, book: Codebook) -> str:
    kinds = read_labels(study, "kinds", spoken())
    if st.button(f"＋ {t('codebook.new')}", key="new_code"):
        st.session_state["code"] = NEW
    with st.container(key="code_list"):
        for kind in dict.fromkeys(code.kind for code in book.codes):
            st.caption(kinds.get(kind, kind) or t("none"))
            for at, code in enumerate(book.codes):
                if code.kind == kind:
                    _choice(book, code, at)
    _dots(book)
    first = book.codes[0].id if book.codes else NEW
    chosen = st.session_state.get("code", first)
    return chosen if chosen in book.by_id else NEW


def _dots(book: Codebook) -> None:
    """Each code's colour before its name."""
    of = colors(book)
    rules = (
        f".st-key-code_{at} button p::before {{ background: {of[code.id]}; }}"
        for at, code in enumerate(book.codes)
    )
    st.html(f"<style>{''.join(rules)}</style>")


def _choice(book: Codebook, code: Code, at: int) -> None:
    first = book.codes[0].id
    label = "　" * _depth(book, code) + code.label.say(spoken())
    if code.retired:
        label += f"（{t('codebook.retired')}）"
    if _draft_key(code) in st.session_state.get("unsaved", ()):
        label += " ●"
    active = st.session_state.get("code", first) == code.id
    kind: Literal["secondary", "tertiary"] = "secondary" if active else "tertiary"
    if st.button(label, key=f"code_{at}", type=kind, width="stretch"):
        st.session_state["code"] = code.id
        st.rerun()


def _depth(book: Codebook, code: Code) -> int:
    depth, parent = 0, code.parent
    while parent in book.by_id and depth < len(book.codes):
        depth, parent = depth + 1, book.by_id[parent].parent
    return depth


def _form(study: Study, state: State, book: Codebook, text: str, chosen: str) -> None:
    code = book.by_id.get(chosen)
    bar, below = _bar("form"), st.container()
    fields, new_id = _fields(study, code)
    try:
        fresh = _edited(text, code, fields, new_id)
    except CoderError as error:
        with below:
            complain(error)
        return
    unsaved = st.session_state.setdefault("unsaved", set())
    (unsaved.discard if fresh == text else unsaved.add)(_draft_key(code))
    pressed = _buttons(bar, "form", changed=fresh != text)
    with below:
        _preview_or_save(study, text, fresh, pressed, draft=_draft_key(code))
    if code:
        _acts(study, state, book, code)


def _draft_key(code: Code | None) -> str:
    """What is typed belongs to this code as it is now: when it changes, the draft is no longer."""
    content = hashlib.sha256(repr(code).encode()).hexdigest()[:12]
    return f"{code.id if code else '+'}:{content}"


def _fields(study: Study, code: Code | None) -> tuple[dict[str, Any], str]:
    key = _draft_key(code)
    old = code or Code("", label=Bilingual())

    def put(name: str, value: str) -> str:
        """The widget's key, with *value* under it until something is typed."""
        widget = f"{DRAFT}{name}:{key}"
        st.session_state.setdefault(widget, value)
        return widget

    new_id = "" if code else st.text_input(t("codebook.id"), key=put("id", "")).strip()
    one, two = st.columns(2)
    zh = one.text_input(t("codebook.label_zh"), key=put("label_zh", old.label.zh))
    en = two.text_input(t("codebook.label_en"), key=put("label_en", old.label.en))
    one, two, three = st.columns(3)
    kinds = read_labels(study, "kinds", spoken())
    aspects = read_labels(study, "aspects", spoken())
    kind = _select(one, "kind", old.kind, kinds, put("kind", old.kind))
    aspect = _select(two, "aspect", old.aspect, aspects, put("aspect", old.aspect))
    origins = {name: t(f"origin.{name}") for name in ORIGINS if name}
    origin = _select(three, "origin", old.origin, origins, put("origin", old.origin))
    one, two = st.columns(2)
    define_zh = one.text_area(
        t("codebook.definition_zh"), height=100, key=put("def_zh", old.definition.zh)
    )
    define_en = two.text_area(
        t("codebook.definition_en"), height=100, key=put("def_en", old.definition.en)
    )
    lists = {}
    columns = st.columns(2)
    for at, name in enumerate(LISTS):
        column = columns[at % 2]
        said = put(name, "\n".join(_lines(old, name)))
        typed = column.text_area(t(f"codebook.{name}"), height=150, key=said)
        lists[name] = _tidy(typed)
    fields = {
        "label": {"zh": zh.strip(), "en": en.strip()},
        "kind": kind,
        "aspect": aspect,
        "origin": origin,
        "definition": {"zh": define_zh.strip(), "en": define_en.strip()},
        **lists,
    }
    return fields, new_id


def _tidy(typed: str) -> list[str]:
    """The lines, bare, without empty and repeated ones."""
    return list(dict.fromkeys(filter(None, map(str.strip, typed.splitlines()))))


def _select(place: Any, name: str, now: str, labels: dict[str, str], key: str) -> str:
    st.session_state.setdefault(key, now)
    return str(
        place.selectbox(
            t(f"codebook.{name}"),
            list(dict.fromkeys(["", *labels, now])),
            format_func=lambda value: labels.get(value, value) or t("none"),
            key=key,
        )
        or ""
    )


def _lines(code: Code, name: str) -> list[str]:
    if name == "patterns":
        return [pattern.regex or pattern.tokens for pattern in code.patterns]
    return list(getattr(code, name))


def _edited(text: str, code: Code | None, fields: dict[str, Any], new_id: str) -> str:
    """The codebook's text with what the form says, the text itself where it says nothing new."""
    if code is None:
        given = {name: value for name, value in fields.items() if _says(value)}
        return edit.add_code(text, new_id, given) if new_id else text
    before = {
        "label": {"zh": code.label.zh, "en": code.label.en},
        "kind": code.kind,
        "aspect": code.aspect,
        "origin": code.origin,
        "definition": {"zh": code.definition.zh, "en": code.definition.en},
        **{name: _tidy("\n".join(_lines(code, name))) for name in LISTS},
    }
    changed = {name: value for name, value in fields.items() if value != before[name]}
    if "patterns" in changed:
        changed["patterns"] = [_typed_pattern(line) for line in changed["patterns"]]
    return edit.set_fields(text, code.id, changed) if changed else text


def _typed_pattern(line: str) -> Any:
    """A line as the codebook holds it: tokens if it is a JSON list of them, else a regex."""
    try:
        tokens = json.loads(line)
    except ValueError:
        return line
    return tokens if isinstance(tokens, list) and all(isinstance(t, dict) for t in tokens) else line


def _says(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _bar(name: str) -> Any:
    """The line of buttons above the fields, which stays in sight; filled when they are read."""
    return st.container(horizontal=True, vertical_alignment="center", key=f"code_bar_{name}")


def _buttons(bar: Any, name: str, *, changed: bool) -> str:
    """Which of "preview" and "save" was pressed, "" where there is nothing to do."""
    with bar:
        preview = st.button(t("codebook.preview"), key=f"preview_{name}")
        save = st.button(t("codebook.save"), type="primary", key=f"save_{name}")
        if changed:
            st.write(f"● {t('codebook.unsaved')}")
        elif preview or save:
            st.write(t("codebook.same"))
    return ("save" if save else "preview" if preview else "") if changed else ""


def _preview_or_save(study: Study, text: str, fresh: str, pressed: str, *, draft: str = "") -> None:
    try:
        if pressed == "save":
            report = verbs.save(study, fresh, base=text)
            st.session_state["draft_saved"] = draft
            st.session_state["codebook_saved"] = report
            st.rerun()
        if pressed == "preview":
            _impact(study, verbs.impact(study, fresh))
    except Problems as error:
        for problem in error.problems:
            st.error(problem.say(spoken()))
    except CoderError as error:
        complain(error)


def _impact(study: Study, impact: verbs.Impact) -> None:
    st.markdown(f"#### {t('impact.title')}")
    st.text("\n".join(impact.diff.say(spoken())))
    _changes(study, impact.rerun, impact.diff.labels, vanishing=len(impact.vanishing))


def _changes(
    study: Study,
    rerun: Any,
    labels: Mapping[str, Bilingual],
    *,
    vanishing: int = 0,
) -> None:
    """The counts, and the sentences; *labels* are those of codes the study may not have yet."""
    with st.container(horizontal=True):
        for name in ("gained", "lost", "unchanged", "held", "contradicted"):
            st.metric(t(f"impact.{name}"), len(getattr(rerun, name)), border=True)
        if vanishing:
            st.metric(t("impact.vanishing"), vanishing, border=True)
    state = present(study)
    against = [one.suggestion for one in rerun.contradicted]
    if not (rerun.gained or rerun.lost or against):
        st.text(t("impact.none"))
    for name, some in (("gained", rerun.gained), ("lost", rerun.lost), ("contradicted", against)):
        if some:
            _sentences(study, state, t(f"impact.{name}"), some, labels)


def _sentences(
    study: Study,
    state: State,
    title: str,
    some: Sequence[Suggestion],
    labels: Mapping[str, Bilingual],
) -> None:
    groups = read_labels(study, "groups", spoken())
    counts = Counter((one.code, state.documents[one.document].group) for one in some)
    by = "；".join(
        f"{_label(state, code, labels)} · {groups.get(group, group) or t('unstated')} {count}"
        for (code, group), count in counts.most_common()
    )
    with st.expander(f"{title} {len(some)}　{by}", expanded=len(some) <= 12):
        frame = pd.DataFrame(
            [
                {
                    t("code"): _label(state, one.code, labels),
                    t("group"): groups.get(state.documents[one.document].group, ""),
                    t("document"): one.document,
                    t("sentence"): state.documents[one.document].text[one.start : one.end],
                }
                for one in some
            ]
        )
        st.dataframe(frame, hide_index=True, height="content" if len(some) <= 12 else 420)


def _label(state: State, code: str, labels: Mapping[str, Bilingual]) -> str:
    known = state.codebook.by_id.get(code)
    label = known.label if known else labels.get(code)
    return label.say(spoken()) if label else code


def _acts(study: Study, state: State, book: Codebook, code: Code) -> None:
    held = [coding for coding in state.standing.codings if coding.code == code.id]
    human = sum(1 for coding in held if coding.decision)
    others = {c.id: c.label.say(spoken()) for c in book.codes if c.id != code.id}
    with st.expander(t("codebook.acts")):
        st.caption(t("codebook.carries", count=len(held), human=human))
        one, two, three = st.columns(3)
        to = one.text_input(t("codebook.rename"), code.id, key=f"to_{code.id}").strip()
        if one.button(t("codebook.rename.do"), key="rename", disabled=to in ("", code.id)):
            _do(study, "rename", code.id, to)
        into = _select(two, "merge", "", others, f"into_{code.id}")
        if two.button(t("codebook.merge.do"), key="merge", disabled=not into):
            _do(study, "merge", code.id, into)
        under = _select(three, "move", code.parent, others, f"under_{code.id}")
        if three.button(t("codebook.move.do"), key="move", disabled=under == code.parent):
            _do(study, "reparent", code.id, under)
        act = "restore" if code.retired else "retire"
        if st.button(t(f"codebook.{act}.do"), key="retire"):
            _do(study, act, code.id)
    for last in verbs.acts(study)[:1]:
        named = f"{t(f'action.{last.action}')} {last.code}"
        if st.button(t("codebook.undo", act=named), key="undo_act"):
            _undo(study, last)


def _do(study: Study, act: str, *arguments: str) -> None:
    try:
        report = getattr(verbs, act)(study, *arguments, coder=coder_name(study))
    except Problems as error:
        st.error(error.say(spoken()))
        return
    except CoderError as error:
        complain(error)
        return
    if act in ("rename", "merge"):
        st.session_state["code"] = arguments[1]
    _done(report)


def _undo(study: Study, decision: Any) -> None:
    try:
        report = verbs.undo_act(study, decision, coder=coder_name(study))
    except CoderError as error:
        complain(error)
        return
    if decision.action in (Action.RENAME, Action.MERGE):
        st.session_state["code"] = decision.code
    _done(report)


def _done(report: TagReport) -> None:
    st.session_state["codebook_saved"] = report
    st.rerun()


def _saved_report(study: Study) -> None:
    report: TagReport | None = st.session_state.pop("codebook_saved", None)
    if report is None:
        return
    st.success(t("codebook.saved"))
    with st.expander(t("report.title"), expanded=True):
        _changes(study, report.rerun, {})


def _text_editor(study: Study, text: str) -> None:
    bar, below = _bar("text"), st.container()
    st.caption(t("codebook.text.help"))
    typed = st.text_area(
        t("codebook.text"), text, height=520, label_visibility="collapsed", key="codebook_text"
    )
    pressed = _buttons(bar, "text", changed=typed != text)
    with below:
        _preview_or_save(study, text, typed, pressed)
