"""What taking a project in does, or has done, as a value to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coder.errors import Problem
from coder.exchange.codes import CodePlan
from coder.exchange.project import Project
from coder.model import Action, Decision
from coder.verbs.exchange_codings import Taken
from coder.verbs.exchange_texts import Home


@dataclass(frozen=True)
class TextLine:
    """What becomes of one text: "new", "known", "other" (kept, codings placed) or "failed"."""

    name: str
    document: str
    status: str
    codings: int
    placed: int


@dataclass(frozen=True)
class ExchangeReport:
    """What taking a project in does, or has done.

    Attributes:
        reading: how positions were read, "" where there were none.
        codings, known: codings that are new, and those that are there already.
        problems: what is not taken over, item by item.
    """

    file: str
    origin: str
    reading: str
    texts: tuple[TextLine, ...]
    codes_new: int
    codes_known: int
    codings: int
    known: int
    memos: int
    coders: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def adds(self) -> bool:
        """Whether anything is new."""
        texts = any(one.status == "new" for one in self.texts)
        return bool(texts or self.codes_new or self.codings or self.memos)


def report_of(
    project: Project,
    file: str,
    found: list[Home],
    codes: CodePlan,
    taken: Taken,
    memos: Mapping[str, str],
) -> ExchangeReport:
    """The report on what is planned."""
    lines = [
        TextLine(
            home.source.name,
            home.document.id,
            home.status,
            sum(bool(one.code) for one in home.source.selections),
            sum(
                bool(one.code) and (one.start, one.end) in home.ranges
                for one in home.source.selections
            ),
        )
        for home in found
    ]
    told = [*project.lost, *codes.problems, *(p for home in found for p in home.problems)]
    placed = [Problem(p.code, file, error=False, values=p.values) for p in (*told, *taken.problems)]
    coders = sorted({one.coder for one in taken.decisions})
    return ExchangeReport(
        file,
        project.origin,
        project.reading,
        tuple(lines),
        len(codes.added),
        len(set(codes.ids.values())) - len(codes.added),
        taken.codings,
        taken.known,
        taken.memos + len(memos),
        tuple(coders),
        tuple(placed),
    )


def less(
    report: ExchangeReport, planned: Sequence[Decision], sure: Sequence[Decision]
) -> ExchangeReport:
    """The report without what a text changed under our hands can no longer hold."""
    gone = Counter(one.document for one in planned) - Counter(one.document for one in sure)
    told = [
        Problem("exchange_not_exact", report.file, error=False, values={"name": name, "count": n})
        for name, n in gone.items()
    ]
    codings = sum(one.action is Action.ADD for one in sure)
    return replace(report, codings=codings, problems=(*report.problems, *told))
