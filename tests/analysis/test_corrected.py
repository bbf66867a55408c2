"""Shares corrected for the tagger's errors."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta, t

from coder.analysis.adjust import benjamini_hochberg, holm
from coder.analysis.corrected import corrected

SAID = json.loads((Path(__file__).parent / "reference" / "statistics.json").read_text("utf-8"))
R = json.loads((Path(__file__).parent / "reference" / "statistics_r.json").read_text("utf-8"))
PPI = SAID["ppi"]


@pytest.mark.parametrize("expected", PPI["expected"], ids=lambda one: f"weight {one['weight']}")
def test_segments_that_stand_for_themselves_are_ppi_pythons(expected):
    """Estimate and interval of the reference implementation, to 1e-9, at each weight."""
    drawn, rest = len(PPI["labels"]), len(PPI["others"])
    found = corrected(
        np.array(PPI["labels"] + [0] * rest, dtype=float),
        np.array(PPI["predictions"] + PPI["others"], dtype=float),
        np.arange(drawn + rest) < drawn,
        weight=expected["weight"],
    )

    assert found.share == pytest.approx(expected["share"], abs=1e-9)
    assert (found.low, found.high) == pytest.approx((expected["low"], expected["high"]), abs=1e-9)


def study(interviews: int, each: int, drawn: int) -> dict[str, np.ndarray]:
    """A tagger that misses a third and cries wolf at a tenth, judged on *drawn* segments."""
    rng = np.random.default_rng(5)
    clusters = np.repeat(np.arange(interviews), each)
    labels = (rng.random(len(clusters)) < 0.2).astype(float)
    wrong = rng.random(len(clusters)) < np.where(labels, 1 / 3, 0.1)
    sampled = np.zeros(len(clusters), dtype=bool)
    sampled[rng.choice(len(clusters), drawn, replace=False)] = True
    return {
        "labels": labels,
        "predictions": np.where(wrong, 1 - labels, labels),
        "sampled": sampled,
        "clusters": clusters,
    }


def test_correction_moves_towards_the_truth():
    """The corrected interval holds the true share, and the labels of undrawn segments are not read."""
    known = study(20, 100, 400)
    found = corrected(**known)
    blind = corrected(**known | {"labels": np.where(known["sampled"], known["labels"], 9.0)})

    truth = known["labels"].mean()
    assert found.low < truth < found.high
    assert 0 < found.weight < 1
    assert blind == found


def test_intervals_by_interview_are_made_of_ppi_pythons_estimates():
    """The reference implementation with each interview left out in turn, to 1e-9."""
    known = SAID["ppi_without"]
    arrays = (np.array(known[one]) for one in ("labels", "predictions", "drawn", "interviews"))
    labels, predictions, drawn, interviews = arrays
    without, share = np.array(known["without"]), known["share"]

    found = corrected(labels, predictions, drawn == 1, clusters=interviews, weight=0.5)

    assert found.share == pytest.approx(share, abs=1e-9)
    error = np.sqrt(7 / 8 * ((without - share) ** 2).sum())
    assert found.error == pytest.approx(error, abs=1e-9)
    size = share * (1 - share) / error**2 * (t.ppf(0.975, drawn.sum() - 1) / t.ppf(0.975, 7)) ** 2
    yes, no = size * share, size * (1 - share)
    ends = beta.ppf(0.025, yes, no + 1), beta.ppf(0.975, yes + 1, no)
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-9)


def test_without_a_tagger_the_interval_is_that_of_rs_survey():
    """The package's interval of Korn and Graubard, interviews left out in turn, to 1e-9."""
    hits, sizes = R["survey"]["hits"], R["survey"]["sizes"]
    labels = np.concatenate([np.arange(m) < y for y, m in zip(hits, sizes, strict=True)])
    everything = np.ones(len(labels), dtype=bool)

    found = corrected(labels, labels * 0.0, everything, clusters=np.repeat(np.arange(8), sizes))

    assert (found.low, found.high) == pytest.approx(tuple(R["survey"]["beta"]), abs=1e-9)


def test_everything_judged_leaves_nothing_to_correct():
    """With all segments judged the share is people's own."""
    known = study(10, 30, 300)
    found = corrected(**known)

    assert found.share == pytest.approx(known["labels"].mean(), abs=1e-12)
    assert found.weight == 0


def test_weights_undo_an_uneven_draw():
    """Segments drawn half as often count twice: as if each had been there twice."""
    known = study(8, 20, 80)
    twice = np.where(known["clusters"] < 4, 2.0, 1.0)
    found = corrected(**known, weights=twice, weight=0.0)

    kept = known["sampled"]
    assert found.share == pytest.approx(np.average(known["labels"][kept], weights=twice[kept]))


@pytest.mark.parametrize(("interviews", "drawn"), [(20, 29), (3, 60)])
def test_too_few_judged(interviews, drawn):
    """There is the raw share and nothing else."""
    found = corrected(**study(interviews, 40, drawn))

    assert np.isnan([found.share, found.low, found.high]).all()
    assert 0 < found.raw < 1
    assert found.drawn == drawn


def test_a_code_never_given_by_anyone():
    """No tagger, no person: the share is 0, and at most what 100 segments without it let one say."""
    known = study(10, 40, 100)
    nothing = np.zeros(400)
    found = corrected(nothing, nothing, known["sampled"], clusters=known["clusters"])

    size = 100 * (t.ppf(0.975, 99) / t.ppf(0.975, 9)) ** 2
    assert (found.share, found.low) == (0, 0)
    assert found.high == pytest.approx(1 - 0.025 ** (1 / size), abs=1e-9)


def test_a_code_given_once():
    """One of 100 segments drawn: neither nothing nor everything."""
    known = study(10, 40, 100)
    labels = np.zeros(400)
    labels[np.flatnonzero(known["sampled"])[7]] = 1

    found = corrected(labels, np.zeros(400), known["sampled"], clusters=known["clusters"])

    assert found.share == pytest.approx(0.01)
    assert 0 < found.low < 0.01 < found.high < 0.08


def test_everybody_gave_it():
    """A share of 1 is as uncertain as a share of 0."""
    known = study(10, 40, 100)
    clusters, everything = known["clusters"], np.ones(400)

    found = corrected(everything, everything, known["sampled"], clusters=clusters)
    nothing = corrected(1 - everything, 1 - everything, known["sampled"], clusters=clusters)

    assert (found.low, found.high) == pytest.approx((1 - nothing.high, 1), abs=1e-12)


def test_many_p_values_are_adjusted_as_statsmodels_does():
    """Holm and Benjamini-Hochberg, to 1e-9; a code that was not tested does not count."""
    p = np.array([*SAID["adjust"]["p"], np.nan])

    assert holm(p)[:-1] == pytest.approx(SAID["adjust"]["holm"], abs=1e-9)
    assert benjamini_hochberg(p)[:-1] == pytest.approx(SAID["adjust"]["bh"], abs=1e-9)
    assert np.isnan([holm(p)[-1], benjamini_hochberg(p)[-1]]).all()
    assert len(holm(np.array([]))) == 0
