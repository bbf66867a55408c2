"""How far each document is: what the tagger proposes, what people have looked at and given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coder.coding.stand import REVIEWED_SHARE
from coder.model import Role, Unit
from coder.store import documents
from coder.store.study import Study
from coder.verbs.scoring import cut
from coder.verbs.settings import wanted
from coder.verbs.standing import State, present, read_labels


@dataclass(frozen=True)
class DocumentLine:
    """One document.

    Attributes:
        segments: the interviewee's; `reviewed` of them a person has looked at.
        open: suggestions that stand and that nobody has decided on.
        codings: by people. notes: what reading it had to say.
    """

    id: str
    group: str
    attributes: Mapping[str, str]
    source: str
    segments: int
    reviewed: int
    open: int
    codings: int
    notes: int
    tagged: bool


@dataclass(frozen=True)
class Overview:
    """All documents, ordered by group and id."""

    lines: tuple[DocumentLine, ...]
    groups: Mapping[str, str]
    untagged: bool
    stale: bool


def overview(study: Study, language: str = "zh") -> Overview:
    """The state of every document."""
    state = present(study)
    unit = wanted(study).unit
    stored = {one.id: one for one in documents.stored(study)}
    open_, given = Counter[str](), Counter[str]()
    for coding in state.standing.codings:
        (given if coding.decision else open_)[coding.document] += 1
    reviewed = reviewed_segments(study, state, unit)
    lines = []
    for document in state.documents.values():
        segments = cut(study, document, unit)
        own = [s for s in segments if document.turns[s.turn].role is not Role.INTERVIEWER]
        lines.append(
            DocumentLine(
                document.id,
                document.group,
                document.attributes,
                document.source,
                len(own),
                len(reviewed[document.id]),
                open_[document.id],
                given[document.id],
                len(stored[document.id].report.get("problems", ())),
                document.id in state.scored,
            )
        )
    groups = read_labels(study, "groups", language)
    order = {group: at for at, group in enumerate(groups)}
    lines.sort(key=lambda line: (order.get(line.group, len(order)), line.group, line.id))
    return Overview(tuple(lines), groups, state.run is None, state.stale)


def reviewed_segments(study: Study, state: State, unit: Unit) -> dict[str, set[int]]:
    """By document, the indices of the interviewee's segments that a person has decided on."""
    ranges: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for document_id, start, end, _code in state.folded.verdicts:
        ranges[document_id].add((start, end))
    for document_id, looks in state.folded.looked.items():
        ranges[document_id].update((look.decision.start, look.decision.end) for look in looks)
    found: dict[str, set[int]] = defaultdict(set)
    for document in state.documents.values():
        spans = sorted(ranges.get(document.id, ()))
        if not spans:
            continue
        for segment in cut(study, document, unit):
            if document.turns[segment.turn].role is Role.INTERVIEWER:
                continue
            covered = sum(
                max(0, min(end, segment.end) - max(start, segment.start)) for start, end in spans
            )
            if covered and covered >= REVIEWED_SHARE * (segment.end - segment.start):
                found[document.id].add(segment.index)
    return found
