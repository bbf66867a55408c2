"""What became of each line of a transcript: read, joined, dropped, and which to look at. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coder.model import Turn
from coder.text import labels as styles
from coder.text.roles import role_of_words

_LABEL = dict(styles.STYLES)["colon"]
_BRACKET = dict(styles.STYLES)["bracket"]
_LONGEST = 8  # letters of a Chinese label, four words of another one, that may be a name
_FEW = 10  # turns below which one who speaks once is nothing to ask about


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line to look at: `once`, `like_speaker`, `time_inside` or `repeated`; *line* from 1."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Account:
    """Lines that are not blank, each counted once.

    Attributes:
        read: begins what a speaker says, or is the label of it.
        joined: goes on with what was said in the line before.
        dropped: in no turn.
        doubts: among the lines read and joined, those to look at.
    """

    read: int = 0
    joined: int = 0
    dropped: int = 0
    doubts: tuple[Doubt, ...] = ()


def account(text: str, turns: Sequence[Turn], *, first: int = 1) -> Account:
    """What became of the lines of *text*, whose first line is the file's line *first*."""
    counts: Counter[str] = Counter()
    doubts: list[Doubt] = []
    signs = _signs(text, turns)
    number, position, at = first, 0, 0
    for line in text.split("\n"):
        end = position + len(line)
        while at < len(turns) and turns[at].end <= position:
            at += 1
        turn = turns[at] if at < len(turns) and turns[at].label_start < end else None
        if line.strip():
            kind = _kind(turn, position)
            counts[kind] += 1
            reason = _doubt(line.strip(), kind, turn, signs)
            if reason:
                doubts.append(Doubt(number, reason, line.strip()))
        position = end + 1
        number += 1
    return Account(counts["read"], counts["joined"], counts["dropped"], tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What makes a line doubtful: names of one turn, names alone, slips of labels, repeated lines."""

    rare: Collection[str]
    alone: Collection[str]
    slips: tuple[str, ...]
    repeated: Collection[str]


def _signs(text: str, turns: Sequence[Turn]) -> _Signs:
    known = {turn.speaker for turn in turns}
    shapes = Counter(line.strip() for line in text.split("\n") if len(line.strip()) > 5)
    repeated = {line for line, count in shapes.items() if count > 2 and "" not in known}
    slips = tuple(one + mark for one in known if role_of_words(one) for mark in "，,、。")
    return _Signs(_rare(turns), _alone(text) if known == {""} else (), slips, repeated)


def _kind(turn: Turn | None, start: int) -> str:
    if turn is None:
        return "dropped"
    return "read" if turn.start >= start or turn.label_start >= start else "joined"


def _rare(turns: Sequence[Turn]) -> set[str]:
    """Speakers of a single turn in a talk of many: a name misspelt, or no name at all."""
    counts = Counter(turn.speaker for turn in turns)
    return {one for one, count in counts.items() if count == 1 and len(turns) >= _FEW}


def _alone(text: str) -> set[str]:
    """Short lines that come again where nobody is named: names above what they say?"""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    counts = Counter(
        line
        for line, below in pairwise(lines)
        if line != below and len(line) <= 2 * _LONGEST and _may_be_name(line) and line[-1].isalnum()
    )
    return {line for line, count in counts.items() if count > 1} if len(counts) > 1 else set()


def _doubt(line: str, kind: str, turn: Turn | None, signs: _Signs) -> str:
    if turn is None:
        return ""
    if line in signs.alone:
        return "like_speaker"
    if kind == "read":
        return "once" if turn.speaker in signs.rare else ""
    label = _LABEL.fullmatch(line) or _BRACKET.fullmatch(line)
    if (label and _may_be_name(label["label"])) or line.startswith(signs.slips):
        return "like_speaker"
    if re.match(rf"[\[(（【]?{styles.CLOCK}[\])）】]?(?:\s|$)", line):
        return "time_inside"
    return "repeated" if line in signs.repeated else ""


def _may_be_name(label: str) -> bool:
    words = label.split()
    if any(word.casefold() in styles.NO_SPEAKERS for word in words) or label.isdigit():
        return False
    return len(label) <= _LONGEST if re.search("[\u4e00-\u9fff]", label) else len(words) <= 4
