"""Where ranges of an older text are in the new one. Pure, and never silently on other words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment

from coder.text.align import Alignment, Block, align, weight

Range = tuple[int, int]

ENOUGH = 0.5  # of the letters, for a range to be doubtful and not gone
ALIKE = 80.0  # per cent, for a passage elsewhere to be shown as a guess
AROUND = 12  # characters beside a range that tell it from another with the same words
LONGER = 3  # times the words that it replaces a text at the end of a range may be
FAR = 3  # times its length that a range may grow to


class Status(StrEnum):
    """What became of a range."""

    KEPT = "kept"  # same words, same place
    MOVED = "moved"  # same words, another place
    DOUBTFUL = "doubtful"  # some of its words changed, or are there twice; the place is a guess
    GONE = "gone"  # its words are not there


@dataclass(frozen=True, slots=True)
class Anchor:
    """A range in the new text; 0 and 0 where gone."""

    status: Status
    start: int
    end: int


GONE = Anchor(Status.GONE, 0, 0)


def realign(old: str, new: str, ranges: Sequence[Range]) -> list[Anchor]:
    """Where each of *ranges* of *old* is in *new*.

    A range is kept or moved if its words are all there, in one piece, at a place that cannot be
    another one with the same words. Punctuation, white space, full-width forms and capitals
    are no words. Where words changed the range is doubtful, with the best guess; where most
    of them are nowhere it is gone.
    """
    if old == new:
        return [Anchor(Status.KEPT, *one) for one in ranges]
    found = align(old, new)
    starts = [block[0] for block in found.blocks]
    return [_anchor(found, starts, *one) for one in ranges]


def letters(text: str) -> str:
    """The words of a folded *text*: letters and digits, or all signs where it has none."""
    return "".join(filter(str.isalnum, text)) or "".join(text.split())


def _anchor(found: Alignment, starts: Sequence[int], start: int, end: int) -> Anchor:
    words = found.old[start:end]
    at = max(0, bisect_right(starts, start) - 1)
    touched = []
    while at < len(found.blocks) and found.blocks[at][0] < end:
        a, _, size = found.blocks[at]
        if a + size > start:
            touched.append(at)
        at += 1
    first, last = _hull(found, touched, start, end)
    if first < last and letters(words) == letters(found.new[first:last]):
        if _is_sure(found, touched, start, end):
            same = (first, last) == (start, end)
            return Anchor(Status.KEPT if same else Status.MOVED, first, last)
        return Anchor(Status.DOUBTFUL, first, last)
    return _elsewhere(found, start, end) or _guess(found, touched, start, end)


def _is_sure(found: Alignment, touched: Sequence[int], start: int, end: int) -> bool:
    """Whether a block that is sure holds the range, and no change next to it has its words too.

    “a b b c” → “a b c”: it is not known which “b” is left.
    """
    if not any(found.sure[at] for at in touched):
        return False
    a, b, size = found.blocks[touched[0]]
    e, f, before = found.blocks[touched[0] - 1] if touched[0] else (0, 0, 0)
    words = found.old[start:end]
    around = found.old[max(0, start - AROUND) : end], found.old[start : end + AROUND]
    for text in (found.old[e + before : a], found.new[f + before : b]):
        if start - a <= len(text) and _has(text, words, around):
            return False
    a, b, size = found.blocks[touched[-1]]
    after = touched[-1] + 1
    c, d, _ = found.blocks[after] if after < len(found.blocks) else (*_ends(found), 0)
    for text in (found.old[a + size : c], found.new[b + size : d]):
        if a + size - end <= len(text) and _has(text, words, around):
            return False
    return True


def _has(text: str, words: str, around: Sequence[str]) -> bool:
    """Whether *words* are in a changed *text*, or nearly: a copy that was then corrected."""
    if words in text:
        return True
    return any(
        2 * len(text) >= len(more) and partial_ratio(more, text, score_cutoff=ALIKE) > 0
        for more in around
    )


def _ends(found: Alignment) -> Range:
    return len(found.old), len(found.new)


def _hull(found: Alignment, touched: Sequence[int], start: int, end: int) -> Range:
    """From the first to the last character that is left, and what replaces those at the ends."""
    if not touched:
        return 0, 0
    return _first(found, touched[0], start), _last(found, touched[-1], end)


def _first(found: Alignment, at: int, start: int) -> int:
    a, b, _ = found.blocks[at]
    if a <= start:
        return b + start - a
    c, d, before = found.blocks[at - 1] if at else (0, 0, 0)
    there, words = found.new[d + before : b], found.old[start:a]
    if words in there:
        return d + before + there.rindex(words)
    if c + before == start and len(there) <= LONGER * len(words):
        return d + before
    return b


def _last(found: Alignment, at: int, end: int) -> int:
    a, b, size = found.blocks[at]
    if end <= a + size:
        return b + end - a
    c, d, _ = found.blocks[at + 1] if at + 1 < len(found.blocks) else (*_ends(found), 0)
    there, words = found.new[b + size : d], found.old[a + size : end]
    if words in there:
        return b + size + there.index(words) + len(words)
    if c == end and len(there) <= LONGER * len(words):
        return d
    return b + size


def _elsewhere(found: Alignment, start: int, end: int) -> Anchor | None:
    """The range in a passage that was moved as a whole."""
    for a, b, size in found.moves:
        if a <= start and end <= a + size:
            return Anchor(Status.MOVED, start - a + b, end - a + b)
    return None


def _guess(found: Alignment, touched: Sequence[int], start: int, end: int) -> Anchor:
    """The most likely place of a range whose words changed."""
    near = _near(found, touched, start, end)
    words = letters(found.old[start:end])
    left = sum(len(letters(found.old[max(a, start) : min(a + s, end)])) for a, _, s in near)
    if near and left >= ENOUGH * len(words):
        whole = [at for at in touched if found.blocks[at] in near]
        return Anchor(Status.DOUBTFUL, *_hull(found, whole, start, end))
    alike = _alike(found, start, end)
    if alike:
        return alike
    if near and 3 * left >= len(words):
        whole = [at for at in touched if found.blocks[at] in near]
        return Anchor(Status.DOUBTFUL, *_hull(found, whole, start, end))
    return GONE


def _near(found: Alignment, touched: Sequence[int], start: int, end: int) -> list[Block]:
    """The blocks of a range without those at the ends that lie far from the rest."""
    near = [found.blocks[at] for at in touched]
    while len(near) > 1:
        head, tail = near[0], near[-1]
        first, last = head[1] + max(0, start - head[0]), tail[1] + min(tail[2], end - tail[0])
        if last - first <= FAR * (end - start):
            break
        in_head = head[0] + head[2] - max(start, head[0])
        near = near[1:] if in_head < min(tail[2], end - tail[0]) else near[:-1]
    return near


def _alike(found: Alignment, start: int, end: int) -> Anchor | None:
    """A passage among the new words that says nearly the same, near by or elsewhere."""
    words = found.old[start:end]
    if weight(words) < 2:
        return None
    best = None
    for first, last in found.fresh:
        if last - first < (end - start) / 2:
            continue
        alike = partial_ratio_alignment(words, found.new[first:last], score_cutoff=ALIKE)
        if alike and (best is None or alike.score > best[0]):
            best = (alike.score, first + alike.dest_start, first + alike.dest_end)
    return Anchor(Status.DOUBTFUL, best[1], best[2]) if best else None
