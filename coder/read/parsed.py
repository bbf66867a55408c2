"""What a reader gives back, and what one container format has to provide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.errors import Problem
from coder.model import Document, Role
from coder.text.account import Account

LETTERS, LINES = 2_000_000, 50_000  # of a transcript: about a hundred hours of talk


@dataclass(frozen=True, slots=True)
class Dropped:
    """Part of a file that is not in any turn.

    Attributes:
        line: 1-based line in the file's text, 0 for what stands outside of it (a header).
        reason: a key of `words.reading.DROPPED`.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Content:
    """A container's words, before turns are looked for.

    Attributes:
        text: all of the text, lines ended by LF; front matter may stand at its top.
        encoding: how bytes became letters; "" where the format says it itself.
        labels: speakers as they are written, where the format or its looks (bold) say so.
        roles: speaker → role, where the format says it.
        headings: lines that are headings, where the format says so.
        asked: lines in bold, where those are the questions.
    """

    text: str
    encoding: str = ""
    labels: frozenset[str] = frozenset()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parsed:
    """A file as the study takes it.

    Attributes:
        problems: warnings only; an error is raised.
        form: how speakers are written, see `text.turns.TurnsFound`.
        encoding: of the bytes; "" where the format says it itself.
        lines: what became of the lines of the text.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    form: str = "none"
    encoding: str = ""
    lines: Account = field(default_factory=Account)
