"""Whatever is wrong: one clear sentence, exit code 1, no traceback, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.store.study import open_study
from coder.verbs.decide import decide
from tests.cli.conftest import BOOK, ONE, Run, Said
from tests.read.strategies import zipped

ROOT = Path(__file__).parents[2]


def one_sentence(said: Said, *words: str) -> None:
    """Failed, with one line on standard error that has *words*, and no traceback."""
    lines = [line for line in said.err.splitlines() if line.strip()]
    assert said.code == 1
    assert len(lines) == 1, said.err
    assert [word for word in words if word not in lines[0]] == [], lines[0]
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("压缩.docx", zipped(**{"x.txt": "x"}), "不是 Word 文档"),
        ("空.txt", b"", "0 字节"),
        ("旧.wps", b"\xd0\xcf\x11\xe0", "读不了"),
        ("乱.txt", f"---\nid: [x\n---\n{ONE}".encode(), "属性写法有误"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "不是文本文件"),
    ],
)
def test_a_bad_transcript_stops_no_other(
    study: Path, run: Run, name: str, content: bytes, words: str
) -> None:
    """It is named with the mend; the others are read, tagged and counted; exit code 1."""
    (study / "interviews" / name).write_bytes(content)

    said = run("tag", "--study", study)

    named = [line for line in (said.out + said.err).splitlines() if name in line and words in line]
    assert said.code == 1
    assert len(named) == 1
    assert "Traceback" not in said.out + said.err
    segments = run("export", "segments", "--study", study, "--out", study / "s.csv")
    assert segments.code == 0
    assert "经费不够。" in (study / "s.csv").read_text("utf-8-sig")


def test_gb18030_is_read_and_said(study: Path, run: Run) -> None:
    """The words are right, and a line says which encoding it was."""
    text = ONE.replace("今天下雨", "今天下雨，路上很滑，检查的人都没有来")
    (study / "interviews" / "丙.txt").write_bytes(text.encode("gb18030"))

    said = run("import", "--study", study)

    assert said.code == 0
    assert any("丙.txt" in line and "GB18030" in line for line in said.out.splitlines())
    run("tag", "--study", study)
    run("export", "segments", "--study", study, "--out", study / "s.csv")
    assert "检查的人都没有来。" in (study / "s.csv").read_text("utf-8-sig")


def test_without_speakers(study: Path, run: Run) -> None:
    """Read as the interviewee's, with a line that says how to tell speakers apart."""
    (study / "interviews" / "独.txt").write_text("经费不够。\n\n就这样。\n", encoding="utf-8")

    said = run("import", "--study", study)

    assert said.code == 0
    assert any("独.txt" in line and "访谈员：" in line for line in said.out.splitlines())


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (BOOK + "  - id: money\n    label: 又一个\n", ("15", "money", "第 3 行")),
        ("- {id: a, label: x, parent: b}\n- {id: b, label: x, parent: a}\n", ("1", "a", "b")),
        ("- id: a\n  label: x\n  patterns:\n    - '(钱'\n", ("4", "(钱")),
        ("- id: a\n  label: x\n  patterns:\n    - [{WRONG: x}]\n", ("4", "WRONG")),
        ("codes:\n\t- id: a\n", ("2", "Tab")),
        ("- id: a\n  label: x\n  term: [x]\n", ("3", "term")),
        ("", ("codebook.yaml",)),
    ],
    ids=["duplicate id", "cycle", "regex", "tokens", "tab", "field", "empty"],
)
def test_a_bad_codebook_names_line_and_mend(
    study: Path, run: Run, book: str, words: tuple[str, ...]
) -> None:
    """The verbs that need the codebook say so; what was decided and tagged before stands."""
    run("tag", "--study", study)
    (study / "codebook.yaml").write_text(book, encoding="utf-8")

    said = run("tag", "--study", study)
    checked = run("codebook", "check", "--study", study)

    for one in (said, checked):
        text = one.out + one.err
        assert one.code == 1
        assert "Traceback" not in text
        named = [line for line in text.splitlines() if "codebook.yaml" in line]
        assert any(all(word in line for word in words) for line in named), text
    (study / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    assert run("check", "--study", study).code == 0
    assert run("tag", "--study", study, "--json").json["nothing_computed"] is True


def test_no_codebook(study: Path, run: Run) -> None:
    """The file is named."""
    (study / "codebook.yaml").unlink()

    one_sentence(run("tag", "--study", study), "codebook.yaml")


def test_nothing_to_read(tmp_path: Path, run: Run) -> None:
    """A study without transcripts says where to put them."""
    run("new", tmp_path / "S")

    one_sentence(run("tag", "--study", tmp_path / "S"), "interviews/", ".docx")


def test_new_where_something_is(study: Path, run: Run) -> None:
    """A folder with a study in it stays as it is."""
    one_sentence(run("new", study), "研究 S")
    assert (study / "codebook.yaml").read_text("utf-8") == BOOK


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("table", "--out", "x.pdf"), (".pdf", ".xlsx")),
        (("table", "--columns", "nope", "--out", "x.csv"), ("nope",)),
        (("table", "--kind", "nope", "--out", "x.csv"), ("nope", "difficulty")),
        (("export", "segments", "--out", "no/such/x.csv"), ("no/such",)),
        (("import-codings", "no.csv", "--coder", "林"), ("no.csv",)),
        (("evaluate", "--gold", "no.csv"), ("no.csv",)),
        (("codebook", "impact", "no.yaml"), ("no.yaml",)),
        (("import", "no.txt"), ("no.txt",)),
        (("tag", "--threshold", "7"), ("7",)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_not_there(
    study: Path, run: Run, line: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """A format, an attribute, a kind, a folder, a file, a number that cannot be."""
    run("tag", "--study", study)

    one_sentence(run(*line, "--study", study), *words)


def test_a_table_of_another_shape(study: Path, tmp_path: Path, run: Run) -> None:
    """Codings without the columns of the contract."""
    run("tag", "--study", study)
    (tmp_path / "c.csv").write_text("name,text\n甲,x\n", encoding="utf-8")

    said = run("import-codings", tmp_path / "c.csv", "--coder", "林", "--study", study)

    one_sentence(said, "c.csv", "document", "sentence")


def test_a_broken_database(study: Path, tmp_path: Path, run: Run) -> None:
    """Not a database any more: one sentence, and the file is left for rescue."""
    # A copy that this process has never opened: it would know the file's content from before.
    folder = tmp_path / "copy"
    shutil.copytree(study, folder, ignore=shutil.ignore_patterns(".coder"))
    command = [sys.executable, "-m", "coder", "tag", "--study", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    store = next(folder.rglob("study.sqlite"))
    for beside in store.parent.glob("study.sqlite-*"):
        beside.unlink()
    store.write_bytes(b"broken" * 2000)

    one_sentence(run("tag", "--study", folder), "study.sqlite")
    assert store.read_bytes() == b"broken" * 2000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte; nothing where this machine lets nobody mount."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1M", "tmpfs", str(place)):
        pytest.skip("this machine lets nobody mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def mount(*line: str) -> bool:
    """Whether it could be mounted."""
    tool = shutil.which("mount")
    done = tool and subprocess.run([tool, *line], capture_output=True, check=False)
    return bool(done) and done.returncode == 0  # type: ignore[union-attr]


def test_a_full_disk(study: Path, small_disk: Path, run: Run) -> None:
    """A decision that finds no room is refused in a sentence; those before stand."""
    folder = small_disk / "S"
    shutil.copytree(study, folder)
    run("tag", "--study", folder)
    before = give(folder, 1)
    filler = small_disk / "filler"
    fill(filler)

    said = run("export", "segments", "--study", folder, "--out", folder / "s.csv")
    one_sentence(said, "磁盘已满", "空间")
    assert not (folder / "s.csv").exists()
    (folder / "codebook.yaml").open("a").close()
    said = run("tag", "--threshold", "0.9", "--study", folder)
    one_sentence(said, "磁盘已满", "空间")
    filler.unlink()

    assert run("check", "--study", folder).code == 0
    run("export", "decisions", "--study", folder, "--out", folder / "d.csv")
    assert len((folder / "d.csv").read_text("utf-8-sig").splitlines()) == 1 + before


def give(folder: Path, seq: int) -> int:
    """One decision."""
    opened = open_study(folder)
    try:
        place = {"document": "甲", "start": ONE.split("---\n", 2)[2].index("今天下雨。")}
        action = {"seq": seq, "action": "add", "code": "people", **place}
        done = decide(opened, "林", "test", [{**action, "end": action["start"] + 5}])
        assert not done.refused
        return 1
    finally:
        opened.close()


def fill(path: Path) -> None:
    """Take all room that is left."""
    with path.open("wb", buffering=0) as file:
        for size in (4096, 256, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def test_a_read_only_folder(study: Path, tmp_path: Path, run: Run) -> None:
    """What can be shown is shown; what would write says so."""
    run("tag", "--study", study)
    place = tmp_path / "seen"
    place.mkdir()
    if not mount("--bind", str(study), str(place)):
        pytest.skip("this machine lets nobody mount a file system")
    try:
        if not mount("-o", "remount,ro,bind", str(place)):
            pytest.skip("this machine lets nobody mount a file system read-only")
        (study / "codebook.yaml").write_text(BOOK.replace("没钱", "缺钱"), encoding="utf-8")
        one_sentence(run("tag", "--study", place), "seen")
        one_sentence(run("new", place / "inner"), "inner")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
    assert run("check", "--study", study).code == 0


def test_two_at_once(study: Path, run: Run) -> None:
    """While another program holds the write lock for a second, a verb waits and then works."""
    run("tag", "--study", study)
    store = next(study.rglob("study.sqlite"))
    held = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(store, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        time.sleep(1)
        connection.execute("ROLLBACK")
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    said = run("tag", "--threshold", "0.6", "--study", study)
    other.join()

    assert said.code == 0, said.err


@pytest.mark.slow
def test_a_second_app_on_one_study(study: Path, run: Run) -> None:
    """It says where the first one is, and ends."""
    run("tag", "--study", study)
    command = [sys.executable, "-m", "coder", "app", "--no-browser", "--study", str(study)]
    environment = os.environ | {"CODER_LANG": "zh"}
    first = subprocess.Popen(
        [*command, "--port", "18765"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            if next(study.rglob("app.address"), None):
                break
            time.sleep(0.1)
        second = subprocess.run(
            [*command, "--port", "18766"],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        said = Said(second.returncode, second.stdout, second.stderr)
        text = said.out + said.err
        assert "127.0.0.1:18765" in text
        assert "Traceback" not in text
    finally:
        first.terminate()
        first.wait()
