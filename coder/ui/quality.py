"""How far the tagger can be relied on, what it was taught, and what to look at next."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from coder.analysis.anchoring import Anchoring
from coder.analysis.expected import Expected
from coder.analysis.hints import Word
from coder.analysis.reliance import Bin, Reliance
from coder.analysis.resample import Interval
from coder.model import Goal
from coder.store.study import Study
from coder.ui import voice
from coder.ui.session import header
from coder.ui.tagging import update
from coder.ui.words import spoken, t
from coder.verbs.blind import SHARES, blind_share, compared, set_blind_share
from coder.verbs.curve import learning_curve
from coder.verbs.hints import hints
from coder.verbs.quality import Quality, Wrong, next_up, quality
from coder.verbs.standing import present

FEWEST = 30  # decided segments below which the figures are not worth reading
NEXT = 30


def page(study: Study) -> None:
    """Draw the page."""
    header(study, "quality")
    state = present(study)
    if state.run is None:
        st.info(t("room.untagged"))
        return
    found = quality(study)
    names = {code.id: code.label.say(spoken()) for code in state.codebook.codes}
    _goal(study, found)
    _figures(study, found)
    names_of = ("codes", "curve", "course", "wrong", "next", "hints")
    titles = [t(f"quality.{name}") for name in names_of]
    measured, curve, course, wrong, ahead, book, model = st.tabs([*titles, t("voice")])
    with measured:
        _codes(found, names)
    with curve:
        _reliability(found.bins, found.error)
    with course:
        _course(study)
    with wrong:
        _wrong(found.wrong, names)
    with ahead:
        _next(study, names)
    with book:
        _hints(study, names)
    with model:
        voice.section(study, names)


def _goal(study: Study, found: Quality) -> None:
    goals = [goal.value for goal in Goal]
    with st.container(horizontal=True, gap="large"):
        chosen = st.segmented_control(
            t("quality.goal"),
            goals,
            format_func=lambda name: t(f"quality.goal.{name}"),
            default=found.settings.goal.value if found.settings.goal else None,
            help=t("quality.goal.help"),
            key="goal",
        )
        share = st.segmented_control(
            t("quality.blind"),
            SHARES,
            format_func=lambda n: f"{n}%" if n else t("quality.blind.off"),
            default=blind_share(study),
            required=True,
            help=t("quality.blind.help"),
            key="blind",
        )
    if share is not None:
        set_blind_share(study, share)
    fixed = "" if found.settings.goal else t("quality.fixed", n=f"{found.settings.threshold:g}")
    changed = bool(chosen) and chosen != (found.settings.goal.value if found.settings.goal else "")
    news = t("quality.goal.changed") if changed else fixed
    update(study, news or t("quality.update"), goal=chosen or "")


def _figures(study: Study, found: Quality) -> None:
    if found.decided < FEWEST:
        st.info(t("quality.few", n=found.decided, least=FEWEST))
    one = found.overall
    with st.container(horizontal=True):
        decided = f"{found.decided:,} / {found.segments:,}"
        st.metric(
            t("quality.decided"),
            decided,
            border=True,
            height="stretch",
            help=t("quality.decided.help"),
        )
        for name, value, between in (
            ("precision", one.precision, one.precision_interval),
            ("recall", one.recall, one.recall_interval),
            ("f1", one.f1, one.f1_interval),
            ("kappa", one.kappa, one.kappa_interval),
        ):
            label, explained = t(f"quality.{name}"), t(f"quality.{name}.help")
            st.metric(label, _figure(value), _span(between), delta_color="off",
                      delta_arrow="off", border=True, help=explained)  # fmt: skip
        st.metric(
            t("quality.error"),
            _figure(found.error),
            border=True,
            height="stretch",
            help=t("quality.error.help"),
        )
        st.metric(t("quality.reached"), _share(one.reached), _span(one.reached_interval, share=True),
                  delta_color="off", delta_arrow="off", border=True, help=t("quality.reached.help"))  # fmt: skip
    if one.found:
        st.write(_advice(one))
    if effect := compared(study):
        st.write(_anchored(effect))


def _advice(one: Reliance) -> str:
    low, high = one.remaining_interval
    if math.isnan(low):
        return t("quality.unknown", found=one.found, left=round(one.remaining))
    said = "quality.enough" if one.enough else "quality.more"
    return t(said, found=one.found, left=round(one.remaining), low=round(low), high=round(high))


def _anchored(effect: Anchoring) -> str:
    if not effect.blind or math.isnan(effect.difference):
        return t("quality.blind.none", n=effect.blind)
    span = _span(effect.interval, share=True)
    return t(
        "quality.blind.said",
        blind=effect.blind,
        prompted=effect.prompted,
        alone=_share(effect.blind_taken),
        shown=_share(effect.prompted_taken),
        difference=f"{effect.difference:+.0%}" + (f" [{span}]" if span else ""),
    )


def _codes(found: Quality, names: Mapping[str, str]) -> None:
    st.caption(t("quality.codes.help"))
    rows = [
        {
            t("code"): names.get(one.code, one.code),
            t("quality.yes"): one.reliance.counts.both + one.reliance.counts.only_second,
            t("quality.no"): one.reliance.counts.only_first + one.reliance.counts.neither,
            t("quality.line"): one.threshold,
            t("quality.hope.precision"): _hoped(one.reliance.expected, "precision"),
            t("quality.hope.recall"): _hoped(one.reliance.expected, "recall"),
            t("quality.precision"): _with(one.reliance.precision, one.reliance.precision_interval),
            t("quality.recall"): _with(one.reliance.recall, one.reliance.recall_interval),
            t("quality.f1"): _with(one.reliance.f1, one.reliance.f1_interval),
            t("quality.kappa"): _with(one.reliance.kappa, one.reliance.kappa_interval),
            t("quality.left"): _left(one.reliance),
        }
        for one in found.codes
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content", key=f"q_codes_{spoken()}")


def _reliability(bins: Sequence[Bin], error: float) -> None:
    if not bins:
        st.info(t("quality.none"))
        return
    st.caption(t("quality.curve.help", error=_figure(error)))
    sure, given, pairs = t("quality.sure"), t("quality.given"), t("quality.pairs")
    frame = pd.DataFrame([{sure: b.sure, given: b.given, pairs: b.pairs} for b in bins])
    ends = pd.DataFrame({sure: [0.0, 1.0], given: [0.0, 1.0]})
    percent = alt.Axis(format=".0%")
    scale = alt.Scale(domain=[0, 1])
    diagonal = alt.Chart(ends).mark_line(strokeDash=[4, 4], color="#888888")
    points = alt.Chart(frame).mark_line(point=alt.OverlayMarkDef(size=70), color="#2563a6")
    x, y = alt.X(sure, type="quantitative"), alt.Y(given, type="quantitative")
    chart = diagonal.encode(x=x, y=y) + points.encode(
        x=x.axis(percent).scale(scale), y=y.axis(percent).scale(scale), tooltip=[sure, given, pairs]
    )
    st.altair_chart(chart.properties(width=460, height=380), width="content")


def _course(study: Study) -> None:
    st.caption(t("quality.course.help"))
    # It learns some thirty times over, which only who asks should wait for.
    if not st.toggle(t("quality.course.show"), key="course"):
        return
    with st.spinner(t("quality.hints.wait")):
        points = learning_curve(study)
    if not points:
        st.info(t("quality.course.few"))
        return
    count, low, high = t("quality.course.decided"), "low", "high"
    frame = pd.DataFrame(
        [
            {count: one.decided, "F1": one.f1, low: one.f1_interval[0], high: one.f1_interval[1]}
            for one in points
        ]
    )
    x = alt.X(count, type="quantitative")
    y = alt.Y("F1", type="quantitative").scale(domain=[0, 1])
    base = alt.Chart(frame)
    band = base.mark_area(opacity=0.18, color="#2563a6").encode(
        x=x, y=alt.Y(low, type="quantitative", title="F1"), y2=high
    )
    said = [alt.Tooltip(count), alt.Tooltip("F1", format=".2f")]
    line = base.mark_line(point=alt.OverlayMarkDef(size=70), color="#2563a6").encode(
        x=x, y=y, tooltip=said
    )
    st.altair_chart((band + line).properties(width=560, height=340), width="content")


def _wrong(wrong: Sequence[Wrong], names: Mapping[str, str]) -> None:
    if not wrong:
        st.info(t("quality.none"))
        return
    st.caption(t("quality.wrong.help"))
    rows = [
        {
            t("document"): one.document,
            t("quality.text"): one.text,
            t("code"): names.get(one.code, one.code),
            t("quality.confidence"): one.confidence,
            t("quality.mistake"): t("quality.extra" if one.suggested else "quality.missed"),
        }
        for one in wrong
    ]
    _table(rows, [(one.document, one.start) for one in wrong], "wrong")


def _next(study: Study, names: Mapping[str, str]) -> None:
    st.caption(t("quality.next.help"))
    ahead = next_up(study, NEXT)
    if not ahead:
        st.info(t("quality.next.none"))
        return
    rows = [
        {
            t("document"): one.document,
            t("quality.text"): one.text,
            t("quality.likely"): "；".join(
                f"{names.get(code, code)} {sure:.0%}" for code, sure in one.codes
            ),
            t("quality.gain"): one.gain,
            t("quality.why"): t("quality.chance" if one.by_chance else "quality.worth"),
        }
        for one in ahead
    ]
    _table(rows, [(one.document, one.start) for one in ahead], "next")


def _hints(study: Study, names: Mapping[str, str]) -> None:
    st.caption(t("quality.hints.help"))
    # It reads every sentence again: a second or several, which only who asks should wait for.
    if not st.toggle(t("quality.hints.show"), key="hints"):
        return
    with st.spinner(t("quality.hints.wait")):
        found = hints(study)
    comma = "、" if spoken() == "zh" else ", "
    rows = [
        {
            t("code"): names.get(one.code, one.code),
            t("quality.hints.terms"): comma.join(_word(word) for word in one.terms),
            t("quality.hints.misleading"): comma.join(_word(word) for word in one.misleading),
            t("quality.hints.examples"): "  /  ".join(one.examples),
        }
        for one in found.codes
    ]
    if rows:
        st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            height="content" if len(rows) <= 12 else 460,
            column_config={t("quality.hints.examples"): st.column_config.TextColumn(width="large")},
            key=f"q_hints_{spoken()}",
        )
    for first, second, times in found.confused:
        st.write(t("quality.hints.confused", first=names[first], second=names[second], n=times))
    for one in found.unfit:
        title = t("quality.hints.unfit", n=one.size, words=comma.join(one.words) or "–")
        with st.expander(title):
            for sentence in one.sentences:
                st.write(sentence)


def _word(word: Word) -> str:
    return f"{word.text} {word.yes}/{word.yes + word.no}"


def _table(
    rows: Sequence[Mapping[str, object]], places: Sequence[tuple[str, int]], key: str
) -> None:
    """A table of sentences; choosing one opens it in the coding room."""
    seen = st.session_state.get(f"{key}_seen", 0)
    chosen = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) <= 12 else 460,
        column_config={
            t("quality.text"): st.column_config.TextColumn(width="large"),
            t("quality.confidence"): st.column_config.NumberColumn(format="percent"),
            t("quality.gain"): st.column_config.NumberColumn(format="%.1f"),
        },
        key=f"q_{key}_{spoken()}_{seen}",
    )
    if chosen.selection.rows:
        st.session_state[f"{key}_seen"] = seen + 1
        document, start = places[chosen.selection.rows[0]]
        st.session_state["document"], st.session_state["room_at"] = document, start
        st.switch_page(st.session_state["pages"]["room"])


def _figure(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0%}"


def _span(between: Interval, *, share: bool = False) -> str | None:
    if math.isnan(between[0]):
        return None
    write = _share if share else _figure
    return f"{write(between[0])}–{write(between[1])}"


def _with(value: float, between: Interval) -> str:
    span = _span(between)
    return f"{_figure(value)}　[{span}]" if span and not math.isnan(value) else _figure(value)


def _hoped(one: Expected, name: str) -> str:
    return _with(getattr(one, name), getattr(one, f"{name}_interval"))


def _left(one: Reliance) -> str:
    low, high = one.remaining_interval
    between = "" if math.isnan(low) else f"　[{low:.0f}–{high:.0f}]"
    return f"{one.remaining:.0f}{between}"
