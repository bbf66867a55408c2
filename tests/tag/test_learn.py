"""What decisions teach: nothing without them, the same on any machine, more with more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from coder.tag.learn import (
    BACKGROUND,
    EARLIER,
    FINE,
    PENALTY,
    PENALTY_BIAS,
    STEPS,
    Learned,
    folds,
    ground,
    learn,
    trust,
    whole,
)
from coder.tag.settle import START, logit, measured, rivals, settle, settled

SIZE = 32


def cloud(rows: int, seed: int = 0) -> np.ndarray:
    """Vectors in all directions."""
    return whole(np.random.default_rng(seed).normal(size=(rows, SIZE)).astype(np.float32))


def taught(rows: int = 200, seed: int = 0) -> tuple[Learned, np.ndarray]:
    """A code given wherever the first number is positive, which its codebook entry cannot see."""
    vectors = cloud(rows, seed)
    flat = np.full(rows, 0.2)
    groups = [f"D{n % 7}" for n in range(rows)]
    return learn(ground(vectors, np.zeros_like(vectors)), flat, vectors[:, 0] > 0, groups), vectors


def alone(start: np.ndarray, sums: np.ndarray | None = None) -> np.ndarray:
    """What one code's segments are settled by where there is no other code."""
    none = np.zeros_like(start)
    columns = [start, none if sums is None else sums, *[none] * 5]
    return np.stack(columns, axis=-1)


def test_without_decisions_the_codebook_speaks_alone():
    """The start of the three numbers gives a confidence back as it was."""
    confidences = np.array([0.001, 0.25, 0.5, 0.9876])

    same = settled(START, alone(logit(confidences)))

    assert same == pytest.approx(confidences, abs=1e-4)
    assert trust(0) == 0


def test_learns_what_the_codebook_does_not_know():
    """On vectors it never saw, nine of ten sums point to the right side."""
    model, _ = taught()
    fresh = cloud(500, seed=1)

    sums = model.sums(fresh, np.full(500, -1))

    assert ((sums > np.median(sums)) == (fresh[:, 0] > 0)).mean() > 0.9


def test_sums_of_decided_segments_come_from_other_interviews():
    """Answers that follow nothing but chance look learned only where they were seen."""
    chance = np.random.default_rng(3).random(300) > 0.7
    vectors = cloud(300)
    groups = [f"D{n % 10}" for n in range(300)]

    model = learn(ground(vectors, np.zeros_like(vectors)), np.full(300, 0.3), chance, groups)

    seen = model.sums(vectors, np.full(300, -1))
    assert np.corrcoef(seen, chance)[0, 1] > 0.3
    assert abs(np.corrcoef(model.apart, chance)[0, 1]) < 0.15


def test_the_sentence_before_counts():
    """Where only the sentence before tells, the model finds it."""
    vectors = cloud(300)
    before = np.arange(300) - 1
    earlier = np.where(before[:, None] >= 0, vectors[np.maximum(before, 0)], 0)
    given = earlier[:, 0] > 0

    model = learn(ground(vectors, earlier), np.full(300, 0.3), given, ["D"] * 300)

    sums = model.sums(vectors, before)
    assert ((sums > np.median(sums)) == given).mean() > 0.85


def test_sums_are_exact():
    """Alone, together, or by hand in another order: the same to the last bit."""
    model, vectors = taught()
    before = np.arange(200) - 1
    together = model.sums(vectors, before)

    backwards = [
        (
            sum(reversed((vectors[n] * model.weights[0]).tolist()))
            + (sum((vectors[n - 1] * model.weights[1]).tolist()) * EARLIER if n else 0)
        )
        / (STEPS * FINE)
        + model.bias
        for n in range(200)
    ]
    alone = [float(model.sums(vectors[[n - 1, n]], np.array([-1, 0]))[1]) for n in range(1, 200)]

    assert together.tolist() == backwards
    assert together[1:].tolist() == alone


def test_threads_make_no_difference():
    """One thread and two give the same model when the fit is held to one, and the same sums."""
    with threadpool_limits(1):
        model, vectors = taught()
        one = model.sums(vectors, np.full(200, -1))
    with threadpool_limits(2):
        two = model.sums(vectors, np.full(200, -1))
    with threadpool_limits(1):
        again, _ = taught()

    assert one.tolist() == two.tolist()
    assert model.weights.tolist() == again.weights.tolist()


def test_the_fit_is_logistic_regression():
    """With nothing known from the codebook, scikit-learn's fit under the same penalty agrees."""
    vectors = cloud(400)
    given = vectors[:, 0] + vectors[:, 1] > 300
    features = np.hstack([vectors, np.zeros_like(vectors), np.zeros((400, 1))])
    theirs = LogisticRegression(C=1 / PENALTY, fit_intercept=False, tol=1e-10, max_iter=5000)
    # A bias under a penalty of its own is a feature of so much under the others'.
    features[:, -1] = STEPS * (PENALTY / PENALTY_BIAS) ** 0.5
    theirs.fit(features / STEPS, given)

    on = ground(vectors, np.zeros_like(vectors))
    model = learn(on, np.full(400, 0.5), given, ["D"] * 400)

    assert model.weights[0] / FINE == pytest.approx(theirs.coef_[0][:SIZE], abs=2e-3)


def test_settling_corrects_what_is_too_sure():
    """Confidences of 0.8 of which half are right come down to about a half."""
    start = np.full(4000, logit(np.array([0.8]))[0])
    answers = (np.arange(4000) % 2).astype(float)

    scale = settle(alone(start), answers, np.ones(4000))

    assert settled(scale, alone(start[:1]))[0] == pytest.approx(0.5, abs=0.03)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=60))
def test_folds_hold_whole_interviews(numbers: list[int]) -> None:
    """Every row is held out once, and no interview is on both sides."""
    groups = [f"D{n}" for n in numbers]

    held = folds(groups)

    assert np.sum(held, axis=0).tolist() == [1] * len(groups)
    if len(set(groups)) > 1:
        for one in held:
            assert not {g for g, h in zip(groups, one, strict=True) if h} & {
                g for g, h in zip(groups, one, strict=True) if not h
            }


def test_who_only_says_yes_does_not_speak_for_everything():
    """Six yes and no single no: what nobody decided on stays where the codebook has it."""
    vectors = cloud(400)
    flat = np.full(400, 0.02)
    on = ground(vectors, np.zeros_like(vectors))

    model = learn(on, flat, np.ones(6, bool), list("AABBCC"))
    sums = model.sums(vectors, np.full(400, -1)) * trust(6)
    pairs = alone(logit(flat), np.append(model.apart * trust(6), sums[6:]))
    counts = np.append(np.ones(6), np.full(394, BACKGROUND))
    scale = settle(pairs, np.append(np.ones(6), flat[6:]), counts)

    assert (settled(scale, pairs[6:]) < 0.3).mean() > 0.98


def test_settling_holds_where_nothing_fits():
    """Sure everywhere and wrong everywhere: the numbers stay small, and the order is kept."""
    start = np.linspace(-2, 8, 5000)

    scale = settle(alone(start), np.zeros(5000), np.ones(5000))

    assert np.abs(scale).max() < 20
    assert scale[1] >= 0


def test_rivals_are_the_other_codes():
    """Each code hears the strongest of the others, from 12 % on; the strongest of all leads."""
    standing = np.array([[1.0, 3.0, -9.0], [-9.0, -9.0, -9.0]])

    strongest, leads = rivals(standing, np.array([True, True, True]))

    assert strongest.tolist() == [[5.0, 3.0, 5.0], [-2.0, -2.0, -2.0]]
    assert leads.tolist() == [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]


def test_a_code_has_rivals_of_its_kind_alone():
    """What a speaker mentions is no rival of what is claimed, and where one code claims, none is."""
    standing = np.array([[1.0, 3.0, 2.0]])

    strongest, leads = rivals(standing, np.array([True, False, True]))
    nobody, _ = rivals(standing, np.array([False, True, False]))

    assert strongest.tolist() == [[4.0, 0.0, 3.0]]
    assert leads.tolist() == [[0.0, 0.0, 1.0]]
    assert nobody.tolist() == [[0.0, 0.0, 0.0]]


def test_one_code_a_segment_is_learned():
    """Who always gives only the stronger of two codes teaches that the weaker one does not hold."""
    rng = np.random.default_rng(2)
    start = rng.normal(0, 2, size=(400, 2))
    given = (start == start.max(axis=1, keepdims=True)) & (start > 0)
    columns = measured(start, np.zeros_like(start), np.full(400, 20), np.array([True, True]))

    scale = settle(columns.reshape(-1, 7), given.astype(float).ravel(), np.ones(800))

    pair = np.array([[2.0, 2.5], [2.0, -4.0]])
    sure = settled(
        scale, measured(pair, np.zeros_like(pair), np.full(2, 20), np.array([True, True]))
    )
    assert sure[0, 0] < 0.5
    assert sure[1, 0] > 0.8


def test_people_pass_over_some_of_the_surest():
    """Of 2,000 pairs that nothing speaks against, one in ten is not given: none is said to be sure."""
    start = np.repeat(np.linspace(-6, 6, 200), 20)
    answers = ((start > 0) & (np.arange(4000) % 10 > 0)).astype(float)

    scale = settle(alone(start), answers, np.ones(4000))

    assert settled(scale, alone(np.array([8.0])))[0] == pytest.approx(0.9, abs=0.03)


def test_a_run_of_an_earlier_version_reads_as_it_did():
    """Its three numbers weigh what they weighed, and the rest nothing."""
    start = np.array([-1.0, 2.0])

    found = settled(np.array([0.1, 1.0, 0.8]), alone(start, np.array([0.5, 0.0])))

    assert found == pytest.approx(1 / (1 + np.exp(-np.array([-0.5, 2.1]))), abs=1e-4)
