"""The two-level head of a table, as every format needs it."""

from __future__ import annotations

import re
from itertools import groupby

from coder.analysis.table import Table


def heads(table: Table) -> list[tuple[str, int]]:
    """The groups of columns in order, each with how many columns it has."""
    groups = map(str, table.frame.columns.get_level_values(0))
    return [(group, len(list(some))) for group, some in groupby(groups)]


def names(table: Table) -> list[str]:
    """What each column counts."""
    return [str(name) for name in table.frame.columns.get_level_values(1)]


def flat(table: Table) -> list[str]:
    """Each column's group and count in one line, for formats without a second level."""
    return [" ".join(map(str, key)) for key in table.frame.columns]


def longest_word(text: str) -> int:
    """The longest piece that is not parted at the end of a line, in narrow letters."""
    pieces = (piece for part in text.split() for piece in re.split(r"[^!-~]", part))
    return max(map(len, pieces), default=0)
