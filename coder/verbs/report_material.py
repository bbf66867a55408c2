"""The chapters on the material: corpus, methods, the codebook with typical quotes, the interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from coder.analysis.methods import methods
from coder.verbs.facts import group_order
from coder.verbs.figure import figure
from coder.verbs.report_draft import PROBLEM, Draft
from coder.verbs.standing import present
from coder.verbs.table import counted
from coder.write.report.blocks import Block, Heading, Paragraph, Picture, plain_grid


def corpus(draft: Draft) -> Iterator[Block]:
    """How much material there is of each group, and how much of it people have looked at."""
    facts = draft.facts
    yield draft.chapter(draft.say("corpus"))
    characters = sum(group.characters for group in facts.groups)
    label = draft.table_label()
    yield Paragraph(
        draft.say("corpus.text", n=facts.documents, characters=f"{characters:,}", table=label)
    )
    rows: list[list[Any]] = [
        [g.label, g.documents, g.turns, g.characters, g.segments, g.reviewed, _share(g.reviewed, g.segments)]
        for g in facts.groups
    ]  # fmt: skip
    sums = [sum(row[at] for row in rows) for at in range(1, 6)]
    rows.append([draft.say("total"), *sums, _share(sums[4], sums[3])])
    heads = ("group", "documents", "turns", "characters", "segments", "reviewed", "share")
    yield plain_grid(
        label,
        draft.say("corpus.caption"),
        [draft.say(f"head.{name}") for name in heads],
        rows,
        language=draft.language,
        sheet=draft.say("sheet.corpus"),
        notes=[draft.say("corpus.note")],
        total=True,
    )


def how(draft: Draft) -> Iterator[Block]:
    """The methods paragraphs, in the report's language and then in the other."""
    yield draft.chapter(draft.say("methods"))
    for text in methods(draft.facts, draft.language):
        yield Paragraph(text)
    other = "en" if draft.language == "zh" else "zh"
    yield Heading(2, draft.say("methods.other"))
    for text in methods(draft.facts_in(other), other):
        yield Paragraph(text, foreign=True)


def codebook(draft: Draft) -> Iterator[Block]:
    """Every code with its definition, its most telling quote and its numbers."""
    yield draft.chapter(draft.say("codebook"))
    label = draft.table_label()
    yield Paragraph(draft.say("codebook.text", n=len(draft.facts.codes), table=label))
    quoted = "quotes" in draft.options.parts
    rows: list[list[Any]] = []
    for code in draft.facts.codes:
        best = draft.typical.get(code.id) if quoted else None
        example = f"{best[0]['text']}（{best[0]['document']}）" if best else ""
        kind = draft.facts.kinds.get(code.kind, code.kind)
        rows.append([code.label, kind, code.definition, example, code.documents, code.references])
    heads = ("code", "kind", "definition", "example", "documents", "references")
    yield plain_grid(
        label,
        draft.say("codebook.caption"),
        [draft.say(f"head.{name}") for name in heads],
        rows,
        language=draft.language,
        sheet=draft.say("sheet.codebook"),
        widths=(2.5, 1.1 if draft.language == "zh" else 2.9, 4.2, 4.2, 1.2, 1.3),
        texts=4,
    )


def interviews(draft: Draft) -> Iterator[Block]:
    """Every interview with its group and length, by group."""
    yield draft.chapter(draft.say("interviews"))
    state = present(draft.study)
    named = group_order(draft.study, state, draft.language)
    order = list(named)
    told = {code.id for code in draft.facts.codes}
    counts = Counter(c.document for c in counted(state, draft.options.who) if c.code in told)
    rows: list[list[Any]] = [
        [
            one.id,
            named[one.group],
            one.attributes.get("role", ""),
            one.attributes.get("date", ""),
            len(one.text),
            counts[one.id],
        ]
        for one in sorted(state.documents.values(), key=lambda d: (order.index(d.group), d.id))
    ]
    if "figures" in draft.options.parts:
        yield from _portrait(draft)
    heads = ("document", "group", "role", "date", "length", "references")
    yield plain_grid(
        draft.table_label(),
        draft.say("interviews.caption"),
        [draft.say(f"head.{name}") for name in heads],
        rows,
        language=draft.language,
        sheet=draft.say("sheet.interviews"),
        widths=(1.4, 2.2, 3.7, 1.6, 1.2, 1.2),
        texts=4,
    )


def _portrait(draft: Draft) -> Iterator[Picture]:
    kinds = list(draft.options.kinds) or [PROBLEM] * (PROBLEM in draft.facts.kinds)
    made = figure(
        draft.study, "portrait", kinds=kinds, who=draft.options.who, language=draft.language
    )
    yield Picture(draft.figure_label(), made.caption.say(draft.language), made.chart)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
