"""Addresses, organisations and places in Chinese text: a proper name, and behind it what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coder.text.identify import place_words as words
from coder.text.identify.hits import Hit, Kind
from coder.text.words import Tagged, frequency, is_word

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
SELDOM = 300  # a noun that the dictionary has less often may well be a name: 梧桐, 青石, 锦绣
EVERYDAY = 50  # a word that the dictionary has so often is a word, though it may be a place too
_NAMING = ("ns", "nr", "nz", "nt", "j", "nrt", "nrfg")
_PART = (
    *_NAMING,
    "n",
    "vn",
    "an",
    "b",
    "m",
    "eng",
    "s",
    "f",
    "a",
    "ng",
    "g",
    "tg",
    "t",
    "l",
    "zg",
    "v",
    "i",
    "k",
    "q",
    "h",
)


def find_where(text: str, tagged: Sequence[Tagged]) -> list[Hit]:
    """Addresses, organisations and places in *text*, whose words are *tagged*."""
    return [
        *_addresses(text, tagged),
        *_named(text, tagged, _suffixes(words.ORGANISATION_WORDS), Kind.ORGANISATION),
        *_named(text, tagged, _suffixes(words.AREA_WORDS), Kind.PLACE),
        *_places(tagged),
    ]


@lru_cache(maxsize=4)
def _suffixes(endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(endings))


_ADDRESS = re.compile(
    rf"(?P<what>{words.ROADS}|{words.HOMES}|{words.VILLAGES})(?P<units>(?:[，,]?\s?{words.UNIT})*)(?P<house>(?<=[号栋幢弄]){_HAN}{{0,7}}(?:酒店|大厦|广场|宾馆|公寓|花园|小区|大楼|综合楼|办公楼|宿舍楼|厂房)(?:\s?{words.UNIT})*)?"
)


def _addresses(text: str, tagged: Sequence[Tagged]) -> Iterator[Hit]:
    for match in _ADDRESS.finditer(text):
        if match["units"].strip(" ，,"):
            start = _leftmost(text, tagged, match.start())
            if start < match.start():
                yield Hit(start, match.end(), Kind.ADDRESS, True, "address")
            continue
        start, distinct = _left(text, tagged, match.start())
        if start == match.start() or not distinct:
            continue
        road = match["what"] in words.ROADS.split("|")
        village = match["what"] in words.VILLAGES.split("|")
        if not village and match.start() - start >= 2:
            sure = road and _is_place(tagged, start, match.end())
            yield Hit(start, match.end(), Kind.ADDRESS, sure or not road, "suffix")


def _is_place(tagged: Sequence[Tagged], start: int, end: int) -> bool:
    return any(
        token.flag == "ns" and token.start >= start and token.end <= end and len(token.text) > 1
        for token in tagged
    )


def _named(
    text: str, tagged: Sequence[Tagged], suffixes: re.Pattern[str], kind: Kind
) -> Iterator[Hit]:
    """A proper name before one of *suffixes*, with all that stands between them."""
    for match in suffixes.finditer(text):
        if _cuts_word(tagged, match.end()):
            continue
        start, distinct = _left(text, tagged, match.start())
        if start == match.start() or not distinct:
            continue
        name = text[start : match.end()]
        if name in words.GENERIC_PLACES:
            continue
        sure = (
            distinct >= 2
            or (len(match[0]) > 1 and match[0] not in words.VAGUE)
            or match[0] in "市县镇乡"
        )
        yield Hit(start, match.end(), kind, sure, "suffix")


def _cuts_word(tagged: Sequence[Tagged], end: int) -> bool:
    """Whether *end* is inside a longer word: 市|场, 区|别."""
    for token in tagged:
        if token.start < end < token.end:
            return True
        if token.start >= end:
            break
    return False


def _left(text: str, tagged: Sequence[Tagged], end: int, most: int = 18) -> tuple[int, int]:
    """Where the name that ends at *end* begins, and how plainly it names (0: not at all).

    Words are taken leftwards while they can be part of a name. 2 is a name by the cutter's word,
    1 a string that no dictionary has.
    """
    start, distinct = end, 0
    for token in reversed([one for one in tagged if one.start < end]):
        word = text[token.start : min(token.end, end)]
        if end - token.start > most or word in words.STOPS or not _can_name(token, word):
            break
        loose = token.flag in ("v", "d", "t", "l", "i", "a", "m", "q", "f", "k", "h")
        beside = len(word) == 1 and token.flag in ("f", "a", "v") and _named_at(tagged, start)
        if loose and word not in words.PLAIN and not beside and not _ahead(tagged, token):
            break
        start = token.start
        distinct = max(distinct, _distinct(token, word))
    return start, distinct


def _leftmost(text: str, tagged: Sequence[Tagged], end: int, most: int = 24) -> int:
    """Where an address with a number begins: at the first word that surely is none of it."""
    start = end
    for token in reversed([one for one in tagged if one.start < end]):
        word = text[token.start : min(token.end, end)]
        plain = re.fullmatch(rf"(?:{_HAN}|[A-Za-z0-9０-９-])+", word)
        if not plain or end - token.start > most or word in words.STOPS - words.ADMINISTRATIVE:
            break
        if token.flag[0] in "pcuryd" or (
            token.flag == "v" and len(word) == 1 and not _before_name(start, tagged)
        ):
            break
        start = token.start
    return start


def _before_name(start: int, tagged: Sequence[Tagged]) -> bool:
    """Whether a single character that names stands at *start*: 望|澜新区."""
    token = next((one for one in tagged if one.start == start), None)
    return token is not None and len(token.text) == 1 and token.flag in (*_NAMING, "n")


def _ahead(tagged: Sequence[Tagged], token: Tagged) -> bool:
    """Whether something that names stands right before *token*."""
    before = next((one for one in reversed(tagged) if one.end == token.start), None)
    return before is not None and _distinct(before, before.text) == 2


def _named_at(tagged: Sequence[Tagged], start: int) -> bool:
    """Whether the word at *start* names, or is a character left over from a name."""
    token = next((one for one in tagged if one.start == start), None)
    return token is not None and (
        token.flag in _NAMING or (token.flag == "n" and len(token.text) == 1)
    )


def _can_name(token: Tagged, word: str) -> bool:
    if not re.fullmatch(rf"(?:{_HAN}|[A-Za-z0-9])+", word):
        return False
    return token.flag in _PART or not is_word(word)


def _distinct(token: Tagged, word: str) -> int:
    if word in words.PLAIN or word in words.STOPS or word in words.GENERIC_PLACES:
        return 0
    if token.flag in _NAMING and len(word) > 1:
        return 2
    if len(word) > 1 and not is_word(word) and token.flag != "m":
        return 1
    if len(word) > 1 and token.flag[0] in "na" and frequency(word) < SELDOM:
        return 1
    if token.flag == "eng" or (len(word) == 1 and token.flag in ("nr", "ns", "j", "nz")):
        return 1
    return 0


def _places(tagged: Sequence[Tagged]) -> Iterator[Hit]:
    """Places that the dictionary knows, with nothing behind them."""
    for token in tagged:
        if token.text in words.CITIES:
            yield Hit(token.start, token.end, Kind.PLACE, True, "dictionary")
        elif token.flag == "ns" and len(token.text) > 1 and frequency(token.text) < EVERYDAY:
            yield Hit(token.start, token.end, Kind.PLACE, False, "dictionary")
