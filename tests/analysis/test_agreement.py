"""Agreement of two coders."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from coder.analysis.agreement import Counts, cohen_kappa

SHARED = Path(__file__).parents[2] / "../shared/reliability_examples.json"
# Published tables with the kappa that their authors give, to as many digits.
PUBLISHED = [
    # Cohen (1960), Educational and Psychological Measurement 20.
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),
    # Artstein & Poesio (2008), Computational Linguistics 34, table 1.
    ([[20, 20], [10, 50]], 0.348),
    # Feinstein & Cicchetti (1990), J. Clin. Epidemiol. 43: same agreement, other margins.
    ([[40, 9], [6, 45]], 0.70),
    ([[80, 10], [5, 5]], 0.32),
    # Gwet (2008), Br. J. Math. Stat. Psychol. 61: nearly all agree, kappa below 0.
    ([[118, 5], [2, 0]], -0.0234),
    # The documentation of SAS: a category that one coder never uses.
    ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842),
]


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


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60))
def test_kappa_of_several_categories_is_scikit_learns(pairs):
    """Four categories, some never used."""
    first, second = zip(*pairs, strict=True)
    table = [[pairs.count((a, b)) for b in range(4)] for a in range(4)]
    if len(set(first) | set(second)) > 1:
        expected = metrics.cohen_kappa_score(first, second)
        assert cohen_kappa(table) == pytest.approx(expected, abs=1e-9)
    else:
        assert math.isnan(cohen_kappa(table))


@pytest.mark.parametrize(("table", "kappa"), PUBLISHED)
def test_published_kappa(table, kappa):
    """Ours, rounded as printed, is what was published."""
    digits = len(str(kappa).split(".")[1])

    assert round(cohen_kappa(table), digits) == pytest.approx(kappa)


@pytest.mark.skipif(not SHARED.exists(), reason="the examples are not here")
def test_examples_beside_the_repository():
    """Every two-coder table there is: kappa to the digits that are given."""
    checked = 0
    for name, example in json.loads(SHARED.read_text(encoding="utf-8")).items():
        for one in example if isinstance(example, list) else [example]:
            known = [one[key] for key in ("kappa", "kappa_computed", "cohen") if key in one]
            if "table" in one and known:
                digits = len(str(known[0]).split(".")[1])
                found = cohen_kappa(one["table"])
                assert found == pytest.approx(known[0], abs=0.6 * 10**-digits), name
                checked += 1
    assert checked >= 7


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(0, 0, 0, 0), "没有双方都看过的内容"),
        (Counts(0, 0, 0, 9), "双方都没有用过"),
        (Counts(9, 0, 0, 0), "双方处处都给了"),
        (Counts(0, 3, 0, 9), "只有一方用过"),
        (Counts(0, 2, 5, 118), "一致率高而 kappa 低"),
        (Counts(20, 5, 10, 15), ""),
    ],
)
def test_figures_that_mislead_are_explained(counts, said):
    """A figure that is undefined or low for its margins comes with the reason."""
    assert counts.remark.zh.find(said) >= 0
    assert bool(counts.remark.zh) == bool(said)


def test_without_variation_kappa_is_undefined():
    """Two coders who never give the code have nothing to agree on beyond chance."""
    assert math.isnan(Counts(0, 0, 0, 9).kappa)
    assert Counts(0, 0, 0, 9).agreement == 1
