"""A document's turns → the ranges that the tagger codes. Pure, linear, the same for ever.

A sentence ends after 。！？!?, after … or ..., and after an English full stop that is followed
by white space and no abbreviation; closing quotes and brackets right behind go with it. Marks
inside a quotation do not end the sentence around it if that goes on behind the quotation. A line
break ends a sentence. What speech-to-text tools leave without any mark is cut at commas.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from coder.model import Document, Segments, Unit

Range = tuple[int, int]

CLOSERS = "”’」』）)】》〉\"'"
LONGEST = 200  # characters without an end mark before commas count as ends
END = re.compile(
    r"(?:[。！？!?]+|…+|\.{3,}|(?<![\d.])\.(?=\s|$)|(?<=\d)\.(?=\s+[A-Z\u4e00-\u9fff]|$)|[；;](?=\s*$))"
    rf"[{re.escape(CLOSERS)}]*|\n+"
)
OPENERS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》"}
ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|cf|Fig|approx|U\.S|p\.m|a\.m)|\b[A-Z])\.$"
)
NUMBERED = re.compile(r"^\s*\d{1,2}\.$")
GOES_ON = re.compile(r"[，、；：,;:的]|\s*[\u4e00-\u9fffA-Za-z0-9]")
COMMA = re.compile(r"[，,、；;\s]")


def segment(document: Document, unit: Unit) -> Segments:
    """The segments of *document* in reading order, the interviewer's too.

    Each lies in one turn, is not empty and begins and ends with a character that is no white
    space; together they hold all such characters of the turns, once each.
    """
    turns, starts, ends = array("i"), array("i"), array("i")
    for number, turn in enumerate(document.turns):
        for start, end in cut(document.text, turn.start, turn.end, unit):
            turns.append(number)
            starts.append(start)
            ends.append(end)
    return Segments(document.id, turns, starts, ends)


def cut(text: str, start: int, end: int, unit: Unit) -> Iterator[Range]:
    """The ranges of *unit* in *text* from *start* to *end*."""
    if unit is Unit.TURN:
        edges = [start, end]
    elif unit is Unit.PARAGRAPH:
        edges = [start, *(start + f.end() for f in re.finditer(r"\n+", text[start:end])), end]
    else:
        edges = [start, *_sentence_ends(text, start, end), end]
    for first, last in zip(edges, edges[1:], strict=False):
        part = text[first:last]
        bare = part.strip()
        if bare:
            begin = first + part.index(bare)
            yield begin, begin + len(bare)


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    last = start
    for found in END.finditer(text, start, end):
        if _ends(text, last, found, end):
            yield from _long(text, last, found.end())
            yield found.end()
            last = found.end()
    yield from _long(text, last, end)


def _ends(text: str, last: int, found: re.Match[str], end: int) -> bool:
    mark = found[0]
    if mark.startswith("\n"):
        return True
    behind = text[found.end() : min(end, found.end() + 12)]
    if mark[0] == ".":
        before = text[last : found.start() + 1]
        if ABBREVIATIONS.search(before) or NUMBERED.match(before):
            return False
    if _inside_quotation(text, last, found.start()):
        # “……。”，… goes on behind its closing quote; without one here, the quotation goes on.
        closed = mark[-1] in CLOSERS
        return closed and not GOES_ON.match(behind)
    return True


def _inside_quotation(text: str, last: int, place: int) -> bool:
    waiting: list[str] = []
    for letter in text[last:place]:
        if letter in OPENERS:
            waiting.append(OPENERS[letter])
        elif waiting and letter == waiting[-1]:
            waiting.pop()
    return bool(waiting)


def _long(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts at commas in a stretch without end marks."""
    while end - start > LONGEST:
        places = [found.end() for found in COMMA.finditer(text, start, start + LONGEST)]
        if not places:
            return
        start = places[-1]
        yield start
