"""Intervals for shares of segments nested in interviews."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t

from coder.analysis.nested import difference, shares

R = json.loads((Path(__file__).parent / "reference" / "statistics_r.json").read_text("utf-8"))
HITS = np.array([2, 5, 0, 7, 3, 4], dtype=float)
SIZES = np.array([40, 50, 30, 60, 45, 55], dtype=float)


def by_hand(hits: list[float], sizes: list[float]) -> tuple[float, float]:
    """The interval, one interview left out after the other, with scipy's kurtosis and t."""
    from scipy.stats import moment

    count, share = len(hits), sum(hits) / sum(sizes)
    logit = math.log(share / (1 - share))
    squares = 0.0
    for at in range(count):
        left = (sum(hits) - hits[at]) / (sum(sizes) - sizes[at])
        squares += (math.log(left / (1 - left)) - logit) ** 2
    residual = [y - share * m for y, m in zip(hits, sizes, strict=True)]
    kurtosis = moment(residual, 4, center=0) / moment(residual, 2, center=0) ** 2
    freedom = min(count - 1, max(1.5, 2 * count / (kurtosis - 1)))
    reach = t.ppf(0.975, freedom) * math.sqrt(squares * (count - 1) / count)
    return tuple(1 / (1 + math.exp(-(logit + side * reach))) for side in (-1, 1))


def test_the_formula_worked_out_one_by_one():
    """Loops and scipy give the same to 1e-9, also where one interview rules."""
    for hits in (HITS, np.array([1, 1, 0, 30, 2, 0], dtype=float)):
        found = shares(hits[:, np.newaxis], SIZES)

        low, high = by_hand(hits.tolist(), SIZES.tolist())
        assert found.share[0] == pytest.approx(hits.sum() / SIZES.sum(), abs=1e-12)
        assert (found.low[0], found.high[0]) == pytest.approx((low, high), abs=1e-9)


def test_error_is_that_of_rs_survey():
    """The package's delete-one replicates of interviews, on the logit scale, to 1e-9."""
    known = R["survey"]
    found = shares(np.array(known["hits"], dtype=float)[:, np.newaxis], np.array(known["sizes"]))

    assert math.log(found.share[0] / (1 - found.share[0])) == pytest.approx(
        known["logit"], abs=1e-9
    )
    assert found.error[0] == pytest.approx(known["error"], abs=1e-9)


def test_too_few_have_no_interval():
    """Three interviews, a code of one interview, one never used, one used everywhere."""
    assert np.isnan(shares(HITS[:3, np.newaxis], SIZES[:3]).low).all()
    single = np.array([[0.0, 0.0, 40.0], [4, 0, 50], [0, 0, 30], [0, 0, 60], [0, 0, 45]])

    found = shares(single, SIZES[:5])

    assert np.isnan(found.low).tolist() == [True, True, True]
    assert found.share.tolist() == [4 / 225, 0, 1]


def test_interviews_that_are_all_alike_have_no_interval():
    """Four interviews with a quarter each: no spread was seen, which is no proof of certainty."""
    found = shares(np.full((4, 1), 10.0), np.full(4, 40.0))

    assert found.share[0] == 0.25
    assert np.isnan([found.low[0], found.high[0], found.error[0]]).all()


def test_nobody_at_all():
    """No documents, or none with segments: no number, no warning."""
    assert np.isnan(shares(np.zeros((0, 2)), np.zeros(0)).share).tolist() == [True, True]
    assert np.isnan(shares(np.zeros((2, 1)), np.zeros(2)).low).all()


def test_interviews_that_talk_alike_give_what_binomial_counting_gives():
    """The interval narrows with the number of interviews, not of segments."""
    narrow = shares(np.tile(HITS, 4)[:, np.newaxis], np.tile(SIZES, 4))
    wide = shares(HITS[:, np.newaxis] * 4, SIZES * 4)

    assert narrow.high[0] - narrow.low[0] < 0.55 * (wide.high[0] - wide.low[0])


def test_difference_is_zou_and_donners():
    """Their formula, from the intervals of both shares."""
    one, two = shares(HITS[:, np.newaxis], SIZES), shares(HITS[::-1, np.newaxis] / 2, SIZES)

    gap, low, high = difference(one, two)

    a, b = one.share[0], two.share[0]
    assert gap[0] == pytest.approx(a - b)
    assert low[0] == pytest.approx(gap[0] - math.hypot(a - one.low[0], two.high[0] - b))
    assert high[0] == pytest.approx(gap[0] + math.hypot(one.high[0] - a, b - two.low[0]))
