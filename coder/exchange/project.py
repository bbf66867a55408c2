"""What another program's project is made of, in our coordinates: plain values, read or to be written.

Offsets are Unicode code points into `Source.text`, whose line ends are LF, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.errors import Problem

PROGRAMS = tuple(
    "NVivo,MAXQDA,ATLAS.ti,QualCoder,Taguette,Transana,Quirkos,Dedoose,f4analyse,OpenQDA,"
    "Interview Coder".split(",")
)


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code or a folder of codes.

    Attributes:
        key: what the project calls it by: a GUID in lower case without braces, or a path.
        parent: the key of the code above it, "" at the top.
        color: `#RRGGBB`, "" where none is given.
        codable: False for a folder that holds codes and is never given itself.
        kind: the one set of codes that it belongs to, "" where none or several.
    """

    key: str
    name: str
    parent: str = ""
    description: str = ""
    color: str = ""
    codable: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """A range of a source's text with a code, or with only a memo where `code` is "".

    Attributes:
        user: the coder's name, "" where the project does not say.
        time: UTC, ISO 8601 with Z, "" where the project does not say.
    """

    start: int
    end: int
    code: str = ""
    user: str = ""
    memo: str = ""
    time: str = ""


@dataclass(frozen=True)
class Source:
    """A text with its attributes and what people marked in it."""

    key: str
    name: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    selections: tuple[Selection, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """A note that belongs to the project and not to a place in it."""

    name: str
    text: str
    time: str = ""


@dataclass(frozen=True)
class Project:
    """A project, or a codebook alone.

    Attributes:
        origin: the program that wrote it, with its version.
        reading: how its positions were read, see `positions.Reading`; "" without positions.
        lost: what the file holds and this value does not, item by item.
    """

    name: str = ""
    origin: str = ""
    codes: tuple[CodeEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    memos: tuple[Memo, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    reading: str = ""
    lost: tuple[Problem, ...] = ()

    @property
    def program(self) -> str:
        """The program's name without its version where it is a known one, for people."""
        lower = self.origin.lower()
        known = (name for name in PROGRAMS if lower.startswith(name.lower()))
        return next(known, self.origin or "REFI-QDA")
