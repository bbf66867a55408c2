"""What a language model's yes and no do to a confidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.tag.heard import NO, UNASKED, YES, Worth, fit, heard

SURE = np.array([0.02, 0.3, 0.7, 0.02, 0.7, 0.9])
SAID = np.array([YES, YES, YES, NO, NO, UNASKED], dtype=np.int8)


def test_before_anybody_decided():
    """A yes is worth 0.6 and no more; a no changes nothing."""
    assert heard(SURE, SAID, Worth(), "c").tolist() == [0.6, 0.6, 0.7, 0.02, 0.7, 0.9]


def test_each_number_does_its_part():
    """A worked example: logit(0.6) + 1 − 2 × (logit(0.6) − logit(0.3)) / 4, and logit(0.7) − 1 − 1."""
    made = heard(SURE, SAID, Worth(yes=1.0, no=-1.0, doubt=2.0, codes={"c": (0.0, -1.0)}), "c")

    expected = 1 / (1 + np.exp(-(1.0 + np.log(1.5) - (np.log(1.5) - np.log(0.3 / 0.7)) / 2)))
    assert made[1] == pytest.approx(expected, abs=5e-5)
    assert made[4] == pytest.approx(1 / (1 + np.exp(-(np.log(0.7 / 0.3) - 2))), abs=5e-5)
    assert made[5] == 0.9


worths = st.builds(
    Worth, yes=st.floats(-5, 5), no=st.floats(-5, 5), doubt=st.floats(0, 2),
    codes=st.just({}) | st.builds(lambda a, b: {"c": (a, b)}, st.floats(-5, 5), st.floats(-5, 5)),
)  # fmt: skip
pairs = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from([YES, NO, UNASKED])), max_size=20
)


@given(worths, pairs)
def test_a_yes_never_lowers_and_a_no_never_raises(worth: Worth, some: list[tuple[int, int]]):
    """Whatever was learned; and what was not asked about stays to the last bit."""
    sure = np.array([one / 10_000 for one, _ in some])
    said = np.array([one for _, one in some], dtype=np.int8)

    made = heard(sure, said, worth, "c")

    assert (made[said == YES] >= sure[said == YES]).all()
    assert (made[said == NO] <= sure[said == NO]).all()
    assert (made[said == UNASKED] == sure[said == UNASKED]).all()
    assert ((made >= 0) & (made <= 1)).all()


def taught(right: float, many: int = 400) -> Worth:
    """What is learned where so large a share of its yes is right, and a hundredth of its no is wrong."""
    rng = np.random.default_rng(5)
    said = np.where(np.arange(many) % 2 == 0, YES, NO).astype(np.int8)
    sure = np.full(many, 0.3)
    given_ = np.where(said == YES, rng.random(many) < right, rng.random(many) < 0.01).astype(float)
    return fit(sure, said, given_, np.zeros(many, dtype=np.int64), ("c", "d"))


@pytest.mark.parametrize("right", [0.35, 0.5, 0.8])
def test_decisions_calibrate(right: float):
    """With 200 decided answers a yes is worth about the share that people gave, and a no little."""
    made = heard(np.array([0.3, 0.3]), np.array([YES, NO], dtype=np.int8), taught(right), "c")

    assert made[0] == pytest.approx(right, abs=0.1)
    assert made[1] < 0.15


def test_few_decisions_teach_little():
    """Four right answers leave a yes well below certainty."""
    made = fit(np.full(4, 0.3), np.full(4, YES, np.int8), np.ones(4), np.zeros(4, np.int64), ("c",))

    assert 0.6 < heard(np.array([0.3]), np.array([YES], np.int8), made, "c")[0] < 0.75


@pytest.mark.parametrize("right", [0.2, 0.4, 0.8])
def test_twenty_decided_answers_go_half_way(right: float):
    """From 60 % towards the share that people gave, in logits."""
    given_ = (np.arange(20) < 20 * right).astype(float)
    worth = fit(np.full(20, 0.1), np.full(20, YES, np.int8), given_, np.zeros(20, np.int64), ("c",))

    made = heard(np.array([0.1]), np.array([YES], np.int8), worth, "c")[0]

    way = (np.log(made / (1 - made)) - np.log(1.5)) / (np.log(right / (1 - right)) - np.log(1.5))
    assert 0.35 < way < 0.65


def test_a_code_of_its_own():
    """Where the model is right on one code and wrong on another, each has its own worth."""
    many = 200
    codes = np.arange(many) % 2
    worth = fit(np.full(many, 0.3), np.full(many, YES, np.int8), (codes == 0).astype(float), codes, ("c", "d"))  # fmt: skip

    yes = np.array([YES], np.int8)
    assert heard(np.array([0.3]), yes, worth, "c")[0] > 0.8
    assert heard(np.array([0.3]), yes, worth, "d")[0] == 0.3


def test_nothing_decided_teaches_nothing():
    """Empty in, nothing out."""
    none = np.zeros(0)

    assert fit(none, none.astype(np.int8), none, none.astype(np.int64), ("c",)) == Worth()
