"""A language model as another voice: asked once, kept as its own, heard in the suggestions."""

from __future__ import annotations

import asyncio
import csv
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.exc import DBAPIError

from coder.analysis.methods import methods
from coder.coding.stand import stand
from coder.errors import CoderError
from coder.store.study import Study, new_study, open_study, setting
from coder.verbs import room, why
from coder.verbs.ask_model import AskReport, ask_model, try_model
from coder.verbs.ask_plan import plan
from coder.verbs.codebook import impact
from coder.verbs.decide import decide
from coder.verbs.export import export
from coder.verbs.facts import gather
from coder.verbs.standing import present
from coder.verbs.tag import tag
from coder.verbs.veiling import mask_of, masked
from coder.verbs.voice import remember_voice, voice_settings
from tests.fakes import LetterEncoder
from tests.voice.server import Model, entry, serving

BOOK = """\
codes:
  - id: money
    label: 资金
    terms: [经费]
  - id: people
    label: 人手
    terms: [人手]
"""
SIXTY = float(np.float32(0.6))
LINES = ["经费不够", "人手也紧", "拨款总是晚到", "没有人愿意来", "拨款要等半年", "招不到懂行的人"]


def talk(turn: int) -> str:
    """An interview in which the same things are said in another order."""
    lines = LINES[turn:] + LINES[:turn]
    return "".join(
        f"访谈员：第{n}问{turn}？\n受访者：{line}{turn}。\n" for n, line in enumerate(lines)
    )


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


def about_grants(segments: list[tuple[int, str]], _codes: list[str]) -> list[dict[str, Any]]:
    """拨款 is money, and nothing else is."""
    return [
        entry(number, "money", "拨款", "拨款就是钱") for number, text in segments if "拨款" in text
    ]


def ask(study: Study, model: Model, **wanted: Any) -> AskReport:
    """Switch it on and ask everything."""
    remember_voice(study, on=True, url=model.url, model="m", per_minute=10_000)
    return ask_model(study, plan(study, **wanted))


def confidences(study: Study) -> dict[tuple[str, str, str], float]:
    """(document, sentence, code) → confidence."""
    return {
        (one.document.id, one.document.text[s.start : s.end], code): float(one.scores[s.index, at])
        for one in present(study).scored.values()
        for s in one.segments
        for at, code in enumerate(one.codes)
    }


def say(study: Study, document: str, line: str, code: str, action: str) -> None:
    """A person's word on one sentence."""
    text = present(study).documents[document].text
    start = text.index(line)
    place = {"document": document, "start": start, "end": start + len(line) + 2}
    seq = len(present(study).log) + 1
    done = decide(study, "林", "test", [{"seq": seq, "action": action, "code": code, **place}])
    assert not done.refused


def test_off_is_the_default_and_opens_no_socket(study: Study, monkeypatch: pytest.MonkeyPatch):
    """Neither tagging, nor planning, nor asking, nor a trial connects anywhere."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    assert not voice_settings(study).on
    tag(study)
    for work in (lambda: plan(study), lambda: try_model(study)):
        with pytest.raises(CoderError) as refused:
            work()
        assert refused.value.code == "voice_off"
    # On, with an estimate, but for another machine and without consent: still nothing.
    remember_voice(study, on=True, url="https://api.example.org/v1", model="m")
    planned = plan(study)
    for consent in ("", "example.org", "evil.example.org"):
        with pytest.raises(CoderError) as refused:
            ask_model(study, planned, consent=consent)
        assert refused.value.code == "voice_consent"


def test_asked_once_and_heard(study: Study):
    """Each interviewee's sentence is asked about once; its yes becomes a suggestion of its own name."""
    with serving(Model(say=about_grants)) as model:
        report = ask(study, model)
        again = plan(study)
    before = confidences(study)
    tagged = tag(study)

    after = confidences(study)
    assert (report.segments, report.yes, report.requests, report.left) == (24, 8, 4, 0)
    assert sorted(text for some in model.asked for _, text in some) == sorted(
        f"{line}{turn}。" for line in LINES for turn in range(4)
    )
    assert (again.batches, again.estimate.cost) == ((), 0.0)
    assert {after["D0", "拨款总是晚到0。", "money"], after["D3", "拨款要等半年3。", "money"]} == {
        SIXTY
    }
    changed = {key for key in after if after[key] != before[key]}
    assert all("拨款" in text and code == "money" for _, text, code in changed)
    assert (tagged.computed.heard, tagged.computed.nothing) == (24, False)
    sources = {(c.code, c.source) for c in present(study).standing.codings}
    assert sources == {("people", "tagger"), ("money", "model:m")}
    assert tag(study).computed.nothing


def test_off_again_is_as_if_it_had_never_been(study: Study, tmp_path: Path):
    """Scores are the same to the last bit, whatever lies in the database."""
    before = {name: one.scores.tobytes() for name, one in present(study).scored.items()}
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)
    heard = {name: one.scores.tobytes() for name, one in present(study).scored.items()}

    remember_voice(study, on=False)
    tag(study)

    after = {name: one.scores.tobytes() for name, one in present(study).scored.items()}
    assert heard != before
    assert after == before
    assert "voice" not in present(study).run.lessons  # type: ignore[union-attr]


def test_answers_change_nothing_until_the_next_run_and_never_an_old_one(study: Study):
    """What is on the screen stays; the run remembers which answers it knew; cache and process do not matter."""
    with serving(Model(say=about_grants)) as model:
        before = confidences(study)
        ask(study, model, only=["D0"])
        assert confidences(study) == before
        tag(study)
        heard = confidences(study)
        ask(study, model)

    (study.folder / ".coder" / "cache.sqlite").unlink()
    fresh = open_study(study.folder)
    fresh.memory["encoder"] = LetterEncoder()
    assert confidences(fresh) == heard
    assert confidences(fresh) != before
    fresh.close()


def test_decisions_say_what_it_is_worth(study: Study):
    """Where people reject what it says, its word counts less; where they accept, more."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)
    for action, check in (("reject", np.less), ("accept", np.greater)):
        for document in ("D0", "D1", "D2"):
            say(study, document, "拨款总是晚到", "money", action)
            say(study, document, "拨款要等半年", "money", action)
        tag(study)

        assert check(confidences(study)["D3", "拨款总是晚到3。", "money"], SIXTY)


def test_its_words_are_no_decision(study: Study):
    """The log has nothing of it, and what a person rejected stays rejected."""
    say(study, "D0", "拨款总是晚到", "money", "reject")
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    state = present(study)
    assert [one.coder for one in state.log] == ["林"]
    assert stand(state.log, [], state.codebook).codings == ()
    there = [c for c in state.standing.codings if c.document == "D0" and c.source == "model:m"]
    assert ["拨款总是晚到0。"] not in [[state.documents["D0"].text[c.start : c.end]] for c in there]
    assert len(there) == 1


def test_an_edit_of_terms_costs_nothing_and_one_of_the_definition_asks_again(study: Study):
    """Only what the model is told of a code counts, and only that code is asked about."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
        study.codebook_file.write_text(BOOK.replace("[人手]", "[人手, 人]"), encoding="utf-8")
        same = plan(study)
        new = BOOK.replace("label: 资金", "label: 资金\n    definition: 说到钱")
        study.codebook_file.write_text(new, encoding="utf-8")
        other = plan(study)

    assert same.batches == ()
    assert other.estimate.segments == 24
    assert {code.id for one in other.batches for code in one.codes} == {"money"}


def test_an_edited_transcript_asks_about_what_changed(study: Study):
    """The sentence, and the one whose context it is; nothing else."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
        text = talk(0).replace("人手也紧0", "人手更紧0")
        (study.interviews / "D0.txt").write_text(text, encoding="utf-8")
        tag(study)
        left = plan(study)

    texts = [line.text for one in left.batches for number, line in one.lines if number]
    assert texts == ["人手更紧0。", "拨款总是晚到0。"]


def test_a_copy_of_an_interview_costs_nothing(study: Study):
    """The same words after the same words are asked about once, and the answer holds for both."""
    (study.interviews / "E0.txt").write_text(talk(0), encoding="utf-8")
    tag(study)
    with serving(Model(say=about_grants)) as model:
        report = ask(study, model)
    tag(study)

    made = confidences(study)
    assert report.segments == 24
    assert made["E0", "拨款总是晚到0。", "money"] == made["D0", "拨款总是晚到0。", "money"] == SIXTY


def test_parts_can_be_asked_about(study: Study):
    """Some documents, some codes, and no more than so many segments."""
    remember_voice(study, on=True, url="http://127.0.0.1:9/v1", model="m")

    planned = plan(study, only=["D1", "D2"], codes=["people"], most=8)

    assert [(one.document, len(one.keys)) for one in planned.batches] == [("D1", 6), ("D2", 2)]
    assert {code.id for one in planned.batches for code in one.codes} == {"people"}
    for wrong in ({"only": ["D9"]}, {"codes": ["weather"]}):
        with pytest.raises(CoderError):
            plan(study, **wrong)


def test_what_leaves_is_masked_and_quotes_are_checked_against_that(study: Study):
    """The mask stands between the text and everything that is sent; another mask asks nothing again."""
    study.memory["mask"] = lambda text: text.replace("拨款", "某款")
    with serving(Model()) as model:
        model.say = lambda segments, _codes: [
            entry(number, "money", quote) for number, text in segments if "某款" in text
            for quote in ("拨款", "某款")
        ]  # fmt: skip
        report = ask(study, model)
    del study.memory["mask"]
    tag(study)

    assert all("拨款" not in str(body) for body in model.bodies)
    assert (report.yes, report.dropped) == (8, {"no_quote": 8})
    assert plan(study).batches == ()
    assert confidences(study)["D0", "拨款总是晚到0。", "money"] == SIXTY
    said, marks = reasons(study, "拨款总是晚到0。", "money", "zh")
    assert said[1] == "语言模型“m”说是：说的就是这个。依据原话“某款”。"
    assert [mark for mark in marks if mark[2] == 2] == []


@pytest.mark.parametrize(
    ("url", "veil", "sent"),
    [
        ("https://api.example.org/v1", True, "我叫某人A，电话某电话A。"),
        ("https://api.example.org/v1", False, "我叫王建国，电话13812345678。"),
        ("http://127.0.0.1:9/v1", True, "我叫王建国，电话13812345678。"),
    ],
)
def test_names_do_not_leave_this_machine(study: Study, url: str, *, veil: bool, sent: str):
    """They are replaced where text goes to another machine, unless that is switched off."""
    text = "访谈员：您是？\n受访者：我叫王建国，电话13812345678。\n"
    (study.interviews / "E.txt").write_text(text, encoding="utf-8")
    tag(study)
    settings = remember_voice(study, on=True, url=url, model="m", veil=veil)

    (batch,) = masked(plan(study, only=["E"]).batches, mask_of(study, settings))

    assert batch.text_of(1) == sent


def test_impact_of_no_change_is_none(study: Study):
    """A codebook edit is weighed with the answers that the last run heard."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    found = impact(study, BOOK + "# nothing new\n")

    assert (found.rerun.gained, found.rerun.lost) == ((), ())


def test_invented_words_are_neither_yes_nor_no_and_not_asked_again(study: Study):
    """The pair counts as unasked, and nobody pays for it twice."""
    with serving(Model(say=lambda segments, _c: [entry(1, "money", "没有的话")])) as model:
        report = ask(study, model, only=["D0"])
        left = plan(study, only=["D0"])
    tag(study)

    said = present(study).scored["D0"].spoken.said  # type: ignore[union-attr]
    assert report.dropped == {"no_quote": 1}
    assert left.batches == ()
    assert (said[1].tolist(), said[3].tolist()) == ([0, -1], [-1, -1])


def test_what_it_said_is_never_changed(study: Study):
    """The database itself refuses to alter or delete an answer."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model, only=["D0"])

    for statement in ("UPDATE answer SET said = 1", "DELETE FROM answer"):
        with pytest.raises(DBAPIError), study.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_the_trial_sends_none_of_the_study(study: Study):
    """A made-up sentence and code, and the time it took."""
    with serving(Model(say=lambda s, codes: [entry(1, codes[0], "经费还是不够")])) as model:
        remember_voice(study, on=True, url=model.url, model="m")
        trial = try_model(study, key="k")

    assert (trial.model, trial.host, trial.understood) == ("m", "127.0.0.1", True)
    (body,) = model.bodies
    assert not any(line in str(body) for line in LINES)
    assert "拨款" not in str(body["messages"][1])


def test_the_key_stays_out_of_everything(study: Study):
    """Not in the settings, the database, or an error."""
    secret = "sk-never-kept"  # noqa: S105 -- of no server
    with serving(Model(script=[(403, b"sk-never-kept", {})])) as model:
        remember_voice(study, on=True, url=model.url, model="m")
        with pytest.raises(CoderError) as refused:
            ask_model(study, plan(study), key=secret)
    assert secret not in refused.value.say("zh")
    study.close()
    files = [path for path in study.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
    with pytest.raises(CoderError) as wrong:
        remember_voice(study, key_variable="sk-never-kept")
    assert secret not in wrong.value.say("en")
    with pytest.raises(CoderError) as odd:
        try_model(study, key="密钥")
    assert odd.value.code == "voice_key_form"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": True}, "voice_unset"),
        ({"on": True, "url": "http://127.0.0.1:1"}, "voice_unset"),
        ({"url": "nowhere"}, "voice_address"),
        ({"batch": 0}, "bad_setting"),
        ({"batch": 1000}, "bad_setting"),
        ({"per_minute": 0}, "bad_setting"),
        ({"price_read": -1.0}, "bad_setting"),
        ({"price_written": float("nan")}, "bad_setting"),
    ],
)
def test_settings_that_cannot_be(study: Study, changes: dict[str, Any], code: str):
    """They are refused and nothing is remembered."""
    with pytest.raises(CoderError) as refused:
        remember_voice(study, **changes)

    assert refused.value.code == code
    assert setting(study, "voice") is None


def test_two_at_once_would_pay_twice(study: Study):
    """The second is told to wait."""
    with serving(Model(say=about_grants)) as model:
        remember_voice(study, on=True, url=model.url, model="m", batch=1)
        planned = plan(study)
        errors: list[str] = []

        def hold(number: int) -> None:
            if number == 1:
                try:
                    ask_model(study, planned)
                except CoderError as error:
                    errors.append(error.code)

        model.hold = hold
        ask_model(study, planned, sleep=lambda _s: asyncio.sleep(0))

    assert errors == ["voice_already"]


def reasons(study: Study, line: str, code: str, language: str) -> tuple[list[str], list[list[int]]]:
    """What the panel says of a sentence of D0, and its marks as offsets into the sentence."""
    state = present(study)
    start = state.documents["D0"].text.index(line)
    row = list(state.scored["D0"].segments.start).index(start)
    (found,) = why.evidence(study, "D0", row, [code], language)
    return found["says"], [[a - start, b - start, what] for a, b, what in found["fired"]]


def test_reasons_name_the_model_and_mark_its_words(study: Study):
    """In both languages: who says so, why, by which words, what that changes; a no is shown too."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    said, marks = reasons(study, "拨款总是晚到0。", "money", "zh")
    assert said[0] == "把握 60%，达到建议线 50%。"
    assert said[1] == "语言模型“m”说是：拨款就是钱。依据原话“拨款”。"
    assert said[2].startswith("没有语言模型的话，把握是 0%，有它是 60%")
    assert [0, 2, 2] in marks
    said, _ = reasons(study, "拨款总是晚到0。", "money", "en")
    assert said[1] == "The language model “m” says yes: 拨款就是钱. It rests on the words “拨款”."
    said, marks = reasons(study, "人手也紧0。", "people", "zh")
    assert said[1] == "语言模型“m”说不是。"
    assert [mark[2] for mark in marks] == [0]


def test_reasons_keep_what_was_learned_apart_from_what_was_said(study: Study):
    """The line about decisions ends where the model's word begins."""
    for document in ("D1", "D2"):
        say(study, document, "拨款总是晚到", "money", "add")
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    said, _ = reasons(study, "拨款总是晚到0。", "money", "zh")

    without = next(line for line in said if line.startswith("没有语言模型"))
    learned = next(line for line in said if line.startswith("码本本身"))
    assert (
        without.split("把握是 ")[1].split("%")[0] == learned.rsplit("以后是 ", 1)[1].split("%")[0]
    )


def test_the_coding_room_marks_whose_suggestion_it_is(study: Study):
    """Last in each suggestion: 1 where nothing but the model's word makes it one."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    said = room.room_document(study, "D0", "林")

    codes = [code["id"] for code in said["codes"]]
    shown = {(codes[code], near, model) for _, code, _, near, model in said["suggestions"]}
    assert shown >= {("money", 0, 1), ("people", 0, 0)}
    assert {model for code, near, model in shown if near or code == "people"} == {0}


def test_exports_name_the_model(study: Study, tmp_path: Path):
    """A suggestion that is its alone has its name as source; a project has it as a user apart."""
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    export(study, "codings", tmp_path / "c.csv")
    export(study, "project", tmp_path / "p.qdpx", who="all")

    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["source"], row["coder"]) for row in rows} == {("tagger", ""), ("model:m", "")}
    assert {row["text"][:2] for row in rows if row["source"] == "model:m"} == {"拨款"}
    with zipfile.ZipFile(tmp_path / "p.qdpx") as package:
        assert 'name="model:m"' in package.read("project.qde").decode()


@pytest.mark.parametrize(
    ("language", "without", "told"),
    [
        ("zh", "不使用大语言模型", "大语言模型“m”（在本机运行）按同一码本看了其中24个片段"),
        ("en", "without a large language model", "The large language model “m” (running on the same machine) was asked about 24 of the segments"),
    ],
)  # fmt: skip
def test_the_methods_paragraph_says_so(study: Study, language: str, without: str, told: str):
    """Which model, where it ran, how many segments it saw; and nothing of it where it was not asked."""
    before = "".join(methods(gather(study, language=language), language))
    with serving(Model(say=about_grants)) as model:
        ask(study, model)
    tag(study)

    after = "".join(methods(gather(study, language=language), language))

    assert without in before
    assert without not in after
    assert told in after
    assert told not in before
