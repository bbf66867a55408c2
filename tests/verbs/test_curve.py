"""The learning curve of a study."""

from __future__ import annotations

import numpy as np

from coder.store.study import Study
from coder.verbs.curve import learning_curve
from coder.verbs.tag import tag
from tests.verbs.test_learning import LINES, say, study, teach  # noqa: F401 -- a fixture


def test_one_interview_has_no_curve(study: Study):  # noqa: F811
    """Nothing can be held out."""
    say(study, "D0", "拨款总是晚到", "money")
    tag(study)

    assert learning_curve(study) == ()


def test_it_rises_with_what_the_words_do_not_say(study: Study):  # noqa: F811
    """拨款 is no word of the code: the codebook finds half of it at most, who has learned all."""
    for document in ("D0", "D1", "D2", "D3"):
        for line in LINES:
            given = "拨款" in line or "经费" in line
            say(study, document, line, "money", "add" if given else "reject")
    tag(study)

    points = learning_curve(study)

    assert [one.decided for one in points] == [0, 18]
    assert points[0].f1 < points[1].f1 <= 1
    assert points[1].f1_interval[0] <= points[1].f1 <= points[1].f1_interval[1]
    assert learning_curve(study) is points


def test_undecided_pairs_count_for_nothing(study: Study):  # noqa: F811
    """Decisions on one code alone: the other, of which nothing is known, changes no figure."""
    teach(study)
    tag(study)

    first, last = learning_curve(study)

    assert (first.decided, last.decided) == (0, 6)
    assert not np.isnan(last.f1)
