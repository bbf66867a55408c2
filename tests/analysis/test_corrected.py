"""Shares corrected for the tagger's errors."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import t

from coder.analysis.adjust import benjamini_hochberg, holm
from coder.analysis.corrected import corrected

SAID = json.loads((Path(__file__).parent / "reference" / "statistics.json").read_text("utf-8"))
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
    reach = t.ppf(0.975, 7) * np.sqrt(7 / 8 * ((logit(without) - logit(share)) ** 2).sum())
    ends = expit([logit(share) - reach, logit(share) + reach])
    assert (found.low, found.high) == pytest.approx(tuple(ends), abs=1e-9)


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
    """No tagger, no person: the share is 0 with an interval that stays within 0 and 1."""
    known = study(10, 40, 100)
    nothing = np.zeros(400)
    found = corrected(nothing, nothing, known["sampled"], clusters=known["clusters"])

    assert found.share == 0
    assert 0 <= found.low <= found.high <= 1


def test_many_p_values_are_adjusted_as_statsmodels_does():
    """Holm and Benjamini-Hochberg, to 1e-9; a code that was not tested does not count."""
    p = np.array([*SAID["adjust"]["p"], np.nan])

    assert holm(p)[:-1] == pytest.approx(SAID["adjust"]["holm"], abs=1e-9)
    assert benjamini_hochberg(p)[:-1] == pytest.approx(SAID["adjust"]["bh"], abs=1e-9)
    assert np.isnan([holm(p)[-1], benjamini_hochberg(p)[-1]]).all()
    assert len(holm(np.array([]))) == 0
