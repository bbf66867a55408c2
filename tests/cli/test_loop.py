"""From transcripts to a table and again, on the command line, as other tools rely on it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from coder.store import documents
from coder.store.study import open_study
from tests.cli.conftest import BOOK, Run

ROOT = Path(__file__).parents[2]
COLUMNS = {
    "segments": "document,group,turn,speaker,role,segment,start,end,text,codes,confidence",
    "turns": "document,group,turn,speaker,role,start_ms,start,end,text",
    "codings": "document,group,code,start,end,text,coder,source,confidence,memo,time",
    "quotes": "code,label,kind,document,group,role,turn,speaker,start_ms,start,end,before,text,after,coder,source,"
    "confidence,memo",
}


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def body(text: str) -> str:
    """A transcript's text after its front matter."""
    return text.split("---\n", 2)[2]


def texts(study: Path) -> dict[str, str]:
    """Document → its text."""
    return {
        path.stem: body(path.read_text("utf-8")) for path in (study / "interviews").glob("*.txt")
    }


@pytest.mark.parametrize("what", sorted(COLUMNS))
def test_exports_have_the_columns_of_the_contract(
    study: Path, tmp_path: Path, run: Run, what: str
) -> None:
    """UTF-8 with a mark, these columns, and the text at the offsets in every row."""
    run("tag", "--study", study)
    out = tmp_path / "x.csv"

    assert run("export", what, "--study", study, "--out", out).code == 0

    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.read_text("utf-8-sig").splitlines()[0] == COLUMNS[what]
    found = rows(out)
    assert found
    assert [
        row["text"]
        for row in found
        if texts(study)[row["document"]][int(row["start"]) : int(row["end"])] != row["text"]
    ] == []


def test_segments(study: Path, tmp_path: Path, run: Run) -> None:
    """Reading order, interviewers without codes, codes and confidences in step."""
    run("tag", "--study", study)
    out = tmp_path / "s.csv"
    run("export", "segments", "--study", study, "--out", out)

    found = [row for row in rows(out) if row["document"] == "甲"]
    assert [row["text"] for row in found] == [
        "经费够吗？",
        "经费不够。",
        "𠮷😀人手紧，灭火器也没人查。",
        "今天下雨。",
        "还有吗？",
        "消防要检查，没钱啊。",
    ]
    asked = [row for row in found if row["role"] == "interviewer"]
    assert {row["codes"] for row in asked} == {""}
    assert found[1]["codes"] == "money"
    assert set(found[2]["codes"].split(";")) == {"people", "fire"}
    for row in found:
        assert len(row["confidence"].split(";")) == len(row["codes"].split(";"))


@pytest.mark.parametrize("unit", ["sentence", "turn", "paragraph"])
def test_offsets_of_other_forms_of_file(study: Path, tmp_path: Path, run: Run, unit: str) -> None:
    """Windows line ends, a byte order mark, Word, GB18030: the words are where it is said."""
    said = "访谈员：好吗？\r\n受访者：没钱。𠮷😀人手紧，\t对。\r\n\r\n受访者：完了。\r\n"
    (study / "interviews" / "w.txt").write_bytes(b"\xef\xbb\xbf" + said.encode())
    (study / "interviews" / "g.txt").write_bytes((said + "以前的检查很多。").encode("gb18030"))
    word = docx.Document()
    for paragraph in ("访谈员：好吗？", "受访者：没钱。𠮷😀人手紧。", "", "消防要检查。"):
        word.add_paragraph(paragraph)
    word.save(str(study / "interviews" / "d.docx"))
    assert run("tag", "--unit", unit, "--study", study).code == 0

    opened = open_study(study)
    texts = {one.id: documents.document(opened, one).text for one in documents.stored(opened)}
    opened.close()
    assert set(texts) == {"甲", "乙", "w", "g", "d"}
    for what in COLUMNS:
        out = tmp_path / f"{what}.csv"
        run("export", what, "--study", study, "--out", out)
        found = rows(out)
        assert {"w", "g", "d"} <= {row["document"] for row in found}
        assert [
            row
            for row in found
            if texts[row["document"]][int(row["start"]) : int(row["end"])] != row["text"]
        ] == []


def test_a_unit_is_remembered(study: Path, tmp_path: Path, run: Run) -> None:
    """With turns as segments there is a row a turn, also after the next run without it."""
    run("tag", "--unit", "turn", "--study", study)
    assert run("tag", "--study", study, "--json").json["nothing_computed"] is True
    for what in ("segments", "turns"):
        run("export", what, "--study", study, "--out", tmp_path / f"{what}.csv")

    turns = [row["text"] for row in rows(tmp_path / "turns.csv")]
    assert [row["text"] for row in rows(tmp_path / "segments.csv")] == turns


def test_the_codebook_as_it_is(study: Path, tmp_path: Path, run: Run) -> None:
    """As YAML, byte for byte; as a table, a row a code."""
    run("export", "codebook", "--study", study, "--out", tmp_path / "b.yaml")
    run("export", "codebook", "--study", study, "--out", tmp_path / "b.csv")

    assert (tmp_path / "b.yaml").read_bytes() == (study / "codebook.yaml").read_bytes()
    found = [(row["id"], row["label_en"], row["terms"]) for row in rows(tmp_path / "b.csv")]
    assert found[0] == ("money", "Funding", "经费不够\n没钱")
    assert len(found) == 3


def test_formats_agree(study: Path, tmp_path: Path, run: Run) -> None:
    """The same rows as CSV, JSON and Excel."""
    run("tag", "--study", study)
    for suffix in ("csv", "json", "xlsx"):
        run("export", "segments", "--study", study, "--out", tmp_path / f"s.{suffix}")

    said = [row["text"] for row in rows(tmp_path / "s.csv")]
    assert [row["text"] for row in json.loads((tmp_path / "s.json").read_text("utf-8"))] == said
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0]
    column = [cell.value for cell in sheet[1]].index("text")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == said


def test_second_run_computes_nothing(study: Path, run: Run) -> None:
    """And says so, in words and in numbers."""
    first = run("tag", "--study", study, "--json").json
    second = run("tag", "--study", study, "--json").json
    third = run("tag", "--study", study)

    assert first["computed"]["cells"] > 0
    assert second["computed"]["cells"] == second["computed"]["vectors"] == 0
    assert second["nothing_computed"] is True
    assert "没有需要计算的内容" in third.out


def test_one_term_is_one_column(study: Path, run: Run) -> None:
    """An edit of one code's terms computes that code on every document, and nothing else."""
    first = run("tag", "--study", study, "--json").json
    edited = BOOK.replace("[人手紧]", "[人手紧, 下雨]")
    (study / "codebook.yaml").write_text(edited, encoding="utf-8")

    second = run("tag", "--study", study, "--json").json

    assert second["computed"]["columns"] == 1
    assert second["computed"]["cells"] * 3 == first["computed"]["cells"]
    assert second["computed"]["vectors"] == 0
    assert second["changes"]["gained"] == 1
    assert second["changes"]["lost"] == 0


def test_impact_is_what_then_happens(study: Path, tmp_path: Path, run: Run) -> None:
    """Asked before, a changed codebook tells its gains and losses; the study is as it was."""
    run("tag", "--study", study)
    other = tmp_path / "other.yaml"
    other.write_text(BOOK.replace("[人手紧]", "[下雨]"), encoding="utf-8")

    impact = run("codebook", "impact", other, "--study", study)
    assert impact.code == 0
    assert "今天下雨" in impact.out
    assert run("tag", "--study", study, "--json").json["nothing_computed"] is True
    (study / "codebook.yaml").write_text(other.read_text("utf-8"), encoding="utf-8")
    changes = run("tag", "--study", study, "--json").json["changes"]

    assert (changes["gained"], changes["lost"]) == (1, 1)


def test_codebook_check_and_diff(study: Path, run: Run) -> None:
    """A sound codebook is said to be; what changed since the last run is listed."""
    assert run("codebook", "check", "--study", study).code == 0
    run("tag", "--study", study)
    edited = BOOK.replace("没钱]", "没钱, 缺钱]")
    (study / "codebook.yaml").write_text(edited, encoding="utf-8")

    said = run("codebook", "diff", "--study", study)

    assert said.code == 0
    assert "缺钱" in said.out


def test_codings_made_elsewhere(study: Path, tmp_path: Path, run: Run) -> None:
    """They stand as that person's, whatever the white space and the width; twice is once."""
    file = tmp_path / "c.csv"
    rows_given = "甲,经费不够。,\n甲,今天　下雨｡,people\n甲,今天下雨。,fire\n乙,就这样。,money\n"
    file.write_text(f"document,sentence,code\n{rows_given}", "utf-8")
    run("tag", "--study", study)

    done = run("import-codings", file, "--coder", "林", "--study", study, "--json").json
    again = run("import-codings", file, "--coder", "林", "--study", study, "--json").json

    assert (done["rows"], done["codings"], done["known"]) == (4, 3, 0)
    assert (again["rows"], again["codings"], again["known"]) == (4, 0, 4)
    out = tmp_path / "k.csv"
    run("export", "codings", "--study", study, "--out", out)
    of_person = [
        (row["document"], row["text"], row["code"], row["coder"])
        for row in rows(out)
        if row["source"] == "person"
    ]
    assert sorted(of_person) == [
        ("乙", "就这样。", "money", "林"),
        ("甲", "今天下雨。", "fire", "林"),
        ("甲", "今天下雨。", "people", "林"),
    ]
    decisions = tmp_path / "d.csv"
    run("export", "decisions", "--study", study, "--out", decisions)
    assert [row["action"] for row in rows(decisions)].count("add") == 3


def test_codings_that_cannot_be_placed(study: Path, tmp_path: Path, run: Run) -> None:
    """All of the file is left out, unless --partial; every line is named."""
    file = tmp_path / "c.csv"
    file.write_text(
        "document,sentence,code\n甲,经费不够。,money\n甲,没有这句。,money\n丙,好。,money\n甲,今天下雨。,nope\n",
        "utf-8",
    )
    run("tag", "--study", study)

    whole = run("import-codings", file, "--coder", "林", "--study", study)
    said = whole.out + whole.err
    assert whole.code == 1
    assert all(f"c.csv:{line}" in said or f"第 {line} 行" in said for line in (3, 4, 5))
    decisions = tmp_path / "d.csv"
    run("export", "decisions", "--study", study, "--out", decisions)
    assert rows(decisions) == []

    run("import-codings", file, "--coder", "林", "--study", study, "--partial")
    run("export", "decisions", "--study", study, "--out", decisions)
    assert [row["code"] for row in rows(decisions) if row["action"] == "add"] == ["money"]


def test_table(study: Path, tmp_path: Path, run: Run) -> None:
    """Documents and references by group, with totals; Excel opens it."""
    run("tag", "--study", study)
    out = tmp_path / "t.csv"
    assert run("table", "--study", study, "--out", out).code == 0
    cells = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    (money,) = (row for row in cells if row and row[0] == "资金不足")
    assert money[1:] == ["1", "2", "1", "1", "2", "3"]

    cells = run("table", "--study", study, "--json").json["cells"]
    assert [
        (one["column_id"], one["documents"], one["references"])
        for one in cells
        if one["row_id"] == "money"
    ] == [("bureau", 1, 2), ("street", 1, 1)]

    for suffix in ("xlsx", "docx", "md", "tex"):
        path = tmp_path / f"t.{suffix}"
        assert run("table", "--study", study, "--out", path).code == 0
        assert path.stat().st_size > 100
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert "资金不足" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_evaluate(study: Path, tmp_path: Path, run: Run) -> None:
    """Against codings that agree, everything is 1."""
    gold = tmp_path / "g.csv"
    gold.write_text(
        "document,sentence,code\n甲,经费不够。,money\n甲,今天下雨。,\n乙,经费不够。,money\n乙,就这样。,\n",
        "utf-8",
    )
    run("tag", "--study", study)

    said = run("evaluate", "--gold", gold, "--study", study, "--json")

    assert said.code == 0
    micro = said.json["evaluation"]["micro"]
    assert (micro["precision"], micro["recall"], micro["f1"]) == (1.0, 1.0, 1.0)


def test_who_counts(study: Path, tmp_path: Path, run: Run) -> None:
    """A table of what people coded has none of the tagger's."""
    file = tmp_path / "c.csv"
    file.write_text("document,sentence,code\n甲,今天下雨。,people\n", "utf-8")
    run("tag", "--study", study)
    run("import-codings", file, "--coder", "林", "--study", study)

    line = ("table", "--who", "reviewed", "--kind", "difficulty", "--study", study, "--json")
    counted = {
        (one["row_id"], one["column_id"]): one["references"] for one in run(*line).json["cells"]
    }

    assert {place: many for place, many in counted.items() if many} == {("people", "bureau"): 1}
    assert "fire" not in {row for row, _ in counted}


def test_check(study: Path, run: Run) -> None:
    """A sound study is said to be sound."""
    run("tag", "--study", study)

    assert run("check", "--study", study).code == 0


@pytest.mark.slow
def test_as_a_program(tmp_path: Path) -> None:
    """The line of the README, each verb a process of its own."""
    study, out, table = tmp_path / "S", tmp_path / "s.csv", tmp_path / "t.xlsx"

    def coder(*line: object) -> None:
        command = [sys.executable, "-m", "coder", *map(str, line)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    coder("new", study)
    (study / "interviews" / "x.txt").write_text(TWO_SPEAKERS, encoding="utf-8")
    coder("tag", "--study", study)
    coder("export", "segments", "--study", study, "--out", out)
    coder("table", "--study", study, "--out", table)

    assert [row["text"] for row in rows(out)] == ["How was it?", "We had no money.", "It was late."]
    assert openpyxl.load_workbook(table).worksheets


TWO_SPEAKERS = "Interviewer: How was it?\nParticipant: We had no money. It was late.\n"
