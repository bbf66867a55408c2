"""Names hidden in a study: everywhere, for good, with every coding on its words; and shown again."""

from __future__ import annotations

import contextlib
import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as Word
from sqlalchemy.exc import DBAPIError

from coder.errors import CoderError
from coder.model import Coding
from coder.store import documents, log, voices
from coder.store.rewrites import PENDING, commit
from coder.store.study import Study, new_study, open_study, put_setting, setting
from coder.store.vault import NAME, Vault, open_vault
from coder.text.identify.hits import Lists
from coder.verbs import hide as hiding
from coder.verbs.ask_model import ask_model
from coder.verbs.ask_plan import plan
from coder.verbs.check import check
from coder.verbs.decide import decide
from coder.verbs.draws import draw, draws
from coder.verbs.export import export
from coder.verbs.hidden_files import finish
from coder.verbs.hide import hide
from coder.verbs.identify import Choice, choices, decided, identify, named, unlooked
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import take_in
from coder.verbs.past import at, moments
from coder.verbs.reveal import reveal
from coder.verbs.sealing import known, seal, with_lists
from coder.verbs.standing import present
from coder.verbs.tag import tag
from coder.verbs.voice import remember_voice
from tests.fakes import LetterEncoder
from tests.voice.server import Model, entry, serving

PASSPHRASE = "correct horse battery"  # noqa: S105 -- of a key that a test makes
BOOK = """\
codes:
  - id: money
    label: 资金
    examples: [王建国说经费年年不够]
  - id: people
    label: 人手
"""
TALK = """\
---
group: bureau
respondent: 王建国
---
陈晓明：您好，怎么称呼？
王建国：我叫王建国，电话13812345678，跟张科长一个办公室。经费年年不够，张科长也知道。
陈晓明：别的呢？
王建国：人手也紧，华安安全技术有限公司请不来专家😀。没有别的了。
"""
OTHER = "访谈员：您好。\n受访者：王建国来过，他说钱不够。我们这里也是。\n"
CODED = {"经费年年不够，张科长也知道。": "money", "人手也紧": "people"}
NAMES = ("王建国", "陈晓明", "张科长", "13812345678", "华安安全技术有限公司")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Two interviews, one of them under its speaker's name, two codings and a memo by 林."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    take_in(made, "访谈-王建国.txt", TALK.encode("gb18030"))
    take_in(made, "B01.txt", OTHER.encode())
    tag(made)
    text = present(made).documents["访谈-王建国"].text
    actions = []
    for seq, (words, code) in enumerate(CODED.items(), start=1):
        start = text.index(words)
        place = {"document": "访谈-王建国", "start": start, "end": start + len(words)}
        actions.append({"seq": seq, "action": "add", "code": code, **place})
        note = {"seq": seq + 10, "action": "memo", "code": code, "memo": "王建国说得很急", **place}
        actions.append(note)
    decide(made, "林", "c", actions)
    yield made
    made.close()


def opened(study: Study) -> Vault:
    """The study's vault."""
    return open_vault(study.folder, PASSPHRASE)


def proposed(study: Study, vault: Vault) -> tuple[Choice, ...]:
    """What is proposed, with pseudonyms."""
    said = known(vault)
    texts = present(study).documents.values()
    return named(choices(identify(study, said.lists), said), said, texts)


def coded(study: Study) -> list[tuple[str, str, str]]:
    """(document, words, memo) of people's codings."""
    state = present(study)
    found: list[Coding] = [one for one in state.standing.codings if one.coder]
    return [(c.document, state.documents[c.document].text[c.start : c.end], c.memo) for c in found]


def on_disk(folder: Path, words: str) -> list[str]:
    """Files below *folder* whose bytes hold *words* in any way that a text is written."""
    forms = [words.encode(), words.encode("gb18030"), words.encode("utf-16-le")]
    forms.append(words.encode("ascii", "backslashreplace"))
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if any(form in str(file.name).encode() for form in forms[:1])
        or (file.is_file() and any(form in file.read_bytes() for form in forms))
    ]


def test_everywhere_and_for_good(study: Study):
    """After hiding no file of the study holds a name: texts, memos, codebook, copies, file names."""
    import_transcripts(study, [], replace=False)
    take_in(study, "B01.txt", OTHER.replace("我们", "俺们").encode(), replace=True)
    tag(study)  # leaves an older text, a copy of the database and of the file

    report = hide(study, opened(study), proposed(study, opened(study)))
    study.close()

    assert report.documents == 2
    assert report.files == (("访谈-王建国.txt", "访谈-受访者A.txt"),)
    assert {name: on_disk(study.folder, name) for name in NAMES} == {name: [] for name in NAMES}


def test_the_new_transcript(study: Study):
    """It reads as the old one did, one pseudonym a person, in UTF-8."""
    hide(study, opened(study), proposed(study, opened(study)))

    text = (study.interviews / "访谈-受访者A.txt").read_text(encoding="utf-8")
    assert text == (
        '---\nid: "访谈-受访者A"\ngroup: "bureau"\nrespondent: "受访者A"\n---\n'
        "访谈员A：您好，怎么称呼？\n"
        "受访者A：我叫受访者A，电话某电话A，跟某科长A一个办公室。经费年年不够，某科长A也知道。\n"
        "访谈员A：别的呢？\n"
        "受访者A：人手也紧，某有限公司A请不来专家😀。没有别的了。\n"
    )
    document = present(study).documents["访谈-受访者A"]
    assert [turn.speaker for turn in document.turns] == ["访谈员A", "受访者A", "访谈员A", "受访者A"]
    assert [turn.role.value for turn in document.turns][:2] == ["interviewer", "interviewee"]


def test_codings_follow(study: Study):
    """Every coding is on the words it was on, names replaced, notes too; nothing waits."""
    hide(study, opened(study), proposed(study, opened(study)))

    assert coded(study) == [
        ("访谈-受访者A", "经费年年不够，某科长A也知道。", "受访者A说得很急"),
        ("访谈-受访者A", "人手也紧", "受访者A说得很急"),
    ]
    assert present(study).placed.displaced == ()
    assert not any(problem.error for problem in check(study).problems)


def test_shown_again(study: Study):
    """Taking it back gives the same bytes, codings, notes; what was decided since is kept."""
    before = coded(study)
    files = {f.name: f.read_bytes() for f in study.interviews.iterdir()}
    book = study.codebook_file.read_bytes()
    hide(study, opened(study), proposed(study, opened(study)))
    assert study.codebook_file.read_bytes() != book
    text = present(study).documents["访谈-受访者A"].text
    start = text.index("没有别的了")
    place = {"document": "访谈-受访者A", "start": start, "end": start + 5, "code": "money"}
    decide(study, "林", "d", [{"seq": 1, "action": "add", **place}])

    assert reveal(study, opened(study)) == 2

    assert {f.name: f.read_bytes() for f in study.interviews.iterdir()} == files
    assert study.codebook_file.read_bytes() == book
    assert coded(study) == [*before, ("访谈-王建国", "没有别的了", "")]
    assert present(study).placed.displaced == ()


def test_hidden_shown_and_hidden(study: Study):
    """Round after round codings stay where they are, with the same pseudonyms."""
    hide(study, opened(study), proposed(study, opened(study)))
    hidden = coded(study)
    reveal(study, opened(study))
    hide(study, opened(study), proposed(study, opened(study)))

    assert coded(study) == hidden


def test_one_word_one_pseudonym_for_ever(study: Study):
    """A transcript that comes later has the same person under the same pseudonym."""
    hide(study, opened(study), proposed(study, opened(study)))
    assert unlooked(study) == ()
    take_in(study, "C01.txt", "访谈员：您好。\n受访者：我和王建国、赵小曼是同事。\n".encode())
    tag(study)
    assert unlooked(study) == ("C01",)

    hide(study, opened(study), proposed(study, opened(study)))

    assert "我和受访者A、某人A是同事" in present(study).documents["C01"].text
    assert known(opened(study)).words["王建国"][1] == "受访者A"
    assert unlooked(study) == ()


def test_what_a_person_decides(study: Study):
    """Words may be left, called otherwise, and left in one place alone."""
    vault = opened(study)
    every = proposed(study, vault)
    second = next(one for one in every if one.text == "王建国").places[-1]
    chosen = decided(
        every,
        {
            "张科长": {"hide": False},
            "13812345678": {"pseudonym": "他的手机"},
            "王建国": {"spared": frozenset({second.place})},
        },
    )

    hide(study, vault, chosen)

    text = present(study).documents["访谈-受访者A"].text
    assert "跟张科长一个办公室" in text
    assert "电话他的手机，" in text
    assert known(opened(study)).kept == {"张科长"}
    assert next(c for c in proposed(study, opened(study)) if c.text == "张科长").hide is False


def test_a_list_is_kept_in_the_key(study: Study):
    """Words on the user's list are found; the list stands in the encrypted key alone."""
    lists = Lists(people=("别的", "欧阳慧敏"), never=("张科长",))
    vault = with_lists(opened(study), lists)

    every = {one.text: one.hide for one in proposed(study, vault)}

    assert every["别的"] is True
    assert "张科长" not in every
    assert known(opened(study)).lists == lists
    assert on_disk(study.folder, "欧阳慧敏") == []


def test_word_files_become_text(tmp_path: Path, study: Study):
    """A Word file is replaced by a text of the same words; its codings follow, it comes back whole."""
    word = Word()
    for said in ("访谈员：您好。", "受访者：我是王建国，人手也紧。"):
        word.add_paragraph(said)
    held = io.BytesIO()
    word.save(held)
    take_in(study, "W01.docx", held.getvalue())
    tag(study)
    start = present(study).documents["W01"].text.index("人手也紧")
    place = {"document": "W01", "start": start, "end": start + 4, "code": "people"}
    decide(study, "林", "w", [{"seq": 1, "action": "add", **place}])

    hide(study, opened(study), proposed(study, opened(study)))

    assert not (study.interviews / "W01.docx").exists()
    assert ("W01", "人手也紧", "") in coded(study)
    assert "我是受访者A" in (study.interviews / "W01.txt").read_text(encoding="utf-8")
    reveal(study, opened(study))
    assert (study.interviews / "W01.docx").read_bytes() == held.getvalue()
    assert ("W01", "人手也紧", "") in coded(study)


def test_the_table_of_attributes(study: Study):
    """`interviews.csv` loses names and knows files by their new names; attributes stay."""
    table = "file,group,contact\n访谈-王建国.txt,bureau,13812345678\nB01.txt,agency,无\n"
    (study.folder / "interviews.csv").write_text(table, encoding="utf-8-sig")
    tag(study)

    hide(study, opened(study), proposed(study, opened(study)))

    text = (study.folder / "interviews.csv").read_text(encoding="utf-8-sig")
    assert text == "file,group,contact\n访谈-受访者A.txt,bureau,某电话A\nB01.txt,agency,无\n"
    assert present(study).documents["访谈-受访者A"].attributes["contact"] == "某电话A"
    assert "contact" not in (study.interviews / "访谈-受访者A.txt").read_text(encoding="utf-8")


def test_draws_roles_and_the_past(study: Study):
    """Segments drawn at random stay drawn, roles stay said, and the past can be read, names hidden."""
    put_setting(study, "roles", {"访谈-王建国": {"王建国": "interviewee", "陈晓明": "interviewer"}})
    tag(study)
    draw(study, 3, seed=1)
    drawn = len(draws(study))
    then = moments(study)[-1]

    hide(study, opened(study), proposed(study, opened(study)))

    texts = {(one.id, one.digest) for one in documents.versions(study)}
    assert drawn == 3
    assert {(document, digest) for document, digest, _, _ in draws(study)} <= texts
    roles = {"受访者A": "interviewee", "访谈员A": "interviewer"}
    assert setting(study, "roles")["访谈-受访者A"] == roles
    past = present(at(study, then))
    assert "王建国" not in past.documents["访谈-受访者A"].text
    assert {one.document for one in past.standing.codings if one.coder} == {"访谈-受访者A"}


def test_no_export_has_the_key(study: Study, tmp_path: Path):
    """What goes out holds pseudonyms, and neither key nor sealed texts."""
    hide(study, opened(study), proposed(study, opened(study)))
    for what, name in (
        ("project", "p.qdpx"),
        ("codings", "c.csv"),
        ("decisions", "d.csv"),
        ("turns", "t.csv"),
        ("codebook", "b.yaml"),
    ):
        export(study, what, tmp_path / name)

    out = tmp_path / "out"
    out.mkdir()
    shutil.unpack_archive(tmp_path / "p.qdpx", out, "zip")
    for file in [*tmp_path.glob("*.*"), *out.rglob("*")]:
        assert file.name != NAME
        if file.is_file():
            assert "王建国".encode() not in file.read_bytes()


def test_the_log_stays_closed(study: Study):
    """Hiding leaves every decision with its number, time and coder, and the log append-only."""
    before = [(d.id, d.time, d.coder, d.action) for d in log.decisions(study)]

    hide(study, opened(study), proposed(study, opened(study)))

    assert [(d.id, d.time, d.coder, d.action) for d in log.decisions(study)] == before
    with pytest.raises(CoderError), study.writing() as connection:
        connection.exec_driver_sql("UPDATE decision SET memo = 'x'")


def test_broken_off_after_the_database(study: Study):
    """What was broken off before the files were written goes on at the next import."""
    vault = opened(study)
    chosen = proposed(study, vault)
    made = hiding._Hiding(
        study, hiding.Mask({c.text: c.pseudonym for c in chosen if c.hide}), chosen
    )
    change, pending = made.change(), made.files()
    seal(study, vault, chosen, change, pending)
    commit(study, change, pending)
    assert (study.interviews / "访谈-王建国.txt").exists()

    again = open_study(study.folder)
    again.memory["encoder"] = LetterEncoder()
    import_transcripts(again)

    assert not (again.interviews / "访谈-王建国.txt").exists()
    assert setting(again, PENDING) == {}
    assert not finish(again)
    assert [words for _, words, _ in coded(again)] == ["经费年年不够，某科长A也知道。", "人手也紧"]
    again.close()
    assert on_disk(study.folder, "王建国") == []


def test_edited_since(study: Study):
    """A transcript that was edited after hiding is not overwritten; the sentence says which."""
    hide(study, opened(study), proposed(study, opened(study)))
    file = study.interviews / "访谈-受访者A.txt"
    file.write_text(file.read_text(encoding="utf-8") + "访谈员A：谢谢。\n", encoding="utf-8")
    tag(study)

    with pytest.raises(CoderError, match="访谈-受访者A 在去标识化之后又改过"):
        reveal(study, opened(study))


def test_nothing_to_do(study: Study):
    """Nothing chosen, nothing hidden yet, an empty pseudonym: a sentence each, nothing changed."""
    vault = opened(study)
    every = proposed(study, vault)
    files = sorted(str(file) for file in study.folder.rglob("*"))

    with pytest.raises(CoderError, match="没有勾选"):
        hide(study, vault, decided(every, {one.text: {"hide": False} for one in every}))
    with pytest.raises(CoderError, match="没有可以还原"):
        reveal(study, vault)
    with pytest.raises(CoderError, match="没有写化名"):
        hide(study, vault, decided(every, {"王建国": {"pseudonym": " "}}))

    assert sorted(str(file) for file in study.folder.rglob("*")) == files


HIDER = """
import sys
from pathlib import Path
from coder.store.study import open_study
from coder.store.vault import open_vault
from coder.verbs.hide import hide
from coder.verbs.identify import choices, identify, named
from coder.verbs.sealing import known
from coder.verbs.standing import present
from tests.fakes import LetterEncoder

study = open_study(Path(sys.argv[1]))
study.memory["encoder"] = LetterEncoder()
vault = open_vault(study.folder, sys.argv[2])
said = known(vault)
chosen = named(choices(identify(study, said.lists), said), said, present(study).documents.values())
print("ready", flush=True)
hide(study, vault, chosen)
print("done", flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment(study: Study, tmp_path: Path):
    """Killed while hiding, the study is afterwards as it was or hidden whole, codings right."""
    study.close()
    whole = _hide_for(shutil.copytree(study.folder, tmp_path / "whole"), seconds=60)
    for round_ in range(5):
        folder = shutil.copytree(study.folder, tmp_path / f"round{round_}")
        _hide_for(folder, seconds=whole * round_ / 5)
        again = open_study(folder)
        again.memory["encoder"] = LetterEncoder()
        import_transcripts(again)
        words = [said for _, said, _ in coded(again)]
        again.close()
        assert words in (
            ["经费年年不够，张科长也知道。", "人手也紧"],
            ["经费年年不够，某科长A也知道。", "人手也紧"],
        )
        if "某科长A" in words[0]:
            assert on_disk(folder, "王建国") == []


def _hide_for(folder: Path, seconds: float) -> float:
    """Hide names in *folder* and kill the process after *seconds*; how long it went on."""
    command = [sys.executable, "-c", HIDER, str(folder), PASSPHRASE]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        began = time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.send_signal(signal.SIGKILL)
        return time.monotonic() - began


def about_people(segments: list[tuple[int, str]], _codes: list[str]) -> list[dict[str, object]]:
    """Whoever names 王建国 or the chief speaks of people, says a model, and names them."""
    quotes = ["王建国来过", "张科长也知道"]
    return [
        entry(number, "people", quote, "提到了王建国或张科长")
        for number, text in segments
        for quote in quotes
        if quote in text
    ]


def voiced(study: Study) -> list[tuple[str, str, str]]:
    """(words, quote, reason) of a language model's suggestions."""
    state = present(study)
    found = [one for one in state.standing.codings if one.source == "model:m"]
    said = voices.words(study).values()
    return [
        (state.documents[c.document].text[c.start : c.end], *next(w for w in said if w[0] in
         state.documents[c.document].text[c.start : c.end]))
        for c in found
    ]  # fmt: skip


def test_what_a_language_model_said_follows_and_names_nobody(study: Study):
    """Its answers hold on the new words, none is paid for twice, and revealing puts them back."""
    study.codebook_file.write_text(BOOK.replace("王建国说", ""), encoding="utf-8")
    with serving(Model(say=about_people)) as model:
        remember_voice(study, on=True, url=model.url, model="m", per_minute=10_000)
        ask_model(study, plan(study))
    tag(study)
    before = voiced(study)
    assert {quote for _, quote, _ in before} == {"王建国来过", "张科长也知道"}

    hide(study, opened(study), proposed(study, opened(study)))
    hidden = voiced(study)
    left = plan(study)
    study.close()

    assert [quote for _, quote, _ in hidden] == ["受访者A来过", "某科长A也知道"]
    assert {reason for *_, reason in hidden} == {"提到了受访者A或某科长A"}
    assert left.batches == ()
    assert {name: on_disk(study.folder, name) for name in NAMES} == {name: [] for name in NAMES}

    again = open_study(study.folder)
    again.memory["encoder"] = LetterEncoder()
    reveal(again, opened(again))
    assert sorted(voiced(again)) == sorted(before)
    with pytest.raises(DBAPIError), again.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answer SET said = 1")
    again.close()
