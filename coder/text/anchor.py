"""Where ranges of an older text are in the new one. Pure, and never silently on other words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

Range = tuple[int, int]
Block = tuple[int, int, int]  # start in the old text, start in the new text, length


class Status(StrEnum):
    """What became of a range."""

    KEPT = "kept"  # same words, same place
    MOVED = "moved"  # same words, another place
    DOUBTFUL = "doubtful"  # some of its words changed; the place is a guess
    GONE = "gone"  # none of its words are there


@dataclass(frozen=True, slots=True)
class Anchor:
    """A range in the new text; 0 and 0 where gone."""

    status: Status
    start: int
    end: int


def realign(old: str, new: str, ranges: Sequence[Range]) -> list[Anchor]:
    """Where each of *ranges* of *old* is in *new*.

    Lines are aligned first, characters within what differs. A range that lies wholly in one
    stretch of equal text is kept or moved; one that lies partly in such stretches is doubtful.
    """
    blocks = equal_blocks(old, new)
    starts = [block[0] for block in blocks]
    return [_anchor(old, new, blocks, starts, *one) for one in ranges]


def equal_blocks(old: str, new: str) -> list[Block]:
    """The stretches that both texts share, in order."""
    one, two = old.splitlines(keepends=True), new.splitlines(keepends=True)
    places_one, places_two = _places(one), _places(two)
    found: list[Block] = []
    matcher = SequenceMatcher(a=one, b=two, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        first, second = places_one[a], places_two[c]
        if tag == "equal":
            found.append((first, second, places_one[b] - first))
        elif tag == "replace":
            inner = SequenceMatcher(
                a=old[first : places_one[b]], b=new[second : places_two[d]], autojunk=False
            )
            found += [
                (first + m.a, second + m.b, m.size) for m in inner.get_matching_blocks() if m.size
            ]
    return _joined(found)


def _places(lines: Sequence[str]) -> list[int]:
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    return places


def _joined(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for a, b, size in blocks:
        if joined:
            c, d, known = joined[-1]
            if c + known == a and d + known == b:
                joined[-1] = (c, d, known + size)
                continue
        joined.append((a, b, size))
    return joined


def _anchor(
    old: str, new: str, blocks: Sequence[Block], starts: Sequence[int], start: int, end: int
) -> Anchor:
    at = max(0, bisect_right(starts, start) - 1)
    touched = []
    for a, b, size in blocks[at:]:
        if a >= end:
            break
        first, last = max(a, start), min(a + size, end)
        if first < last:
            touched.append((first - a + b, last - a + b, last - first))
    if not touched:
        return Anchor(Status.GONE, 0, 0)
    first, last = touched[0][0], touched[-1][1]
    if len(touched) == 1 and touched[0][2] == end - start and old[start:end] == new[first:last]:
        return Anchor(Status.KEPT if first == start else Status.MOVED, first, last)
    return Anchor(Status.DOUBTFUL, first, last)
