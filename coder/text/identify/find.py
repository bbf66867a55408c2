"""All that identifies in a text: the detectors and the user's lists together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from coder.text.identify.english import find_english
from coder.text.identify.hits import NO_LISTS, Hit, Kind, Lists, apart
from coder.text.identify.numbers import find_numbers
from coder.text.identify.people import find_people
from coder.text.identify.where import find_where
from coder.text.words import is_word, tagged


def find(text: str, lists: Lists = NO_LISTS, speakers: Collection[str] = ()) -> list[Hit]:
    """What in *text* tells who or where somebody is, in order, without overlaps.

    Args:
        speakers: names that label turns of this text, without words for roles.
    """
    found = [*_listed(text, lists), *_spoken(text, speakers), *find_numbers(text)]
    found += find_english(text)
    for start, end in _lines(text):
        line = text[start:end]
        words = tagged(line)
        found += [
            replace(hit, start=hit.start + start, end=hit.end + start)
            for hit in (*find_people(line, words), *find_where(line, words))
        ]
    found += _everywhere(text, found)
    return apart(found, text, lists.never)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1


def _listed(text: str, lists: Lists) -> Iterator[Hit]:
    for kind, names in (
        (Kind.PERSON, lists.people),
        (Kind.ORGANISATION, lists.organisations),
        (Kind.PLACE, lists.places),
    ):
        for name in names:
            for match in _places_of(name, text):
                yield Hit(*match.span(), kind, True, "list")


def _spoken(text: str, speakers: Collection[str]) -> Iterator[Hit]:
    for name in speakers:
        for match in _places_of(name, text):
            yield Hit(*match.span(), Kind.PERSON, True, "speaker")


def _places_of(name: str, text: str) -> Iterator[re.Match[str]]:
    escaped = re.escape(name.strip())
    if not escaped:
        return iter(())
    bounded = rf"(?<![A-Za-z]){escaped}(?![A-Za-z])" if name.isascii() else escaped
    return re.finditer(bounded, text)


def recurring(text: str, names: Iterable[tuple[str, Kind]]) -> list[Hit]:
    """Every place of *names* that were sure elsewhere; a word that is also no name, to be looked at."""
    found = []
    for name, kind in names:
        if name in text:
            sure = len(name) > 2 or not is_word(name)
            found += [Hit(*m.span(), kind, sure, "again") for m in _places_of(name, text)]
    return found


def _everywhere(text: str, found: Collection[Hit]) -> list[Hit]:
    """What is sure in one line, in all others."""
    names = {(text[hit.start : hit.end], hit.kind) for hit in found if hit.sure}
    return recurring(text, sorted(names))
