"""Agreement of two sets of judgements on the same units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coder.model import Bilingual

REMARKS = {
    "no_units": Bilingual(
        "没有双方都看过的内容，无法比较。", "There is no text that both judged: nothing to compare."
    ),
    "never": Bilingual(
        "双方都没有用过这个编码，除一致率外各项均无定义。",
        "Neither side gives the code: all but the agreement is undefined.",
    ),
    "always": Bilingual(
        "双方处处都给了这个编码，没有变化，kappa 无定义。",
        "Both sides give the code everywhere: without variation kappa is undefined.",
    ),
    "one_never": Bilingual(
        "只有一方用过这个编码，kappa 必为 0。",
        "Only one side ever gives the code, so kappa must be 0.",
    ),
    "paradox": Bilingual(
        "编码极少（或极常）出现：一致率高而 kappa 低，须与 F1 一起看。",
        "The code is very rare (or very common): agreement is high though kappa is low; "
        "read it together with F1.",
    ),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """A 2 × 2 table: what the one says against what the other (the reference) says."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def precision(self) -> float:
        """Of what the first gives, the share that the second gives too; nan if it gives none."""
        return _share(self.both, self.both + self.only_first)

    @property
    def recall(self) -> float:
        """Of what the second gives, the share that the first gives too; nan if it gives none."""
        return _share(self.both, self.both + self.only_second)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 2·both ÷ (2·both + disagreements)."""
        return _share(2 * self.both, 2 * self.both + self.only_first + self.only_second)

    @property
    def agreement(self) -> float:
        """Share of units on which both say the same."""
        return _share(self.both + self.neither, self.units)

    @property
    def kappa(self) -> float:
        """Cohen's kappa; nan where there is no variation."""
        return cohen_kappa(((self.both, self.only_first), (self.only_second, self.neither)))

    @property
    def units(self) -> int:
        """How many units were judged."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def remark(self) -> Bilingual:
        """Why a figure is undefined or misleads; empty where nothing is to be said.

        High agreement with low kappa: Feinstein & Cicchetti (1990), J. Clin. Epidemiol. 43.
        """
        first, second = self.both + self.only_first, self.both + self.only_second
        if not self.units:
            return REMARKS["no_units"]
        if not first + second:
            return REMARKS["never"]
        if self.both == self.units:
            return REMARKS["always"]
        if not first or not second:
            return REMARKS["one_never"]
        return REMARKS["paradox"] if self.agreement >= 0.8 and self.kappa < 0.4 else Bilingual()


def cohen_kappa(table: Sequence[Sequence[int]]) -> float:
    """Agreement beyond chance of two coders: (observed - expected) ÷ (1 - expected).

    Cohen (1960), Educational and Psychological Measurement 20, 37-46. Reckoned in whole numbers,
    so that the one division is the only rounding.

    Args:
        table: (k, k) units by the first coder's category and the second's.

    Returns:
        nan where there are no units, or all of both coders' are in one category.
    """
    units = sum(map(sum, table))
    same = sum(row[at] for at, row in enumerate(table))
    expected = sum(
        sum(row) * sum(column) for row, column in zip(table, zip(*table, strict=True), strict=True)
    )
    return _share(units * same - expected, units * units - expected)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
