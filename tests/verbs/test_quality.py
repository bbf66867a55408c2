"""The quality of a run, and what to look at next."""

from __future__ import annotations

import numpy as np
import pytest

from coder.errors import CoderError
from coder.store.study import Study, new_study
from coder.verbs.hints import hints
from coder.verbs.quality import gain, next_up, quality
from coder.verbs.tag import tag
from tests.verbs.test_learning import LINES, say, study, teach  # noqa: F401 -- a fixture


def test_before_the_first_run(tmp_path):
    """One sentence: nothing is tagged yet."""
    made = new_study(tmp_path / "s", "codes: []\n")

    with pytest.raises(CoderError) as said:
        quality(made)

    assert said.value.code == "not_tagged"


def test_decided_pairs_are_counted(study: Study):  # noqa: F811
    """Nine decisions on one code: six yes, three no, and none on the other."""
    teach(study)
    tag(study)

    found = quality(study)

    money, people = (one.reliance for one in found.codes)
    assert (found.documents, found.decided, found.segments) == (3, 9, 24)
    assert (money.counts.units, money.found) == (9, 6)
    assert people.counts.units == 0
    assert found.error >= 0


def test_next_leaves_out_what_was_decided(study: Study):  # noqa: F811
    """Fifteen of 24 sentences are left, the likeliest first, every tenth by chance."""
    teach(study)
    tag(study)

    ahead = next_up(study, 99)

    assert len({(one.document, one.start) for one in ahead}) == len(ahead) == 15
    assert [one.by_chance for one in ahead] == [n % 10 == 9 for n in range(15)]
    chosen = [one.gain for one in ahead if not one.by_chance]
    assert chosen == sorted(chosen, reverse=True)
    assert ahead == next_up(study, 99)


def test_mistakes_are_named(study: Study):  # noqa: F811
    """A suggestion that a person rejected is among them, with its words."""
    say(study, "D1", "人手也紧", "people", "reject")

    found = quality(study)

    assert [(one.document, one.text, one.suggested) for one in found.wrong] == [
        ("D1", "人手也紧。", True)
    ]


def test_rare_codes_count_double():
    """A code that five segments have counts once, one that none has yet counts twice."""
    sure = np.full((7, 2), 0.5)
    said = np.full((7, 2), -1, dtype=np.int8)
    said[:5, 0] = 1

    assert gain(sure, said)[-1] == 0.5 * 1 + 0.5 * 2


def test_hints_for_the_codebook(study: Study):  # noqa: F811
    """A word that stands with the code in every interview, and nowhere else, is offered."""
    for document in ("D0", "D1", "D2", "D3"):
        for line in LINES:
            say(study, document, line, "money", "add" if "拨款" in line else "reject")

    (one,) = hints(study).codes

    assert one.code == "money"
    assert one.terms[0].text == "拨款"
    assert (one.terms[0].yes, one.terms[0].no) == (8, 0)
    assert [word.text for word in one.misleading] == ["经费"]
