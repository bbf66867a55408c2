"""The same promises on PostgreSQL, where this machine has one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from coder.errors import CoderError
from coder.model import Action, Decision
from coder.store import log, schema, voices
from coder.store.documents import documents
from coder.store.study import Study, new_study, open_study, put_setting, setting
from coder.store.vault import open_vault
from coder.verbs.hide import hide
from coder.verbs.identify import choices, identify, named
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import take_in
from coder.verbs.reveal import reveal
from coder.verbs.sealing import known

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of its own, on this machine only."""
    pytest.importorskip("pg8000")
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp())
    as_user = []
    if os.geteuid() == 0:  # it refuses to run as root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]

    def call(program: str, *line: str) -> None:
        command = [*as_user, str(PROGRAMS[-1] / program), *line]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    call("initdb", "-D", f"{folder}/d", "-A", "trust", "-U", "coder")
    call("pg_ctl", "-D", f"{folder}/d", "-o", options, "-l", f"{folder}/log", "-w", "start")
    yield f"postgresql+pg8000://coder@127.0.0.1:{port}/postgres"
    call("pg_ctl", "-D", f"{folder}/d", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def study(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """An empty study in that database, emptied before."""
    from sqlalchemy import create_engine

    monkeypatch.setenv("CODER_DATABASE", address)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    made = new_study(tmp_path / "s", "codes: []\n")
    yield made
    made.close()


def test_the_log_only_grows(study: Study) -> None:
    """Written, read back by another opening, numbered once, and not to be deleted."""
    entry = log.Entry(
        Decision(action=Action.ADD, coder="王", document="D", end=2, memo="好\n的"), 1
    )
    log.append_once(study, "c1", [entry])
    log.append_once(study, "c1", [entry])

    again = open_study(study.folder)
    (written,) = log.decisions(again)
    assert (written.coder, written.memo) == ("王", "好\n的")
    with pytest.raises(DBAPIError), study.engine.begin() as connection:
        connection.execute(delete(schema.decision))
    assert log.decisions(again) == [written]
    again.close()


def test_two_clients_at_once(study: Study) -> None:
    """Each decision once, whoever came first."""

    def work(client: str) -> None:
        for seq in range(1, 21):
            made = Decision(action=Action.REVIEW, coder=client, document="D", end=2)
            log.append_once(study, client, [log.Entry(made, seq)])

    threads = [threading.Thread(target=work, args=(name,)) for name in ("甲", "乙")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(d.coder for d in log.decisions(study)) == ["乙"] * 20 + ["甲"] * 20


def test_settings(study: Study) -> None:
    """What was put last is there."""
    put_setting(study, "roles", {"甲": {"乙": "interviewer"}})
    put_setting(study, "roles", {})

    assert setting(study, "roles") == {}


def test_names_are_hidden_and_shown_again(study: Study):
    """Texts, memos and ids change, the log stays closed, and all comes back."""
    talk = "访谈员：您好。\n受访者：我叫王建国，经费年年不够。\n"
    take_in(study, "访谈-王建国.txt", talk.encode())
    import_transcripts(study)
    document = documents(study)[0]
    start = document.text.index("经费")
    place = {"document": document.id, "digest": document.digest, "start": start, "end": start + 6}
    log.append(study, [Decision(action=Action.ADD, coder="林", memo="王建国急", **place)])
    vault = open_vault(study.folder, "correct horse")
    said = known(vault)
    chosen = named(choices(identify(study, said.lists), said), said, [document])

    hide(study, vault, chosen)

    (hidden,) = documents(study)
    (carried,) = log.decisions(study)
    assert (hidden.id, carried.document, carried.memo) == ("访谈-某人A", "访谈-某人A", "某人A急")
    assert hidden.text[carried.start : carried.end] == "经费年年不够"
    with pytest.raises(CoderError), study.writing() as connection:
        connection.exec_driver_sql("UPDATE decision SET memo = 'x'")
    assert reveal(study, open_vault(study.folder, "correct horse")) == 1
    (shown,) = documents(study)
    (back,) = log.decisions(study)
    assert (shown.text, shown.id, back.start, back.memo) == (talk, "访谈-王建国", start, "王建国急")


def test_what_a_model_said_is_kept_once_and_as_it_was_said(study: Study) -> None:
    """A second answer on the same segment and code is not taken; the database refuses changes."""
    voice = voices.Voice("m", "http://127.0.0.1:1/v1", "1")
    question = voices.Question(100, 20, 90, 30, 0.5)
    first = voices.Answered("segment", "code", 1, "经费", "钱\n不够")
    voices.put_answers(study, voice, question, [first, voices.Answered("segment", "other", -1)])
    voices.put_answers(study, voice, question, [voices.Answered("segment", "code", -1)])

    number = voices.voice_id(study, voice)
    until = voices.last_answer(study, number)
    assert voices.said(study, number, until) == {"code": {"segment": 1}, "other": {"segment": -1}}
    assert voices.answers_on(study, number, until, "segment", ["code"]) == {"code": first}
    assert voices.spent(study, number).requests == 2
    for statement in ("UPDATE answer SET said = 0", "DELETE FROM answer"):
        with pytest.raises(DBAPIError), study.engine.begin() as connection:
            connection.exec_driver_sql(statement)
