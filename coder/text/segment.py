"""Turns → the units that are coded: sentences, turns or paragraphs. Pure and deterministic.

Where a sentence ends:

- at 。！？ and !? with all that repeat them, and the quotes and brackets that close behind them;
  not inside a quotation that the sentence goes on after (“…？”这种, “…。”，他说);
- at . where a blank or the turn's end follows and it is no decimal, time, initial, abbreviation
  or number of a list;
- at …… and ... only at the end of a line, or before a blank and a capital: a pause is no end;
- at a line's end, unless the line is wrapped: it is as long as its neighbours, and does not end
  in punctuation;
- in speech without punctuation (over 200 characters) at the comma or blank nearest below 120.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from coder.model import Document, Segments, Unit

LONGEST = 200
_PIECE = 120
_CLOSERS = "”’」』）)】》〉\\]\"'*"
# Quotes of a kind that does not say whether it opens or closes are closers if a blank follows.
_END = re.compile(
    rf"(?P<run>[。！？!?｡]+[。！？!?…｡.]*|…+|\.{{2,}}|\.)(?P<closers>[{_CLOSERS}]*)|(?P<line>[ \t\r\f\v\u3000]*\n\s*)"
)
_WORD = re.compile(r"[^\W\d_]|[\d]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(（\[“\"'])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|cf|al|No|Nos|"
    r"Fig|Figs|Eq|Vol|pp|p|ca|approx|dept|est|Inc|Ltd|Co|Corp|Gov|Gen|Sen|Rep|Rev|Hon|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)$",
    re.IGNORECASE,
)
# After these a capital may begin a new sentence.
_MAY_END = re.compile(r"(?:etc|Inc|Ltd|Co|Corp|al|Jr|Sr|[ap]\.m|U\.S|U\.K)$", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:^|[\n。！？；])\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
# What shows that the sentence goes on behind a closing quote or bracket.
_GOES_ON = re.compile(
    r"[，、；：,;:—）)]|(?:这|那|的|之类|一类|等|云云|什么的|就|也|都|还|是|在|和|跟|与|及|而|但|"
    r"地|得|了|着|吧|吗|呢|啊|嘛|似的|一样|来|去|给|让|把|被|从|对|为|变成|改成|"
    r"(?:我|你|他|她|它|咱|您|人家|大家|领导|老板|有人)们?(?:说|问|道|讲|喊|就说|跟我说|问我))"
)
_OPENING = {
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "】": "【",
    "》": "《",
}
_SOFT = re.compile(r"[，、,;；]|(?<=[\u3400-\u9fff])[ \t\u3000]+(?=[\u3400-\u9fff])")


def segment(document: Document, unit: Unit = Unit.SENTENCE) -> Segments:
    """The segments of *document*, in reading order, interviewers' turns included.

    Every non-white character of every turn is in exactly one segment; none is empty, begins
    or ends with white space, or crosses a turn. The same text gives the same segments.
    """
    turns, starts, ends = array("q"), array("q"), array("q")
    divide = {Unit.SENTENCE: _sentences, Unit.PARAGRAPH: _lines, Unit.TURN: _whole}[Unit(unit)]
    for number, turn in enumerate(document.turns):
        said = document.text[turn.start : turn.end]
        for start, end in _trimmed(said, divide(said)):
            turns.append(number)
            starts.append(turn.start + start)
            ends.append(turn.start + end)
    return Segments(document.id, turns, starts, ends)


def _trimmed(said: str, cuts: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Ranges between *cuts*, without the white space at both ends, without the empty ones."""
    before = 0
    for cut in (*cuts, len(said)):
        piece = said[before:cut]
        bare = piece.strip()
        if bare:
            start = before + len(piece) - len(piece.lstrip())
            yield start, start + len(bare)
        before = cut


def _whole(_said: str) -> Iterator[int]:
    yield from ()


def _lines(said: str) -> Iterator[int]:
    """A paragraph ends with its line, unless the line is wrapped."""
    widest = _widest(said)
    for match in re.finditer(r"[ \t\r\f\v\u3000]*\n\s*", said):
        if not _wrapped(said, match, widest):
            yield match.end()


def _sentences(said: str) -> Iterator[int]:
    widest = _widest(said) if "\n" in said else 0
    before = 0
    for match in _END.finditer(said):
        if _ends(said, match, widest) and not _only_marks(said, before, match.start()):
            yield from _breaths(said, before, match.end())
            yield match.end()
            before = match.end()
    yield from _breaths(said, before, len(said))


def _only_marks(said: str, start: int, end: int) -> bool:
    """Whether nothing stands before the mark: it then stays with what follows."""
    return not said[start:end].strip()


def _ends(said: str, match: re.Match[str], widest: int) -> bool:
    if match["line"]:
        return not _wrapped(said, match, widest)
    mark, after = match["run"][0], match.end()
    following = said[after : after + 8]
    if not following.strip():
        return not following or "\n" in following or mark not in "….  "
    if mark == "…" or match["run"].startswith(".."):
        return _after_pause(following)
    if mark == ".":
        return _after_point(said, match, following)
    if match["closers"]:
        return _after_quote(following)
    return not _inside_quote(said, match)


def _after_pause(following: str) -> bool:
    bare = following.lstrip(" \t")
    return following.lstrip(" \t\u3000").startswith("\n") or (
        bare != following and bare[0].isupper()
    )


def _after_point(said: str, match: re.Match[str], following: str) -> bool:
    if not following[0].isspace():
        return False
    before = said[max(0, match.start() - 12) : match.start()]
    if _LIST_NUMBER.search(said, max(0, match.start() - 12), match.start()):
        return False
    bare = following.lstrip()
    if _ABBREVIATION.search(before) and not match["closers"]:
        return bool(_MAY_END.search(before)) and bare[0].isupper()
    return not bare[0].islower()


def _after_quote(following: str) -> bool:
    if following[0].isspace():
        return not following.lstrip()[0].islower()
    return not _GOES_ON.match(following)


def _inside_quote(said: str, match: re.Match[str]) -> bool:
    """Whether the mark stands in a quotation that closes soon, within the same line."""
    line_start = said.rfind("\n", 0, match.start()) + 1
    left = max(line_start, match.start() - 80)
    line_end = said.find("\n", match.end(), match.end() + 80)
    right = line_end if line_end >= 0 else match.end() + 80
    return any(
        said.rfind(opening, left, match.start()) > said.rfind(closing, left, match.start())
        and said.find(closing, match.end(), right) >= 0
        for closing, opening in _OPENING.items()
    )


def _breaths(said: str, start: int, end: int) -> Iterator[int]:
    """Cuts in a run without a full stop that is too long to be coded as one."""
    while end - start > LONGEST:
        places = [one.end() for one in _SOFT.finditer(said, start + 1, start + LONGEST)]
        near = [place for place in places if place - start <= _PIECE and place - start > 20]
        if not (near or places):
            blank = said.rfind(" ", start + 20, start + LONGEST)
            if blank < 0 or end - start <= 3 * LONGEST:
                return
            near = [blank + 1]
        start = near[-1] if near else places[0]
        yield start


def _width(line: str) -> int:
    return sum(2 if letter > "\u2e7f" else 1 for letter in line)


def _widest(said: str) -> int:
    return max((_width(line.strip()) for line in said.split("\n")), default=0)


def _wrapped(said: str, match: re.Match[str], widest: int) -> bool:
    """Whether the line break is the page's and not the speaker's."""
    if match[0].count("\n") > 1 or not 56 <= widest <= 130:
        return False
    line = said[said.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    if not line or line[-1] in f"。！？!?.…：:{_CLOSERS}":
        return False
    return widest - _width(line) <= 16 and bool(re.search(r"[。！？!?.，,]", said))
