"""A text's lines that are not blank, with where they stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Words from *start* to *end* of the text; `opens`: the first of its paragraph."""

    start: int
    end: int
    text: str
    opens: bool


def lines_of(text: str) -> Iterator[Line]:
    """The lines of *text*, without the blanks around them."""
    position, opens = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            yield Line(start, start + len(stripped), stripped, opens)
        opens = not stripped
        position += len(raw) + 1


def divided(lines: list[Line], cuts: re.Pattern[str]) -> list[Line]:
    """*lines*, each cut before every match of *cuts* that is not at its start."""
    found = []
    for line in lines:
        places = [match.start() for match in cuts.finditer(line.text) if match.start()]
        for start, end in zip([0, *places], [*places, len(line.text)], strict=True):
            words = line.text[start:end].rstrip()
            at = line.start + start
            found.append(Line(at, at + len(words), words, line.opens and not start))
    return found
