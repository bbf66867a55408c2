"""Agreement on 2 × 2 tables."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from coder.analysis.agreement import Counts


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_equal_to_scikit_learn(pairs):
    """Every figure is scikit-learn's, wherever that is defined."""
    first, second = zip(*pairs, strict=True)
    counts = Counts(
        sum(a and b for a, b in pairs),
        sum(a and not b for a, b in pairs),
        sum(b and not a for a, b in pairs),
        sum(not a and not b for a, b in pairs),
    )
    expected = {
        "precision": metrics.precision_score(second, first, zero_division=math.nan),
        "recall": metrics.recall_score(second, first, zero_division=math.nan),
        "f1": metrics.f1_score(second, first, zero_division=math.nan),
        "agreement": metrics.accuracy_score(second, first),
    }
    if len(set(first) | set(second)) > 1:
        expected["kappa"] = metrics.cohen_kappa_score(first, second)

    for name, value in expected.items():
        assert getattr(counts, name) == pytest.approx(value, abs=1e-9, nan_ok=True), name


def test_cohens_own_example():
    """20 yes-yes, 5 and 10 disagreements, 15 no-no: kappa 0.4."""
    assert Counts(20, 5, 10, 15).kappa == pytest.approx(0.4, abs=1e-12)


def test_without_variation_kappa_is_undefined():
    """Two coders who never give the code have nothing to agree on beyond chance."""
    assert math.isnan(Counts(0, 0, 0, 9).kappa)
