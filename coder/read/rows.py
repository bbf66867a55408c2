"""A table → lines that `text.turns` knows: who, when, and what was said, in any order.

Three kinds of table: a row an utterance (speaker, time, words); a row a question and its answer;
fields at the head of a transcript (访谈时间 | 2024-03-05). Any other is read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.model import Role
from coder.read.parsed import Dropped
from coder.text.labels import CLOCK, NO_SPEAKERS, STAMP
from coder.text.roles import role_of_words

_HEADINGS = {
    "speaker": re.compile(r"speakers?|name|who|说话人|发言人|讲话人|角色|姓名|人物", re.IGNORECASE),
    "time": re.compile(
        r"time(?:span|stamp|code)?s?|start|(?:开始|起始)?时间(?:戳|点)?", re.IGNORECASE
    ),
    "said": re.compile(
        r"content|text|transcript|utterance|words|内容|文本|发言(?:内容)?|(?:访谈|谈话|对话)内容|转录(?:文本|内容)?",
        re.IGNORECASE,
    ),
    "asked": re.compile(r"(?:访谈)?问题|提问|访谈提纲|问|questions?|q", re.IGNORECASE),
    "answered": re.compile(r"回答(?:内容)?|答案|答|answers?|responses?|a", re.IGNORECASE),
}
_PAIR = ("asked", "answered")
_WIDEST = 12  # columns of a table that may be a transcript
Row = Sequence[str]
_Order = dict[str, int]


@dataclass(frozen=True)
class Talk:
    """A table as talk.

    Attributes:
        speakers: who speaks, where a column says it.
        dropped: words in columns that are nobody's.
    """

    lines: tuple[str, ...] = ()
    speakers: frozenset[str] = frozenset()
    dropped: tuple[Dropped, ...] = ()


def talk_of(rows: Sequence[Row]) -> Talk:
    """*rows* as talk; rows of another shape than the first are the words they hold."""
    if _are_fields(rows):
        return Talk(tuple(line for row in rows for line in _fields(row)))
    order, rest = _columns(rows)
    lines: list[str] = []
    speakers: set[str] = set()
    for cells in rest:
        if len(cells) != len(rows[0]) or not order:
            lines += [line for cell in cells for line in cell.split("\n") if line.strip()]
        elif "said" in order:
            lines += _uttered(cells, order)
            speakers |= {_speaker(cells, order)} - {""}
        else:
            lines += _asked(cells, order)
    if "said" not in order and order:
        speakers = {"问", "答"}
    return Talk(tuple(lines), frozenset(speakers), tuple(_beside(rows, rest, order)))


def has_heading(cells: Row) -> bool:
    """Whether *cells* are the heading of a transcript: what was said, and who or when."""
    order = _headings(cells)
    return "said" in order and ("speaker" in order or "time" in order)


def _uttered(cells: Row, order: _Order) -> list[str]:
    said, speaker = cells[order["said"]], _speaker(cells, order)
    time = _clock(cells[order["time"]]) if "time" in order else ""
    stamp = f"[{time}] " if time else ""
    return (f"{stamp}{speaker}：{said}" if speaker else f"{stamp}{said}").split("\n")


def _speaker(cells: Row, order: _Order) -> str:
    return cells[order["speaker"]].strip().rstrip(":：").strip() if "speaker" in order else ""


def _asked(cells: Row, order: _Order) -> Iterator[str]:
    for label, kind in (("问", "asked"), ("答", "answered")):
        said = re.sub(rf"^{label}\s*[:：]\s*", "", cells[order[kind]].strip())
        if said:
            yield from f"{label}：{said}".split("\n")


def _beside(rows: Sequence[Row], rest: Sequence[Row], order: _Order) -> Iterator[Dropped]:
    """What stands in further columns, but for numbers of rows."""
    for cells in rest if order else ():
        if len(cells) == len(rows[0]):
            for number, cell in enumerate(cells):
                if number not in order.values() and not re.fullmatch(r"[\d\s.]*", cell):
                    yield Dropped(0, "other_column", " ".join(cell.split()))


def _clock(cell: str) -> str:
    """The first time in *cell*; NVivo also takes 75 (seconds), 9203 (92:03), 14532 (1:45:32)."""
    time = re.search(CLOCK, cell)
    if time:
        return time[0]
    short = re.fullmatch(r"[#\[]?(\d{1,2}?)??(\d{1,2}?)??(\d{1,2})(?:[.,]\d+)?[#\]]?", cell.strip())
    if not short:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in short.groups())
    minutes, seconds = minutes + seconds // 60, seconds % 60
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def _are_fields(rows: Sequence[Row]) -> bool:
    """Name and value side by side, once or twice a row, most names being no speaker's."""
    if not rows or any(len(row) not in (2, 4) for row in rows):
        return False
    names = [name.strip().rstrip(":：") for row in rows for name in row[::2] if name.strip()]
    fields = sum(name.casefold() in NO_SPEAKERS for name in names)
    return fields > 0 and all(len(name) <= 12 for name in names) and 2 * fields >= len(names)


def _fields(row: Row) -> Iterator[str]:
    for name, value in zip(row[::2], row[1::2], strict=True):
        if name.strip():
            yield f"{name.strip().rstrip(':：')}：{' '.join(value.split())}"


def _headings(cells: Row) -> _Order:
    order: _Order = {}
    for number, cell in enumerate(cells):
        for kind, words in _HEADINGS.items():
            if words.fullmatch(cell.strip()):
                order.setdefault(kind, number)
    return order


def _columns(rows: Sequence[Row]) -> tuple[_Order, Sequence[Row]]:
    """Which column holds what, from a heading row or from what the cells look like."""
    if not rows or not 2 <= len(rows[0]) <= _WIDEST:
        return {}, rows
    order = _headings(rows[0])
    if "said" in order and len(rows[0]) > 1 and ("speaker" in order or "time" in order):
        return order, rows[1:]
    if all(kind in order for kind in _PAIR):
        return {kind: order[kind] for kind in _PAIR}, rows[1:]
    if _heads_of_roles(rows[0]):
        return dict(zip(_PAIR, (0, 1), strict=True)), rows[1:]
    return (_by_looks(rows), rows) if len(rows[0]) <= 4 else ({}, rows)


def _heads_of_roles(cells: Row) -> bool:
    """访谈者 | 受访者, with what each says below."""
    roles = [role_of_words(cell.strip()) for cell in cells]
    return roles == [Role.INTERVIEWER, Role.INTERVIEWEE]


def _by_looks(rows: Sequence[Row]) -> _Order:
    columns = list(zip(*(row for row in rows if len(row) == len(rows[0])), strict=True))
    if len(columns) == 2 and len(rows) > 1 and _asks(columns[0]) and not _names_roles(columns[1]):
        return {"asked": 0, "answered": 1}
    lengths = [
        0 if _names_roles(column) or _are_times(column) else sum(map(len, column))
        for column in columns
    ]
    order = {"said": lengths.index(max(lengths))}
    for number, column in enumerate(columns):
        if number == order["said"]:
            continue
        if _are_times(column):
            order.setdefault("time", number)
        elif all(len(cell) <= 40 and "\n" not in cell for cell in column):
            order.setdefault("speaker", number)
    return order


def _names_roles(column: Row) -> bool:
    return all(role_of_words(cell.strip().rstrip(":：")) for cell in column if cell.strip())


def _are_times(column: Row) -> bool:
    return all(STAMP.fullmatch(cell.strip()) for cell in column if cell.strip())


def _asks(column: Row) -> bool:
    asked = [cell.strip() for cell in column if cell.strip()]
    return len(asked) > 1 and sum(cell.endswith(("?", "？")) for cell in asked) >= 0.8 * len(asked)
