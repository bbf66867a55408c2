"""Acts on whole codes carry what people decided along, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.study import Study, new_study
from coder.verbs import codebook
from coder.verbs.decide import decide
from coder.verbs.standing import present
from coder.verbs.tag import tag
from tests.fakes import LetterEncoder

BOOK = """\
# 我们的码本
codes:
  - id: money  # 钱
    label: 资金
    terms: [经费]
  - id: people
    label: 人手
    terms: [人手]
  - id: rules
    label: 制度
    terms: [标准]
"""
TALK = "访谈员：怎么样？\n受访者：经费不够。人手也紧。没有标准。就这样。\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """One interview of four sentences, tagged without a model."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    (made.interviews / "D.txt").write_text(TALK, encoding="utf-8")
    tag(made)
    yield made
    made.close()


def give(study: Study, sentence: str, code: str, seq: int) -> None:
    """A person's coding."""
    start = TALK.index(sentence)
    place = {"document": "D", "start": start, "end": start + len(sentence)}
    done = decide(study, "林", "test", [{"seq": seq, "action": "add", "code": code, **place}])
    assert not done.refused


def given(study: Study) -> set[tuple[str, str]]:
    """(sentence, code) of every coding by a person."""
    codings = present(study).standing.codings
    return {(TALK[c.start : c.end], c.code) for c in codings if c.decision}


def undo_last(study: Study) -> None:
    """Take the latest act back."""
    codebook.undo_act(study, codebook.acts(study)[0], coder="林")


def test_merge_and_back(study: Study) -> None:
    """What was decided before returns to its code; what came since stays where it was given."""
    give(study, "经费不够。", "money", 1)
    give(study, "人手也紧。", "people", 2)
    codebook.merge(study, "people", "money", coder="林")
    assert given(study) == {("经费不够。", "money"), ("人手也紧。", "money")}
    give(study, "就这样。", "money", 3)

    undo_last(study)

    assert given(study) == {
        ("经费不够。", "money"),
        ("人手也紧。", "people"),
        ("就这样。", "money"),
    }
    assert study.codebook_file.read_text("utf-8") == BOOK


def test_rename_and_back(study: Study) -> None:
    """Codings go along, also those given under the new name."""
    give(study, "经费不够。", "money", 1)
    codebook.rename(study, "money", "fund", coder="林")
    give(study, "就这样。", "fund", 2)
    assert given(study) == {("经费不够。", "fund"), ("就这样。", "fund")}

    undo_last(study)

    assert given(study) == {("经费不够。", "money"), ("就这样。", "money")}
    assert study.codebook_file.read_text("utf-8") == BOOK


def test_retire_and_back(study: Study) -> None:
    """A retired code proposes nothing more; its codings stand, and it proposes again after."""
    give(study, "经费不够。", "money", 1)
    codebook.retire(study, "money", coder="林")
    state = present(study)
    assert given(study) == {("经费不够。", "money")}
    assert "money" not in {c.code for c in state.standing.codings if not c.decision}

    undo_last(study)

    assert present(study).codebook.by_id["money"].retired is False


def test_reparent_and_back(study: Study) -> None:
    """The tree changes and returns; no coding does."""
    give(study, "经费不够。", "money", 1)
    codebook.reparent(study, "people", "money", coder="林")
    assert present(study).codebook.by_id["people"].parent == "money"
    assert given(study) == {("经费不够。", "money")}

    undo_last(study)

    assert present(study).codebook.by_id["people"].parent == ""
    assert study.codebook_file.read_text("utf-8") == BOOK


def test_undone_acts_are_not_offered_again(study: Study) -> None:
    """After an act and its undoing the one before it is the latest."""
    codebook.retire(study, "rules", coder="林")
    codebook.merge(study, "people", "money", coder="林")

    undo_last(study)

    assert [act.code for act in codebook.acts(study)][:1] == ["rules"]


def test_merge_into_itself_is_refused(study: Study) -> None:
    """Nothing changes, and the sentence says why."""
    with pytest.raises(CoderError):
        codebook.merge(study, "money", "money", coder="林")

    assert study.codebook_file.read_text("utf-8") == BOOK
