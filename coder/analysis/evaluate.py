"""Score what stands against gold codings, per code and in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.agreement import Counts
from coder.analysis.resample import FIGURES, Interval, interval_of, macro, resampled
from coder.model import Coding

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
    """Agreement on one code, or on all of them, with 95 % intervals (low, high).

    A figure is nan where it is undefined; an interval is (nan, nan) with fewer than two documents.
    """

    counts: Counts
    precision: float
    recall: float
    f1: float
    kappa: float
    agreement: float
    precision_interval: Interval
    recall_interval: Interval
    f1_interval: Interval
    kappa_interval: Interval


@dataclass(frozen=True, slots=True)
class Macro:
    """Means over the codes that gold uses, each code counting alike.

    A code that was never given has precision 0; one whose kappa is undefined is left out of kappa.
    """

    precision: float
    recall: float
    f1: float
    kappa: float
    precision_interval: Interval
    recall_interval: Interval
    f1_interval: Interval
    kappa_interval: Interval


@dataclass(frozen=True, slots=True)
class Miss:
    """A code that only the one side gives, and the words.

    Attributes:
        ours: True where the code stands but gold does not have it.
        confidence: the tagger's in a code that stands, None where it gave none.
    """

    document: str
    start: int
    end: int
    code: str
    ours: bool
    confidence: float | None
    text: str


@dataclass(frozen=True)
class Evaluation:
    """All of it.

    Attributes:
        micro: over all pairs of a text and a code together.
        codes: those that gold or we use, by id.
        misses: the worst first: those we were surest of, and of the codes we miss most, in turn.
    """

    units: int
    documents: int
    micro: Score
    macro: Macro
    codes: Mapping[str, Score]
    misses: tuple[Miss, ...]

    def say(self, language: str) -> list[str]:
        """As lines of text."""
        from coder.analysis.say import say_evaluation

        return say_evaluation(self, language)


def evaluate(
    gold: Sequence[GoldUnit], codings: Sequence[Coding], texts: Mapping[str, str]
) -> Evaluation:
    """Compare *codings* with *gold* on the texts that gold looked at.

    A coding counts for a unit if at least half of the shorter of the two lies in the other.
    The same figures come out every time: the bootstrap's seed is fixed.
    """
    ours = _given(gold, codings)
    codes = sorted({code for unit in gold for code in unit.codes}.union(*ours))
    documents = sorted({unit.document for unit in gold})
    by_document = _by_document(gold, ours, codes, documents)
    drawn = resampled(by_document)
    counts = by_document.sum(axis=0, dtype=np.int64)
    scores = {code: _score(counts[at], drawn[:, at]) for at, code in enumerate(codes)}
    used = np.array([any(code in unit.codes for unit in gold) for code in codes], dtype=bool)
    return Evaluation(
        len(gold),
        len(documents),
        _score(counts.sum(axis=0), drawn.sum(axis=1)),
        _macro(counts[used], drawn[:, used]),
        scores,
        _worst(_misses(gold, ours, texts), scores),
    )


def _given(gold: Sequence[GoldUnit], codings: Sequence[Coding]) -> list[dict[str, float | None]]:
    """For each unit the codes that stand on it, with the tagger's highest confidence."""
    codings_of: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        codings_of[coding.document].append(coding)
    ranges = {
        document: np.array([(c.start, c.end) for c in some], dtype=np.int64)
        for document, some in codings_of.items()
    }
    given: list[dict[str, float | None]] = []
    for unit in gold:
        found: dict[str, float | None] = {}
        for at in _on(unit, ranges.get(unit.document, np.empty((0, 2), dtype=np.int64))):
            coding = codings_of[unit.document][at]
            sure = [s for s in (found.get(coding.code), coding.confidence) if s is not None]
            found[coding.code] = max(sure, default=None)
        given.append(found)
    return given


def _on(unit: GoldUnit, ranges: NDArray[np.int64]) -> list[int]:
    """The places of the ranges that count for *unit*."""
    starts, ends = ranges[:, 0], ranges[:, 1]
    both = np.minimum(ends, unit.end) - np.maximum(starts, unit.start)
    shorter = np.minimum(ends - starts, unit.end - unit.start)
    return [int(at) for at in np.flatnonzero((both > 0) & (2 * both >= shorter))]


def _by_document(
    gold: Sequence[GoldUnit],
    ours: Sequence[Mapping[str, object]],
    codes: Sequence[str],
    documents: Sequence[str],
) -> NDArray[np.int64]:
    """(documents, codes, 4) counts: both, only ours, only gold, neither."""
    at = {code: number for number, code in enumerate(codes)}
    place = {document: number for number, document in enumerate(documents)}
    in_ours = np.zeros((len(gold), len(codes)), dtype=np.int64)
    in_gold = np.zeros_like(in_ours)
    for row, (unit, given) in enumerate(zip(gold, ours, strict=True)):
        in_ours[row, [at[code] for code in given]] = 1
        in_gold[row, [at[code] for code in unit.codes]] = 1
    cells = np.stack(
        [
            in_ours * in_gold,
            in_ours * (1 - in_gold),
            (1 - in_ours) * in_gold,
            (1 - in_ours) * (1 - in_gold),
        ],
        axis=-1,
    )
    table = np.zeros((len(documents), len(codes), 4), dtype=np.int64)
    np.add.at(table, [place[unit.document] for unit in gold], cells)
    return table


def _score(counts: NDArray[np.int64], drawn: NDArray[np.float64]) -> Score:
    table = Counts(*(int(n) for n in counts))
    intervals = [interval_of(FIGURES[name](drawn)) for name in FIGURES]
    figures = (table.precision, table.recall, table.f1, table.kappa, table.agreement)
    return Score(table, *figures, *intervals)


def _macro(counts: NDArray[np.int64], drawn: NDArray[np.float64]) -> Macro:
    once = counts[np.newaxis].astype(float)
    precision, recall, f1, kappa = (float(macro(name, once)[0]) for name in FIGURES)
    intervals = [interval_of(macro(name, drawn)) for name in FIGURES]
    return Macro(precision, recall, f1, kappa, *intervals)


def _misses(
    gold: Sequence[GoldUnit],
    ours: Sequence[Mapping[str, float | None]],
    texts: Mapping[str, str],
) -> list[Miss]:
    return [
        Miss(
            unit.document,
            unit.start,
            unit.end,
            code,
            code in given,
            given.get(code),
            texts[unit.document][unit.start : unit.end],
        )
        for unit, given in zip(gold, ours, strict=True)
        for code in sorted(unit.codes ^ given.keys())
    ]


def _worst(misses: Sequence[Miss], scores: Mapping[str, Score]) -> tuple[Miss, ...]:
    """The surest of the wrong ones and the missed ones of the worst recall, by turns."""
    wrong = [miss for miss in misses if miss.ours]
    wrong.sort(key=lambda miss: -1.0 if miss.confidence is None else -miss.confidence)
    missed = [miss for miss in misses if not miss.ours]
    missed.sort(key=lambda miss: scores[miss.code].recall)
    shortest = min(len(wrong), len(missed))
    turns = [miss for pair in zip(wrong, missed, strict=False) for miss in pair]
    return tuple([*turns, *wrong[shortest:], *missed[shortest:]][:SHOWN])
