"""Which codings go together, as people said: a difficulty with its cause, say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coder.coding.stand import Key, live
from coder.model import LINK_ACTIONS, Action, Codebook, Coding, Decision

Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Link:
    """What holds of two codings of one document; the one said last of several.

    Attributes:
        yes: whether they go together.
    """

    first: Key
    second: Key
    yes: bool
    decision: Decision


def links(decisions: Sequence[Decision]) -> dict[Pair, Link]:
    """What people said of pairs of codings, all ranges in the present texts' coordinates.

    Renamed and merged codes carry their links along; of two links that become one a "yes" wins.
    """
    held: dict[Pair, Link] = {}
    for decision in live(decisions):
        if decision.action in (Action.RENAME, Action.MERGE):
            held = _carried(held, decision.code, decision.to_code)
        elif decision.action in LINK_ACTIONS:
            first = (decision.document, decision.start, decision.end, decision.code)
            second = (decision.document, decision.to_start, decision.to_end, decision.to_code)
            yes = decision.action is Action.LINK
            held[first, second] = Link(first, second, yes, decision)
    return held


def standing_links(
    held: Mapping[Pair, Link], codings: Sequence[Coding], codebook: Codebook
) -> tuple[list[Link], list[Link]]:
    """The links that hold, in reading order, and those whose codings no longer stand."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for coding in codings:
        places.setdefault((coding.document, coding.code), []).append((coding.start, coding.end))

    def stands(key: Key) -> bool:
        ranges = places.get((key[0], key[3]), ())
        return key[3] in codebook.by_id and any(s < key[2] and key[1] < e for s, e in ranges)

    said = sorted((link for link in held.values() if link.yes), key=lambda one: one.first)
    hold = [link for link in said if stands(link.first) and stands(link.second)]
    return hold, [link for link in said if link not in hold]


def _carried(held: Mapping[Pair, Link], old: str, new: str) -> dict[Pair, Link]:
    found: dict[Pair, Link] = {}
    for link in held.values():
        first, second = _renamed(link.first, old, new), _renamed(link.second, old, new)
        known = found.get((first, second))
        if known is None or not known.yes:
            found[first, second] = replace(link, first=first, second=second)
    return found


def _renamed(key: Key, old: str, new: str) -> Key:
    return (*key[:3], new if key[3] == old else key[3])
