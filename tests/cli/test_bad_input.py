"""Whatever is wrong: one clear sentence, exit code 1, no traceback, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from coder.store.study import open_study
from coder.verbs.decide import decide
from tests.cli.conftest import BOOK, ONE, Run, Said
from tests.read.strategies import zipped

ROOT = Path(__file__).parents[2]


def one_sentence(said: Said, *words: str) -> str:
    """Failed, with one line on standard error that has *words*, and no traceback."""
    lines = [line for line in said.err.splitlines() if line.strip()]
    assert said.code == 1
    assert len(lines) == 1, said.err
    assert [word for word in words if word not in lines[0]] == [], lines[0]
    assert "Traceback" not in said.out + said.err
    return lines[0]


def in_both(run: Run, line: Sequence[object], *words: str) -> None:
    """The same failure is one sentence with *words* in Chinese, and another in English."""
    chinese = one_sentence(run(*line, lang="zh"), *words)
    english = one_sentence(run(*line, lang="en"), *words)
    assert "：" in chinese or "；" in chinese  # what is wrong, then what to do
    assert "。" in chinese
    assert not set("，。：；请") & set(english), english


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("renamed.docx", zipped(**{"x.txt": "x"}), "Word"),
        ("empty.txt", b"", "0"),
        ("sound.mp3", b"ID3\x04\0\0", ".mp3"),
        ("front.txt", f"---\nid: [x\n---\n{ONE}".encode(), "---"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "UTF-8"),
    ],
)
def test_a_bad_transcript_stops_no_other(
    study: Path, run: Run, name: str, content: bytes, words: str
) -> None:
    """It is named with the mend; the others are read, tagged and counted; exit code 1."""
    (study / "interviews" / name).write_bytes(content)

    in_both(run, ("tag", "--study", study), name, words)
    said = run("tag", "--study", study, "--json")

    assert one_sentence(said, name).count(name) == 1
    assert said.json["files"]["failed"] == 1
    assert [problem["file"] for problem in said.json["problems"]] == [name]
    assert run("export", "segments", "--study", study, "--out", study / "s.csv").code == 0
    assert "经费不够。" in (study / "s.csv").read_text("utf-8-sig")


def test_a_bad_transcript_is_not_copied(study: Path, tmp_path: Path, run: Run) -> None:
    """Given by its path, it stays outside `interviews/`; a good one beside it is taken."""
    (tmp_path / "bad.docx").write_bytes(b"PK")
    (tmp_path / "good.txt").write_text(ONE, encoding="utf-8")

    said = run("import", tmp_path / "bad.docx", tmp_path / "good.txt", "--study", study)

    one_sentence(said, "bad.docx")
    assert not (study / "interviews" / "bad.docx").exists()
    assert (study / "interviews" / "good.txt").read_text("utf-8") == ONE


def test_a_changed_transcript_gone_bad(study: Path, run: Run) -> None:
    """What was read and decided before stands until the file can be read again."""
    run("tag", "--study", study)
    give(study, 1)
    good = (study / "interviews" / "甲.txt").read_bytes()
    (study / "interviews" / "甲.txt").write_bytes(b"")

    one_sentence(run("tag", "--study", study), "甲.txt")
    assert run("check", "--study", study).code == 0
    run("export", "codings", "--study", study, "--out", study / "k.csv")
    assert "今天下雨。" in (study / "k.csv").read_text("utf-8-sig")
    (study / "interviews" / "甲.txt").write_bytes(good)
    assert run("tag", "--study", study).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text(study: Path, run: Run) -> None:
    """As archives packed with GBK names leave behind."""
    (study / "interviews" / os.fsdecode("访谈.txt".encode("gbk"))).write_text(ONE, encoding="utf-8")

    in_both(run, ("tag", "--study", study), ".txt", "GBK")
    assert run("export", "turns", "--study", study, "--out", study / "t.csv").code == 0


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
        ("", ("codes: []",)),
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

    for one in (said, checked, run("codebook", "check", "--study", study, "--json")):
        assert one.code == 1
        assert "Traceback" not in one.out + one.err
        assert one_sentence(one, *words).startswith("codebook.yaml:")
    (study / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    assert run("check", "--study", study).code == 0
    assert run("tag", "--study", study, "--json").json["nothing_computed"] is True


def test_two_faults_are_two_sentences(study: Path, run: Run) -> None:
    """So that both can be mended at once."""
    book = "- {id: a, label: x}\n- {id: a, label: y}\n- {id: b, label: z, parent: c}\n"
    (study / "codebook.yaml").write_text(book, encoding="utf-8")

    said = run("tag", "--study", study)

    assert said.code == 1
    assert [line.split(":")[1] for line in said.err.splitlines()] == ["2", "3"]


def test_no_codebook(study: Path, run: Run) -> None:
    """The file is named."""
    (study / "codebook.yaml").unlink()

    in_both(run, ("tag", "--study", study), "codebook.yaml", "--study")


def test_nothing_to_read(tmp_path: Path, run: Run) -> None:
    """A study without transcripts says where to put them."""
    run("new", tmp_path / "S")

    in_both(run, ("tag", "--study", tmp_path / "S"), "interviews/", ".docx")


def test_an_act_before_any_transcript(study: Path, run: Run) -> None:
    """A code can be renamed before anything was read."""
    said = run("codebook", "rename", "fire", "blaze", "--study", study)

    assert said.code == 0, said.err
    assert "id: blaze" in (study / "codebook.yaml").read_text("utf-8")


def test_new_where_something_is(study: Path, tmp_path: Path, run: Run) -> None:
    """A study, a folder with files, a file: each stays as it is."""
    (tmp_path / "file").write_text("x", encoding="utf-8")

    in_both(run, ("new", study), "研究 S")
    in_both(run, ("new", tmp_path), tmp_path.name)
    in_both(run, ("new", tmp_path / "file"), "file")
    in_both(run, ("new", tmp_path / "file" / "S"), "file")
    assert (study / "codebook.yaml").read_text("utf-8") == BOOK
    assert (tmp_path / "file").read_text("utf-8") == "x"


@pytest.mark.parametrize("place", ["nowhere", "研究 S/codebook.yaml", "研究 S/interviews"])
def test_no_study_there(study: Path, tmp_path: Path, run: Run, place: str) -> None:
    """No folder, a file, a folder of something else: named, and nothing is made there."""
    for verb in (("tag",), ("check",), ("table",), ("export", "turns", "--out", "x.csv")):
        in_both(run, (*verb, "--study", tmp_path / place), place, "--study")
    assert not (tmp_path / place / ".coder").exists()


def test_the_store_is_a_file(study: Path, run: Run) -> None:
    """Something else is called `.coder`."""
    shutil.rmtree(study / ".coder")
    (study / ".coder").write_text("x", encoding="utf-8")

    in_both(run, ("tag", "--study", study), ".coder")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("table", "--out", "x.pdf"), (".pdf", ".xlsx")),
        (("table", "--rows", "nope"), ("nope", "parent")),
        (("table", "--columns", "nope", "--out", "x.csv"), ("nope", "group")),
        (("table", "--count", "nope"), ("nope", "references")),
        (("table", "--kind", "nope", "--out", "x.csv"), ("nope", "difficulty")),
        (("export", "segments", "--out", "no/such/x.csv"), ("no/such",)),
        (("export", "segments", "--out", "x.pdf"), (".pdf", ".csv")),
        (("export", "codebook", "--out", "no/such/x.yaml"), ("no/such",)),
        (("export", "codebook", "--out", "{study}/folder.yaml"), ("folder.yaml",)),
        (("table", "--out", "{study}/folder.xlsx"), ("folder.xlsx",)),
        (("import-codings", "no.csv", "--coder", "Lin"), ("no.csv",)),
        (("import-codings", "no.csv", "--coder", " "), ("--coder",)),
        (("evaluate", "--gold", "no.csv"), ("no.csv",)),
        (("codebook", "impact", "no.yaml"), ("no.yaml",)),
        (("codebook", "check", "no.yaml"), ("no.yaml",)),
        (("codebook", "diff", "--since", "nope"), ("nope", "--since")),
        (("codebook", "rename", "nope", "x"), ("nope", "money")),
        (("codebook", "rename", "money", "fire"), ("fire",)),
        (("codebook", "merge", "money", "money"), ("money",)),
        (("import", "no.txt"), ("no.txt",)),
        (("import", "--role", "x=boss"), ("x=boss", "interviewer")),
        (("tag", "--threshold", "7"), ("7", "threshold")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) and value else "",
)
def test_what_is_not_there(
    study: Path, run: Run, line: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """A format, an attribute, a kind, a version, a code, a folder, a file, a number."""
    run("tag", "--study", study)
    for folder in ("folder.yaml", "folder.xlsx"):
        (study / folder).mkdir()

    in_both(run, (*(word.format(study=study) for word in line), "--study", study), *words)
    assert run("check", "--study", study).code == 0


def test_before_anything_is_tagged(study: Path, run: Run) -> None:
    """A table of nothing would be wrong; it is said what to do first."""
    in_both(run, ("table", "--study", study), "python -m coder tag")
    in_both(run, ("export", "segments", "--out", "s.csv", "--study", study), "python -m coder tag")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,text\nx,y\n", ("document", "sentence", "name,text")),
        (b"", ("document", "sentence")),
        (b"document,sentence,code\n", ("1",)),
        (b"document,sentence,code\nA," + b"x" * 200_000 + b",money\n", ("2",)),
        (b"PK\x03\x04\0\0\0\0\0\0\0\0", ("UTF-8",)),
    ],
    ids=["header", "empty", "header alone", "a quote never closed", "a workbook"],
)
@pytest.mark.parametrize("verb", ["import-codings", "evaluate"])
def test_a_table_of_another_shape(
    study: Path, tmp_path: Path, run: Run, verb: str, content: bytes, words: tuple[str, ...]
) -> None:
    """Codings that are none: the file is named, and nothing of it is taken."""
    run("tag", "--study", study)
    file = tmp_path / "c.csv"
    file.write_bytes(content)
    option = (file, "--coder", "Lin") if verb == "import-codings" else ("--gold", file)

    in_both(run, (verb, *option, "--study", study), "c.csv", *words)
    run("export", "decisions", "--study", study, "--out", study / "d.csv")
    assert len((study / "d.csv").read_text("utf-8-sig").splitlines()) == 1


def test_ranges_that_are_none(study: Path, tmp_path: Path, run: Run) -> None:
    """Every row is named by its line, also where a number is none."""
    file = tmp_path / "c.csv"
    rows = "甲,5,3,money\n甲,x,y,money\n甲,²,³,money\n甲,0,99999999999999999999,money\n"
    file.write_text("document,start,end,code\n" + rows, encoding="utf-8")
    run("tag", "--study", study)

    said = run("import-codings", file, "--coder", "林", "--study", study)

    assert said.code == 1
    assert [line.split(":")[1] for line in said.err.splitlines()[1:]] == ["2", "3", "4", "5"]


def test_gold_of_another_study(study: Path, tmp_path: Path, run: Run) -> None:
    """What cannot be scored is not scored as 0."""
    file = tmp_path / "g.csv"
    file.write_text("document,sentence,code\nD,x,money\n", encoding="utf-8")
    run("tag", "--study", study)

    said = run("evaluate", "--gold", file, "--study", study, lang="en")

    assert said.code == 1
    assert said.err.splitlines()[1].startswith("g.csv:2:")
    assert "--partial" not in said.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ((), ()),
        (("frob",), ("frob",)),
        (("tag", "--frob"), ("不认识 --frob",)),
        (("tag", "--unit", "word"), ("word", "paragraph")),
        (("tag", "--threshold", "high"), ("high",)),
        (("export", "segments"), ("缺少 --out",)),
        (("export", "nope", "--out", "x.csv"), ("nope", "turns")),
        (("codebook",), ("子命令",)),
        (("tag", "--lang", "fr"), ("fr",)),
    ],
    ids=lambda value: " ".join(value) or "-",
)
def test_wrong_usage(run: Run, line: tuple[str, ...], words: tuple[str, ...]) -> None:
    """Exit code 2, one sentence in the user's language."""
    said = run(*line)

    assert said.code == 2
    assert len(said.err.splitlines()) == (1 if line else 0)
    assert [word for word in words if word not in said.err] == [], said.err
    assert "argument" not in said.err


def test_what_nobody_foresaw(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence too; the way there is shown to who asks for it."""

    def fail(_arguments: object) -> int:
        raise KeyError("a\nb")

    monkeypatch.setattr("coder.cli.study.check", fail)

    in_both(run, ("check", "--study", study), "KeyError", "CODER_DEBUG")
    monkeypatch.setenv("CODER_DEBUG", "1")
    assert "Traceback" in run("check", "--study", study).err


def test_a_reader_that_leaves(study: Path, run: Run) -> None:
    """`… | head`: no complaint on standard error."""
    run("tag", "--study", study)
    command = [sys.executable, "-m", "coder", "codebook", "diff", "--json", "--study", str(study)]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert done.stderr == b""


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

    in_both(run, ("tag", "--study", folder), "study.sqlite")
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
    codings = study / "c.csv"
    codings.write_text("document,sentence,code\n甲,今天下雨。,fire\n", encoding="utf-8")
    filler = small_disk / "filler"
    fill(filler)

    in_both(run, ("export", "segments", "--study", folder, "--out", folder / "s.csv"), "s.csv")
    assert not (folder / "s.csv").exists()
    assert run("export", "segments", "--study", folder, "--out", study / "s.csv").code == 0
    in_both(run, ("tag", "--threshold", "0.9", "--study", folder), "study.sqlite")
    in_both(run, ("import-codings", codings, "--coder", "Lin", "--study", folder), "study.sqlite")
    in_both(run, ("codebook", "rename", "fire", "blaze", "--study", folder), "study.sqlite")
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
    """It can be looked at; what would be written is refused, with what to do; nothing has changed."""
    run("tag", "--study", study)
    place = tmp_path / "seen"
    place.mkdir()
    if not mount("--bind", str(study), str(place)):
        pytest.skip("this machine lets nobody mount a file system")
    try:
        if not mount("-o", "remount,ro,bind", str(place)):
            pytest.skip("this machine lets nobody mount a file system read-only")
        assert run("check", "--study", place).code == 0
        assert run("table", "--study", place, "--out", tmp_path / "t.csv").code == 0
        (study / "codebook.yaml").write_text(BOOK.replace("没钱", "缺钱"), encoding="utf-8")
        in_both(run, ("tag", "--study", place), "seen")
        in_both(run, ("new", place / "inner"), "inner")
        in_both(run, ("table", "--study", place, "--out", place / "t.csv"), "seen")
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


def test_the_lock_is_never_released(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is said who holds what, after a while; nothing has changed."""
    run("tag", "--study", study)
    monkeypatch.setattr("coder.store.study.BUSY_SECONDS", 0.2)
    store = next(study.rglob("study.sqlite"))
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        in_both(run, ("tag", "--threshold", "0.6", "--study", study), "study.sqlite", "0.2")
        assert run("table", "--study", study).code == 0
        connection.execute("ROLLBACK")

    assert run("tag", "--study", study, "--json").json["nothing_computed"] is True


@pytest.mark.slow
def test_two_programs_tag_one_study(study: Path, run: Run) -> None:
    """Both on a study that neither has seen: both end well or in one sentence; it is sound."""
    for number in range(20):
        copy = ONE.replace("灭火器", f"灭火器{number}号")
        (study / "interviews" / f"{number}.txt").write_text(copy, encoding="utf-8")
    shutil.rmtree(study / ".coder")
    command = [sys.executable, "-m", "coder", "tag", "--study", str(study)]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    for one in both:
        said = one.communicate(timeout=60)[1].decode()
        assert one.returncode == 0 or len(said.splitlines()) == 1, said
        assert "Traceback" not in said
    assert run("check", "--study", study).code == 0
    again = run("tag", "--study", study, "--json")
    assert (again.code, again.json["nothing_computed"]) == (0, True)
    assert again.json["files"]["same"] == 22


@pytest.mark.slow
def test_a_second_app_on_one_study(study: Path, run: Run) -> None:
    """It says where the first one is, and ends."""
    run("tag", "--study", study)
    command = [sys.executable, "-m", "coder", "app", "--no-browser", "--study", str(study)]
    note = study / ".coder" / "app.address"
    environment = os.environ | {"CODER_LANG": "zh"}
    first = subprocess.Popen(
        [*command, "--port", "18765"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            if note.is_file() and note.read_text("utf-8"):
                break
            time.sleep(0.1)
        second = subprocess.run(
            [*command, "--port", "18766"],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        said = Said(second.returncode, second.stdout, second.stderr)
        assert note.read_text("utf-8").startswith("http://127.0.0.1:")
        assert note.read_text("utf-8") in one_sentence(said)
    finally:
        first.terminate()
        first.wait()
