"""A report of the study: what was said, by whom, with the words behind it, and how it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from coder.analysis.facts import CodeFacts, Facts
from coder.analysis.findings import by_group, cautions, one_code, overview, tied
from coder.analysis.methods import methods
from coder.analysis.table import DIGESTS
from coder.errors import CoderError
from coder.store.study import Study
from coder.verbs.compare import compare, saturation
from coder.verbs.facts import gather, group_order
from coder.verbs.figure import figure
from coder.verbs.make import stamp
from coder.verbs.quotes import Wanted, quotes
from coder.verbs.relations import linked, relations
from coder.verbs.standing import present
from coder.verbs.table import table
from coder.words.report import WORDS
from coder.write.report.blocks import (
    Block,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Report,
    grid_of,
    plain_grid,
)

PARTS = ("corpus", "methods", "results", "figures", "quotes", "codebook", "interviews")
ROOM = 40  # quotes looked at for each code, to choose from different interviews
ONLY_TIED = ("cause", "countermeasure")  # kinds whose ties to difficulties are told
PROBLEM = "difficulty"
MOST_GROUPS = 8  # that a page has room for side by side
PAIRS = 10  # of two kinds, in the table against chance
TOLD = 5  # pairs of codes that the text names


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a report shall have.

    Attributes:
        parts: of `PARTS`. each: quotes for each code.
        who: "all" that stands, or "reviewed" by people.
        kinds: only codes of these kinds; of any where empty.
    """

    parts: Sequence[str] = PARTS
    each: int = 2
    who: str = "all"
    kinds: Sequence[str] = ()
    language: str = "zh"


def report(study: Study, options: Options | None = None) -> Report:
    """The report as blocks.

    Raises:
        CoderError: not_tagged, unknown_choice.
    """
    options = options or Options()
    for part in options.parts:
        if part not in PARTS:
            raise CoderError("unknown_choice", what="part", value=part, known=" ".join(PARTS))
    return _Writer(study, options).report()


def write(study: Study, out: Path, options: Options | None = None) -> None:
    """Write the report to *out*, its form by the suffix.

    Raises:
        CoderError: as `report`; unknown_format, no_chinese_font, and what the disk says.
    """
    from coder.write.report.files import write_report

    options = options or Options()
    asked = {name: _plain(getattr(options, name)) for name in Options.__dataclass_fields__}
    write_report(report(study, options), out, stamp=stamp(study, "report", asked))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


class _Writer:
    """One report on its way: it counts tables, figures and chapters."""

    def __init__(self, study: Study, options: Options) -> None:
        self.study, self.options, self.language = study, options, options.language
        self.facts = gather(study, who=options.who, language=options.language)
        if options.kinds:
            self.facts = _only(self.facts, options.kinds)
        self.tables = self.figures = self.chapters = 0

    def say(self, key: str, **values: object) -> str:
        zh, en = WORDS[key]
        return (en if self.language == "en" else zh).format(**values)

    def report(self) -> Report:
        facts = self.facts
        hashes = ("；" if self.language == "zh" else "; ").join(
            f"{DIGESTS[name].say(self.language)} {value}" for name, value in facts.digests.items()
        )
        kind, _, name = facts.who.partition(":")
        lines = [self.say("counted", who=self.say(f"who.{kind}", name=name))]
        if facts.fictional:
            lines.insert(0, self.say("fictional"))
        return Report(
            title=facts.title.say(self.language),
            subtitle=self.say("subtitle"),
            lines=lines,
            blocks=list(self.blocks()),
            footer=self.say("footer", program=facts.program, hashes=hashes),
            language=self.language,
            words={"note": self.say("note"), "text": self.say("sheet.text")},
        )

    @property
    def columns(self) -> str:
        """What tables and figures are parted by: groups, where there are some and not too many."""
        return "group" if 2 <= len(self.facts.groups) <= MOST_GROUPS else ""

    def blocks(self) -> Iterator[Block]:
        parts = self.options.parts
        if "corpus" in parts:
            yield from self.corpus()
        if "methods" in parts:
            yield from self.methods()
        if "results" in parts:
            for kind in self.facts.kinds or {"": ""}:
                yield from self.kind(kind)
            yield from self.together()
            yield from self.saturation()
            yield from self.limits()
        if "codebook" in parts:
            yield from self.codebook()
        if "interviews" in parts:
            yield from self.interviews()

    def chapter(self, text: str) -> Heading:
        self.chapters += 1
        return Heading(1, text, str(self.chapters))

    def table_label(self) -> str:
        self.tables += 1
        return self.say("table", n=self.tables)

    def figure_label(self) -> str:
        self.figures += 1
        return self.say("figure", n=self.figures)

    def corpus(self) -> Iterator[Block]:
        facts = self.facts
        yield self.chapter(self.say("corpus"))
        characters = sum(group.characters for group in facts.groups)
        label = self.table_label()
        yield Paragraph(
            self.say("corpus.text", n=facts.documents, characters=f"{characters:,}", table=label)
        )
        rows: list[list[Any]] = [
            [g.label, g.documents, g.turns, g.characters, g.segments, g.reviewed, _share(g.reviewed, g.segments)]
            for g in facts.groups
        ]  # fmt: skip
        sums = [sum(row[at] for row in rows) for at in range(1, 6)]
        rows.append([self.say("total"), *sums, _share(sums[4], sums[3])])
        heads = ("group", "documents", "turns", "characters", "segments", "reviewed", "share")
        yield plain_grid(
            label,
            self.say("corpus.caption"),
            [self.say(f"head.{name}") for name in heads],
            rows,
            language=self.language,
            sheet=self.say("sheet.corpus"),
            notes=[self.say("corpus.note")],
            total=True,
        )

    def methods(self) -> Iterator[Block]:
        yield self.chapter(self.say("methods"))
        for text in methods(self.facts, self.language):
            yield Paragraph(text)
        other = "en" if self.language == "zh" else "zh"
        yield Heading(2, self.say("methods.other"))
        foreign = gather(self.study, who=self.options.who, language=other)
        if self.options.kinds:
            foreign = _only(foreign, self.options.kinds)
        for text in methods(foreign, other):
            yield Paragraph(text, foreign=True)

    def kind(self, kind: str) -> Iterator[Block]:
        """The chapter of one kind of codes: all in numbers, then one by one in words."""
        facts = self.facts
        word = facts.kinds.get(kind) or self.say("codes")
        yield self.chapter(word)
        codes = facts.of_kind(kind)
        joined = "" if self.language == "zh" else " "
        yield Paragraph(joined.join(overview(facts, kind)))
        if any(code.references for code in codes):
            if self.columns and (groups := by_group(facts, kind)):
                yield Paragraph(joined.join(groups))
            yield self.frequencies(kind, word)
            if "figures" in self.options.parts:
                yield from self.pictures(kind, word)
            if kind == PROBLEM and self.columns:
                yield from self.differences(kind, word)
            if kind in ONLY_TIED and PROBLEM in facts.kinds:
                yield from self.ties(kind, word)
        for at, code in enumerate(codes, start=1):
            if code.references:
                yield from self.code(code, f"{self.chapters}.{at}")

    def frequencies(self, kind: str, word: str) -> Grid:
        made = table(
            self.study,
            columns=self.columns,
            kinds=[kind] if kind else (),
            who=self.options.who,
            language=self.language,
        )
        return grid_of(
            made,
            label=self.table_label(),
            caption=self.say("kind.caption", kind=word),
            language=self.language,
            sheet=word,
            notes=[note.say(self.language) for note in made.notes],
        )

    def pictures(self, kind: str, word: str) -> Iterator[Picture]:
        chosen: dict[str, Any] = {
            "kinds": [kind] if kind else (),
            "who": self.options.who,
            "language": self.language,
        }
        names = ["heat", "bars"] if kind == PROBLEM else ["heat"]
        for name in names:
            made = figure(self.study, name, columns=self.columns, **chosen)
            caption = self.say(f"{name}.caption", kind=word)
            notes = [note.say(self.language) for note in made.notes]
            yield Picture(self.figure_label(), caption, made.chart, tuple(notes))

    def differences(self, kind: str, word: str) -> Iterator[Block]:
        """Whether groups differ, with interviews dealt out anew; the answer first."""
        made = compare(self.study, kinds=[kind], who=self.options.who, language=self.language)
        first, *notes = [note.say(self.language) for note in made.notes]
        label = self.table_label()
        yield Paragraph(self.say("differences.text", table=label, answer=first))
        yield grid_of(
            made,
            label=label,
            caption=self.say("differences.caption", kind=word),
            language=self.language,
            sheet=self.say("sheet.differences", kind=word),
            notes=notes,
            total=False,
        )

    def saturation(self) -> Iterator[Block]:
        """Whether further interviews would bring new codes."""
        chosen: dict[str, Any] = {
            "kinds": list(self.options.kinds),
            "who": self.options.who,
            "language": self.language,
        }
        made = saturation(self.study, columns="", **chosen)
        joined = "" if self.language == "zh" else " "
        yield self.chapter(self.say("saturation"))
        # All interviews together: what the sentences begin with need not be said.
        begin = self.say("total") + ("：" if self.language == "zh" else ": ")
        said = [note.say(self.language).removeprefix(begin) for note in made.notes]
        yield Paragraph(joined.join(said))
        if "figures" in self.options.parts:
            drawn = figure(self.study, "saturation", **chosen)
            notes = tuple(note.say(self.language) for note in drawn.notes)
            caption = drawn.caption.say(self.language)
            yield Picture(self.figure_label(), caption, drawn.chart, notes)

    def ties(self, kind: str, word: str) -> Iterator[Block]:
        """Difficulties by causes or countermeasures: interviews that speak of both in one turn."""
        facts = self.facts
        rows_of = [code for code in facts.codes if code.kind == PROBLEM]
        columns = [code for code in facts.codes if code.kind == kind]
        known = {frozenset((t.first, t.second)): t for t in facts.ties}
        label = self.table_label()
        problem = facts.kinds[PROBLEM]
        yield Paragraph(self.say("ties.text", problem=problem, kind=word, table=label))
        rows = []
        for code in rows_of:
            cells = [known.get(frozenset((code.id, other.id))) for other in columns]
            rows.append([code.label, *(f"{t.documents} ({t.turns})" if t else "0" for t in cells)])
        yield plain_grid(
            label,
            self.say("ties.caption", problem=problem, kind=word),
            [problem, *(code.label for code in columns)],
            rows,
            language=self.language,
            sheet=self.say("sheet.ties", problem=problem, kind=word),
            notes=[self.say("ties.note")],
        )
        yield from self.chance(kind, word)
        yield from self.links(kind, word)

    def chance(self, kind: str, word: str) -> Iterator[Block]:
        """The pairs that stand near each other oftenest, against chance within each interview."""
        made = relations(
            self.study,
            first=PROBLEM,
            second=kind,
            within="near",
            who=self.options.who,
            language=self.language,
        )
        # The last column is observed ÷ expected.
        often = (
            made.frame[made.frame.iloc[:, -1] > 1].head(PAIRS) if len(made.frame) else made.frame
        )
        if not len(often):
            return
        problem, label = self.facts.kinds[PROBLEM], self.table_label()
        yield Paragraph(self.say("chance.text", problem=problem, kind=word, table=label))
        yield grid_of(
            replace(made, frame=often),
            label=label,
            caption=self.say("chance.caption", problem=problem, kind=word),
            language=self.language,
            sheet=self.say("sheet.chance", problem=problem, kind=word),
            notes=[note.say(self.language) for note in made.notes],
            total=False,
        )

    def links(self, kind: str, word: str) -> Iterator[Block]:
        """What people confirmed that interviewees bring together, by respondents."""
        if not linked(self.study, first=PROBLEM, second=kind, propose=False).holding:
            return
        made = relations(self.study, first=PROBLEM, second=kind, language=self.language)
        problem, label = self.facts.kinds[PROBLEM], self.table_label()
        yield Paragraph(self.say("links.text", problem=problem, kind=word, table=label))
        yield grid_of(
            made,
            label=label,
            caption=self.say("links.caption", problem=problem, kind=word),
            language=self.language,
            sheet=self.say("sheet.links", problem=problem, kind=word),
            notes=[note.say(self.language) for note in made.notes],
        )

    def code(self, code: CodeFacts, number: str) -> Iterator[Block]:
        facts = self.facts
        yield Heading(2, code.label, number)
        joined = "" if self.language == "zh" else " "
        said = [code.definition, one_code(facts, code, groups=bool(self.columns))]
        if code.kind == PROBLEM:
            said += [tied(facts, code, kind) for kind in ONLY_TIED if kind in facts.kinds]
        yield Paragraph(joined.join(filter(None, said)))
        if "quotes" in self.options.parts:
            for row in self.typical.get(code.id, ()):
                yield Quote(_flat(row["text"]), self.source(row))

    @cached_property
    def typical(self) -> Mapping[str, list[dict[str, Any]]]:
        """The quotes of each code, the most telling first, from different interviews."""
        kinds, who = list(self.options.kinds), self.options.who
        wanted = Wanted(kinds=kinds, who=who, order="varied", most=ROOM)
        frame = quotes(self.study, wanted, language=self.language)
        return {
            str(code): _different(some, self.options.each)
            for code, some in frame.groupby("code", sort=False)
        }

    def source(self, row: Mapping[str, Any]) -> str:
        where = [str(row["document"]), str(row["group"]), self.say("turn", n=row["turn"])]
        if row["source"] == "tagger":
            where.append(self.say("unreviewed"))
        return ("，" if self.language == "zh" else ", ").join(filter(None, where))

    def together(self) -> Iterator[Block]:
        """Which codes stand in one turn, over all kinds."""
        labels = {code.id: code.label for code in self.facts.codes}
        ties = [t for t in self.facts.ties if t.first in labels and t.second in labels][:TOLD]
        if not ties:
            return
        yield self.chapter(self.say("together"))
        said = [
            self.say("together.pair", first=labels[t.first], second=labels[t.second], n=t.documents, turns=t.turns)
            for t in ties
        ]  # fmt: skip
        listed = ("、" if self.language == "zh" else ", ").join(said)
        yield Paragraph(self.say("together.text", pairs=listed))
        if "figures" in self.options.parts:
            made = figure(
                self.study,
                "network",
                kinds=list(self.options.kinds),
                who=self.options.who,
                language=self.language,
            )
            notes = tuple(note.say(self.language) for note in made.notes)
            caption = made.caption.say(self.language)
            yield Picture(self.figure_label(), caption, made.chart, notes)

    def limits(self) -> Iterator[Block]:
        yield self.chapter(self.say("limits"))
        for text in cautions(self.facts):
            yield Paragraph(text)

    def codebook(self) -> Iterator[Block]:
        yield self.chapter(self.say("codebook"))
        label = self.table_label()
        yield Paragraph(self.say("codebook.text", n=len(self.facts.codes), table=label))
        quoted = "quotes" in self.options.parts
        rows: list[list[Any]] = []
        for code in self.facts.codes:
            best = self.typical.get(code.id) if quoted else None
            example = f"{_flat(best[0]['text'])}（{best[0]['document']}）" if best else ""
            kind = self.facts.kinds.get(code.kind, code.kind)
            rows.append(
                [code.label, kind, code.definition, example, code.documents, code.references]
            )
        heads = ("code", "kind", "definition", "example", "documents", "references")
        yield plain_grid(
            label,
            self.say("codebook.caption"),
            [self.say(f"head.{name}") for name in heads],
            rows,
            language=self.language,
            sheet=self.say("sheet.codebook"),
            widths=(2.4, 1.1 if self.language == "zh" else 2.6, 4.3, 4.3, 1.2, 1.3),
            texts=4,
        )

    def interviews(self) -> Iterator[Block]:
        yield self.chapter(self.say("interviews"))
        state = present(self.study)
        named = group_order(self.study, state, self.language)
        order = list(named)
        counts = pd.Series(
            [c.document for c in state.standing.codings], dtype=object
        ).value_counts()
        rows: list[list[Any]] = [
            [
                one.id,
                named[one.group],
                one.attributes.get("role", ""),
                one.attributes.get("date", ""),
                len(one.text),
                int(counts.get(one.id, 0)),
            ]
            for one in sorted(state.documents.values(), key=lambda d: (order.index(d.group), d.id))
        ]
        if "figures" in self.options.parts:
            yield from self.portrait()
        heads = ("document", "group", "role", "date", "length", "references")
        yield plain_grid(
            self.table_label(),
            self.say("interviews.caption"),
            [self.say(f"head.{name}") for name in heads],
            rows,
            language=self.language,
            sheet=self.say("sheet.interviews"),
            widths=(1.1, 2.2, 4.0, 1.6, 1.1, 1.1),
            texts=4,
        )

    def portrait(self) -> Iterator[Picture]:
        kinds = list(self.options.kinds) or [PROBLEM] * (PROBLEM in self.facts.kinds)
        made = figure(
            self.study, "portrait", kinds=kinds, who=self.options.who, language=self.language
        )
        yield Picture(self.figure_label(), made.caption.say(self.language), made.chart)


def _only(facts: Facts, kinds: Sequence[str]) -> Facts:
    return replace(
        facts,
        codes=tuple(code for code in facts.codes if code.kind in kinds),
        kinds={kind: word for kind, word in facts.kinds.items() if kind in kinds},
    )


def _different(some: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """The first *most*, from as many interviews as can be."""
    rows: list[dict[str, Any]] = some.to_dict("records")  # type: ignore[assignment]
    seen: set[str] = set()
    first: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    for row in rows:
        (later if row["document"] in seen else first).append(row)
        seen.add(row["document"])
    return (first + later)[:most]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _flat(text: str) -> str:
    return " ".join(text.split())
