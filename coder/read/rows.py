"""Rows of a table → lines that `text.turns` knows: who, when, and what was said, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coder.text.labels import CLOCK, STAMP
from coder.text.roles import role_of_words

_HEADINGS = {
    "speaker": re.compile(r"speakers?|name|who|说话人|发言人|讲话人|角色|姓名", re.IGNORECASE),
    "time": re.compile(r"time(?:span|stamp|code)?s?|start|时间|时间戳", re.IGNORECASE),
    "said": re.compile(
        r"content|text|transcript|utterance|words|内容|文本|发言(?:内容)?|转录", re.IGNORECASE
    ),
}


def lines_of(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """`[time] speaker：words` for each row; rows of another shape as the words they hold."""
    order, rest = _columns(rows)
    for cells in rest:
        if len(cells) != len(rows[0]) or "said" not in order:
            yield from (line for cell in cells for line in cell.split("\n") if line.strip())
            continue
        said = cells[order["said"]]
        speaker = cells[order["speaker"]].strip().rstrip(":：") if "speaker" in order else ""
        time = _clock(cells[order["time"]]) if "time" in order else ""
        stamp = f"[{time}] " if time else ""
        yield from (f"{stamp}{speaker}：{said}" if speaker else f"{stamp}{said}").split("\n")


def speakers_in(rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """Who speaks in a table that has a column for it."""
    order, rest = _columns(rows)
    if "said" not in order or "speaker" not in order:
        return frozenset()
    cells = (row[order["speaker"]] for row in rest if len(row) == len(rows[0]))
    return frozenset(name for cell in cells if (name := cell.strip().rstrip(":：")))


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


def has_heading(cells: Sequence[str]) -> bool:
    """Whether *cells* are the heading of a transcript: what was said, and who or when."""
    order = _headings(cells)
    return "said" in order and len(order) > 1


def _headings(cells: Sequence[str]) -> dict[str, int]:
    return {
        kind: number
        for number, cell in enumerate(cells)
        for kind, words in _HEADINGS.items()
        if words.fullmatch(cell.strip())
    }


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], Sequence[Sequence[str]]]:
    """Which column holds what, from a heading row or from what the cells look like."""
    if not rows or not 2 <= len(rows[0]) <= 4:
        return {}, rows
    if has_heading(rows[0]):
        return _headings(rows[0]), rows[1:]
    columns = list(zip(*(row for row in rows if len(row) == len(rows[0])), strict=True))
    lengths = [0 if _names_roles(column) else sum(map(len, column)) for column in columns]
    order = {"said": lengths.index(max(lengths))}
    for number, column in enumerate(columns):
        if number == order["said"]:
            continue
        if all(STAMP.fullmatch(cell.strip()) for cell in column if cell.strip()):
            order.setdefault("time", number)
        elif all(len(cell) <= 40 and "\n" not in cell for cell in column):
            order.setdefault("speaker", number)
    return order, rows


def _names_roles(column: Sequence[str]) -> bool:
    return all(role_of_words(cell.strip().rstrip(":：")) for cell in column if cell.strip())
