"""Scores against gold codings."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn import metrics

from coder.analysis.agreement import Counts
from coder.analysis.evaluate import GoldUnit, evaluate
from coder.analysis.resample import FIGURES, interval_of, resampled
from coder.model import Coding

TEXTS = {"A": "钱不够用。人也不够。演练很少。", "B": "钱不够用。路不通。"}
GOLD = [
    GoldUnit("A", 0, 5, frozenset({"money"})),
    GoldUnit("A", 5, 10, frozenset({"people"})),
    GoldUnit("A", 10, 15, frozenset()),
    GoldUnit("B", 0, 5, frozenset({"money"})),
    GoldUnit("B", 5, 9, frozenset()),
]
CODINGS = [
    Coding("A", 0, 5, "money", confidence=0.9),
    Coding("A", 10, 15, "people", confidence=0.6),
    Coding("B", 0, 5, "money", confidence=0.8),
    Coding("B", 5, 9, "money", confidence=0.7),
    Coding("C", 0, 5, "money", confidence=0.9),
]


def test_counts_per_code_and_in_all():
    """Each code's table over gold's units; codings elsewhere do not count."""
    found = evaluate(GOLD, CODINGS, TEXTS)

    assert found.codes["money"].counts == Counts(2, 1, 0, 2)
    assert found.codes["people"].counts == Counts(0, 1, 1, 3)
    assert found.micro.counts == Counts(2, 2, 1, 5)
    assert (found.units, found.documents) == (5, 2)


def test_macro_is_the_mean_of_the_codes():
    """Each code that gold uses counts alike."""
    found = evaluate(GOLD, CODINGS, TEXTS)

    assert found.macro.f1 == pytest.approx((0.8 + 0) / 2)
    assert found.macro.recall == pytest.approx((1 + 0) / 2)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (0, 5, True),
        (0, 3, True),
        (2, 5, True),
        (3, 8, False),
        (0, 15, True),
        (4, 14, False),
        (1, 2, True),
    ],
)
def test_coding_counts_that_overlaps_by_half_of_the_shorter(start, end, counts):
    """A span within the unit or around it counts, one that grazes it does not."""
    found = evaluate(GOLD[:1], [Coding("A", start, end, "money")], TEXTS)

    assert found.codes["money"].counts == (Counts(1, 0, 0, 0) if counts else Counts(0, 0, 1, 0))


def test_worst_errors_come_first_with_their_words():
    """The surest of the wrong ones, then what was missed, by turns."""
    found = evaluate(GOLD, CODINGS, TEXTS)

    assert [(m.ours, m.code, m.text) for m in found.misses] == [
        (True, "money", "路不通。"),
        (False, "people", "人也不够。"),
        (True, "people", "演练很少。"),
    ]


def test_one_document_has_no_interval():
    """With one interview the bootstrap says nothing, and the report says that."""
    found = evaluate(GOLD[:3], CODINGS, TEXTS)

    assert all(map(math.isnan, found.micro.f1_interval))
    assert "不足两篇访谈，给不出区间。" in found.say("zh")


def test_same_figures_every_time():
    """The seed is fixed."""
    once, again = (evaluate(GOLD, CODINGS, TEXTS) for _ in range(2))

    assert once == again
    assert once.micro.f1_interval[0] <= once.micro.f1 <= once.micro.f1_interval[1]


def test_said_in_both_languages():
    """A head, the codes, both means, a remark and the errors."""
    found = evaluate(GOLD, CODINGS, TEXTS)

    zh, en = found.say("zh"), found.say("en")
    assert zh[0] == "比较了 2 篇访谈的 5 段文字；95% 区间按访谈重抽 2000 次。"
    assert zh[3].split()[:4] == ["money", "0.667", "1.000", "0.800"]
    assert "[多 0.70] money  B: 路不通。" in zh
    assert "[missed] people  A: 人也不够。" in en


@given(st.lists(st.tuples(*[st.integers(0, 12)] * 4), min_size=1, max_size=8))
def test_many_tables_at_once_are_each_table(tables):
    """The figures over arrays are those of one table after the other."""
    counts = np.array(tables, dtype=float)

    for name, figure in FIGURES.items():
        one_by_one = [getattr(Counts(*table), name) for table in tables]
        assert figure(counts) == pytest.approx(one_by_one, abs=1e-9, nan_ok=True)


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc"))),
        min_size=1,
        max_size=20,
    )
)
def test_micro_and_macro_are_scikit_learns(pairs):
    """Multi-label precision, recall and F1 over the codes that gold uses.

    A code that nobody gives is added: scikit-learn takes a single column for classes 0 and 1.
    """
    units = [GoldUnit("A", at, at + 1, frozenset(gold)) for at, (gold, _) in enumerate(pairs)]
    codings = [Coding("A", at, at + 1, c) for at, (_, ours) in enumerate(pairs) for c in ours]
    found = evaluate(units, codings, {"A": "字" * 20})
    used = sorted(set().union(*(gold for gold, _ in pairs)))
    assume(used and any(ours for _, ours in pairs))
    gold, ours = (
        [[*(int(code in pair[side]) for code in sorted(found.codes)), 0] for pair in pairs]
        for side in (0, 1)
    )
    at = [sorted(found.codes).index(code) for code in used]
    for average, score, labels in (("micro", found.micro, None), ("macro", found.macro, at)):
        expected = metrics.precision_recall_fscore_support(
            gold, ours, average=average, labels=labels, zero_division=0
        )[:3]
        assert (score.precision, score.recall, score.f1) == pytest.approx(expected, abs=1e-9)


def test_interval_against_an_independent_bootstrap():
    """Drawing documents one by one gives the same interval, but for chance."""
    chance = np.random.default_rng(7)
    tables = chance.integers(0, 20, size=(12, 4))
    low, high = interval_of(FIGURES["f1"](resampled(tables)))

    drawn = [tables[chance.integers(0, 12, 12)].sum(axis=0) for _ in range(4000)]
    again = np.percentile([Counts(*map(int, table)).f1 for table in drawn], (2.5, 97.5))
    assert (low, high) == pytest.approx(tuple(again), abs=0.02)
