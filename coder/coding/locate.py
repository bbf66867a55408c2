"""Find sentences in a text, as people and programs quote them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

Range = tuple[int, int]


def locate(text: str, rows: Sequence[tuple[str, str]]) -> list[Range | None]:
    """The range in *text* of each row's sentence, None where it is not there.

    White space and full-width forms do not matter. The n-th occurrence serves the n-th row with
    a sentence; rows that follow each other with the same sentence and different codes speak of
    the same occurrence. Once the occurrences are used up, the last one serves again.

    Args:
        rows: (sentence, code) in the file's order.
    """
    plain, places = _plain(text)
    used: dict[str, int] = defaultdict(int)
    current: dict[str, tuple[Range | None, set[str]]] = {}
    found: list[Range | None] = []
    before = ""
    for sentence, code in rows:
        wanted = _plain(sentence)[0]
        known = current.get(wanted)
        if known is None or wanted != before or code in known[1]:
            known = (_occurrence(plain, places, wanted, used[wanted]), set())
            used[wanted] += 1
            current[wanted] = known
        known[1].add(code)
        before = wanted
        found.append(known[0])
    return found


def _occurrence(plain: str, places: Sequence[int], wanted: str, number: int) -> Range | None:
    """The *number*-th occurrence (from 0), the last one where there are not so many."""
    if not wanted:
        return None
    starts: list[int] = []
    at = plain.find(wanted)
    while at >= 0 and len(starts) <= number:
        starts.append(at)
        at = plain.find(wanted, at + len(wanted))
    if not starts:
        return None
    start = starts[min(number, len(starts) - 1)]
    return places[start], places[start + len(wanted) - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """*text* without white space and in narrow forms, and where each character was."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKC", letter):
            if not part.isspace():
                letters.append(part)
                places.append(place)
    return "".join(letters), places
