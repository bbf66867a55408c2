"""A result that can be shown, written to a file, and made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from coder.model import Bilingual


@dataclass(frozen=True, eq=False)
class Table:
    """A table with what must be said about it.

    Attributes:
        frame: index the rows' labels; columns (group, count) in two levels, labels in `language`.
        notes: what the numbers mean, one sentence each.
        digests: what it was made from: corpus, codebook, decisions, run.
    """

    frame: pd.DataFrame
    title: Bilingual
    notes: tuple[Bilingual, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def records(self) -> list[dict[str, Any]]:
        """One mapping a row, columns named `group/count`."""
        return [
            {"row": str(label)} | {"/".join(map(str, key)): value for key, value in row.items()}
            for label, row in self.frame.astype(object).iterrows()
        ]
