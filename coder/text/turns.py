"""A transcript's text → who says what, where and when. Pure; forms stand in `labels`.

Every character is accounted for: it is in a turn, in a turn's label and time stamp
(`Turn.label_start` to `Turn.start`), in `TurnsFound.dropped`, or white space.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coder.errors import Problem
from coder.model import Role, Turn
from coder.text import labels as styles
from coder.text.roles import give_roles, role_of_words

Part = tuple[int, int, str]


@dataclass(frozen=True)
class TurnsFound:
    """What was found in a text.

    Attributes:
        form: how speakers are written: a name from `labels.STYLES`, "cues" or "none".
        problems: warnings, without a file name: no_speakers, roles_guessed, roles_unsure.
        dropped: (start, end, reason) of text that is nobody's; the reason is one of
            before_first_turn, heading, rule, footer, empty_turn, time.
    """

    turns: tuple[Turn, ...]
    form: str
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    opens: bool  # first line of its paragraph


@dataclass(frozen=True, slots=True)
class _Head:
    label: str
    time: int | None
    said: int  # where the utterance begins in the line


@dataclass(slots=True)
class _Open:
    """A turn while its lines come in."""

    label: str
    label_start: int
    label_end: int
    time: int | None
    lines: list[tuple[int, int]] = field(default_factory=list)


_Heads = dict[int, _Head]


def find_turns(
    text: str,
    *,
    interviewer: str = "",
    roles: Mapping[str, Role] = {},
    labels: Collection[str] = (),
) -> TurnsFound:
    """Find the turns of *text*, in reading order.

    Args:
        interviewer: who asks, as a name or a label; several with `、` or `,` between them.
        roles: speaker → role as the user set it; wins over everything.
        labels: labels known for other reasons (bold in a word processor).

    A label counts if it recurs, is a word for a role, is known, or if each paragraph has one.
    Unlabelled paragraphs go on with the turn before them.
    """
    lines = list(_lines(text))
    cues = _cues(lines)
    if cues:
        return _unnamed(text, lines, cues, "cues")
    known = {*roles, *labels, *(name for name in _names(interviewer) if name)}
    form, heads = _choose(lines, known)
    if not heads:
        return _unnamed(text, lines, _paragraphs(lines), "none")
    turns, dropped = _walk(text, lines, heads)
    if not turns:
        return _unnamed(text, lines, _paragraphs(lines), "none")
    named, problems = give_roles(text, turns, _names(interviewer), roles)
    return TurnsFound(tuple(named), form, tuple(problems), tuple(sorted(dropped)))


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


def _names(interviewer: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[、,，;；/]", interviewer) if name.strip())


def _lines(text: str) -> Iterator[_Line]:
    position, opens = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            yield _Line(start, start + len(stripped), stripped, opens)
        opens = not stripped
        position += len(raw) + 1


def _choose(lines: Sequence[_Line], known: Collection[str]) -> tuple[str, _Heads]:
    """The style with the most heads, and with it the heads that other styles agree on."""
    every = (*styles.STYLES, *styles.exact(known))
    found = [(name, _accepted(name, pattern, lines, known)) for name, pattern in every]
    form, best = max(found, key=lambda pair: len(pair[1]))
    said = {head.label for head in best.values()}
    for name, heads in found:
        if name != "gap" and best:
            for number, head in heads.items():
                if head.label in said or head.label in known or role_of_words(head.label):
                    best.setdefault(number, head)
    return form, best


def _accepted(
    name: str, pattern: re.Pattern[str], lines: Sequence[_Line], known: Collection[str]
) -> _Heads:
    heads: _Heads = {}
    for number, line in enumerate(lines):
        head = _head(pattern, line.text)
        if head and (head.label in known or _may_speak(head.label)):
            heads[number] = head
    counts = Counter(head.label for head in heads.values())
    # Where a head begins each paragraph, one inside a paragraph is likelier part of the talk.
    covering = _covering(lines, heads)
    bare = name in ("gap", "own_paragraph")
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
        if head.label in taken and (number >= first or head.label in known)
    }
    return _clocked(heads, _timed(kept, known))


def _clocked(heads: _Heads, kept: _Heads) -> _Heads:
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


def _head(pattern: re.Pattern[str], line: str) -> _Head | None:
    match = pattern.fullmatch(line)
    if not match:
        return None
    groups = match.groupdict()
    said = (groups.get(name) for name in ("time", "bare", "hash", "late", "later"))
    stamp = next(filter(None, said), "").replace("-", ".")
    return _Head(groups["label"].strip(), milliseconds(stamp), match.start("said"))


def _may_speak(label: str) -> bool:
    words = label.casefold().rstrip(".").split()
    return (
        any(letter.isalpha() for letter in label)
        and not all(word in styles.NO_SPEAKERS for word in words)
        and not styles.TELLING.fullmatch(label)
    )


def _counts_as_label(label: str, count: int, *, covered: bool, bare: bool) -> bool:
    named = bool(role_of_words(label) or styles.VOICES.fullmatch(label))
    if bare:
        return (named and (count > 1 or covered)) or (covered and count > 1 and len(label) <= 20)
    # A single letter once may be a list's "A:"; a word for a role is enough even once.
    return count > 1 or covered or (named and len(label) > 1)


def _covering(lines: Sequence[_Line], heads: _Heads) -> set[str]:
    """The labels with which each of two or more paragraphs begins; none where one has no head."""
    openers = [number for number, line in enumerate(lines) if line.opens]
    if len(openers) < 2:
        openers = list(range(len(lines)))
    if len(openers) < 2 or not all(number in heads for number in openers):
        return set()
    return {heads[number].label for number in openers}


def _timed(heads: _Heads, known: Collection[str]) -> _Heads:
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


def _walk(
    text: str, lines: Sequence[_Line], heads: Mapping[int, _Head]
) -> tuple[list[Turn], list[Part]]:
    opened: list[_Open] = []
    dropped: list[Part] = []
    stamp: _Line | None = None
    for number, line in enumerate(lines):
        head = heads.get(number)
        if head:
            opened.append(_begin(line, head, stamp))
            stamp = None
        elif styles.STAMP.fullmatch(line.text):
            if stamp:
                dropped.append((stamp.start, stamp.end, "time"))
            stamp = _take_stamp(opened, line)
        elif stamp and opened:
            going_on = _Head(opened[-1].label, None, 0)
            opened.append(_begin(line, going_on, stamp))
            stamp = None
        elif opened:
            opened[-1].lines.append((line.start, line.end))
        else:
            dropped += [(one.start, one.end, "before_first_turn") for one in (stamp, line) if one]
            stamp = None
    if stamp:
        dropped.append((stamp.start, stamp.end, "time"))
    turns = []
    for number, one in enumerate(opened):
        turn = _close(text, one, dropped, last=number == len(opened) - 1)
        turns += [turn] if turn else []
    return turns, dropped


def _begin(line: _Line, head: _Head, stamp: _Line | None) -> _Open:
    said = line.start + head.said
    start = stamp.start if stamp else line.start
    time = milliseconds(stamp.text) if stamp and head.time is None else head.time
    lines = [(said, line.end)] if said < line.end else []
    return _Open(head.label, start, said, time, lines)


def _take_stamp(opened: Sequence[_Open], line: _Line) -> _Line | None:
    """A time below its label belongs to it; else it is handed back for what follows."""
    if opened and not opened[-1].lines and opened[-1].time is None:
        opened[-1].time = milliseconds(line.text)
        opened[-1].label_end = line.end
        return None
    return line


def _close(text: str, one: _Open, dropped: list[Part], *, last: bool) -> Turn | None:
    lines = list(one.lines)
    while lines:
        reason = _nobodys(text[slice(*lines[-1])], last=last)
        if not reason:
            break
        dropped.append((*lines.pop(), reason))
    if lines:
        start, end = lines[-1]
        stamp = re.search(styles.END_STAMP.pattern + "$", text[start:end])
        if stamp:
            cut = start + stamp.start()
            dropped.append((cut + len(stamp[0]) - len(stamp[0].lstrip()), end, "time"))
            lines[-1] = (start, cut)
            if cut == start:
                lines.pop()
    if not lines:
        dropped.append((one.label_start, one.label_end, "empty_turn"))
        return None
    return Turn(one.label, Role.UNKNOWN, lines[0][0], lines[-1][1], one.label_start, one.time)


def _nobodys(line: str, *, last: bool) -> str:
    if styles.HEADINGS.fullmatch(line):
        return "heading"
    if styles.RULES.fullmatch(line):
        return "rule"
    return "footer" if last and styles.FOOTERS.fullmatch(line) else ""


def _cues(lines: Sequence[_Line]) -> list[_Open]:
    """Lines of `[time --> time]  text` without a speaker, if all lines but a few are such."""
    found = []
    for line in lines:
        match = styles.CUE.fullmatch(line.text)
        if match and not re.match(r"\[?[\w ]{1,40}\]?[:：]", match["said"]):
            said = line.start + match.start("said")
            found.append(
                _Open("", line.start, said, milliseconds(match["time"]), [(said, line.end)])
            )
    return found if found and len(found) > 0.8 * len(lines) else []


def _paragraphs(lines: Sequence[_Line]) -> list[_Open]:
    """Blocks between blank lines; where there are no blank lines, each line."""
    blocks = sum(line.opens for line in lines) > 1
    found: list[_Open] = []
    stamp: _Line | None = None
    for line in lines:
        if styles.STAMP.fullmatch(line.text) and not stamp:
            stamp = line
        elif line.opens or stamp or not blocks or not found:
            found.append(_begin(line, _Head("", None, 0), stamp))
            stamp = None
        else:
            found[-1].lines.append((line.start, line.end))
    if stamp:
        found.append(_begin(stamp, _Head("", None, 0), None))
    return found


def _unnamed(text: str, lines: Sequence[_Line], opened: Sequence[_Open], form: str) -> TurnsFound:
    inside = {start for one in opened for start, _ in one.lines} | {
        one.label_start for one in opened
    }
    dropped: list[Part] = [
        (line.start, line.end, "before_first_turn")
        for line in lines
        if form == "cues" and line.start not in inside
    ]
    turns = []
    for number, one in enumerate(opened):
        turn = _close(text, one, dropped, last=number == len(opened) - 1)
        turns += [replace(turn, role=Role.INTERVIEWEE)] if turn else []
    problems = (Problem("no_speakers", error=False),) if turns else ()
    return TurnsFound(tuple(turns), form, problems, tuple(sorted(dropped)))
