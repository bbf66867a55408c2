"""Exports that are made again, and the study as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.study import Study, new_study
from coder.verbs.decide import decide
from coder.verbs.export import export
from coder.verbs.figure import FIGURES
from coder.verbs.make import make
from coder.verbs.past import at, moment_of, moments
from coder.verbs.rebuild import rebuild
from coder.verbs.standing import present
from coder.verbs.table import table
from coder.verbs.tag import tag
from tests.fakes import LetterEncoder

BOOK = """\
codes:
  - id: money
    label: {zh: 资金, en: Money}
    kind: difficulty
    terms: [经费, 经费不够]
  - id: people
    label: {zh: 人手, en: Staff}
    kind: difficulty
    terms: [人手, 人手也紧]
"""
TALK = "---\ngroup: g\n---\n问：怎么样？\n答：经费不够。人手也紧。今天下雨。\n"
OPTIONS = {
    "table": {"rows": "code", "columns": "group", "count": ["documents", "references"], "kinds": [], "who": "all", "language": "zh"},
    "export": {"what": "codings", "language": "zh"},
    "quotes": {"codes": ["money"], "order": "typical", "language": "en"},
    "search": {"query": "经费", "scope": "turn", "language": "zh"},
    "figure": {"what": "heat", "language": "zh"},
}  # fmt: skip
FORMS = {
    "table": (".csv", ".xlsx", ".docx", ".md", ".tex"),
    "export": (".csv", ".json", ".xlsx"),
    "quotes": (".xlsx",),
    "search": (".csv",),
    "figure": (".svg", ".png"),
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A tagged study of one interview."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    (made.interviews / "D.txt").write_text(TALK, encoding="utf-8")
    tag(made)
    yield made
    made.close()


def say(study: Study, action: str, text: str, code: str, seq: int) -> None:
    """One decision on a sentence."""
    document = present(study).documents["D"]
    start = document.text.index(text)
    where = {"document": "D", "digest": document.digest, "start": start, "end": start + len(text)}
    done = decide(study, "王", "test", [{"seq": seq, "action": action, "code": code} | where])
    assert not done.refused


@pytest.mark.parametrize(("verb", "suffix"), [(v, s) for v, some in FORMS.items() for s in some])
def test_made_again_it_is_the_same(study: Study, tmp_path: Path, verb: str, suffix: str):
    """Every verb and form, byte for byte; a second opening of the study makes no difference."""
    out = tmp_path / f"x{suffix}"
    make(study, verb, OPTIONS[verb], out)
    found = rebuild(at(study, present(study).moment), out)

    assert (found.same, found.changed) == (True, ())
    assert rebuild(study, out).same
    assert "逐字节相同" in found.say("zh")


@pytest.mark.parametrize("what", FIGURES)
def test_every_figure_again(study: Study, tmp_path: Path, what: str):
    """Drawn of a study of one interview, and drawn again the same."""
    make(study, "figure", {"what": what, "language": "en"}, tmp_path / "f.svg")

    assert "<svg" in (tmp_path / "f.svg").read_text(encoding="utf-8")
    assert rebuild(study, tmp_path / "f.svg").same


def test_what_changed_is_named_and_then_is_had_again(study: Study, tmp_path: Path):
    """A decision later the table differs, and made of the record as of then it is the same."""
    out = tmp_path / "t.xlsx"
    make(study, "table", OPTIONS["table"], out)
    say(study, "reject", "经费不够。", "money", 1)

    found = rebuild(study, out)

    assert (found.same, found.changed, found.content, found.then) == (
        False,
        ("decisions",),
        False,
        True,
    )
    assert "人工决定" in found.say("zh")
    assert "same byte for byte" in found.say("en")


def test_a_decision_that_changes_nothing_in_it(study: Study, tmp_path: Path):
    """An accepted suggestion counts as before: only the hash is another."""
    out = tmp_path / "t.md"
    make(study, "table", OPTIONS["table"], out)
    say(study, "accept", "经费不够。", "money", 1)

    found = rebuild(study, out, out=tmp_path / "new.md")

    assert (found.same, found.changed, found.content, found.then) == (
        False,
        ("decisions",),
        True,
        True,
    )
    assert (tmp_path / "new.md").exists()


def test_codebook_text_and_settings(study: Study, tmp_path: Path):
    """Each of the other three is named when it changes, and the record gives the old file back."""
    out = tmp_path / "t.csv"
    make(study, "table", OPTIONS["table"], out)

    study.codebook_file.write_text(BOOK.replace("人手也紧]", "人手也紧, 下雨]"), encoding="utf-8")
    tag(study)
    first = rebuild(study, out)
    (study.interviews / "D.txt").write_text(TALK + "答：经费！\n", encoding="utf-8")
    tag(study, threshold=0.4)
    second = rebuild(study, out)

    assert (first.changed, first.then) == (("codebook",), True)
    assert (second.changed, second.then) == (("corpus", "codebook", "settings"), True)


def test_a_file_that_was_altered(study: Study, tmp_path: Path):
    """Nothing of the study changed: then it was the file."""
    out = tmp_path / "t.csv"
    make(study, "table", OPTIONS["table"], out)
    out.write_bytes(out.read_bytes().replace(b"1", b"2", 1))

    found = rebuild(study, out)

    assert (found.same, found.changed, found.then) == (False, (), None)
    assert "被改动" in found.say("zh")


def test_a_codebook_that_was_never_tagged_with(study: Study, tmp_path: Path):
    """Its state cannot be had again, and that is said."""
    study.codebook_file.write_text(BOOK.replace("资金", "钱款"), encoding="utf-8")
    out = tmp_path / "t.csv"
    make(study, "table", OPTIONS["table"], out)
    study.codebook_file.write_text(BOOK, encoding="utf-8")

    found = rebuild(study, out)

    assert (found.same, found.changed, found.then) == (False, ("codebook",), None)
    assert "无法还原" in found.say("zh")


def test_the_study_as_it_was(study: Study, tmp_path: Path):
    """By a decision's number or a time, every verb reads the state of then."""
    say(study, "reject", "经费不够。", "money", 1)
    say(study, "add", "今天下雨。", "people", 2)
    (study.interviews / "D.txt").write_text(TALK.replace("不够", "很不够"), encoding="utf-8")
    tag(study)
    say(study, "add", "今天下雨。", "money", 3)

    then = at(study, moment_of(study, "#1"))
    day = at(study, moment_of(study, present(study).log[-1].time[:10]))

    assert present(then).documents["D"].text == TALK.partition("---\n问")[2].join(["问", ""])
    assert {c.code for c in present(then).standing.codings} == {"people"}
    assert table(then).frame.iloc[-1, -1] == 1
    assert table(day).frame.equals(table(study).frame)
    assert export(then, "decisions", tmp_path / "d.csv") == 1
    with pytest.raises(CoderError) as caught:
        moment_of(study, "yesterday")
    assert caught.value.code == "no_moment"
    with pytest.raises(CoderError):
        present(at(study, moment_of(study, "1999-01-01")))


def test_moments_worth_going_back_to(study: Study):
    """After each run and at the end of each coder's sitting, oldest first."""
    say(study, "reject", "经费不够。", "money", 1)
    say(study, "add", "今天下雨。", "people", 2)
    tag(study, threshold=0.3)
    say(study, "add", "今天下雨。", "money", 3)

    assert [(one.decision, one.run) for one in moments(study)] == [(0, 1), (2, 2), (3, 2)]
