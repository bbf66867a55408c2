"""A result that can be shown, written to a file, and made again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from coder.model import Bilingual

DIGESTS = {
    "corpus": Bilingual("语料", "corpus"),
    "codebook": Bilingual("码本", "codebook"),
    "decisions": Bilingual("决定", "decisions"),
    "settings": Bilingual("设置", "settings"),
    "run": Bilingual("运行", "run"),
}
Cell = int | float | str | None
TOTAL = Bilingual("合计", "Total")
NOTHING = "–"  # a cell without a number: a share of no interviews


@dataclass(frozen=True, eq=False)
class Table:
    """A table with what must be said about it.

    Attributes:
        frame: index the rows' labels, unique; columns (group, count) in two levels; whole numbers,
            shares from 0 to 1 as floats, and texts. The last row is the total, if there is one.
        notes: what the numbers mean, one sentence each.
        digests: hashes of what it was made from: corpus, codebook, decisions, settings.
        corner: what the rows are.
        depths: how deep below its parent each row stands; () where all stand at the top.
        decimals: for columns (by their second level) of floats that are no shares, how many places
            to show.
        stamp: how to make it again, for the file it becomes (`write.provenance`); None if unknown.
    """

    frame: pd.DataFrame
    title: Bilingual
    notes: tuple[Bilingual, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    corner: Bilingual = Bilingual("编码", "Code")
    depths: tuple[int, ...] = ()
    decimals: Mapping[str, int] = field(default_factory=dict)
    stamp: Any = None

    @property
    def has_total(self) -> bool:
        """Whether the last row sums up the others."""
        return len(self.frame) > 1 and str(self.frame.index[-1]) in (TOTAL.zh, TOTAL.en)

    def records(self) -> list[dict[str, Any]]:
        """One mapping a row, columns named `group/count`; None where there is no number."""
        names = ["/".join(map(str, key)) for key in self.frame.columns]
        return [
            {"row": label} | dict(zip(names, values, strict=True)) for label, values in self.rows()
        ]

    def rows(self) -> list[tuple[str, list[Cell]]]:
        """Each row's label and cells: int for counts, float for shares, None for no number."""
        values = self.frame.astype(object).itertuples(name=None)
        return [(str(label), [_number(value) for value in row]) for label, *row in values]

    def said(self, language: str) -> list[tuple[str, list[str]]]:
        """The rows as people read them: labels set in below their parents, shares in per cent."""
        depths = self.depths or (0,) * len(self.frame)
        places = [self.decimals.get(str(name)) for name in self.frame.columns.get_level_values(1)]
        return [
            (
                "\u3000" * depth + label,
                [say_cell(*cell, language) for cell in zip(values, places, strict=True)],
            )
            for depth, (label, values) in zip(depths, self.rows(), strict=True)
        ]

    def made_from(self, language: str) -> list[str]:
        """The digests, one `name: value` each."""
        return [
            f"{DIGESTS[key].say(language) if key in DIGESTS else key}: {value}"
            for key, value in self.digests.items()
        ]


def say_cell(value: Cell, places: int | None, language: str) -> str:
    """A number with *places* decimals; without, as `say_number` says it; a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and places is not None:
        return f"{value:.{places}f}"
    return say_number(value, language)


def say_number(value: float | None, language: str) -> str:
    """A count as it is, a share in per cent with one decimal."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return str(value)
    return f"{value:.1%}" if language == "zh" else f"{100 * value:.1f} %"


def _number(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    return int(value)
