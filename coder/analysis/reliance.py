"""How far the tagger can be relied on, measured on what people decided and it had not learned from.

The confidences of decided segments come from models that have not seen their interview (see
`tag.learn`), so comparing them with the decisions is grouped cross-validation. Figures are counted
by interview and their intervals drawn over interviews.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.agreement import Counts
from coder.analysis.expected import LEAST, Expected, of_threshold, promised
from coder.analysis.resample import FIGURES, NO_INTERVAL, RESAMPLES, SEED, Interval, interval_of

Floats = NDArray[np.float64]
Answers = NDArray[np.int8]  # 1 given, 0 not given, -1 nobody has decided

BINS = 10
# Of all codings found, at the lower end of the interval, to stop: 0.9 is what is promised, and who
# looks at the likeliest first finds the rest emptier than it is.
ENOUGH = 0.95


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of a segment and a code whose confidence lies in low..high.

    Attributes:
        sure: their mean confidence. given: the share to which people gave the code.
    """

    low: float
    high: float
    pairs: int
    sure: float
    given: float


@dataclass(frozen=True, slots=True)
class Reliance:
    """One code, or all of them together.

    Attributes:
        counts: suggestions against decisions: both, only suggested, only given, neither.
        precision, recall, f1, kappa: nan where undefined; intervals nan with fewer than two
            interviews. expected: what the threshold gives where nobody has decided.
        found: codings by people. remaining: codings expected where nobody has looked yet.
        reached: found as a share of found and remaining, nan where both are 0.
    """

    counts: Counts
    precision: float
    recall: float
    f1: float
    kappa: float
    precision_interval: Interval
    recall_interval: Interval
    f1_interval: Interval
    kappa_interval: Interval
    expected: Expected
    found: int
    remaining: float
    remaining_interval: Interval
    reached: float
    reached_interval: Interval

    @property
    def enough(self) -> bool:
        """Whether little enough is left to be found that one may stop looking."""
        return self.reached_interval[0] >= ENOUGH


def reliance(
    confidences: Floats, answers: Answers, cuts: Floats, documents: NDArray[np.int64]
) -> tuple[Reliance, list[Reliance]]:
    """All codes together, and each by itself.

    Args:
        confidences, answers: (segments, codes) of the interviewee's segments.
        cuts: (codes,) thresholds. documents: (segments,) number of each segment's interview.
    """
    every = np.unique(documents)
    counted = np.stack([_counts(confidences, answers, cuts, documents == one) for one in every])
    expected = np.stack([_expected(confidences, answers, documents == one) for one in every])
    told = np.stack([promised(confidences, answers, cuts, documents == one) for one in every])
    draws = _draws(len(every))
    each = [
        _reliance(counted[:, [code]], expected[:, [code]], told[:, [code]], draws)
        for code in range(confidences.shape[1])
    ]
    return _reliance(counted, expected, told, draws), each


def reliability(
    confidences: Floats, answers: Answers, *, least: float = 0.0
) -> tuple[list[Bin], float]:
    """The bins that hold decided pairs, and the expected calibration error over them.

    That is the mean distance between confidence and share given, weighted by pairs (Naeini,
    Cooper & Hauskrecht 2015, Obtaining well calibrated probabilities using Bayesian binning).

    Args:
        least: the error counts bins from here on. Most pairs have a confidence near 0, and rightly:
            over all of them it says nothing of those that anybody sees.
    """
    decided = answers >= 0
    sure, given = confidences[decided].astype(np.float64), answers[decided] == 1
    if not len(sure):
        return [], float("nan")
    number = np.minimum((sure * BINS).astype(np.int64), BINS - 1)
    bins = []
    for one in np.unique(number).tolist():
        inside = number == one
        mean, share = float(sure[inside].mean()), float(given[inside].mean())
        bins.append(Bin(one / BINS, (one + 1) / BINS, int(inside.sum()), mean, share))
    counted = [one for one in bins if one.low >= least - 1e-9]
    pairs = sum(one.pairs for one in counted)
    apart = sum(one.pairs * abs(one.sure - one.given) for one in counted)
    return bins, apart / pairs if pairs else float("nan")


def _counts(
    confidences: Floats, answers: Answers, cuts: Floats, rows: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """(codes, 4) of one interview's decided pairs."""
    suggested, said = confidences[rows] >= cuts, answers[rows]
    cells = [
        suggested & (said == 1),
        suggested & (said == 0),
        ~suggested & (said == 1),
        ~suggested & (said == 0),
    ]
    return np.stack([cell.sum(axis=0) for cell in cells], axis=-1)


def _expected(confidences: Floats, answers: Answers, rows: NDArray[np.bool_]) -> Floats:
    """(codes, 4) of one interview: given, expected where decided, expected and its variance where not."""
    sure, said = confidences[rows].astype(np.float64), answers[rows]
    decided = said >= 0
    return np.stack(
        [
            (said == 1).sum(axis=0),
            np.where(decided, sure, 0).sum(axis=0),
            np.where(decided, 0, sure).sum(axis=0),
            np.where(decided, 0, sure * (1 - sure)).sum(axis=0),
        ],
        axis=-1,
    ).astype(np.float64)


def _draws(documents: int) -> Floats:
    """(RESAMPLES, documents) how often each interview is drawn."""
    if documents < LEAST:
        return np.zeros((0, documents))
    shares = np.full(documents, 1 / documents)
    drawn = np.random.default_rng(SEED).multinomial(documents, shares, size=RESAMPLES)
    return drawn.astype(np.float64)


def _reliance(
    counted: NDArray[np.int64], expected: Floats, told: Floats, draws: Floats
) -> Reliance:
    """From (documents, codes, 4) counts and sums."""
    table = counted.sum(axis=1)
    counts = Counts(*(int(n) for n in table.sum(axis=0)))
    drawn = draws @ table.astype(np.float64)
    intervals = {
        name: interval_of(FIGURES[name](drawn)) if len(draws) else NO_INTERVAL
        for name in ("precision", "recall", "f1", "kappa")
    }
    found, remaining, low, high = _remaining(expected.sum(axis=1), draws)
    reached = found / (found + remaining) if found + remaining > 0 else float("nan")
    between = (
        (found / (found + high), found / (found + low))
        if found and not np.isnan(low)
        else NO_INTERVAL
    )
    return Reliance(
        counts,
        counts.precision,
        counts.recall,
        counts.f1,
        counts.kappa,
        intervals["precision"],
        intervals["recall"],
        intervals["f1"],
        intervals["kappa"],
        of_threshold(told.sum(axis=1), draws),
        int(found),
        remaining,
        (low, high),
        reached,
        between,
    )


def _remaining(expected: Floats, draws: Floats) -> tuple[float, float, float, float]:
    """Found; still to be found, and its interval: what is expected, by how that held so far.

    The confidences say how many codings are left; how many people gave for each that was
    expected, in other interviews, says how far to believe it.
    """
    found, told, left, spread = expected.sum(axis=0)
    ratio = (found + 1) / (told + 1)
    if not len(draws) or (expected[:, 1] > 0).sum() < LEAST:
        return found, float(left * ratio), float("nan"), float("nan")
    drawn = draws @ expected
    ratios = (drawn[:, 0] + 1) / (drawn[:, 1] + 1)
    chance = np.random.default_rng(SEED).standard_normal(len(draws)) * np.sqrt(spread)
    low, high = np.percentile(np.maximum(left * ratios + chance, 0), (2.5, 97.5))
    return found, float(left * ratio), float(low), float(high)
