"""Differences of groups, by dealing out the interviews anew."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency, f_oneway, fisher_exact
from scipy.stats.contingency import association

from coder.analysis.permutation import differ

R = json.loads((Path(__file__).parent / "reference" / "statistics_r.json").read_text("utf-8"))
TWO = np.array([0] * 6 + [1] * 6)


def yes(*who: int, count: int = 12) -> np.ndarray:
    """One code, in the interviews *who*."""
    found = np.zeros((count, 1))
    found[list(who)] = 1
    return found


@pytest.mark.parametrize("who", [(0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 11, 10)])
def test_two_groups_of_yes_and_no_are_fishers_exact_test(who):
    """scipy's two-sided p-value, to 1e-9, and scipy's Cramér's V."""
    found = differ(yes(*who), np.ones(12), TWO)

    table = [[sum(at < 6 for at in who), sum(at >= 6 for at in who)]]
    table.append([6 - table[0][0], 6 - table[0][1]])
    assert found.exact
    assert found.p[0] == pytest.approx(fisher_exact(table)[1], abs=1e-9)
    assert found.effect[0] == pytest.approx(association(np.array(table), "cramer"), abs=1e-9)


def test_shares_of_unequal_interviews_by_every_deal():
    """Seven interviews, all 5040 orders of the labels: the same p-value."""
    hits, sizes = np.array([9.0, 8, 7, 1, 0, 2, 3]), np.array([40.0, 50, 30, 60, 45, 40, 70])
    group = (0, 0, 0, 1, 1, 1, 1)
    whole = hits.sum() / sizes.sum()

    def spread(labels) -> float:
        chosen = [np.array(labels) == one for one in (0, 1)]
        return sum(sizes[c].sum() * (hits[c].sum() / sizes[c].sum() - whole) ** 2 for c in chosen)

    orders = [spread(one) for one in permutations(group)]
    share = sum(one >= spread(group) - 1e-12 for one in orders) / len(orders)

    found = differ(hits[:, np.newaxis], sizes, np.array(group))

    assert found.p[0] == pytest.approx(share, abs=1e-9)
    assert found.least[0] == pytest.approx(1 / 35)


def test_effect_of_shares_is_epsilon_squared():
    """From scipy's F of the interviews' shares, where all interviews are of one length."""
    hits, group = np.array([9.0, 8, 7, 1, 0, 2, 3, 5, 4]), np.repeat([0, 1, 2], 3)
    f = f_oneway(*(hits[group == one] / 40 for one in range(3))).statistic
    explained = f * 2 / (f * 2 + 6)

    found = differ(hits[:, np.newaxis], np.full(9, 40.0), group)

    assert found.effect[0] == pytest.approx(1 - (1 - explained) * 8 / 6, abs=1e-9)


def test_effect_of_unequal_interviews_is_the_adjusted_share_of_a_weighted_model():
    """R's adjusted R squared, interviews weighted by their segments, to 1e-9."""
    hits, sizes = (np.array(R["survey"][one], dtype=float) for one in ("hits", "sizes"))

    found = differ(hits[:, np.newaxis], sizes, np.array(R["lm"]["group"]))

    assert found.effect[0] == pytest.approx(R["lm"]["adjusted"], abs=1e-9)


def test_many_deals_come_near_chi_square():
    """With 300 interviews the drawn deals agree with Pearson's test."""
    rng = np.random.default_rng(3)
    group = np.arange(300) % 3
    code = (rng.random(300) < np.array([0.3, 0.4, 0.5])[group]).astype(float)
    table = [[(code[group == g] == v).sum() for g in range(3)] for v in (0, 1)]

    found = differ(code[:, np.newaxis], np.ones(300), group)

    assert not found.exact
    assert found.p[0] == pytest.approx(chi2_contingency(table, correction=False)[1], abs=0.01)


def test_too_few_to_test():
    """Where even the most lopsided outcome would not be significant, there is no p-value."""
    rare = differ(yes(0), np.ones(12), TWO)
    small = differ(yes(0, 1, 2, count=6), np.ones(6), np.array([0, 0, 0, 1, 1, 1]))
    never = differ(yes(), np.ones(12), TWO)

    assert np.isnan([rare.p[0], small.p[0], never.p[0], never.effect[0]]).all()
    assert rare.least[0] == 1.0
    assert small.least[0] == pytest.approx(0.1)


def test_one_group_is_no_comparison():
    """No p-value, and no failure."""
    assert np.isnan(differ(yes(0, 3), np.ones(12), np.zeros(12, dtype=int)).p[0])
    assert np.isnan(differ(np.zeros((0, 1)), np.ones(0), np.zeros(0, dtype=int)).p[0])


def test_chance_repeats_itself():
    """The same interviews give the same p-value, and it is never 0."""
    hits = np.repeat([[50.0], [0.0]], 15, axis=0)
    one, two = (differ(hits, np.full(30, 60.0), np.repeat([0, 1], 15)) for _ in range(2))

    assert one.p[0] == two.p[0] == 1 / 10_000
    assert one.effect[0] == pytest.approx(1)
