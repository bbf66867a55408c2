"""Links that people draw, in a study of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.store import log
from coder.store.study import Study, new_study
from coder.verbs.behind import behind, behind_rows
from coder.verbs.check import check
from coder.verbs.import_codings import import_codings
from coder.verbs.relations import link, linked, relations, unsay
from coder.verbs.tag import tag
from tests.fakes import LetterEncoder

BOOK = """\
kinds:
  difficulty: {zh: 困境, en: Difficulty}
  cause: {zh: 成因, en: Cause}
codes:
  - id: money
    label: 资金
    kind: difficulty
    terms: [经费不够, 没经费]
  - id: poor
    label: 财力
    kind: cause
    terms: [财政紧, 没有财力]
"""
TALK = "访谈员：怎么样？\n受访者：经费不够。因为财政紧。\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two respondents who say the same, coded alike."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    for name in ("A", "B"):
        (made.interviews / f"{name}.txt").write_text(TALK, encoding="utf-8")
    tag(made)
    codings = tmp_path / "c.csv"
    codings.write_text(
        "document,sentence,code\n"
        + "".join(f"{n},经费不够。,money\n{n},因为财政紧。,poor\n" for n in "AB"),
        encoding="utf-8",
    )
    import_codings(made, codings, coder="乙")
    return made


def test_words_behind_a_confirmed_link(study: Study):
    """The cell is there with the words of both ends, and of who confirmed it."""
    link(study, "甲", *(getattr(linked(study).proposed[0], end) for end in ("first", "second")))

    (cell,) = behind(study)
    rows = behind_rows(study)

    assert (cell.first, cell.second, len(cell.places)) == ("资金", "财力", 1)
    assert rows.to_dict("records") == [
        {
            "first": "资金", "second": "财力", "document": "A", "group": "", "turn": 2,
            "first_text": "经费不够。", "second_text": "因为财政紧。", "source": "甲",
        }
    ]  # fmt: skip


def test_confirm_refuse_undo(study: Study):
    """What is said leaves the proposals; a confirmed link is a respondent in the table."""
    one, two = linked(study).proposed
    link(study, "甲", one.first, one.second)
    refused = link(study, "甲", two.first, two.second, yes=False)

    assert linked(study).proposed == ()
    assert [found.first[0] for found in linked(study).holding] == ["A"]
    assert relations(study).said("zh") == [("资金", ["1", "1"]), ("合计", ["1", "1"])]

    unsay(study, "甲", refused.id)
    assert linked(study).proposed == (two,)
    assert [d.action.value for d in log.decisions(study)][-3:] == ["link", "unlink", "undo"]
    assert check(study).sound


def test_link_outlives_an_edit_and_a_lost_coding(study: Study):
    """A text edited elsewhere keeps the link; without its words the link is listed as displaced."""
    one = linked(study).proposed[0]
    link(study, "甲", one.first, one.second)
    path = study.interviews / "A.txt"

    path.write_text(TALK.replace("受访者：", "受访者：好的。"), encoding="utf-8")
    tag(study)
    assert [found.first[1] for found in linked(study).holding] == [one.first.start + 3]

    path.write_text(TALK.replace("因为财政紧。", ""), encoding="utf-8")
    tag(study)
    assert linked(study).holding == ()
    assert check(study).sound
