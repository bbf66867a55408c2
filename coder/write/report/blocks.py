"""A report as blocks: what every format lays out in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.analysis.table import Table, say_number
from coder.write.excel import width
from coder.write.heads import heads, longest_word, names


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3, with its number as people read it."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `note` for what stands smaller, `foreign` for a paragraph in the other language."""

    text: str
    note: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What an interviewee says, and where."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table between three rules, its caption above.

    Attributes:
        label: as “表1”. heads: rows of (text, columns it spans). rows: of as many cells.
        widths: of the columns, in parts. texts: how many columns from the left hold text and are
            set flush left; the others are centred.
        total: the last row is one. sheet: a short name, for a sheet of a workbook.
        numbers: the cells' numbers where there are any, for a workbook.
    """

    label: str
    caption: str
    heads: tuple[tuple[tuple[str, int], ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    texts: int = 1
    notes: tuple[str, ...] = ()
    total: bool = False
    sheet: str = ""
    numbers: tuple[tuple[int | float | str | None, ...], ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A figure, its caption below."""

    label: str
    caption: str
    chart: Any
    notes: tuple[str, ...] = ()


LONG = 32  # narrow characters from which labels get a wider column
PARTED = {
    "documents": "docu-\nments",
    "references": "refer-\nences",
    "characters": "charac-\nters",
    "respondents": "respon-\ndents",
}
PAGE, LEAST = 160.0, 24.0  # mm: between the margins; of a column of labels
LETTER, SMALLER, MARGINS = 1.9, 1.65, 3.6  # mm: a narrow letter in 五号, in 小五; a cell's sides
MANY = 7  # columns from which on a table is set in 小五
Block = Heading | Paragraph | Quote | Grid | Picture


@dataclass(frozen=True, eq=False)
class Report:
    """A report.

    Attributes:
        lines: below the title: what it is, what it was made from.
        footer: the hashes, for the foot of every page.
        words: “注：”, “表格” and the like, by name.
    """

    title: str
    subtitle: str
    lines: Sequence[str]
    blocks: Sequence[Block]
    footer: str
    language: str
    words: Mapping[str, str] = field(default_factory=dict)

    def grids(self) -> Iterator[Grid]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    def pictures(self) -> Iterator[Picture]:
        """The figures, in order."""
        return (block for block in self.blocks if isinstance(block, Picture))


def grid_of(
    table: Table,
    *,
    label: str,
    caption: str,
    language: str,
    sheet: str,
    notes: Sequence[str] = (),
    total: bool = True,
) -> Grid:
    """A frequency table as a grid with a head of two levels."""
    above = (("", 1), *heads(table))
    below = ((table.corner.say(language), 1), *((_broken(text), 1) for text in names(table)))
    rows = tuple((text, *cells) for text, cells in table.said(language))
    numbers = tuple((text, *values) for text, values in table.rows())
    words = [longest_word(text) for text, span in below[1:]]
    at = 0
    for text, span in above[1:]:
        words[at] = max(words[at], longest_word(text) if span == 1 else 0)
        at += span
    widths = _widths([text for text, *_ in rows], words)
    return Grid(
        label, caption, (above, below), rows, widths, 1, tuple(notes), total=total, sheet=sheet,
        numbers=numbers,
    )  # fmt: skip


def plain_grid(  # noqa: PLR0913 (each is a choice of its own)
    label: str,
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[int | float | str | None]],
    *,
    language: str,
    sheet: str,
    widths: Sequence[float] = (),
    texts: int = 1,
    notes: Sequence[str] = (),
    total: bool = False,
) -> Grid:
    """A grid with one row of heads; numbers are said as in a frequency table."""
    said = tuple(
        tuple(
            cell
            if isinstance(cell, str)
            else f"{cell:,}"
            if isinstance(cell, int)
            else say_number(cell, language)
            for cell in row
        )
        for row in rows
    )
    return Grid(
        label,
        caption,
        (tuple((text, 1) for text in head),),
        said,
        tuple(widths)
        or _widths([row[0] for row in said], [longest_word(text) for text in head[1:]]),
        texts,
        tuple(notes),
        total,
        sheet,
        tuple(tuple(row) for row in rows),
    )


def _widths(labels: Sequence[str], words: Sequence[int]) -> tuple[float, ...]:
    """For a column of *labels* and others: so that no word of a head is torn apart, in mm.

    Where a page has no room for that, columns are alike and words are torn.

    Args:
        words: the longest of each other column, in narrow letters.
    """
    letter = LETTER if len(words) + 1 < MANY else SMALLER
    needed = [max(8.0, MARGINS + letter * letters) for letters in words]
    room = PAGE - sum(needed)
    if room < LEAST:
        wide = 2.8 if max(map(width, labels), default=0) < LONG else 5.0
        return (wide, *(1.0,) * len(words))
    whole = MARGINS + letter * max(map(width, labels), default=0)
    first = min(room, max(LEAST, min(whole, PAGE * 0.56)))
    more = (room - first) / max(1, len(words))
    return (first, *(one + more for one in needed))


def _broken(text: str) -> str:
    """A head for a narrow column, parted where a reader would part it."""
    if text in PARTED:
        return PARTED[text]
    return f"{text[:2]}\n{text[2:]}" if len(text) == 4 and not text.isascii() else text


def joined(text: str) -> str:
    """A parted head in one piece again."""
    return text.replace("-\n", "").replace("\n", "")
