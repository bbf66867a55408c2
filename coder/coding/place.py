"""Bring decisions made on an older text of a document onto its present text.

Where the words are surely there a decision goes along by itself. Where they are not it waits,
until a person says where the words are, or that they are gone; that, too, is a decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.coding.stand import live
from coder.model import LINK_ACTIONS, RANGE_ACTIONS, TEXT_ACTIONS, Action, Decision
from coder.text.anchor import realign

Spot = tuple[str, str, int, int]  # document, digest of its text, start, end
SURE = ("kept", "moved")


@dataclass(frozen=True, slots=True)
class Displaced:
    """A decision that counts, but whose words are not surely in the present text.

    Attributes:
        status: "doubtful" (a person must look) or "gone".
        start, end: the best guess in the present text, 0 and 0 where gone.
        text: the words, from the text that `spot` is in.
        spot: where the words were last surely found.
        settled: a person has said that they are gone.
    """

    decision: Decision
    status: str
    start: int
    end: int
    text: str
    spot: Spot
    settled: bool = False


@dataclass(frozen=True)
class Placed:
    """Decisions in the present text's coordinates, and those that could not be brought there."""

    decisions: tuple[Decision, ...]
    displaced: tuple[Displaced, ...]


@dataclass(frozen=True, slots=True)
class _Where:
    status: str
    start: int
    end: int
    spot: Spot
    settled: bool = False


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
    counting = live(decisions)
    said = {_spot(one): one for one in counting if one.action in TEXT_ACTIONS}
    stale = [one for one in decisions if _is_stale(one, digests)]
    spots = {spot for one in stale for part in _parts(one) for spot in _spots(part)}
    found = _found(spots, said, texts, older, digests)
    count = {one.id for one in counting}
    here: list[Decision] = []
    displaced: list[Displaced] = []
    for decision in decisions:
        if decision.action in TEXT_ACTIONS:
            continue
        if not _is_stale(decision, digests):
            here.append(decision)
            continue
        for part in _parts(decision):
            places = [found[spot] for spot in _spots(part)]
            unsure = [where for where in places if where.status not in SURE]
            if not unsure:
                here.append(_there(part, places, digests[part.document]))
            elif decision.id in count:
                displaced.append(_displaced(part, unsure[0], older))
    return Placed(tuple(here), tuple(displaced))


def _is_stale(decision: Decision, digests: Mapping[str, str]) -> bool:
    placed = decision.action in RANGE_ACTIONS or decision.action in LINK_ACTIONS
    return placed and decision.digest != digests.get(decision.document)


def _spot(decision: Decision) -> Spot:
    return (decision.document, decision.digest, decision.start, decision.end)


def _parts(decision: Decision) -> list[Decision]:
    """A moved boundary as what it is, so that each half can be found without the other."""
    if decision.action is not Action.MOVE:
        return [decision]
    start, end = decision.to_start, decision.to_end
    plain = replace(decision, to_start=0, to_end=0)
    return [
        replace(plain, action=Action.REMOVE),
        replace(plain, action=Action.ADD, start=start, end=end),
    ]


def _spots(decision: Decision) -> list[Spot]:
    spots = [_spot(decision)]
    if decision.action in LINK_ACTIONS:
        spots.append((*spots[0][:2], decision.to_start, decision.to_end))
    return spots


def _found(
    spots: Iterable[Spot],
    said: Mapping[Spot, Decision],
    texts: Mapping[str, str],
    older: Mapping[tuple[str, str], str],
    digests: Mapping[str, str],
) -> dict[Spot, _Where]:
    """Where each of *spots* is, by what people said and else by comparing the texts."""
    last = {spot: _last_said(spot, said, digests) for spot in spots}
    ranges: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for document, digest, start, end in last.values():
        if digest != digests.get(document):
            ranges[document, digest].add((start, end))
    compared: dict[Spot, _Where] = {}
    for (document, digest), wanted in ranges.items():
        if document in texts and (document, digest) in older:
            ordered = sorted(wanted)
            anchors = realign(older[document, digest], texts[document], ordered)
            for span, anchor in zip(ordered, anchors, strict=True):
                spot = (document, digest, *span)
                compared[spot] = _Where(str(anchor.status), anchor.start, anchor.end, spot)
    found = {}
    for spot, end_of_it in last.items():
        if end_of_it[1] == digests.get(end_of_it[0]):
            found[spot] = _Where("moved", *end_of_it[2:], end_of_it)
        else:
            where = compared.get(end_of_it, _Where("gone", 0, 0, end_of_it))
            found[spot] = _settled(where, said.get(end_of_it), digests)
    return found


def _last_said(spot: Spot, said: Mapping[Spot, Decision], digests: Mapping[str, str]) -> Spot:
    """The latest text in which a person said where the words of *spot* are."""
    seen = set()
    while spot in said and spot not in seen and spot[1] != digests.get(spot[0]):
        act = said[spot]
        if act.action is Action.GONE:
            break
        seen.add(spot)
        spot = (act.document, act.to_digest, act.to_start, act.to_end)
    return spot


def _settled(where: _Where, act: Decision | None, digests: Mapping[str, str]) -> _Where:
    """Gone where a person said so, unless a later text surely has the words again."""
    if act is None or act.action is not Action.GONE:
        return where
    if where.status in SURE and act.to_digest != digests.get(act.document):
        return where
    return _Where("gone", 0, 0, where.spot, settled=True)


def _there(part: Decision, places: Sequence[_Where], digest: str) -> Decision:
    first = places[0]
    there = replace(part, digest=digest, start=first.start, end=first.end)
    if part.action in LINK_ACTIONS:
        there = replace(there, to_start=places[1].start, to_end=places[1].end)
    return there


def _displaced(part: Decision, where: _Where, older: Mapping[tuple[str, str], str]) -> Displaced:
    document, digest, start, end = where.spot
    words = older.get((document, digest), "")[start:end]
    return Displaced(part, where.status, where.start, where.end, words, where.spot, where.settled)
