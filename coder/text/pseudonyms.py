"""What stands for a name: 受访者A, 某科长A, 某区A; in English text Interviewee A, Place A."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count
from string import ascii_uppercase

from coder.model import Role
from coder.text.identify import name_words, place_words
from coder.text.identify.hits import Kind

_BARE: Mapping[Kind, tuple[str, str]] = {
    Kind.PERSON: ("某人", "Person"),
    Kind.PHONE: ("某电话", "Phone"),
    Kind.ID_NUMBER: ("某证件号", "ID number"),
    Kind.EMAIL: ("某邮箱", "E-mail"),
    Kind.BANK_CARD: ("某卡号", "Card"),
    Kind.ACCOUNT: ("某账号", "Account"),
    Kind.ADDRESS: ("某地址", "Address"),
    Kind.ORGANISATION: ("某机构", "Organisation"),
    Kind.PLACE: ("某地", "Place"),
}
_SPEAKERS: Mapping[Role, tuple[str, str]] = {
    Role.INTERVIEWER: ("访谈员", "Interviewer"),
    Role.INTERVIEWEE: ("受访者", "Interviewee"),
    Role.UNKNOWN: ("发言人", "Speaker"),
}
_NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.ADDRESS)
_SPELT_OUT = {
    "工": "工程师",
    "总": "总经理",
    "局": "局长",
    "处": "处长",
    "科": "科长",
    "队": "队长",
    "书": "书记",
    "所": "所长",
    "导": "导师",
    "董": "董事长",
}
_TITLES = sorted(name_words.TITLES, key=len, reverse=True)


def pseudonyms(
    found: Iterable[tuple[str, Kind]],
    known: Mapping[str, str],
    *,
    speakers: Mapping[str, Role] = {},
    english: Collection[str] = (),
    occurs: Callable[[str], bool] = lambda _: False,
) -> dict[str, str]:
    """Text → pseudonym, the same for the same text, in order of *found*; *known* ones stay.

    Args:
        speakers: label → role of those who speak.
        english: those of *found* that stand in English talk, also if they are numbers.
        occurs: whether a word stands in the texts already, so that it could be mistaken.
    """
    given = dict(known)
    used = set(known.values())
    for text, kind in found:
        if text not in given:
            words = _lettered(*_base(text, kind, speakers.get(text), english=text in english))
            given[text] = next(one for one in words if one not in used and not occurs(one))
            used.add(given[text])
    return given


def _base(text: str, kind: Kind, speaks: Role | None, *, english: bool) -> tuple[str, str]:
    """The word for what *text* is, and what goes between it and a letter."""
    words = any(letter.isalpha() for letter in text) and kind in _NAMED
    if text.isascii() and (words or english):
        return (_SPEAKERS[speaks] if speaks else _BARE[kind])[1], " "
    if speaks:
        return _SPEAKERS[speaks][0], ""
    if kind is Kind.PERSON:
        return f"某{_title(text)}", ""
    if kind is Kind.PLACE:
        area = "市" if text in place_words.CITIES else _ending(text, place_words.AREA_WORDS)
        return f"某{area or '地'}", ""
    if kind is Kind.ORGANISATION:
        return f"某{_ending(text, place_words.ORGANISATION_WORDS) or '机构'}", ""
    return _BARE[kind][0], ""


def _title(name: str) -> str:
    if re.fullmatch(r"[老小阿]..?", name):
        return "人"
    for title in _TITLES:
        if name.endswith(title) and len(name) > len(title):
            return title
    return _SPELT_OUT.get(name[-1], "人") if len(name) == 2 else "人"


def _ending(text: str, endings: Iterable[str]) -> str:
    return next((one for one in endings if text.endswith(one) and len(text) > len(one)), "")


def _lettered(base: str, gap: str) -> Iterator[str]:
    """*base* with A … Z, AA … behind it."""
    for number in count():
        letters, rest = "", number
        while rest >= 0:
            letters = ascii_uppercase[rest % 26] + letters
            rest = rest // 26 - 1
        yield f"{base}{gap}{letters}"
