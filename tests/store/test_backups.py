"""Copies of the database: from before a change, whole, the last ten."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from coder.errors import CoderError
from coder.model import Action, Decision
from coder.store import migrations, schema
from coder.store.backups import KEPT, backup, backups
from coder.store.log import append, decisions
from coder.store.study import new_study, open_study
from coder.verbs.check import check
from coder.verbs.import_ import import_transcripts

BOOK = "codes:\n  - id: money\n    label: 资金\n"
NOTE = Decision(action=Action.MEMO, coder="林", document="D", start=0, end=1, memo="看")


def test_a_copy_opens_with_every_decision(tmp_path: Path) -> None:
    """Put in the database's place, it is the study of that moment."""
    study = new_study(tmp_path / "s", BOOK)
    append(study, [NOTE])

    copy = backup(study.folder)

    append(study, [NOTE])
    study.close()
    assert copy
    other = new_study(tmp_path / "t", BOOK)
    other.close()
    (tmp_path / "t" / ".coder" / "study.sqlite").write_bytes(copy.read_bytes())
    assert len(decisions(open_study(tmp_path / "t"))) == 1


def test_the_last_ten_are_kept(tmp_path: Path) -> None:
    """Older ones go."""
    study = new_study(tmp_path / "s", BOOK)

    made = [backup(study.folder) for _ in range(KEPT + 3)]

    assert backups(study.folder) == made[3:]


def test_one_copy_before_texts_change(tmp_path: Path) -> None:
    """New files need none; two that change and one that goes need one; `check` says when."""
    study = new_study(tmp_path / "s", BOOK)
    for name in "ABC":
        (study.interviews / f"{name}.txt").write_text("答：经费不够。\n", encoding="utf-8")
    import_transcripts(study)
    assert check(study).backup == ""
    for name in "AB":
        (study.interviews / f"{name}.txt").write_text("答：经费够。\n", encoding="utf-8")
    (study.interviews / "C.txt").unlink()

    import_transcripts(study)

    assert len(backups(study.folder)) == 1
    assert check(study).backup.startswith("20")


def test_a_copy_before_a_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older database is kept as it was."""
    study = new_study(tmp_path / "s", BOOK)
    last = schema.migration.c.number == len(migrations.STEPS)
    with study.writing() as connection:
        connection.execute(delete(schema.migration).where(last))
    study.close()
    assert backups(study.folder) == []

    open_study(tmp_path / "s").close()

    assert len(backups(study.folder)) == 1


def test_no_backup_no_change(tmp_path: Path) -> None:
    """Where no copy can be made the text stays, and a sentence says so."""
    study = new_study(tmp_path / "s", BOOK)
    file = study.interviews / "A.txt"
    file.write_text("答：经费不够。\n", encoding="utf-8")
    import_transcripts(study)
    (study.folder / ".coder" / "backups").write_text("no folder", encoding="utf-8")
    file.write_text("答：经费够。\n", encoding="utf-8")

    report = import_transcripts(study)

    assert [p.code for p in report.files[0].problems] == ["backup_failed"]
    with pytest.raises(CoderError, match="backups"):
        backup(study.folder)
