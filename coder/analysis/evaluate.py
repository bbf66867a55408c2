"""Score what stands against gold codings, per code and in all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coder.analysis.agreement import NONE, Counts
from coder.model import Coding

RESAMPLES = 1000
SEED = 20230517
SHOWN = 20  # of the sentences that went wrong


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A text that the gold coder looked at, and the codes it was given."""

    document: str
    start: int
    end: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement on one code, or in all, with 95 % intervals (low, high).

    The intervals are percentiles of a bootstrap that draws whole documents, since sentences of
    one interview are not independent (Efron & Tibshirani 1993, ch. 13).
    """

    counts: Counts
    precision: float
    recall: float
    f1: float
    kappa: float
    f1_interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Miss:
    """A code that only the one side gives, and the words."""

    document: str
    code: str
    ours: bool
    text: str


@dataclass(frozen=True)
class Evaluation:
    """All of it.

    Attributes:
        micro: over all codes together; macro_f1: mean F1 of the codes that gold uses.
    """

    units: int
    documents: int
    micro: Score
    macro_f1: float
    codes: Mapping[str, Score]
    misses: tuple[Miss, ...]

    def say(self, language: str) -> list[str]:
        """As lines of text."""
        zh = language != "en"
        head = (
            f"{self.units} 句，{self.documents} 篇访谈；95% 区间按访谈重抽 {RESAMPLES} 次"
            if zh
            else f"{self.units} texts in {self.documents} documents; 95 % intervals from {RESAMPLES} resamples of documents"
        )
        names = (
            ("编码", "精确率", "召回率", "F1", "kappa", "n")
            if zh
            else ("code", "precision", "recall", "F1", "kappa", "n")
        )
        lines = [head, "  ".join(names)]
        lines += [_line(code, score) for code, score in self.codes.items()]
        lines.append(_line("合计（微平均）" if zh else "all (micro)", self.micro))
        lines.append(f"{'宏平均' if zh else 'macro'} F1 {self.macro_f1:.3f}")
        return lines


def evaluate(
    gold: Sequence[GoldUnit], codings: Sequence[Coding], texts: Mapping[str, str]
) -> Evaluation:
    """Compare *codings* with *gold* on the texts that gold looked at.

    A coding counts for a unit if at least half of the shorter of the two lies in the other.
    """
    ours = _given(gold, codings)
    codes = sorted({code for unit in gold for code in unit.codes} | {c for g in ours for c in g})
    documents = sorted({unit.document for unit in gold})
    table = _table(gold, ours, codes, documents)
    draws = np.random.default_rng(SEED).integers(
        0, len(documents), size=(RESAMPLES, len(documents))
    )
    scores = {code: _score(table[:, at], draws) for at, code in enumerate(codes)}
    used = [code for code in codes if any(code in unit.codes for unit in gold)]
    macro = [0.0 if math.isnan(scores[code].f1) else scores[code].f1 for code in used]
    return Evaluation(
        len(gold),
        len(documents),
        _score(table.sum(axis=1), draws),
        float(np.mean(macro)) if macro else float("nan"),
        scores,
        _misses(gold, ours, texts),
    )


def _given(gold: Sequence[GoldUnit], codings: Sequence[Coding]) -> list[set[str]]:
    """For each unit the codes that stand on it."""
    by_document: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_document[coding.document].append(coding)
    return [{c.code for c in by_document[unit.document] if _on(c, unit)} for unit in gold]


def _on(coding: Coding, unit: GoldUnit) -> bool:
    both = min(coding.end, unit.end) - max(coding.start, unit.start)
    return both > 0 and 2 * both >= min(coding.end - coding.start, unit.end - unit.start)


def _table(
    gold: Sequence[GoldUnit],
    ours: Sequence[set[str]],
    codes: Sequence[str],
    documents: Sequence[str],
) -> np.ndarray:
    """(documents, codes, 4) counts: both, only ours, only gold, neither."""
    place = {document: at for at, document in enumerate(documents)}
    table = np.zeros((len(documents), len(codes), 4), dtype=np.int64)
    for unit, given in zip(gold, ours, strict=True):
        for at, code in enumerate(codes):
            cell = (
                (0 if code in given else 2) if code in unit.codes else (1 if code in given else 3)
            )
            table[place[unit.document], at, cell] += 1
    return table


def _score(by_document: np.ndarray, draws: np.ndarray) -> Score:
    counts = Counts(*(int(n) for n in by_document.sum(axis=0))) + NONE
    drawn = by_document[draws].sum(axis=1)
    below = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    f1 = 2 * drawn[:, 0][below > 0] / below[below > 0]
    interval = (float("nan"), float("nan"))
    if len(f1):
        low, high = np.percentile(f1, (2.5, 97.5))
        interval = (float(low), float(high))
    return Score(counts, counts.precision, counts.recall, counts.f1, counts.kappa, interval)


def _misses(
    gold: Sequence[GoldUnit], ours: Sequence[set[str]], texts: Mapping[str, str]
) -> tuple[Miss, ...]:
    found = [
        Miss(unit.document, code, code in given, texts[unit.document][unit.start : unit.end])
        for unit, given in zip(gold, ours, strict=True)
        for code in sorted(unit.codes ^ given)
    ]
    return tuple(found[:SHOWN])


def _line(name: str, score: Score) -> str:
    low, high = score.f1_interval
    given = score.counts.both + score.counts.only_second
    return (
        f"{name}  {score.precision:.3f}  {score.recall:.3f}  "
        f"{score.f1:.3f} [{low:.3f}, {high:.3f}]  {score.kappa:.3f}  {given}"
    )
