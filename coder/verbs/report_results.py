"""The chapters of results: each kind of codes in numbers, then code by code with quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coder.analysis.facts import CodeFacts
from coder.analysis.findings import by_group, cautions, one_code, overview, tied
from coder.verbs.compare import compare, saturation
from coder.verbs.figure import figure
from coder.verbs.report_draft import PROBLEM, Draft
from coder.verbs.report_ties import ties
from coder.verbs.table import table
from coder.write.report.blocks import Block, Grid, Heading, Paragraph, Picture, Quote, grid_of

ONLY_TIED = ("cause", "countermeasure")  # kinds whose ties to difficulties are told
TOLD = 5  # pairs of codes that the text names


def kind_of(draft: Draft, kind: str) -> Iterator[Block]:
    """The chapter of one kind of codes: all in numbers, then one by one in words."""
    facts = draft.facts
    word = facts.kinds.get(kind) or draft.say("codes")
    yield draft.chapter(word)
    codes = facts.of_kind(kind)
    joined = draft.joined
    yield Paragraph(joined.join(overview(facts, kind)))
    if any(code.references for code in codes):
        if draft.columns and (groups := by_group(facts, kind)):
            yield Paragraph(joined.join(groups))
        yield _frequencies(draft, kind, word)
        if "figures" in draft.options.parts:
            yield from _pictures(draft, kind, word)
        if kind == PROBLEM and draft.columns:
            yield from _differences(draft, kind, word)
        if kind in ONLY_TIED and PROBLEM in facts.kinds:
            yield from ties(draft, kind, word)
    for at, code in enumerate(codes, start=1):
        if code.references:
            yield from _code(draft, code, f"{draft.chapters}.{at}")


def _frequencies(draft: Draft, kind: str, word: str) -> Grid:
    made = table(
        draft.study,
        columns=draft.columns,
        kinds=[kind] if kind else (),
        who=draft.options.who,
        language=draft.language,
    )
    return grid_of(
        made,
        label=draft.table_label(),
        caption=draft.say("kind.caption", kind=word),
        language=draft.language,
        sheet=word,
        notes=[note.say(draft.language) for note in made.notes],
    )


def _pictures(draft: Draft, kind: str, word: str) -> Iterator[Picture]:
    chosen: dict[str, Any] = {
        "kinds": [kind] if kind else (),
        "who": draft.options.who,
        "language": draft.language,
    }
    names = ["heat", "bars"] if kind == PROBLEM else ["heat"]
    for name in names:
        made = figure(draft.study, name, columns=draft.columns, **chosen)
        caption = draft.say(f"{name}.caption", kind=word)
        notes = [note.say(draft.language) for note in made.notes]
        yield Picture(draft.figure_label(), caption, made.chart, tuple(notes))


def _differences(draft: Draft, kind: str, word: str) -> Iterator[Block]:
    """Whether groups differ, with interviews dealt out anew; the answer first."""
    made = compare(draft.study, kinds=[kind], who=draft.options.who, language=draft.language)
    first, *notes = [note.say(draft.language) for note in made.notes]
    label = draft.table_label()
    yield Paragraph(draft.say("differences.text", table=label, answer=first))
    yield grid_of(
        made,
        label=label,
        caption=draft.say("differences.caption", kind=word),
        language=draft.language,
        sheet=draft.say("sheet.differences", kind=word),
        notes=notes,
        total=False,
    )


def _code(draft: Draft, code: CodeFacts, number: str) -> Iterator[Block]:
    facts = draft.facts
    yield Heading(2, code.label, number)
    joined = draft.joined
    said = [code.definition, one_code(facts, code, groups=bool(draft.columns))]
    if code.kind == PROBLEM:
        said += [tied(facts, code, kind) for kind in ONLY_TIED if kind in facts.kinds]
    yield Paragraph(joined.join(filter(None, said)))
    if "quotes" in draft.options.parts:
        for row in draft.typical.get(code.id, ()):
            yield Quote(str(row["text"]), draft.source(row))


def together(draft: Draft) -> Iterator[Block]:
    """Which codes stand in one turn, over all kinds."""
    labels = {code.id: code.label for code in draft.facts.codes}
    ties = [t for t in draft.facts.ties if t.first in labels and t.second in labels][:TOLD]
    if not ties:
        return
    yield draft.chapter(draft.say("together"))
    said = [
        draft.say("together.pair", first=labels[t.first], second=labels[t.second], n=t.documents, turns=t.turns)
        for t in ties
    ]  # fmt: skip
    listed = ("、" if draft.language == "zh" else ", ").join(said)
    yield Paragraph(draft.say("together.text", pairs=listed))
    if "figures" in draft.options.parts:
        made = figure(
            draft.study,
            "network",
            kinds=list(draft.options.kinds),
            who=draft.options.who,
            language=draft.language,
        )
        notes = tuple(note.say(draft.language) for note in made.notes)
        caption = made.caption.say(draft.language)
        yield Picture(draft.figure_label(), caption, made.chart, notes)


def further(draft: Draft) -> Iterator[Block]:
    """Whether further interviews would bring new codes."""
    chosen: dict[str, Any] = {
        "kinds": list(draft.options.kinds),
        "who": draft.options.who,
        "language": draft.language,
    }
    made = saturation(draft.study, columns="", **chosen)
    joined = draft.joined
    yield draft.chapter(draft.say("saturation"))
    # All interviews together: what the sentences begin with need not be said.
    begin = draft.say("total") + ("：" if draft.language == "zh" else ": ")
    said = [note.say(draft.language).removeprefix(begin) for note in made.notes]
    yield Paragraph(joined.join(said))
    if "figures" in draft.options.parts:
        drawn = figure(draft.study, "saturation", **chosen)
        notes = tuple(note.say(draft.language) for note in drawn.notes)
        caption = drawn.caption.say(draft.language)
        yield Picture(draft.figure_label(), caption, drawn.chart, notes)


def limits(draft: Draft) -> Iterator[Block]:
    """What the numbers do not say."""
    yield draft.chapter(draft.say("limits"))
    for text in cautions(draft.facts):
        yield Paragraph(text)
