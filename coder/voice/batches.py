"""Segments put together into questions: some of one document, with a little of what came before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.model import Code, digest_of

BEFORE = 2  # segments before each that are shown with it
MOST_CHARACTERS = 6000  # of a question's segments: paragraphs are long


@dataclass(frozen=True, slots=True)
class Line:
    """A segment: its words, and which side speaks, never who."""

    text: str
    who: str  # "interviewer" or "interviewee"


@dataclass(frozen=True)
class Batch:
    """One question.

    Attributes:
        lines: (number, line) in reading order; number 0 for what is only context.
        keys: (numbers,) what each numbered segment's answers are kept under.
        codes: those that are asked about.
    """

    document: str
    lines: tuple[tuple[int, Line], ...]
    keys: tuple[str, ...]
    codes: tuple[Code, ...]

    def text_of(self, number: int) -> str:
        """The words of the segment with this number, from 1."""
        return next(line.text for given, line in self.lines if given == number)


def keys(lines: Sequence[Line]) -> list[str]:
    """What the answers on each line are kept under: its words and those that were shown before."""
    return [
        digest_of(*(f"{one.who}:{one.text}" for one in lines[max(row - BEFORE, 0) : row + 1]))
        for row in range(len(lines))
    ]


def batches(
    document: str,
    lines: Sequence[Line],
    wanted: Mapping[int, tuple[Code, ...]],
    size: int,
) -> Iterator[Batch]:
    """The questions on a document.

    Args:
        lines: all of its segments, in reading order.
        wanted: row → the codes that have no answer there yet; rows with the same are asked together.
        size: segments in a question, at most.
    """
    known = keys(lines)
    for codes in dict.fromkeys(wanted.values()):
        rows: list[int] = []
        length = 0
        for row in sorted(row for row, some in wanted.items() if some == codes):
            long = len(lines[row].text)
            if rows and (len(rows) == size or length + long > MOST_CHARACTERS):
                yield _batch(document, lines, rows, known, codes)
                rows, length = [], 0
            rows.append(row)
            length += long
        if rows:
            yield _batch(document, lines, rows, known, codes)


def _batch(
    document: str,
    lines: Sequence[Line],
    rows: Sequence[int],
    known: Sequence[str],
    codes: tuple[Code, ...],
) -> Batch:
    numbers = {row: number for number, row in enumerate(rows, start=1)}
    shown = sorted({at for row in rows for at in range(max(row - BEFORE, 0), row + 1)})
    return Batch(
        document,
        tuple((numbers.get(row, 0), lines[row]) for row in shown),
        tuple(known[row] for row in rows),
        codes,
    )
