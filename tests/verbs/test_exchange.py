"""Projects out and in again: what the study has after it is what it had before."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest

from coder.codebook.load import load
from coder.errors import CoderError
from coder.exchange.project import CodeEntry, Memo, Project, Selection, Source
from coder.model import Action, Decision
from coder.store.log import append, decisions
from coder.store.study import Study, new_study
from coder.verbs.codebook import rename
from coder.verbs.exchange import preview_project, read_project, take_project
from coder.verbs.exchange_codes import preview_codes, take_codes
from coder.verbs.export import export
from coder.verbs.import_ import import_transcripts
from coder.verbs.import_codings import import_codings
from coder.verbs.new import new
from coder.verbs.standing import State, present

ROOT = Path(__file__).parents[2]
TEXT = "访谈员：经费够吗？\n受访者：𠮷😀经费不够。今天下雨。"
PROJECT = Project(
    "p",
    "NVivo 14",
    (CodeEntry("w", "钱 与 人", "", "定义", "#112233"), CodeEntry("m", "经费", "w")),
    (
        Source(
            "s",
            "访谈 A.docx",
            TEXT,
            {"group": "局", "年龄": "34"},
            (
                Selection(16, 20, "m", "林", "备注"),
                Selection(21, 25, "w"),
                Selection(0, 3, "", "林", "只有备注"),
            ),
        ),
    ),
    (Memo("日志", "今天读完了。"),),
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A new study without codes and texts."""
    return new(tmp_path / "S")


def stands(state: State) -> list[tuple[object, ...]]:
    """Every human coding."""
    return sorted(
        (one.document, one.start, one.end, one.code, one.coder, one.memo)
        for one in state.standing.codings
        if one.decision
    )


def known(state: State) -> dict[str, tuple[str, dict[str, str]]]:
    """Every document's text and attributes."""
    return {key: (one.text, dict(one.attributes)) for key, one in state.documents.items()}


def test_a_project_becomes_texts_codes_and_decisions(study: Study) -> None:
    """Each in the place where the study keeps it."""
    report = take_project(study, PROJECT, file="p.qdpx")

    state = present(study)
    assert known(state) == {"访谈 A": (TEXT, {"group": "局", "年龄": "34"})}
    assert stands(state) == [
        ("访谈 A", 16, 20, "经费", "林", "备注"),
        ("访谈 A", 21, 25, "钱_与_人", "NVivo", ""),
    ]
    assert {one.source for one in state.standing.codings} == {"NVivo"}
    assert state.standing.memos["访谈 A", 0, 3, ""] == "只有备注"
    looks = [(one.decision.coder, one.decision.start) for one in state.standing.looked["访谈 A"]]
    assert looks == [("林", 16), ("NVivo", 21)]
    assert state.codebook.by_id["经费"].parent == "钱_与_人"
    assert (study.folder / "memos" / "日志.md").read_text("utf-8") == "今天读完了。\n"
    assert (report.codings, report.codes_new, report.memos) == (2, 2, 3)
    study.close()


def test_a_preview_writes_nothing(study: Study) -> None:
    """And says what taking it in would say."""
    before = sorted(path for path in study.folder.rglob("*") if path.is_file())
    seen = preview_project(study, PROJECT, file="p.qdpx")

    assert sorted(path for path in study.folder.rglob("*") if path.is_file()) == before
    assert seen == take_project(study, PROJECT, file="p.qdpx")
    study.close()


def test_twice_adds_nothing_twice(study: Study) -> None:
    """Also after the code was renamed here and a coding taken away."""
    take_project(study, PROJECT, file="p.qdpx")
    rename(study, "经费", "money", coder="林")
    state = present(study)
    digest = state.documents["访谈 A"].digest
    gone = Decision(
        action=Action.REMOVE, coder="NVivo", document="访谈 A", digest=digest, start=21, end=25, code="钱_与_人"
    )  # fmt: skip
    append(study, [gone])
    before = stands(present(study))
    count = len(decisions(study))

    again = take_project(study, PROJECT, file="p.qdpx")

    assert not again.adds
    assert len(decisions(study)) == count
    assert stands(present(study)) == before == [("访谈 A", 16, 20, "money", "林", "备注")]
    study.close()


def test_two_coders_on_the_same_words_are_two(study: Study, tmp_path: Path) -> None:
    """Each keeps their own coding, and whose word holds is the same after it."""
    two = (Selection(16, 20, "m", "周"), Selection(16, 20, "m", "林"))
    source = Source("s", "A", TEXT, {}, two)
    take_project(study, Project("p", "NVivo", PROJECT.codes, (source,)), file="p.qdpx")
    empty = new(tmp_path / "empty")

    export(study, "project", tmp_path / "x.qdpx")
    take_project(empty, read_project(tmp_path / "x.qdpx"), file="x.qdpx")

    one, other = present(study), present(empty)
    assert sorted(other.folded.by_coder) == ["周", "林"]
    assert stands(one) == stands(other) == [("A", 16, 20, "经费", "林", "")]
    study.close()
    empty.close()


def test_a_codebook_without_codes_is_not_exported(study: Study, tmp_path: Path) -> None:
    """The standard has no empty codebook; the project is exported without one."""
    with pytest.raises(CoderError) as caught:
        export(study, "codebook", tmp_path / "x.qdc")

    assert caught.value.code == "codes_none"
    assert export(study, "project", tmp_path / "x.qdpx") == 0
    assert read_project(tmp_path / "x.qdpx").codes == ()
    study.close()


def test_an_edited_text_keeps_its_words(study: Study) -> None:
    """A text that was edited here since stays; the codings find their words in it."""
    take_project(study, PROJECT, file="p.qdpx")
    path = study.interviews / "访谈 A.txt"
    path.write_text(path.read_text("utf-8").replace("访谈员：", "访谈员：您好，"), encoding="utf-8")
    import_transcripts(study)

    report = take_project(study, PROJECT, file="p.qdpx")

    assert [one.status for one in report.texts] == ["other"]
    assert not report.adds
    assert [one[1:4] for one in stands(present(study))] == [(19, 23, "经费"), (24, 28, "钱_与_人")]
    study.close()


@pytest.mark.parametrize(
    "text",
    [
        "---\nid: x\n---\n正文经费不够。",
        "说话人\t内容\n甲\t经费不够",
        "\n\n  经费不够  \n\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n经费",
        "\ufffc经费\x07不够",
        "a: b: *x &y\n经费",
    ],
)
def test_any_text_is_read_back_as_it_was(study: Study, text: str) -> None:
    """Front matter, tables, blank lines, subtitles: offsets hold."""
    at = text.index("经费")
    source = Source("s", "怪 / 名: 字?", text, {}, (Selection(at, at + 2, "m"),))

    take_project(study, Project("p", "x", PROJECT.codes, (source,)), file="p.qdpx")

    (document,) = present(study).documents.values()
    (coding,) = present(study).standing.codings
    assert document.text == text.replace("\x07", "\ufffd")
    assert document.text[coding.start : coding.end] == "经费"
    study.close()


def test_a_name_cannot_leave_the_folder(study: Study) -> None:
    """A source and a memo called like a path elsewhere."""
    source = Source("s", "../../etc/passwd", "经费", {}, ())
    outside = Project("p", "x", (), (source,), (Memo("../../x", "memo"),))

    take_project(study, outside, file="p.qdpx")

    made = [path for path in study.folder.parent.rglob("*") if path.is_file()]
    assert {path.parent.name for path in made} <= {"S", ".coder", "interviews", "memos"}
    assert not (study.folder.parent / "x.md").exists()
    study.close()


def test_the_sample_study_comes_back(tmp_path: Path) -> None:
    """Exported and taken into an empty study: codes, codings, memos, attributes, turns."""
    folder = tmp_path / "sample"
    study = new_study(folder, (ROOT / "codebook.yaml").read_text("utf-8"))
    shutil.copytree(ROOT / "interviews", folder / "interviews", dirs_exist_ok=True)
    import_transcripts(study)
    for file in sorted((ROOT / "codings").glob("*.csv")):
        import_codings(study, file, coder=file.stem)
    before = present(study)
    coding = before.standing.codings[0]
    digest = before.documents[coding.document].digest
    memo = Decision(
        action=Action.MEMO, coder="林", document=coding.document, digest=digest,
        start=coding.start, end=coding.end, code=coding.code, memo="一条\n备注",
    )  # fmt: skip
    append(study, [memo])
    empty = new(tmp_path / "empty")

    count = export(study, "project", tmp_path / "x.qdpx")
    export(study, "project", tmp_path / "y.qdpx")
    take_project(empty, read_project(tmp_path / "x.qdpx"), file="x.qdpx")

    one, two = present(study), present(empty)
    assert count == len(stands(one)) > 200
    assert (tmp_path / "x.qdpx").read_bytes() == (tmp_path / "y.qdpx").read_bytes()
    assert stands(one) == stands(two)
    assert one.codebook == two.codebook
    assert known(one) == known(two)
    assert [d.turns for d in one.documents.values()] == [d.turns for d in two.documents.values()]
    assert (empty.folder / "codebook.yaml").read_text("utf-8") == (ROOT / "codebook.yaml").read_text("utf-8")  # fmt: skip
    assert not take_project(study, read_project(tmp_path / "x.qdpx"), file="x.qdpx").adds
    study.close()
    empty.close()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml"])
def test_a_codebook_comes_back(study: Study, tmp_path: Path, suffix: str) -> None:
    """Every field of every code of the sample's codebook."""
    wanted = load((ROOT / "codebook.yaml").read_text("utf-8"))
    study.codebook_file.write_text((ROOT / "codebook.yaml").read_text("utf-8"), encoding="utf-8")
    empty = new(tmp_path / "empty")
    file = tmp_path / f"x{suffix}"

    export(study, "codebook", file)
    report = take_codes(empty, file)

    assert present(empty).codebook == wanted
    assert len(report.added) == len(wanted.codes)
    assert take_codes(empty, file).text == report.text
    study.close()
    empty.close()


def test_a_qdc_keeps_tree_colours_and_folders(study: Study, tmp_path: Path) -> None:
    """What a codebook of the standard can say."""
    take_project(study, PROJECT, file="p.qdpx")
    empty = new(tmp_path / "empty")

    export(study, "codebook", tmp_path / "x.qdc")
    take_codes(empty, tmp_path / "x.qdc")

    found = present(empty).codebook.codes
    assert [(one.id, one.parent) for one in found] == [("钱_与_人", ""), ("经费", "钱_与_人")]
    assert found[0].color == "#112233"
    assert found[0].definition.zh == "定义"
    study.close()
    empty.close()


def test_a_table_updates_what_it_has_columns_for(study: Study, tmp_path: Path) -> None:
    """Only where that is asked for; else the difference is told."""
    take_project(study, PROJECT, file="p.qdpx")
    file = tmp_path / "x.csv"
    file.write_text("id,定义\n经费,新的定义\n新码,说明\n", encoding="utf-8-sig")

    told = preview_codes(study, file)
    report = take_codes(study, file, update=True)

    assert (told.added, told.changed, [one.code for one in told.problems]) == (
        ("新码",),
        (),
        ["exchange_code_differs"],
    )
    assert (report.added, report.changed, report.problems) == (("新码",), ("经费",), ())
    assert present(study).codebook.by_id["经费"].definition.zh == "新的定义"
    assert present(study).codebook.by_id["经费"].parent == "钱_与_人"
    study.close()


def test_taguettes_table_makes_a_tree(study: Study, tmp_path: Path) -> None:
    """Its codebook CSV in, and ours out."""
    file = tmp_path / "t.csv"
    rows = "tag,description,number of highlights\nwork,About work,3\nwork.远程,远程办公,0\n"
    file.write_text(rows, encoding="utf-8")

    report = take_codes(study, file)
    export(study, "taguette", tmp_path / "out.csv")

    assert [one.code for one in report.problems] == ["codes_columns"]
    assert [(one.id, one.parent) for one in present(study).codebook.codes] == [("work", ""), ("远程", "work")]  # fmt: skip
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as out:
        assert list(csv.reader(out)) == [
            ["tag", "description"],
            ["work", "About work"],
            ["work.远程", "远程办公"],
        ]
    study.close()


def test_no_cell_of_a_codebook_is_a_formula(study: Study, tmp_path: Path) -> None:
    """Not in CSV and not in Excel, and the words come back."""
    project = Project("p", "x", (CodeEntry("1", "=cmd|' /C calc'!A1", description="+1"),))
    take_project(study, project, file="p.qdpx")
    export(study, "codebook", tmp_path / "x.csv")
    export(study, "codebook", tmp_path / "x.xlsx")

    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    study.close()
