"""What can go wrong, as values: the words for it stand in one catalogue, Chinese and English.

A foreseeable failure is a `CoderError(code, **values)`; what a reader or the codebook check
finds on its way is a `Problem`, collected and shown together. Nothing else reaches a user.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.words import SENTENCES


def language() -> str:
    """The language to speak: "zh", or "en" where the environment variable CODER_LANG says so."""
    return "en" if os.environ.get("CODER_LANG", "").lower().startswith("en") else "zh"


def sentence(code: str, values: Mapping[str, object], in_language: str) -> str:
    """The sentence for *code* with *values* filled in."""
    zh, en = SENTENCES[code]
    return (en if in_language == "en" else zh).format(**values)


class CoderError(Exception):
    """The work could not be done; says which thing, where, and the mend."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.say())

    def say(self, in_language: str = "") -> str:
        """One sentence in *in_language*, by default that of the environment."""
        return sentence(self.code, self.values, in_language or language())


@dataclass(frozen=True)
class Problem:
    """Something found in a file: an error (nothing is taken) or a warning (look at it).

    Attributes:
        line, column: 1-based; 0 where there is none.
    """

    code: str
    file: str = ""
    line: int = 0
    column: int = 0
    error: bool = True
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, in_language: str = "") -> str:
        """One sentence that begins with the place: `file:line:column: …`, or with the file."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        said = sentence(self.code, self.values, in_language or language())
        return said if not place or said.startswith(self.file or place) else f"{place}: {said}"


class Problems(CoderError):
    """A file that cannot be used, with everything found in it at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("problems_found", count=len(problems))

    def say(self, in_language: str = "") -> str:
        """One line a problem."""
        return "\n".join(problem.say(in_language) for problem in self.problems)
