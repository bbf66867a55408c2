"""How far the tagger can be relied on."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import cohen_kappa_score, f1_score, precision_score, recall_score

from coder.analysis.reliance import reliability, reliance

RNG = np.random.default_rng(5)
SURE = RNG.random((300, 3))
SAID = (RNG.random((300, 3)) < SURE).astype(np.int8)
CUTS = np.array([0.5, 0.4, 0.6])
HOMES = np.repeat(np.arange(10), 30)


def test_figures_are_scikit_learns():
    """Precision, recall, F1 and kappa of one code and over all of them, to nine decimals."""
    overall, each = reliance(SURE, SAID, CUTS, HOMES)
    given = SURE >= CUTS

    for one, right, said in [
        (overall, SAID.ravel(), given.ravel()),
        *((each[n], SAID[:, n], given[:, n]) for n in range(3)),
    ]:
        assert one.precision == pytest.approx(precision_score(right, said), abs=1e-9)
        assert one.recall == pytest.approx(recall_score(right, said), abs=1e-9)
        assert one.f1 == pytest.approx(f1_score(right, said), abs=1e-9)
        assert one.kappa == pytest.approx(cohen_kappa_score(right, said), abs=1e-9)
        assert one.kappa_interval[0] < one.kappa < one.kappa_interval[1]
        assert one.f1_interval[0] < one.f1 < one.f1_interval[1]


def test_bins_are_scikit_learns():
    """Mean confidence and share given of each bin, and their mean distance."""
    bins, error = reliability(SURE, SAID)

    share, mean = calibration_curve(SAID.ravel(), SURE.ravel(), n_bins=10)
    assert [one.given for one in bins] == pytest.approx(share.tolist(), abs=1e-9)
    assert [one.sure for one in bins] == pytest.approx(mean.tolist(), abs=1e-9)
    weights = np.array([one.pairs for one in bins]) / SAID.size
    assert error == pytest.approx(float(weights @ np.abs(share - mean)), abs=1e-9)
    shown = SURE >= 0.3
    upper, _ = reliability(np.where(shown, SURE, 0), np.where(shown, SAID, -1))
    far = [one.pairs * abs(one.sure - one.given) for one in upper]
    assert reliability(SURE, SAID, least=0.3)[1] == pytest.approx(sum(far) / shown.sum(), abs=1e-9)


def test_what_is_undecided_counts_for_nothing_but_the_rest():
    """Pairs that nobody decided change no figure; they are what is still to be found."""
    said = SAID.copy()
    said[150:] = -1

    overall, _ = reliance(SURE, said, CUTS, HOMES)

    half, _ = reliance(SURE[:150], SAID[:150], CUTS, HOMES[:150])
    assert overall.counts == half.counts
    assert half.remaining == 0
    assert overall.remaining == pytest.approx((SAID[150:] == 1).sum(), rel=0.15)


def test_the_interval_of_what_is_left_holds_the_truth():
    """In 200 studies with honest confidences it covers what was left 90 times in 100 and more."""
    held = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        sure = rng.beta(0.3, 3, size=(240, 5))
        truth = (rng.random(sure.shape) < sure).astype(np.int8)
        said = truth.copy()
        said[120:] = -1
        overall, _ = reliance(sure, said, np.full(5, 0.5), np.repeat(np.arange(12), 20))
        low, high = overall.remaining_interval
        held += low <= (truth[120:] == 1).sum() <= high
    assert held >= 180


def test_nothing_decided():
    """No figure, no interval, and everything still to be found."""
    overall, _ = reliance(SURE, np.full_like(SAID, -1), CUTS, HOMES)

    assert np.isnan(overall.precision)
    assert overall.found == 0
    assert overall.remaining == pytest.approx(SURE.sum())
    assert np.isnan(overall.reached_interval[0])
    assert reliability(SURE, np.full_like(SAID, -1))[0] == []


def test_enough_is_said_only_at_the_end():
    """With nearly all segments looked at, the advice is to stop; with half of them it is not."""
    nearly, half = SAID.copy(), SAID.copy()
    nearly[297:], half[150:] = -1, -1

    assert reliance(SURE, nearly, CUTS, HOMES)[0].enough
    assert not reliance(SURE, half, CUTS, HOMES)[0].enough
