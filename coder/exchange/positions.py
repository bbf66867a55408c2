"""Which arithmetic a project's positions follow, found by evidence.

The REFI-QDA standard (1.5, section 10.2) counts Unicode code points. Programs differ: some count
UTF-16 units, some count a line end of two characters as one. One program wrote all of a project,
so the evidence of all its texts is summed: a position past the end, a quoted text that is not
there, a word cut in two. A byte order mark at the beginning never counts; ends are exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

LATIN_ENDS = 0x2E80  # from here on, scripts in which a word's edge cannot be seen
SHORT = 3  # a quoted text of so few Latin letters, or of one Chinese one, may stand anywhere
Marked = tuple[int, int, str]  # start, end, and the text quoted, "" where none is


@dataclass(frozen=True, slots=True)
class Reading:
    """How positions count.

    Attributes:
        wide: a character beyond U+FFFF counts two (UTF-16 units), else one (code points).
        pairs: CR LF counts two, else one.
    """

    wide: bool = False
    pairs: bool = True

    def __str__(self) -> str:
        return f"{'UTF-16' if self.wide else 'Unicode'} · CRLF={2 if self.pairs else 1}"


READINGS = (Reading(), Reading(pairs=False), Reading(wide=True), Reading(wide=True, pairs=False))


class Ruler:
    """A raw text under one reading: positions in it → offsets in the text with LF ends."""

    def __init__(self, raw: str, reading: Reading) -> None:
        raw = raw.removeprefix("\ufeff")
        self.text = plain(raw)
        self._starts: list[int] | None = None
        if (reading.pairs and "\r\n" in raw) or (reading.wide and _astral(raw)):
            self._starts = _starts(raw, reading)
        self.length = self._starts[-1] if self._starts else len(self.text)

    def offset(self, position: int) -> int:
        """The offset of *position*; inside a pair that became one character, that character's."""
        return position if self._starts is None else bisect_left(self._starts, position)

    def splits(self, position: int) -> bool:
        """Whether *position* lies inside a character."""
        if self._starts is None or position >= self.length:
            return False
        return self._starts[bisect_left(self._starts, position)] != position


def plain(raw: str) -> str:
    """*raw* with LF line ends, as every text of a study has them."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def choose(sources: Sequence[tuple[str, Sequence[Marked]]], origin: str) -> Reading:
    """The reading that fits all *sources* of a project best; a tie goes to what its program does.

    Args:
        sources: raw text and what is marked in it, positions as written.
        origin: the program's name as the project gives it.
    """
    prior = _prior(origin.lower())
    marked = [(raw, marks) for raw, marks in sources if marks]
    pairs = any("\r\n" in raw for raw, _ in marked)
    wide = any(_astral(raw) for raw, _ in marked)

    @cache
    def evidence(reading: Reading) -> tuple[int, int, int]:
        scores = [score(raw, marks, reading) for raw, marks in marked]
        bad, quoted, cut = (sum(part) for part in zip((0, 0, 0), *scores, strict=True))
        return -bad, quoted, -cut

    def fitness(reading: Reading) -> tuple[tuple[int, int, int], bool, bool]:
        # Readings that these texts cannot tell apart are scored once.
        told = Reading(wide and reading.wide, reading.pairs or not pairs)
        return evidence(told), reading == prior, reading == READINGS[0]

    return max(READINGS, key=fitness)


def score(raw: str, marks: Sequence[Marked], reading: Reading) -> tuple[int, int, int]:
    """Impossible positions, quoted texts found less those not found, and words cut in two."""
    ruler = Ruler(raw, reading)
    bad = quoted = cut = 0
    for start, end, name in marks:
        if not 0 <= start <= end <= ruler.length:
            bad += 1
            continue
        bad += ruler.splits(start) + ruler.splits(end)
        first, last = ruler.offset(start), ruler.offset(end)
        if _telling(_tight(name)):
            quoted += 1 if says(ruler.text[first:last], name) else -1
        cut += _inside_word(ruler.text, first) + _inside_word(ruler.text, last)
    return bad, quoted, cut


def says(text: str, name: str) -> bool:
    """Whether *name* quotes *text*, maybe cut short with an ellipsis; white space does not count."""
    head = re.sub(r"(…|\.\.\.)$", "", name.strip())
    if head != name.strip():
        return _tight(text).startswith(_tight(head))
    return _tight(text) == _tight(name)


def _prior(origin: str) -> Reading:
    if "nvivo" in origin:
        return Reading(wide=True)
    return Reading(pairs="atlas" not in origin)


def _astral(text: str) -> bool:
    return max(text, default="") > "\uffff"


def _starts(raw: str, reading: Reading) -> list[int]:
    """The position of every character of the plain text, and of its end."""
    letters = re.findall(r"\r\n|[\s\S]", raw)
    widths = (
        1 + reading.pairs if letter == "\r\n" else 1 + (reading.wide and letter > "\uffff")
        for letter in letters
    )
    return list(accumulate(widths, initial=0))


def _telling(name: str) -> bool:
    return len(name) > SHORT or (len(name) > 1 and max(map(ord, name)) >= LATIN_ENDS)


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    latin = ord(before) < LATIN_ENDS and ord(after) < LATIN_ENDS
    return latin and before.isalnum() and after.isalnum()
