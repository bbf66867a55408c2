"""Shares of a code as people would have given it, from the tagger's on all segments and people's on few.

The tagger's share is wrong by as much as the tagger errs. Where some segments were drawn at random
and judged by people, the error is estimated on them and taken off: prediction-powered inference
(Angelopoulos, Bates, Fannjiang, Jordan & Zrnic, 2023, Science 382, 669-674), with the weight that
makes the interval shortest (PPI++: Angelopoulos, Duchi & Zrnic, 2023, arXiv 2311.01453), and with
interviews in place of segments as what varies, since segments are nested in them.

With interviews the interval is that of a count in as many independent segments as would be equally
uncertain (Korn & Graubard, 1998, Survey Methodology 24, 193-201): codes that people gave to none or
to few of the segments drawn have a sensible one too, where one made of the standard error alone
would be nothing at all, or everything (see `benchmarks/coverage.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FEWEST_DRAWN = 30  # segments that people must have judged
FEWEST_INTERVIEWS = 4  # interviews that those must come from
NONE = float("nan")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share before and after correction.

    Attributes:
        raw: the tagger's share over all segments.
        share: the corrected share, within 0 and 1. low, high: its interval.
        weight: how far the tagger is leaned on: 0 not at all, 1 fully.
        error: standard error of the share; freedom: degrees of freedom, inf for the normal.
        drawn: how many segments people judged.
    """

    raw: float
    share: float
    low: float
    high: float
    weight: float
    error: float
    freedom: float
    drawn: int


def corrected(
    labels: Floats | Booleans,
    predictions: Floats,
    sampled: Booleans,
    *,
    weights: Floats | None = None,
    clusters: Integers | None = None,
    weight: float | None = None,
    level: float = 0.95,
) -> Corrected:
    """The corrected share.

    Args:
        labels: (segments,) 1 where people gave the code; read only where *sampled*.
        predictions: (segments,) 1 where the tagger gives it, or its confidence.
        sampled: (segments,) whether the segment was drawn at random and judged.
        weights: (segments,) 1 ÷ the chance that the segment had to be drawn; all alike if None.
        clusters: (segments,) the interview's number; None: each segment stands for itself, and the
            interval is that of the published PPI++ mean. With interviews each is left out in turn.
        weight: how far to lean on the tagger; None: so that the interval is shortest.

    Returns:
        nan for all but `raw` with fewer than `FEWEST_DRAWN` segments drawn, or from fewer than
        `FEWEST_INTERVIEWS` interviews.
    """
    f = np.asarray(predictions, dtype=np.float64)
    drawn = int(np.count_nonzero(sampled))
    raw = float(f.mean()) if len(f) else float("nan")
    if not _enough(sampled, clusters):
        return Corrected(raw, NONE, NONE, NONE, NONE, NONE, NONE, drawn)
    y, g = np.asarray(labels)[sampled].astype(np.float64), f[sampled]
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)[sampled]
    lean = best_weight(y, g, f) if weight is None else weight
    if clusters is None:
        sums = np.array([w @ y, w @ g, w.sum(), f.sum() - g.sum(), float(len(f) - len(g))])
        share, freedom = float(_share(sums, lean)), float("inf")
        error = _error_of_segments(y - lean * g, lean * f[~sampled])
        low, high = _straight(share, error, level)
    else:
        each = _sums(y, f, w, sampled, clusters)
        share = float(_share(each.sum(axis=1), lean))
        low, high, error, freedom = _by_cluster(each, share, lean, drawn, level)
    return Corrected(raw, min(1.0, max(0.0, share)), low, high, lean, error, freedom, drawn)


def best_weight(labels: Floats, predictions: Floats, every: Floats) -> float:
    """How far to lean on the tagger, 0 to 1, so that the variance is least.

    The covariance of labels and predictions over (1 + n ÷ N) times the predictions' variance:
    Angelopoulos, Duchi & Zrnic (2023), example 6.1.

    Args:
        labels, predictions: of the n segments drawn. every: predictions of all n + N.
    """
    others = len(every) - len(labels)
    if not others:
        return 0.0
    spread = float(np.var(every, ddof=1))
    together = float(np.mean((labels - labels.mean()) * (predictions - predictions.mean())))
    lean = together / ((1 + len(labels) / others) * spread) if spread > 0 else 0.0
    return min(1.0, max(0.0, lean))


def _enough(sampled: Booleans, clusters: Integers | None) -> bool:
    drawn = np.count_nonzero(sampled)
    if clusters is None:
        return bool(drawn >= 2)
    return bool(drawn >= FEWEST_DRAWN and len(np.unique(clusters[sampled])) >= FEWEST_INTERVIEWS)


def _share(sums: Floats, lean: float) -> Floats:
    """From sums of labels, predictions and weights where drawn, predictions and number elsewhere."""
    labels, predictions, drawn, others, rest = sums
    result: Floats = labels / drawn
    if lean:
        result = result + lean * (others / rest - predictions / drawn)
    return result


def _error_of_segments(rectified: Floats, imputed: Floats) -> float:
    own = float(np.var(rectified)) / len(rectified)
    return float(np.sqrt(own + (float(np.var(imputed)) / len(imputed) if len(imputed) else 0.0)))


def _straight(share: float, error: float, level: float) -> tuple[float, float]:
    from scipy.stats import norm

    reach = float(norm.ppf((1 + level) / 2)) * error
    return share - reach, share + reach


def _sums(y: Floats, f: Floats, w: Floats, sampled: Booleans, clusters: Integers) -> Floats:
    """(5, interviews) what `_share` needs of each; *y* and *w* are of the sampled segments."""
    sizes: Floats = np.bincount(clusters).astype(np.float64)
    drawn, g = clusters[sampled], f[sampled]

    def of_drawn(values: Floats) -> Floats:
        return np.bincount(drawn, weights=values, minlength=len(sizes)).astype(np.float64)

    rest = np.bincount(clusters, weights=f) - of_drawn(g)
    rows = [of_drawn(w * y), of_drawn(w * g), of_drawn(w), rest, sizes - of_drawn(np.ones(len(g)))]
    return np.stack(rows)[:, sizes > 0]


def _by_cluster(
    each: Floats, share: float, lean: float, drawn: int, level: float
) -> tuple[float, float, float, float]:
    """Interval, error and freedom, by leaving out each interview in turn."""
    count = each.shape[1]
    without = _share(each.sum(axis=1, keepdims=True) - each, lean)
    error = float(np.sqrt(((without - share) ** 2).sum() * (count - 1) / count))
    low, high = _counted(share, error, drawn, count - 1, level)
    return low, high, error, float(count - 1)


def _counted(
    share: float, error: float, drawn: int, freedom: int, level: float
) -> tuple[float, float]:
    """The exact interval of a count in as many segments as make the same error.

    A share of 0 or 1, or one without error, is as uncertain as one of the segments drawn.
    """
    from scipy.special import betaincinv

    kept, tail = min(1.0, max(0.0, share)), (1 - level) / 2
    certain = not 0 < share < 1 or error == 0
    size = drawn if certain else kept * (1 - kept) / error**2
    size *= (_student(1 - tail, drawn - 1) / _student(1 - tail, freedom)) ** 2
    yes, no = size * kept, size * (1 - kept)
    low = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    return low, float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0


@cache
def _student(level: float, freedom: int) -> float:
    """The quantile of Student's t; a table asks for the same one for each of its cells."""
    from scipy.stats import t

    return float(t.ppf(level, freedom))
