"""Columns of plain values as cells of a sheet's XML (ECMA-376 part 1, 18.3.1.4 and 18.3.1.53).

A column says once how its cells are written; a row is then one act of formatting for all of them.
Texts that come back again and again stand once in the workbook's shared strings (18.4.8): what is
written, zipped and later read by Excel is a third less.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

FORMULA = ("=", "+", "-", "@")
OFTEN = 4  # times that the first texts of a column stand on average, for them to be shared
LOOKED_AT = 2_000  # texts, to find that out
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ODD = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BEGIN, _END = 't="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of two styles: of any cell, and of a text that looks like a formula."""

    plain: str
    quoted: str

    def of(self, text: str) -> str:
        """The mark keeps a text a text when someone edits the cell."""
        return self.quoted if text.startswith(FORMULA) else self.plain


@dataclass(slots=True)
class Shared:
    """Texts that stand once in the workbook, by number.

    Attributes:
        first: how many it had before. uses: cells that point to the further ones.
    """

    first: int
    numbers: dict[str, int] = field(default_factory=dict)
    uses: int = 0

    def number(self, text: str) -> int:
        """The number of *text*, a new one if need be."""
        return self.numbers.setdefault(text, self.first + len(self.numbers))

    def xml(self) -> str:
        """The further texts, in the order of their numbers."""
        return "".join(
            f'<si><t xml:space="preserve">{_escaped(text)}</t></si>' for text in self.numbers
        )


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column.

    Attributes:
        cell: what follows the cell's place, `%s` or `%r` for the value; "" where *each* is a whole cell.
        each: one a row, None if all cells are alike.
    """

    cell: str
    each: Sequence[Any] | None


def column(values: pd.Series, styles: Styles, shared: Shared) -> Column | None:
    """How *values* are written; None if all cells are empty."""
    if values.isna().all():
        return None
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iuf":
        whole = values.to_numpy()
        if np.isfinite(whole).all():
            return Column(f'" s="{styles.plain}"><v>%r</v></c>', whole.tolist())
    if isinstance(values.dtype, pd.StringDtype):
        return _of_texts(values, styles, shared)
    cells = [_cell(value, styles) for value in values.tolist()]
    return Column("", cells) if any(cells) else None


def rows(columns: Sequence[tuple[str, Column]], start: int, end: int) -> Iterator[str]:
    """The XML of the rows from *start* up to *end*, counted from the sheet's second line.

    Args:
        columns: each with its letters.
    """
    numbers = [str(number) for number in range(start + 2, end + 2)]
    pattern, parts = ['<row r="%s">'], [numbers]
    for letters, one in columns:
        begin = f'<c r="{letters}'
        values = one.each[start:end] if one.each is not None else None
        if one.cell:
            pattern.append(f"{begin}%s{one.cell}")
            parts += [numbers] if values is None else [numbers, values]  # type: ignore[list-item]
            continue
        pattern.append("%s")
        parts.append(_placed(begin, numbers, values or ()))
    whole = "".join([*pattern, "</row>"])
    return map(whole.__mod__, zip(*parts, strict=True))


def _of_texts(values: pd.Series, styles: Styles, shared: Shared) -> Column | None:
    """Shared where they come back, else each in its place."""
    some = values.head(LOOKED_AT)
    if some.nunique() * OFTEN > len(some):
        return _each(values.tolist(), styles)
    numbers, different = pd.factorize(values)
    cells = [_pointer(text, styles, shared) for text in different.tolist()]
    filled = np.array([bool(cell) for cell in [*cells, ""]])[numbers]
    shared.uses += int(filled.sum())
    if not filled.any():
        return None
    if len(cells) == 1 and filled.all():
        return Column(cells[0], None)
    cells.append("")  # where -1, no value, points to
    return Column("", [cells[number] for number in numbers.tolist()])


def _each(plenty: list[Any], styles: Styles) -> Column:
    """Texts in their places; where none needs care they are put in as they are."""
    if all(type(value) is str and value for value in plenty) and not (
        any(map(_ODD.search, plenty)) or any(text.startswith(FORMULA) for text in plenty)
    ):
        return Column(f'" s="{styles.plain}" {_BEGIN}%s{_END}', plenty)
    return Column("", [_cell(value, styles) for value in plenty])


def _pointer(text: str, styles: Styles, shared: Shared) -> str:
    if not text:
        return ""
    return f'" s="{styles.of(text)}" t="s"><v>{shared.number(text)}</v></c>'


def _placed(begin: str, numbers: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Cells with their places; one without content is left out."""
    return [
        f"{begin}{number}{cell}" if cell else ""
        for number, cell in zip(numbers, cells, strict=True)
    ]


def _cell(value: Any, styles: Styles) -> str:
    """A value as the rest of its cell, behind the place; "" for none."""
    if isinstance(value, str):
        return f'" s="{styles.of(value)}" {_BEGIN}{_escaped(value)}{_END}' if value else ""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isinf(value):
        return _cell(str(value), styles)
    return f'" s="{styles.plain}"><v>{value!r}</v></c>'


def _escaped(text: str) -> str:
    if not _ODD.search(text):
        return text
    said = escape(_LOOKS_CODED.sub("_x005F_", text))
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", said)
