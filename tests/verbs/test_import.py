"""Files enter the study as they were seen: with their encoding and with who asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.documents import documents
from coder.store.study import Study, open_study, setting
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import preview, remember_encoding, take_in

TALK = "甲：我先说，经费不够。\n乙：是吗？\n甲：是的，年年不够。\n乙：那标准呢？\n小李：没有。\n就这些。\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study."""
    folder = tmp_path / "study"
    (folder / "interviews").mkdir(parents=True)
    (folder / "codebook.yaml").write_text("codes: []\n", encoding="utf-8")
    made = open_study(folder)
    yield made
    made.close()


def speakers(study: Study, name: str) -> dict[str, str]:
    """Who speaks in a document, and in what role, as the study has it."""
    (document,) = (one for one in documents(study) if one.id == name)
    return {turn.speaker: turn.role.value for turn in document.turns}


def test_a_preview_changes_nothing(study: Study) -> None:
    """Who speaks, how it begins, what became of the lines; no file, no document."""
    seen = preview(study, "谈.txt", TALK.encode())

    assert [(one.name, one.role, one.turns) for one in seen.voices] == [
        ("甲", "interviewee", 2),
        ("乙", "interviewer", 2),
    ]
    assert seen.opening[0] == ("甲", "interviewee", None, "我先说，经费不够。")
    assert seen.report.lines == {"read": 4, "joined": 2, "dropped": 0}
    assert seen.report.doubtful == ((5, "like_speaker", "小李：没有。"),)
    assert list(study.interviews.iterdir()) == []
    assert import_transcripts(study).files == ()


def test_roles_of_the_preview_are_kept(study: Study) -> None:
    """Also of somebody whom only the user knew to be a speaker."""
    roles = {"甲": "interviewer", "乙": "interviewee", "小李": "interviewee"}

    take_in(study, "谈.txt", TALK.encode(), roles=roles)
    (report,) = import_transcripts(study).files

    assert speakers(study, "谈") == roles
    assert report.problems == ()


def test_an_encoding_is_remembered_for_its_file(study: Study, tmp_path: Path) -> None:
    """By the name below the folder, until another is chosen."""
    path = tmp_path / "谈.txt"
    path.write_bytes("问：中文？\n答：编码。".encode("gb18030"))

    (first,) = import_transcripts(study, [path], encoding="latin-1").files
    (again,) = import_transcripts(study).files
    remember_encoding(study, "谈.txt", "gbk")
    (right,) = import_transcripts(study).files

    assert (first.encoding, again.status) == ("Windows-1252", "same")
    assert (right.encoding, right.status) == ("GB18030", "changed")
    assert speakers(study, "谈") == {"问": "interviewer", "答": "interviewee"}
    assert setting(study, "encodings", {}) == {"谈.txt": "GB18030"}


def test_a_wrong_encoding_stays_outside(study: Study, tmp_path: Path) -> None:
    """One sentence, and no file in the study; without a file it is said that one is missing."""
    path = tmp_path / "谈.txt"
    path.write_bytes("问：中文？".encode("gb18030"))

    (refused,) = import_transcripts(study, [path], encoding="UTF-8").files

    assert (refused.status, refused.problems[0].code) == ("failed", "wrong_encoding")
    assert list(study.interviews.iterdir()) == []
    with pytest.raises(CoderError, match="--encoding"):
        import_transcripts(study, encoding="UTF-8")


def test_a_name_with_a_path_stays_in_the_study(study: Study, tmp_path: Path) -> None:
    """A name such as a browser or a zip may send is only its last part."""
    take_in(study, "../../塞.txt", TALK.encode())
    seen = preview(study, "../../看.txt", TALK.encode())

    assert [one.name for one in study.interviews.iterdir()] == ["塞.txt"]
    assert seen.report.turns == 4
    assert not (tmp_path / "塞.txt").exists()
    assert not (tmp_path / "看.txt").exists()
