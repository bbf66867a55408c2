"""Agreement of two sets of yes/no judgements on the same units."""

from __future__ import annotations

from dataclasses import dataclass


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
        """Cohen's kappa (Cohen 1960); nan where chance agreement is 1 (no variation)."""
        if not self.units:
            return float("nan")
        first = (self.both + self.only_first) / self.units
        second = (self.both + self.only_second) / self.units
        chance = first * second + (1 - first) * (1 - second)
        return float("nan") if chance == 1 else (self.agreement - chance) / (1 - chance)

    @property
    def units(self) -> int:
        """How many units were judged."""
        return self.both + self.only_first + self.only_second + self.neither

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
            self.neither + other.neither,
        )


NONE = Counts(0, 0, 0, 0)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
