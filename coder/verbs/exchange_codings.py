"""Codings from elsewhere as decisions; what is in the log already is not taken again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coder.coding.stand import Fold
from coder.errors import Problem
from coder.exchange.project import Project, Selection
from coder.model import Action, Decision
from coder.verbs.exchange_texts import Home


@dataclass(frozen=True)
class Taken:
    """The decisions that a project brings.

    Attributes:
        codings: codings among the decisions; known: codings that are there already.
        memos: memos among the decisions, with those that come with a coding.
    """

    decisions: tuple[Decision, ...] = ()
    codings: int = 0
    known: int = 0
    memos: int = 0
    problems: tuple[Problem, ...] = ()


def decisions_of(
    project: Project,
    homes: Sequence[Home],
    ids: Mapping[str, str],
    folded: Fold,
    *,
    coder: str,
    codebook: str,
) -> Taken:
    """What each selection says, as a decision of its own coder, made at the time of the import.

    Args:
        ids: the project's keys of codes → ids.
        folded: the log as it stands; what a coder has decided on a range since is left alone.
        coder: whose a selection is that names nobody; by default the program's name.
    """
    fresh: list[Decision] = []
    seen: set[tuple[object, ...]] = set()
    known = 0
    problems: list[Problem] = []
    for home in homes:
        for selection in home.source.selections:
            span = home.ranges.get((selection.start, selection.end))
            if span is None:
                continue
            code = ids[selection.code] if selection.code else ""
            who = selection.user or coder or project.program
            made = _decision(home, selection, span, code, who)
            made = replace(made, codebook=codebook, source=project.program)
            key = (made.coder, made.document, *span, made.code, made.code == "" and made.memo)
            there = _there(made, folded)
            if key in seen or there:
                known += bool(made.code)
                late = _late_memo(made, folded, problems) if key not in seen else None
                fresh += [late] if late else []
            else:
                fresh.append(made)
            seen.add(key)
    given = sum(one.action is Action.ADD for one in fresh)
    memos = sum(bool(one.memo) for one in fresh)
    fresh = _looked(_joined(fresh, folded), folded)
    return Taken(tuple(fresh), given, known, memos, tuple(problems))


def _looked(fresh: Sequence[Decision], folded: Fold) -> list[Decision]:
    """Before each new coding, that its coder looked at these words, as `import_codings` has it.

    The codes not given there are the coder's "no": without any, everything would look like a "yes"
    to what learns from decisions.
    """
    seen = {
        (one.decision.coder, one.decision.document, one.decision.start, one.decision.end)
        for looks in folded.looked.values()
        for one in looks
    }
    found: list[Decision] = []
    for one in fresh:
        place = (one.coder, one.document, one.start, one.end)
        if one.action is Action.ADD and place not in seen:
            seen.add(place)
            found.append(replace(one, action=Action.REVIEW, code="", memo=""))
        found.append(one)
    return found


def _joined(fresh: Sequence[Decision], folded: Fold) -> list[Decision]:
    """Notes on the same range as one: of two the later would hide the earlier."""
    notes = dict(folded.memos)
    joined: dict[tuple[object, ...], Decision] = {}
    for number, one in enumerate(fresh):
        key = (one.document, one.start, one.end, one.code)
        if one.action is not Action.MEMO:
            joined[number,] = one
            continue
        said = notes.get(key, "")
        notes[key] = f"{said}\n\n{one.memo}" if said else one.memo
        joined[key] = replace(one, memo=notes[key])
    return list(joined.values())


def _decision(
    home: Home, selection: Selection, span: tuple[int, int], code: str, who: str
) -> Decision:
    return Decision(
        action=Action.ADD if code else Action.MEMO,
        coder=who,
        document=home.document.id,
        digest=home.document.digest,
        start=span[0],
        end=span[1],
        code=code,
        memo=selection.memo,
    )


def _there(made: Decision, folded: Fold) -> bool:
    """Whether the log says it, or says of the same coder, range and code that it is not so."""
    key = (made.document, made.start, made.end, made.code)
    if made.action is Action.MEMO:
        return made.memo in folded.memos.get(key, "")
    return key in folded.by_coder.get(made.coder, {})


def _late_memo(made: Decision, folded: Fold, problems: list[Problem]) -> Decision | None:
    """A memo on a coding that is there without one."""
    key = (made.document, made.start, made.end, made.code)
    verdict = folded.by_coder.get(made.coder, {}).get(key)
    if made.action is Action.MEMO or not made.memo or verdict is None or not verdict.yes:
        return None
    now = folded.memos.get(key) or verdict.decision.memo
    if not now:
        return replace(made, action=Action.MEMO)
    if now != made.memo:
        values = {"name": made.document}
        problems.append(Problem("exchange_memo_differs", error=False, values=values))
    return None
