"""Tables as files that other programs open."""

import io
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pandas as pd
import pytest

from coder.analysis.table import Table
from coder.errors import CoderError
from coder.model import Bilingual
from coder.write.tables import WRITERS, write_table

FRAME = pd.DataFrame(
    {
        ("机构 (n=2)", "材料来源"): [1, 1, 1],
        ("机构 (n=2)", "占比"): [0.5, 0.5, 0.5],
        ("合计 (n=3)", "材料来源"): [2, 1, 2],
        ("合计 (n=3)", "占比"): [2 / 3, 1 / 3, float("nan")],
    },
    index=["资金_不足 & 50%", "付款|晚", "合计"],
)
TABLE = Table(
    FRAME,
    Bilingual("频次表", "Frequencies"),
    (Bilingual("说明。", "Note."),),
    {"run": "1"},
    depths=(0, 1, 0),
)
RISKY = Table(
    pd.DataFrame({("=g\x01", "@n"): [1, 2]}, index=["=cmd()", "-合计"]), Bilingual("表", "Table")
)


def test_xlsx_opens_formatted(tmp_path: Path):
    """Two head rows, groups merged, numbers with formats, rules, panes, notes on their own sheet."""
    write_table(TABLE, tmp_path / "t.xlsx")

    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["频次表"]
    assert list(sheet.iter_rows(values_only=True))[:5] == [
        ("频次表", None, None, None, None),
        ("编码", "机构 (n=2)", None, "合计 (n=3)", None),
        (None, "材料来源", "占比", "材料来源", "占比"),
        ("资金_不足 & 50%", 1, 0.5, 2, pytest.approx(2 / 3)),
        ("付款|晚", 1, 0.5, 1, pytest.approx(1 / 3)),
    ]
    assert sheet["E6"].value is None
    assert sheet.freeze_panes == "B4"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:E1", "A2:A3", "B2:C2", "D2:E2"}
    assert (sheet["B4"].number_format, sheet["C4"].number_format) == ("#,##0", "0.0%")
    assert sheet["A5"].alignment.indent == 1
    assert [sheet[place].border.top.style for place in ("A2", "B2")] == ["medium", "medium"]
    assert [sheet[place].border.bottom.style for place in ("B3", "B4", "B6")] == [
        "thin",
        None,
        "medium",
    ]
    assert sheet.column_dimensions["A"].width > 15
    assert [c.value for c in book["说明"]["A"]] == ["频次表", "说明。", "运行: 1"]


def test_docx_has_three_rules(tmp_path: Path):
    """A 三线表: 1.5 pt above, 0.75 pt below the head, 1.5 pt at the end; caption above it."""
    write_table(TABLE, tmp_path / "t.docx")

    document = docx.Document(str(tmp_path / "t.docx"))
    (grid,) = document.tables
    assert [[c.text for c in row.cells] for row in grid.rows] == [
        ["", "机构 (n=2)", "机构 (n=2)", "合计 (n=3)", "合计 (n=3)"],
        ["编码", "材料来源", "占比", "材料来源", "占比"],
        ["资金_不足 & 50%", "1", "50.0%", "2", "66.7%"],
        ["\u3000付款|晚", "1", "50.0%", "1", "33.3%"],
        ["合计", "1", "50.0%", "2", "–"],
    ]
    rules = [
        {
            f"{line.tag.split('}')[1]} {line.values()[1]}"
            for line in row._tr.iter()
            if line.tag.endswith(("}top", "}bottom"))
        }
        for row in grid.rows
    ]
    assert rules == [{"top 12"}, {"bottom 6"}, set(), set(), {"bottom 12"}]
    assert [p.text for p in document.paragraphs] == ["表1\u3000频次表", "注：说明。"]


def test_docx_fonts(tmp_path: Path):
    """Every run is in 宋体 for Chinese and Times New Roman for the rest."""
    write_table(TABLE, tmp_path / "t.docx")

    with ZipFile(tmp_path / "t.docx") as parts:
        xml = parts.read("word/document.xml").decode("utf-8")
    assert (
        xml.count("<w:r>")
        == xml.count('w:eastAsia="宋体"')
        == xml.count('w:ascii="Times New Roman"')
    )


def test_csv(tmp_path: Path):
    """A BOM for Excel, one line of heads, shares as fractions, nothing where there is no number."""
    write_table(TABLE, tmp_path / "t.csv")

    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(tmp_path / "t.csv", index_col="编码")
    assert back.columns[1] == "机构 (n=2) 占比"
    assert back.loc["资金_不足 & 50%"].tolist() == [1, 0.5, 2, 2 / 3]
    assert back.iloc[2].isna().tolist() == [False, False, False, True]


def test_markdown(tmp_path: Path):
    """A table with its notes; a bar in a label does not end the cell."""
    write_table(TABLE, tmp_path / "t.md")

    assert (tmp_path / "t.md").read_text(encoding="utf-8") == (
        "**频次表**\n\n"
        "| 编码 | 机构 (n=2) 材料来源 | 机构 (n=2) 占比 | 合计 (n=3) 材料来源 | 合计 (n=3) 占比 |\n"
        "|---|---:|---:|---:|---:|\n"
        "| 资金_不足 & 50% | 1 | 50.0% | 2 | 66.7% |\n"
        "| \u3000付款\\|晚 | 1 | 50.0% | 1 | 33.3% |\n"
        "| 合计 | 1 | 50.0% | 2 | – |\n"
        "\n说明。  \n"
        "\n<!-- 运行: 1 -->\n"
    )


def test_latex_rules_off_only_a_total(tmp_path: Path):
    """A table of differences has none: its last row is like the others."""
    columns = pd.MultiIndex.from_tuples([("a", "b")])
    frame = pd.DataFrame([[1], [2]], index=pd.Index(["甲", "乙"]), columns=columns)
    write_table(Table(frame, Bilingual("题")), tmp_path / "t.tex", language="zh")

    lines = (tmp_path / "t.tex").read_text(encoding="utf-8").splitlines()
    assert lines.count(r"\midrule") == 1
    assert lines[lines.index(r"乙 & 2 \\") - 1] == r"甲 & 1 \\"


def test_latex(tmp_path: Path):
    """The rules of booktabs, special characters escaped, the packages named."""
    write_table(TABLE, tmp_path / "t.tex", language="en")

    lines = (tmp_path / "t.tex").read_text(encoding="utf-8").splitlines()
    assert r"\usepackage{booktabs,adjustbox}" in lines[0]
    assert lines[4:16] == [
        r"\caption{Frequencies}",
        r"\begin{adjustbox}{max width=\linewidth}",
        r"\begin{tabular}{lrrrr}",
        r"\toprule",
        r" & \multicolumn{2}{c}{机构 (n=2)} & \multicolumn{2}{c}{合计 (n=3)} \\",
        r"\cmidrule(lr){2-3}\cmidrule(lr){4-5}",
        r"Code & 材料来源 & 占比 & 材料来源 & 占比 \\",
        r"\midrule",
        r"资金\_不足 \& 50\% & 1 & 50.0 \% & 2 & 66.7 \% \\",
        r"\quad 付款\textbar{}晚 & 1 & 50.0 \% & 1 & 33.3 \% \\",
        r"\midrule",
        r"合计 & 1 & 50.0 \% & 2 & – \\",
    ]


def test_labels_are_never_formulas(tmp_path: Path):
    """A code called =cmd() is a text in Excel, from XLSX as from CSV."""
    write_table(RISKY, tmp_path / "t.xlsx")
    write_table(RISKY, tmp_path / "t.csv")

    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["频次表"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["A4"].value == "=cmd()"
    text = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert text == "编码,'=g\x01 @n\n'=cmd(),1\n'-合计,2\n"


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_table_can_be_written(tmp_path: Path, suffix: str, language: str):
    """Control characters, one column, only a total: a file all the same."""
    for table in (TABLE, RISKY, Table(FRAME.tail(1), Bilingual("表", "Table"))):
        write_table(table, tmp_path / f"t{suffix}", language=language)

        assert (tmp_path / f"t{suffix}").stat().st_size > 20


def test_word_holds_no_more_than_63_columns(tmp_path: Path):
    """A table by interview soon has more: the sentence says where it fits."""
    wide = pd.DataFrame({(f"D{at}", "n"): [1] for at in range(63)}, index=["合计"])
    with pytest.raises(CoderError, match="最多 63 列"):
        write_table(Table(wide, Bilingual("表")), tmp_path / "t.docx")

    write_table(Table(wide.iloc[:, 1:], Bilingual("表")), tmp_path / "t.docx")
    assert (
        len(docx.Document(io.BytesIO((tmp_path / "t.docx").read_bytes())).tables[0].columns) == 63
    )


def test_words_of_heads_are_not_torn_in_word(tmp_path: Path):
    """English heads of seven columns: each column holds its longest word at 10.5 points."""
    heads = ["Emergency management bureau", "Sub-district office", "Enterprise", "Test"]
    columns = pd.MultiIndex.from_tuples([(head, "share of segments") for head in heads])
    frame = pd.DataFrame([[0.1] * 4], index=pd.Index(["Funding"]), columns=columns)
    write_table(Table(frame, Bilingual("t", "t")), tmp_path / "t.docx", language="en")

    (grid,) = docx.Document(str(tmp_path / "t.docx")).tables
    wide = [column.width.pt for column in grid.columns]
    assert all(one >= letters * 5.3 for one, letters in zip(wide[1:], [10, 12, 10, 8], strict=True))
    assert wide[0] >= 7 * 5.3
