"""Tables as files that other programs open."""

from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from coder.analysis.table import Table
from coder.errors import CoderError
from coder.model import Bilingual
from coder.write.rows import write_rows
from coder.write.tables import write_table

FRAME = pd.DataFrame(
    [[1, 3, 2, 5], [1, 3, 2, 5]],
    index=["资金不足 & 50%", "合计"],
    columns=pd.MultiIndex.from_product([["机构 (n=2)", "合计 (n=3)"], ["材料来源", "参考点"]]),
)
TABLE = Table(FRAME, Bilingual("频次表", "Table"), (Bilingual("说明。", "Note."),), {"run": "1"})


def test_xlsx_opens_formatted(tmp_path: Path):
    """Two head rows, groups merged, numbers as numbers, panes frozen, notes on their own sheet."""
    write_table(TABLE, tmp_path / "t.xlsx")

    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["频次表"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == (None, "机构 (n=2)", None, "合计 (n=3)", None)
    assert rows[3] == ("资金不足 & 50%", 1, 3, 2, 5)
    assert sheet.freeze_panes == "B4"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:E1", "B2:C2", "D2:E2"}
    assert [c.value for c in book["说明"]["A"]] == ["说明。", "run: 1"]


def test_docx_has_three_rules(tmp_path: Path):
    """A 三线表: thick above, thin below the head, thick at the end."""
    write_table(TABLE, tmp_path / "t.docx")

    (grid,) = docx.Document(str(tmp_path / "t.docx")).tables
    assert [c.text for c in grid.rows[2].cells] == ["资金不足 & 50%", "1", "3", "2", "5"]
    xml = grid._element.xml
    assert xml.count('w:sz="12"') == 2 * 5
    assert xml.count('w:sz="6"') == 5
    assert "宋体" in xml


def test_csv_is_seen_as_utf8_by_excel(tmp_path: Path):
    """CSV begins with a BOM and keeps the numbers."""
    write_table(TABLE, tmp_path / "t.csv")

    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(tmp_path / "t.csv", index_col=0).iloc[0].tolist() == [1, 3, 2, 5]


def test_markdown_and_latex(tmp_path: Path):
    """Both hold the numbers; LaTeX has its special characters escaped and three rules."""
    write_table(TABLE, tmp_path / "t.md")
    write_table(TABLE, tmp_path / "t.tex", language="en")

    assert "| 资金不足 & 50% | 1 | 3 | 2 | 5 |" in (tmp_path / "t.md").read_text(encoding="utf-8")
    tex = (tmp_path / "t.tex").read_text(encoding="utf-8")
    assert r"资金不足 \& 50\% & 1 & 3 & 2 & 5 \\" in tex
    assert all(rf"\{rule}rule" in tex for rule in ("top", "mid", "bottom"))


@pytest.mark.parametrize(("path", "code"), [("t.xyz", "unknown_format"), ("no/t.csv", "no_folder")])
def test_where_it_cannot_be_written(tmp_path: Path, path: str, code: str):
    """One sentence, and nothing left behind."""
    with pytest.raises(CoderError) as caught:
        write_table(TABLE, tmp_path / path)

    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A disk that fills up while writing leaves what was there."""
    old = tmp_path / "t.csv"
    old.write_text("old", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(CoderError) as caught:
        write_table(TABLE, old)

    assert caught.value.code == "disk_full_out"
    assert old.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_rows_of_text_that_looks_like_a_formula(tmp_path: Path):
    """A sentence that begins with = is a text in XLSX, and exact in CSV and JSON."""
    frame = pd.DataFrame({"text": ["=1+1", '引号"，\n换行'], "n": [1, None]})
    for name in ("r.xlsx", "r.csv", "r.json"):
        write_rows(frame, tmp_path / name)

    cell = openpyxl.load_workbook(tmp_path / "r.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert pd.read_csv(tmp_path / "r.csv")["text"].tolist() == frame["text"].tolist()
    assert pd.read_json(tmp_path / "r.json")["text"].tolist() == frame["text"].tolist()
