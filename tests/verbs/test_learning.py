"""Suggestions that have learned: the same from the cache, from nothing, and in a new process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.store.study import Study, new_study, open_study
from coder.verbs import why
from coder.verbs.codebook import impact
from coder.verbs.decide import decide
from coder.verbs.standing import present
from coder.verbs.tag import tag
from tests.fakes import LetterEncoder

BOOK = """\
codes:
  - id: money
    label: 资金
    terms: [经费]
  - id: people
    label: 人手
    terms: [人手]
"""
LINES = ["经费不够", "人手也紧", "拨款总是晚到", "没有人愿意来", "拨款要等半年", "招不到懂行的人"]


def talk(turn: int) -> str:
    """An interview in which the same things are said in another order."""
    lines = LINES[turn:] + LINES[:turn]
    return "".join(f"访谈员：第{n}问？\n受访者：{line}。\n" for n, line in enumerate(lines))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Four short interviews, tagged without a model."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    for turn in range(4):
        (made.interviews / f"D{turn}.txt").write_text(talk(turn), encoding="utf-8")
    tag(made)
    yield made
    made.close()


def say(study: Study, document: str, line: str, code: str, action: str = "add") -> None:
    """A person's word on one sentence."""
    text = present(study).documents[document].text
    start = text.index(line)
    place = {"document": document, "start": start, "end": start + len(line) + 1}
    seq = len(present(study).log) + 1
    done = decide(study, "林", "test", [{"seq": seq, "action": action, "code": code, **place}])
    assert not done.refused


def confidences(study: Study) -> dict[tuple[str, str], float]:
    """(document, sentence, code) → confidence, of every sentence."""
    return {
        (one.document.text[s.start : s.end] + one.document.id, code): float(one.scores[s.index, at])
        for one in present(study).scored.values()
        for s in one.segments
        for at, code in enumerate(one.codes)
    }


def teach(study: Study) -> None:
    """拨款 is money, in three interviews."""
    for document in ("D0", "D1", "D2"):
        say(study, document, "拨款总是晚到", "money")
        say(study, document, "拨款要等半年", "money")
        say(study, document, "没有人愿意来", "money", "reject")


def test_a_taught_code_finds_what_its_words_do_not(study: Study):
    """In the interview that nobody touched the sentences about 拨款 rise most."""
    before = confidences(study)
    teach(study)

    report = tag(study)

    after = confidences(study)
    gain = {line: after[f"{line}。D3", "money"] - before[f"{line}。D3", "money"] for line in LINES}
    assert report.computed.models == 1
    others = ["没有人愿意来", "招不到懂行的人", "人手也紧"]
    assert min(gain["拨款总是晚到"], gain["拨款要等半年"]) > 1.5 * max(gain[one] for one in others)


def test_the_second_run_computes_nothing(study: Study):
    """Nothing was decided in between, so nothing is learned again."""
    teach(study)
    tag(study)

    again = tag(study)

    assert again.computed.nothing
    assert not again.fresh


def test_decisions_alone_change_no_suggestion(study: Study):
    """What is on the screen stays until the tagger runs again."""
    before = confidences(study)

    teach(study)

    assert confidences(study) == before


def test_the_same_without_the_cache_and_in_a_new_process(study: Study):
    """Deleting what can be computed again changes nothing, nor does opening the study anew."""
    teach(study)
    tag(study)
    learned = confidences(study)
    assert learned != {}

    (study.folder / ".coder" / "cache.sqlite").unlink()
    fresh = open_study(study.folder)
    fresh.memory["encoder"] = LetterEncoder()

    assert confidences(fresh) == learned
    fresh.close()


def test_step_by_step_equals_at_once(study: Study, tmp_path: Path):
    """A run after every decision ends where one run after all of them does."""
    for document in ("D0", "D1", "D2"):
        say(study, document, "拨款总是晚到", "money")
        tag(study)
        say(study, document, "没有人愿意来", "money", "reject")
        tag(study)
    other = new_study(tmp_path / "other", BOOK)
    other.memory["encoder"] = LetterEncoder()
    for turn in range(4):
        (other.interviews / f"D{turn}.txt").write_text(talk(turn), encoding="utf-8")
    tag(other)
    for document in ("D0", "D1", "D2"):
        say(other, document, "拨款总是晚到", "money")
        say(other, document, "没有人愿意来", "money", "reject")
    tag(other)

    assert confidences(study) == confidences(other)
    other.close()


def test_an_edit_of_one_code_leaves_the_other_model(study: Study):
    """Only the edited code is learned again."""
    teach(study)
    say(study, "D0", "没有人愿意来", "people")
    tag(study)
    file = study.codebook_file
    file.write_text(BOOK.replace("[人手]", "[人手, 愿意来]"), encoding="utf-8")

    report = tag(study)

    assert (report.computed.columns, report.computed.models) == (1, 1)


def test_impact_of_no_change_is_none(study: Study):
    """The codebook as it stands, against suggestions that have learned, gains and loses nothing."""
    teach(study)
    tag(study)

    found = impact(study, BOOK + "# nothing new\n")

    assert (found.rerun.gained, found.rerun.lost) == ((), ())


def test_a_goal_moves_the_line(study: Study):
    """To find all is to suggest more than to be sure, and a number set by hand ends the goal."""
    teach(study)

    many = tag(study, goal="find").suggestions
    few = tag(study, goal="sure").suggestions
    fixed = tag(study, threshold=0.33)

    assert many > few
    assert fixed.run.threshold == 0.33
    assert {one[3] for one in fixed.run.lessons["codes"].values()} == {0.33}


def test_reasons_name_the_decided_sentence(study: Study):
    """The evidence says what the codebook alone gives, how many taught it, and the closest one."""
    teach(study)
    tag(study)
    state = present(study)
    text = state.documents["D3"].text
    number = list(state.scored["D3"].segments.start).index(text.index("拨款总是晚到"))

    (said,) = why.evidence(study, "D3", number, ["money"], "zh")

    assert "9 个已决定的片段（6 个是、3 个否）" in said["says"][1]
    assert any("拨款总是晚到" in line and "林" in line for line in said["says"])


def test_reasons_name_the_words_that_tell(study: Study):
    """拨款 stood in eight decided sentences with the code, and in none without it."""
    for document in ("D0", "D1", "D2", "D3"):
        for line in LINES:
            say(study, document, line, "money", "add" if "拨款" in line else "reject")
    tag(study)
    state = present(study)
    text = state.documents["D3"].text
    number = list(state.scored["D3"].segments.start).index(text.index("拨款总是晚到"))

    (zh,) = why.evidence(study, "D3", number, ["money"], "zh")
    (en,) = why.evidence(study, "D3", number, ["money"], "en")

    assert "“拨款”支持它：含这个词的已定片段有 7 个，其中 7 个给了这个编码。" in zh["says"]
    assert (
        "“拨款” speaks for it: of 7 decided segments with this word, 7 have the code." in en["says"]
    )


def test_reasons_name_the_code_that_fits_better(study: Study):
    """Where both codes' words stand and people always give the one, the other hears of it."""
    file = study.codebook_file
    file.write_text(BOOK.replace("[人手]", "[人手, 经费]"), encoding="utf-8")
    for document in ("D0", "D1", "D2"):
        for line in LINES:
            money = "经费" in line or "拨款" in line
            say(study, document, line, "money", "add" if money else "reject")
            say(study, document, line, "people", "reject" if money else "add")
    tag(study)
    state = present(study)
    text = state.documents["D3"].text
    number = list(state.scored["D3"].segments.start).index(text.index("经费不够"))

    (said,) = why.evidence(study, "D3", number, ["people"], "zh")

    assert any(line.startswith("这一句更像“资金”") for line in said["says"])
