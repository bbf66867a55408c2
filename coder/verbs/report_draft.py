"""A report on its way: what it is of, what was asked for, and how many tables and figures it has so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from coder.analysis.facts import Facts
from coder.model import by_machine
from coder.store.study import Study
from coder.verbs.facts import gather
from coder.verbs.quotes import Wanted, quotes
from coder.words.report import WORDS
from coder.write.report.blocks import Heading

PARTS = ("corpus", "methods", "results", "figures", "quotes", "codebook", "interviews")
PROBLEM = "difficulty"
MOST_GROUPS = 8  # that a page has room for side by side
ROOM = 40  # quotes looked at for each code, to choose from different interviews


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


class Draft:
    """What the chapters share. It counts tables, figures and chapters, in the order they are asked for."""

    def __init__(self, study: Study, options: Options) -> None:
        self.study, self.options, self.language = study, options, options.language
        self.facts = self.facts_in(options.language)
        self.tables = self.figures = self.chapters = 0

    def facts_in(self, language: str) -> Facts:
        """The facts of the codes asked for, in words of *language*."""
        facts = gather(self.study, who=self.options.who, language=language)
        return _only(facts, self.options.kinds) if self.options.kinds else facts

    def say(self, key: str, **values: object) -> str:
        """The words of *key* in the report's language."""
        zh, en = WORDS[key]
        return (en if self.language == "en" else zh).format(**values)

    @property
    def joined(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    @property
    def columns(self) -> str:
        """What tables and figures are parted by: groups, where there are some and not too many."""
        return "group" if 2 <= len(self.facts.groups) <= MOST_GROUPS else ""

    def chapter(self, text: str) -> Heading:
        """The heading of the next chapter."""
        self.chapters += 1
        return Heading(1, text, str(self.chapters))

    def table_label(self) -> str:
        """What the next table is called."""
        self.tables += 1
        return self.say("table", n=self.tables)

    def figure_label(self) -> str:
        """What the next figure is called."""
        self.figures += 1
        return self.say("figure", n=self.figures)

    @cached_property
    def typical(self) -> Mapping[str, list[dict[str, Any]]]:
        """The quotes of each code by its id, the most telling first, from different interviews."""
        kinds, who = list(self.options.kinds), self.options.who
        wanted = Wanted(kinds=kinds, who=who, order="varied", most=ROOM)
        frame = quotes(self.study, wanted, language=self.language)
        return {
            str(code): _different(some, self.options.each)
            for code, some in frame.groupby("code", sort=False)
        }

    def source(self, row: Mapping[str, Any]) -> str:
        """Where a quote is from, and whether a person has seen it."""
        where = [str(row["document"]), str(row["group"]), self.say("turn", n=row["turn"])]
        if by_machine(row["source"]):
            where.append(self.say("unreviewed"))
        return ("，" if self.language == "zh" else ", ").join(filter(None, where))


def _only(facts: Facts, kinds: Sequence[str]) -> Facts:
    return replace(
        facts,
        codes=tuple(code for code in facts.codes if code.kind in kinds),
        kinds={kind: word for kind, word in facts.kinds.items() if kind in kinds},
    )


def _different(some: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """The first *most*, from as many interviews as can be, each text in one line."""
    rows: list[dict[str, Any]] = some.to_dict("records")  # type: ignore[assignment]
    seen: set[str] = set()
    first: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    for row in rows:
        row["text"] = " ".join(str(row["text"]).split())
        (later if row["document"] in seen else first).append(row)
        seen.add(row["document"])
    return (first + later)[:most]
