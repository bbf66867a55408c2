"""Which lines of a transcript begin a turn: the style of labels, and the labels that count. Pure."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coder.text import labels as styles
from coder.text.lines import Line, divided
from coder.text.roles import role_of_words

_BARE = ("gap", "paren", "own_paragraph")  # styles that much else looks like
_SENTENCE = "。！？!?…"
# What is there and cannot be seen: marks of a byte order, of joining and of parting.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class Head:
    """The speaker as written, the moment in ms, where in the line the words begin; a number before?"""

    label: str
    time: int | None
    said: int
    numbered: bool = False


Heads = dict[int, Head]


def find_heads(lines: list[Line], known: Collection[str]) -> tuple[str, list[Line], Heads]:
    """The style of labels, the lines (cut where a second turn begins in one), number → head.

    Args:
        known: labels that are known for other reasons; they count even once.
    """
    form, heads = _choose(lines, known)
    said = {one for head in heads.values() if _stands_alone(one := head.label)}
    said |= styles.CLEAR_ROLES if said else set()
    said |= {"问", "答"} if said & {"问", "答"} else set()
    cut = divided(lines, styles.amid(said)) if said else lines
    if len(cut) > len(lines):
        lines = cut
        form, heads = _choose(lines, known)
    return form, lines, {**_slipped(lines, heads), **heads}


def milliseconds(clock: str) -> int | None:
    """The first time in *clock* (`MM:SS`, `H:MM:SS`, `H:MM:SS.mmm`) in ms, None if there is none."""
    found = re.search(styles.CLOCK, clock)
    if not found:
        return None
    whole, _, fraction = re.sub(r"[.,]", ".", found[0].replace("：", ":")).partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def _choose(lines: Sequence[Line], known: Collection[str]) -> tuple[str, Heads]:
    """The style with the most heads, and with it the heads that other styles agree on."""
    every = [*styles.STYLES, *styles.exact(known)]
    every += [styles.spoken_names(known)] if known else []
    found = [(name, _accepted(name, pattern, lines, known)) for name, pattern in every]
    form, best = max(found, key=lambda pair: len(pair[1]))
    said = {head.label for head in best.values()}
    for name, heads in found:
        if name != "gap" and best:
            for number, head in heads.items():
                if head.label in said or head.label in known or role_of_words(head.label):
                    best.setdefault(number, head)
    return form, best


def _stands_alone(label: str) -> bool:
    """Whether *label* is a word for a role in Chinese, which a sentence hardly begins with."""
    return bool(re.search("[\u4e00-\u9fff]", label) and role_of_words(label))


def _slipped(lines: Sequence[Line], heads: Heads) -> Heads:
    """Heads with a slip of the finger: 受访者；… and 受访者 …, where that label is in use."""
    every = {head.label for head in heads.values()}
    labels = {one for one in every if len(one) > 1 and _stands_alone(one)}
    if not labels:
        return {}
    pattern = styles.slips(labels)
    found = {n: _head(pattern, line.text) for n, line in enumerate(lines) if n not in heads}
    return {number: head for number, head in found.items() if head}


def _accepted(
    name: str, pattern: re.Pattern[str], lines: Sequence[Line], known: Collection[str]
) -> Heads:
    heads: Heads = {}
    for number, line in enumerate(lines):
        head = _head(pattern, line.text)
        if head and (head.label in known or _may_speak(head.label)):
            heads[number] = head
    counts = Counter(head.label for head in heads.values())
    # Where a head begins each paragraph, one inside a paragraph is likelier part of the talk.
    covering = _covering(lines, heads) - {head.label for head in heads.values() if head.numbered}
    bare = name in _BARE
    taken = {
        label
        for label, count in counts.items()
        if label in known or _counts_as_label(label, count, covered=label in covering, bare=bare)
    }
    first = min(
        (n for n, head in heads.items() if counts[head.label] > 1 and head.label in taken),
        default=-1,
    )
    kept = {
        number: head
        for number, head in heads.items()
        if head.label in taken
        and (number >= first or head.label in known or lines[number].text[-1] in _SENTENCE)
    }
    # Days and places of field notes: a form with times, in which nobody comes again.
    if name == "time_first" and not any(
        count > 1 or role_of_words(label) for label, count in counts.items()
    ):
        return {}
    return _clocked(heads, _timed(kept, known))


def _clocked(heads: Heads, kept: Heads) -> Heads:
    """With *kept*, heads that come once, where their times stand in order between the others'.

    One who speaks a single time is no less a speaker in a form where every head has a time.
    """
    timed = [(number, head.time) for number, head in sorted(kept.items()) if head.time is not None]
    if not timed or len(timed) < 0.8 * len(kept):
        return kept
    numbers = [number for number, _ in timed]
    found = dict(kept)
    for number, head in heads.items():
        if number in kept or head.time is None:
            continue
        place = bisect(numbers, number)
        around = [time for _, time in timed[max(0, place - 1) : place + 1]]
        around.insert(min(place, 1), head.time)
        if around == sorted(around):
            found[number] = head
    return found


def _head(pattern: re.Pattern[str], line: str) -> Head | None:
    match = pattern.fullmatch(line)
    if not match:
        return None
    groups = match.groupdict()
    said = (groups.get(name) for name in ("time", "bare", "hash", "late", "later"))
    stamp = next(filter(None, said), "").replace("-", ".")
    label = groups["label"].translate(_UNSEEN).strip()
    label = label.strip("《》") or label
    numbered = bool(groups.get("count"))
    return Head(label, milliseconds(stamp), match.start("said"), numbered) if label else None


def _may_speak(label: str) -> bool:
    words = label.casefold().rstrip(".").split()
    return (
        any(letter.isalpha() for letter in label)
        and not all(word in styles.NO_SPEAKERS for word in words)
        and not styles.TELLING.fullmatch(label)
        and not styles.WHEN.match(label)
    )


def _counts_as_label(label: str, count: int, *, covered: bool, bare: bool) -> bool:
    named = bool(role_of_words(label) or styles.VOICES.fullmatch(label))
    if bare:
        return (named and (count > 1 or covered)) or (covered and count > 1 and len(label) <= 20)
    # A single letter once may be a list's "A:"; a word for a role is enough even once.
    return count > 1 or covered or (named and len(label) > 1)


def _covering(lines: Sequence[Line], heads: Heads) -> set[str]:
    """The labels with which each of two or more paragraphs begins; none where one has no head."""
    openers = [number for number, line in enumerate(lines) if line.opens]
    if len(openers) < 2:
        openers = list(range(len(lines)))
    if len(openers) < 2 or not all(number in heads for number in openers):
        return set()
    return {heads[number].label for number in openers}


def _timed(heads: Heads, known: Collection[str]) -> Heads:
    """Where nearly all heads carry a time, a label that never does is part of the talk."""
    with_time = {head.label for head in heads.values() if head.time is not None}
    share = sum(head.time is not None for head in heads.values())
    if share < 2 or share < 0.8 * len(heads):
        return heads
    return {
        number: head
        for number, head in heads.items()
        if head.label in with_time or head.label in known or role_of_words(head.label)
    }
