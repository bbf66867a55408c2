"""A transcript's text → who says what, where and when. Pure; forms stand in `labels`.

Every character is accounted for: it is in a turn, in a turn's label and time stamp
(`Turn.label_start` to `Turn.start`), in `TurnsFound.dropped`, or white space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coder.errors import Problem
from coder.model import Role, Turn
from coder.text import labels as styles
from coder.text.heads import Head, find_heads, milliseconds
from coder.text.lines import Line, lines_of
from coder.text.masthead import masthead
from coder.text.roles import give_roles

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


@dataclass(slots=True)
class _Open:
    """A turn while its lines come in."""

    label: str
    label_start: int
    label_end: int
    time: int | None
    lines: list[tuple[int, int]] = field(default_factory=list)


def find_turns(
    text: str,
    *,
    interviewer: str = "",
    roles: Mapping[str, Role] = {},
    labels: Collection[str] = (),
    headings: Collection[str] = (),
    asked: Collection[str] = (),
) -> TurnsFound:
    """Find the turns of *text*, in reading order.

    Args:
        interviewer: who asks, as a name or a label; several with `、` or `,` between them.
        roles: speaker → role as the user set it; wins over everything.
        labels: labels known for other reasons (bold in a word processor).
        headings: lines that are headings, as a word processor says.
        asked: lines that are questions, as their looks say; they count where nobody is named.

    A label counts if it recurs, is a word for a role, is known, or if each paragraph has one.
    Unlabelled paragraphs go on with the turn before them.
    """
    every = list(lines_of(text))
    cues = _cues(every)
    if cues:
        return _unnamed(text, every, cues, "cues")
    front = masthead(every)
    lines = [line for line in every if line.start >= front.end]
    asking = _names(interviewer) or front.asking
    form, lines, heads = find_heads(lines, {*roles, *labels, *asking})
    turns, dropped = _walk(text, lines, heads, _headings(lines, heads, headings))
    by_looks = not turns and any(line.text in asked for line in lines)
    if by_looks:
        form, heads = "bold", _asked_and_answered(lines, asked)
        turns, dropped = _walk(text, lines, heads, ())
    above = [(one.start, one.end, "before_first_turn") for one in every if one.end <= front.end]
    if not turns:
        found = _unnamed(text, lines, _paragraphs(lines), "none")
        return replace(found, dropped=tuple(sorted([*found.dropped, *above])))
    dropped += above
    answering = dict.fromkeys(front.answering, Role.INTERVIEWEE)
    named, problems = give_roles(text, turns, asking, {**answering, **roles})
    if by_looks:
        problems = [Problem("roles_bold", error=False)]
    return TurnsFound(tuple(named), form, tuple(problems), tuple(sorted(dropped)))


def _asked_and_answered(lines: Sequence[Line], asked: Collection[str]) -> dict[int, Head]:
    """Who begins where, if *asked* are the questions: 问 and 答, which nobody wrote."""
    heads = {}
    for number, line in enumerate(lines):
        question = line.text in asked
        if question != (number > 0 and lines[number - 1].text in asked) or number == 0:
            heads[number] = Head("问" if question else "答", None, 0)
    first = min((n for n, head in heads.items() if head.label == "问"), default=0)
    return {number: head for number, head in heads.items() if number >= first}


def _names(interviewer: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[、,，;；/]", interviewer) if name.strip())


def _headings(
    lines: Sequence[Line], heads: Mapping[int, Head], known: Collection[str]
) -> frozenset[int]:
    """Where headings begin: those that are *known*, and parts of a guide between turns."""
    parts = [bool(styles.SECTIONS.fullmatch(line.text)) for line in lines]
    between = {
        line.start
        for number, line in enumerate(lines)
        if parts[number] and number + 1 in heads and not (number and parts[number - 1])
    }
    if sum(parts) < 2:
        between = set()
    return frozenset(between | {line.start for line in lines if line.text in known})


def _walk(
    text: str, lines: Sequence[Line], heads: Mapping[int, Head], headings: Collection[int]
) -> tuple[list[Turn], list[Part]]:
    opened: list[_Open] = []
    dropped: list[Part] = []
    stamp: Line | None = None
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
            going_on = Head(opened[-1].label, None, 0)
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
        turn = _close(text, one, dropped, headings, last=number == len(opened) - 1)
        turns += [turn] if turn else []
    return turns, dropped


def _begin(line: Line, head: Head, stamp: Line | None) -> _Open:
    said = line.start + head.said
    start = stamp.start if stamp else line.start
    time = milliseconds(stamp.text) if stamp and head.time is None else head.time
    lines = [(said, line.end)] if said < line.end else []
    return _Open(head.label, start, said, time, lines)


def _take_stamp(opened: Sequence[_Open], line: Line) -> Line | None:
    """A time below its label belongs to it; else it is handed back for what follows."""
    if opened and not opened[-1].lines and opened[-1].time is None:
        opened[-1].time = milliseconds(line.text)
        opened[-1].label_end = line.end
        return None
    return line


def _close(
    text: str, one: _Open, dropped: list[Part], headings: Collection[int] = (), *, last: bool
) -> Turn | None:
    lines = list(one.lines)
    while lines:
        reason = _nobodys(text[slice(*lines[-1])], last=last)
        if not reason and lines[-1][0] in headings:
            reason = "heading"
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


def _cues(lines: Sequence[Line]) -> list[_Open]:
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


def _paragraphs(lines: Sequence[Line]) -> list[_Open]:
    """Blocks between blank lines; where there are no blank lines, each line."""
    blocks = sum(line.opens for line in lines) > 1
    found: list[_Open] = []
    stamp: Line | None = None
    for line in lines:
        if styles.STAMP.fullmatch(line.text) and not stamp:
            stamp = line
        elif line.opens or stamp or not blocks or not found:
            found.append(_begin(line, Head("", None, 0), stamp))
            stamp = None
        else:
            found[-1].lines.append((line.start, line.end))
    if stamp:
        found.append(_begin(stamp, Head("", None, 0), None))
    return found


def _unnamed(text: str, lines: Sequence[Line], opened: Sequence[_Open], form: str) -> TurnsFound:
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
