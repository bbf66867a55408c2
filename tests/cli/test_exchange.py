"""Other programs' files by the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def table(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.slow
def test_a_project_goes_out_and_comes_in(study: Path, tmp_path: Path, run: Run) -> None:
    """People's codings by default; the tagger's, where asked for, are never taken for a person's."""
    run("tag", "--study", study)
    codings = tmp_path / "c.csv"
    codings.write_text("document,sentence,code\n甲,经费不够。,money\n", encoding="utf-8")
    run("import-codings", codings, "--coder", "林", "--study", study)
    file, every = tmp_path / "x.qdpx", tmp_path / "all.qdpx"

    said = run("export", "project", "--out", file, "--study", study, "--json")
    run("export", "project", "--who", "all", "--out", every, "--study", study)
    run("new", tmp_path / "S2")
    seen = run("import", file, "--preview", "--study", tmp_path / "S2", "--json")
    taken = run("import", file, "--study", tmp_path / "S2", "--json")
    again = run("import", file, "--study", tmp_path / "S2")
    more = run("import", every, "--study", tmp_path / "S2", "--json")
    tagged = run("tag", "--study", tmp_path / "S2", "--json")
    run("export", "codings", "--out", tmp_path / "c2.csv", "--study", tmp_path / "S2")
    sound = run("check", "--study", tmp_path / "S2")

    assert said.json["rows"] == 1
    assert seen.json["projects"] == taken.json["projects"]
    (project,) = taken.json["projects"]
    assert (project["codings"], project["codes_new"], project["coders"]) == (1, 3, ["林"])
    assert "编码处 0 新增，1 已有" in again.out
    (more_told,) = more.json["projects"][0]["problems"]
    assert (more_told["code"], more.json["projects"][0]["coders"]) == ("exchange_suggestions", [])
    assert (again.code, sound.code) == (0, 0)
    assert tagged.json["files"] == {"new": 0, "changed": 0, "same": 2, "gone": 0, "failed": 0}
    given = [row for row in table(tmp_path / "c2.csv")[1:] if row[6] == "林"]
    assert [(row[0], row[2], row[5]) for row in given] == [("甲", "money", "经费不够。")]


@pytest.mark.slow
def test_a_matrix_of_segments_and_of_documents(study: Path, tmp_path: Path, run: Run) -> None:
    """0 and 1, the interviewee's segments only, SPSS syntax beside it."""
    run("tag", "--study", study)

    run("export", "matrix", "--out", tmp_path / "s.csv", "--study", study)
    run("export", "matrix", "--rows", "document", "--out", tmp_path / "d.csv", "--study", study)

    segments, documents = table(tmp_path / "s.csv"), table(tmp_path / "d.csv")
    assert segments[0] == "document,group,turn,speaker,segment,start,end,money,people,fire".split(
        ","
    )
    assert {row[3] for row in segments[1:]} == {"受访者", "答"}
    assert segments[1][7:] == ["1", "0", "0"]
    assert documents == [
        ["document", "group", "money", "people", "fire"],
        ["乙", "street", "1", "0", "0"],
        ["甲", "bureau", "1", "1", "1"],
    ]
    assert "'资金不足'" in (tmp_path / "s.sps").read_text("utf-8-sig")


def test_a_codebook_goes_out_and_comes_in(study: Path, tmp_path: Path, run: Run) -> None:
    """By suffix; what was already there is as it was."""
    file = tmp_path / "x.qdc"

    out = run("codebook", "export", file, "--study", study)
    run("new", tmp_path / "S2")
    seen = run("codebook", "import", file, "--preview", "--study", tmp_path / "S2", "--json")
    run("codebook", "import", file, "--study", tmp_path / "S2")
    again = run("codebook", "import", file, "--study", tmp_path / "S2", "--json", lang="en")

    assert out.code == 0
    assert seen.json["added"] == ["资金不足", "人手不足", "消防"]
    assert (again.json["added"], again.json["same"]) == ([], 3)


@pytest.mark.parametrize(
    ("line", "name", "content"),
    [
        (("import",), "x.qdpx", b"PK\x03\x04"),
        (("import",), "x.sqlite3", b"SQLite format 3\0"),
        (("import",), "x.sqlite3", b"no database"),
        (("codebook", "import"), "x.qdc", b"<a>"),
        (("codebook", "import"), "x.csv", "序号,备注\n1,2\n".encode()),
        (("codebook", "import"), "x.xlsx", b"PK\x03\x04"),
        (("codebook", "import"), "x.yaml", b"codes: [{id: 1"),
        (("codebook", "import"), "x.pdf", b"%PDF"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    study: Path, tmp_path: Path, run: Run, line: tuple[str, ...], name: str, content: bytes
) -> None:
    """Exit code 1, a sentence on standard error that names the file, nothing changed."""
    file = tmp_path / name
    file.write_bytes(content)
    before = (study / "codebook.yaml").read_bytes()

    said = run(*line, file, "--study", study)

    assert said.code == 1
    assert name in said.err
    assert "Traceback" not in said.err
    assert "内部出错" not in said.err
    assert (study / "codebook.yaml").read_bytes() == before
