"""Difficulties by their causes or countermeasures: spoken of together, against chance, linked by people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.verbs.relations import linked, relations
from coder.verbs.report_draft import PROBLEM, Draft
from coder.write.report.blocks import Block, Paragraph, grid_of, plain_grid

PAIRS = 10  # of two kinds, in the table against chance


def ties(draft: Draft, kind: str, word: str) -> Iterator[Block]:
    """Difficulties by causes or countermeasures: interviews that speak of both in one turn."""
    facts = draft.facts
    rows_of = [code for code in facts.codes if code.kind == PROBLEM]
    columns = [code for code in facts.codes if code.kind == kind]
    known = {frozenset((t.first, t.second)): t for t in facts.ties}
    label = draft.table_label()
    problem = facts.kinds[PROBLEM]
    yield Paragraph(draft.say("ties.text", problem=problem, kind=word, table=label))
    rows = []
    for code in rows_of:
        cells = [known.get(frozenset((code.id, other.id))) for other in columns]
        rows.append([code.label, *(f"{t.documents} ({t.turns})" if t else "0" for t in cells)])
    yield plain_grid(
        label,
        draft.say("ties.caption", problem=problem, kind=word),
        [problem, *(code.label for code in columns)],
        rows,
        language=draft.language,
        sheet=draft.say("sheet.ties", problem=problem, kind=word),
        notes=[draft.say("ties.note")],
    )
    yield from _chance(draft, kind, word)
    yield from _links(draft, kind, word)


def _chance(draft: Draft, kind: str, word: str) -> Iterator[Block]:
    """The pairs that stand near each other oftenest, against chance within each interview."""
    made = relations(
        draft.study,
        first=PROBLEM,
        second=kind,
        within="near",
        who=draft.options.who,
        language=draft.language,
    )
    # The last column is observed ÷ expected.
    often = made.frame[made.frame.iloc[:, -1] > 1].head(PAIRS) if len(made.frame) else made.frame
    if not len(often):
        return
    problem, label = draft.facts.kinds[PROBLEM], draft.table_label()
    yield Paragraph(draft.say("chance.text", problem=problem, kind=word, table=label))
    yield grid_of(
        replace(made, frame=often),
        label=label,
        caption=draft.say("chance.caption", problem=problem, kind=word),
        language=draft.language,
        sheet=draft.say("sheet.chance", problem=problem, kind=word),
        notes=[note.say(draft.language) for note in made.notes],
        total=False,
    )


def _links(draft: Draft, kind: str, word: str) -> Iterator[Block]:
    """What people confirmed that interviewees bring together, by respondents."""
    if not linked(draft.study, first=PROBLEM, second=kind, propose=False).holding:
        return
    made = relations(draft.study, first=PROBLEM, second=kind, language=draft.language)
    problem, label = draft.facts.kinds[PROBLEM], draft.table_label()
    yield Paragraph(draft.say("links.text", problem=problem, kind=word, table=label))
    yield grid_of(
        made,
        label=label,
        caption=draft.say("links.caption", problem=problem, kind=word),
        language=draft.language,
        sheet=draft.say("sheet.links", problem=problem, kind=word),
        notes=[note.say(draft.language) for note in made.notes],
    )
