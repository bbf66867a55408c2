"""The log: appended once, never changed."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from coder.model import Action, Decision
from coder.store import log
from coder.store.study import new_study, open_study


@pytest.fixture
def study(tmp_path):
    """An empty study."""
    return new_study(tmp_path / "s", "codes: []\n")


def entry(seq: int, action: Action = Action.ADD, undoes_seq: int = 0) -> log.Entry:
    """王's numbered decision."""
    return log.Entry(Decision(action=action, coder="王", document="D", end=2), seq, undoes_seq)


def test_written_is_read_back(study):
    """What was appended comes back as it was, numbered and dated."""
    given = Decision(action=Action.MEMO, coder="王", document="D", start=1, end=3, memo="好\n的")

    (written,) = log.append(study, [given])

    assert log.decisions(study) == [written]
    assert replace(written, id=0, time="") == given


def test_same_number_is_taken_once(study):
    """A client that sends again what was already written changes nothing."""
    log.append_once(study, "c1", [entry(1), entry(2)])
    acked = log.append_once(study, "c1", [entry(2), entry(3)])

    assert acked == 3
    assert len(log.decisions(study)) == 3


def test_numbers_are_each_clients_own(study):
    """Two clients may use the same numbers."""
    log.append_once(study, "c1", [entry(1)])
    log.append_once(study, "c2", [entry(1)])

    assert len(log.decisions(study)) == 2


def test_undo_by_own_number(study):
    """An undo that names the client's own number points to the id in the log."""
    log.append_once(study, "c0", [entry(1)])
    log.append_once(study, "c1", [entry(1), entry(2, Action.UNDO, undoes_seq=1)])

    assert [decision.undoes for decision in log.decisions(study)] == [0, 0, 2]


@pytest.mark.parametrize("statement", ["UPDATE decision SET code='x'", "DELETE FROM decision"])
def test_the_log_cannot_be_changed(study, statement):
    """The database itself refuses to change or drop a decision."""
    log.append(study, [Decision(action=Action.ADD, coder="王")])

    with pytest.raises(DBAPIError, match="append-only"), study.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_reopened_study_has_its_log(study):
    """Closing and opening keeps everything."""
    log.append(study, [Decision(action=Action.ADD, coder="王")])
    study.close()

    assert len(log.decisions(open_study(study.folder))) == 1
