"""Bring decisions made on an older text of a document onto its present text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coder.model import LINK_ACTIONS, RANGE_ACTIONS, TWO_RANGES, Decision
from coder.text.anchor import realign


@dataclass(frozen=True, slots=True)
class Displaced:
    """A decision whose words are not surely in the present text.

    Attributes:
        status: "doubtful" (a person must look) or "gone".
        start, end: the best guess in the present text, 0 and 0 where gone.
        text: the words decided upon, from the older text.
    """

    decision: Decision
    status: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Placed:
    """Decisions in the present text's coordinates, and those that could not be brought there."""

    decisions: tuple[Decision, ...]
    displaced: tuple[Displaced, ...]


def place(
    decisions: Sequence[Decision],
    texts: Mapping[str, str],
    older: Mapping[tuple[str, str], str],
    digests: Mapping[str, str],
) -> Placed:
    """Bring *decisions* onto the present texts; code-wide ones and undos pass unchanged.

    Args:
        texts: document id → present text.
        older: (document id, digest) → an older text.
        digests: document id → digest of the present text.

    A document that is no longer in the study has its decisions displaced as "gone".
    """
    ranges: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for decision in decisions:
        if _is_stale(decision, digests):
            ranges[(decision.document, decision.digest)] |= _ranges(decision)
    moved = {key: _realigned(key, spans, texts, older) for key, spans in ranges.items()}
    here: list[Decision] = []
    displaced: list[Displaced] = []
    for decision in decisions:
        if not _is_stale(decision, digests):
            here.append(decision)
            continue
        anchors = moved[(decision.document, decision.digest)]
        worst, start, end = anchors.get((decision.start, decision.end), ("gone", 0, 0))
        to = anchors.get((decision.to_start, decision.to_end), ("kept", 0, 0))
        if decision.action in TWO_RANGES and to[0] not in ("kept", "moved"):
            worst, start, end = to
        if worst in ("kept", "moved"):
            fresh = digests[decision.document]
            there = replace(decision, digest=fresh, start=start, end=end)
            if decision.action in TWO_RANGES:
                there = replace(there, to_start=to[1], to_end=to[2])
            here.append(there)
        else:
            text = older.get((decision.document, decision.digest), "")
            said = text[decision.start : decision.end]
            displaced.append(Displaced(decision, worst, start, end, said))
    return Placed(tuple(here), tuple(displaced))


def _is_stale(decision: Decision, digests: Mapping[str, str]) -> bool:
    placed = decision.action in RANGE_ACTIONS or decision.action in LINK_ACTIONS
    return placed and decision.digest != digests.get(decision.document)


def _ranges(decision: Decision) -> set[tuple[int, int]]:
    ranges = {(decision.start, decision.end)}
    if decision.action in TWO_RANGES:
        ranges.add((decision.to_start, decision.to_end))
    return ranges


def _realigned(
    key: tuple[str, str],
    spans: set[tuple[int, int]],
    texts: Mapping[str, str],
    older: Mapping[tuple[str, str], str],
) -> dict[tuple[int, int], tuple[str, int, int]]:
    if key[0] not in texts or key not in older:
        return {}
    ordered = sorted(spans)
    anchors = realign(older[key], texts[key[0]], ordered)
    return {
        span: (str(anchor.status), anchor.start, anchor.end)
        for span, anchor in zip(ordered, anchors, strict=True)
    }
