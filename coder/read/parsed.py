"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass

from coder.errors import Problem
from coder.model import Document


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of the file that is not in a turn.

    Attributes:
        line: 1-based line of the text that was read.
        reason: front_matter, before_first_turn, heading, rule, footer, header, empty_turn, time.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Parsed:
    """A document, and everything that reading it had to say."""

    document: Document
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    form: str = ""
    encoding: str = ""


@dataclass(frozen=True)
class Contents:
    """The text of a container, before turns are looked for.

    Attributes:
        labels: speaker labels known from the container (bold, a table's first column).
        dropped: parts of the container that are not in the text.
    """

    text: str
    encoding: str = ""
    labels: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
