"""Names found, decided in a table, hidden, told by the key and shown again, on the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TALK = "陈晓明：您好。\n王建国：我叫王建国，电话13812345678。=经费不够，老李也说。\n陈晓明：好。\n王建国：就这样。\n"


@pytest.fixture
def named(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with an interview that says who speaks, tagged; the passphrase is known."""
    monkeypatch.setenv("CODER_PASSPHRASE", "correct horse")
    (study / "interviews" / "丙.txt").write_text(TALK, encoding="utf-8")
    assert run("tag", "--study", study).code == 0
    return study


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a table of hits."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def write(file: Path, rows: list[dict[str, str]]) -> None:
    """The table again, as a spreadsheet writes it."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_the_whole_way(named: Path, tmp_path: Path, run: Run):
    """find writes what it proposes; hide does what the table says; key tells; undo takes it back."""
    before = (named / "interviews" / "丙.txt").read_bytes()
    hits = tmp_path / "hits.csv"

    found = run("deidentify", "find", "--study", named, "--out", hits)

    assert found.code == 0
    assert "[隐去] 人名  王建国  3 处 1 篇" in found.out
    assert (named / "interviews" / "丙.txt").read_bytes() == before
    rows = table(hits)
    assert {row["text"] for row in rows} == {"陈晓明", "王建国", "13812345678", "老李"}
    for row in rows:
        row["decision"] = "keep" if row["text"] == "老李" else row["decision"]
        row["pseudonym"] = "张三丰" if row["text"] == "陈晓明" else row["pseudonym"]
    write(hits, rows)

    hidden = run("deidentify", "hide", hits, "--study", named)

    assert hidden.code == 0
    assert "已隐去 3 个词、6 处，改了 1 篇访谈、0 条备注。" in hidden.out
    text = (named / "interviews" / "丙.txt").read_text(encoding="utf-8")
    assert text.endswith(
        "张三丰：您好。\n受访者A：我叫受访者A，电话某电话A。=经费不够，老李也说。\n张三丰：好。\n受访者A：就这样。\n"
    )
    told = run("deidentify", "key", "--study", named)
    assert "受访者A\t王建国\t人名" in told.out.splitlines()
    assert run("deidentify", "undo", "--study", named).out.startswith("已还原 1 篇访谈")
    assert (named / "interviews" / "丙.txt").read_bytes() == before


def test_lists_and_json(named: Path, tmp_path: Path, run: Run):
    """Words of one's own are found from then on; JSON gives every place."""
    (tmp_path / "people.txt").write_text("就这样\n", encoding="utf-8")
    assert (
        run("deidentify", "find", "--study", named, "--people", tmp_path / "people.txt").code == 0
    )

    found = run("deidentify", "find", "--study", named, "--json").json

    assert {"text": "就这样", "hide": True, "why": "list"}.items() <= next(
        one for one in found["found"] if one["text"] == "就这样"
    ).items()


def test_accepting_all(named: Path, run: Run):
    """--proposed hides what is sure without a table."""
    said = run("deidentify", "hide", "--proposed", "--study", named, "--json")

    assert said.json["words"] == 4
    assert "王建国" not in (named / "interviews" / "丙.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"decision": "maybe"}, "decision 写的是“maybe”，只能是 hide 或 keep"),
        ({"kind": "dog"}, "kind 写的是“dog”"),
        ({"text": "李四"}, "是按较早的访谈稿写出的"),
        ({"start": "999"}, "是按较早的访谈稿写出的"),
        ({"start": "x"}, "是按较早的访谈稿写出的"),
    ],
)
def test_a_table_that_does_not_fit(
    named: Path, tmp_path: Path, run: Run, change: dict[str, str], sentence: str
):
    """A wrong word in a table is one sentence with its line; nothing is changed."""
    hits = tmp_path / "hits.csv"
    run("deidentify", "find", "--study", named, "--out", hits)
    rows = table(hits)
    rows[0] |= change
    write(hits, rows)

    said = run("deidentify", "hide", hits, "--study", named)

    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert (named / "interviews" / "丙.txt").read_text(encoding="utf-8") == TALK


def test_two_names_for_one_word(named: Path, tmp_path: Path, run: Run):
    """One word takes one pseudonym."""
    hits = tmp_path / "hits.csv"
    run("deidentify", "find", "--study", named, "--out", hits)
    rows = table(hits)
    for number, row in enumerate(one for one in rows if one["text"] == "王建国"):
        row["pseudonym"] = f"甲{number}"
    write(hits, rows)

    assert "有两个不同的化名“甲0”和“甲1”" in run("deidentify", "hide", hits, "--study", named).err


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "\x00"])
def test_no_table(named: Path, tmp_path: Path, run: Run, content: str):
    """What is no table of hits is refused in a sentence."""
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")

    said = run("deidentify", "hide", tmp_path / "t.csv", "--study", named)

    assert said.code == 1
    assert "t.csv" in said.err


def test_passphrases(named: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    """Too short, wrong, missing: a sentence each, in either language."""
    monkeypatch.setenv("CODER_PASSPHRASE", "short")
    assert "至少 8 个字符" in run("deidentify", "hide", "--proposed", "--study", named).err
    monkeypatch.setenv("CODER_PASSPHRASE", "correct horse")
    assert run("deidentify", "hide", "--proposed", "--study", named).code == 0
    monkeypatch.setenv("CODER_PASSPHRASE", "another horse")
    assert "口令不对" in run("deidentify", "key", "--study", named).err
    assert "passphrase is wrong" in run("deidentify", "undo", "--study", named, lang="en").err
    monkeypatch.setenv("CODER_PASSPHRASE", "")
    assert "CODER_PASSPHRASE" in run("deidentify", "key", "--study", named).err
