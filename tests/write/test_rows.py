"""Rows as files that other programs read back."""

import json
import re
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from coder.errors import CoderError
from coder.write.excel_cells import FORMULA, OFTEN
from coder.write.excel_rows import AT_ONCE, MOST_ROWS
from coder.write.rows import write_rows
from tests.write.strategies import frames

FRAME = pd.DataFrame(
    {
        "document": ["访谈1", "访谈1"],
        "text": ["=1+1", '引号"，\n换行'],
        "confidence": [0.5, None],
        "start_ms": pd.array([None, 1500], dtype="Int64"),
    }
)


def test_csv_byte_by_byte(tmp_path: Path):
    """BOM, the header as it is, CR LF at the end of rows, nothing where there is no value."""
    write_rows(FRAME, tmp_path / "r.csv")

    assert (tmp_path / "r.csv").read_bytes().decode("utf-8") == (
        "\ufeffdocument,text,confidence,start_ms\r\n"
        "访谈1,=1+1,0.5,\r\n"
        '访谈1,"引号""，\n换行",,1500\r\n'
    )


def test_json_is_a_list_of_rows(tmp_path: Path):
    """Chinese as it is, null where there is no value."""
    write_rows(FRAME, tmp_path / "r.json")

    text = (tmp_path / "r.json").read_text(encoding="utf-8")
    assert "访谈1" in text
    assert json.loads(text)[1] == {
        "document": "访谈1",
        "text": '引号"，\n换行',
        "confidence": None,
        "start_ms": 1500,
    }


def test_xlsx_holds_texts_as_texts(tmp_path: Path):
    """A sentence that begins with = is no formula; numbers are numbers; the header is frozen."""
    write_rows(FRAME, tmp_path / "r.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["document", "text", "confidence", "start_ms"],
        ["访谈1", "=1+1", 0.5, None],
        ["访谈1", '引号"，\n换行', None, 1500],
    ]
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D3")


def test_no_rows(tmp_path: Path):
    """The header alone, in all forms."""
    for name in ("r.csv", "r.xlsx", "r.json"):
        write_rows(FRAME.head(0), tmp_path / name)

    assert pd.read_csv(tmp_path / "r.csv").columns.tolist() == FRAME.columns.tolist()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == []
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").active["B1"].value == "text"


@given(frames())
def test_csv_and_json_give_back_what_was_written(frame: pd.DataFrame):
    """Every character and every digit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r"
        write_rows(frame, path.with_suffix(".csv"))
        write_rows(frame, path.with_suffix(".json"))
        back = pd.read_csv(path.with_suffix(".csv"), dtype={"text": str}, keep_default_na=False)
        rows = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert back["text"].tolist() == frame["text"].tolist()
    assert back["start"].tolist() == frame["start"].tolist()
    assert back["confidence"].astype(float).tolist() == frame["confidence"].tolist()
    assert [row["text"] for row in rows] == frame["text"].tolist()
    assert [row["start"] for row in rows] == frame["start"].tolist()


def test_text_too_long_for_excel(tmp_path: Path):
    """It is said, not cut; 32,767 UTF-16 units fit, so 16,384 characters beyond the BMP do not."""
    with pytest.raises(CoderError, match="第 3 行的 text 太长"):
        write_rows(pd.DataFrame({"text": ["短", "𠮷" * 16_384]}), tmp_path / "r.xlsx")

    write_rows(pd.DataFrame({"text": ["字" * 32_767]}), tmp_path / "r.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "r.xlsx").active["A2"].value) == 32_767


def test_too_many_rows_for_excel(tmp_path: Path):
    """The sentence says how many there are and where they fit."""
    frame = pd.DataFrame({"start": range(MOST_ROWS + 1)})
    with pytest.raises(CoderError, match="共 1048576 行"):
        write_rows(frame, tmp_path / "r.xlsx")

    assert list(tmp_path.iterdir()) == []


@given(frames())
def test_xlsx_gives_back_what_was_written(frame: pd.DataFrame):
    """Every text and number; what XML has no sign for comes back as Excel writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_rows(frame, path)
        rows = list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))

    texts = [row[0] or "" for row in rows]
    assert [unescape(text) for text in texts] == frame["text"].tolist()
    assert [row[1] for row in rows] == frame["start"].tolist()
    assert [row[2] for row in rows] == pytest.approx(frame["confidence"].tolist())


@given(frames(), st.sampled_from([object, "str"]))
def test_texts_that_come_back_stand_once(frame: pd.DataFrame, kind: object):
    """Shared or each in its place, the cells are the same, marks of texts like formulas too."""
    many = pd.concat([frame] * OFTEN * 2, ignore_index=True).astype({"text": kind})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_rows(many, path)
        cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]

    assert [unescape(cell.value or "") for cell in cells] == many["text"].tolist()
    assert [cell.quotePrefix for cell in cells if cell.value] == [
        text.startswith(FORMULA) for text in many["text"] if text
    ]


def test_what_a_shared_strings_table_says_of_itself(tmp_path: Path):
    """Its counts are the cells' and the texts'; a column without values has no cells."""
    frame = pd.DataFrame({"a": ["<甲>", "=1"] * 4, "b": ["丙", None] * 4})
    frame["c"] = pd.array([None] * 8, dtype="Int64")
    write_rows(frame, tmp_path / "r.xlsx")

    with zipfile.ZipFile(tmp_path / "r.xlsx") as file:
        strings = file.read("xl/sharedStrings.xml").decode()
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    counted = re.search(r'count="(\d+)" uniqueCount="(\d+)"', strings)
    assert (int(counted[1]), int(counted[2])) == (sheet.count('t="s"'), strings.count("<si>"))
    assert counted.groups() == ("15", "6")
    assert strings.endswith(
        '<si><t xml:space="preserve">&lt;甲&gt;</t></si><si><t xml:space="preserve">=1</t></si>'
        '<si><t xml:space="preserve">丙</t></si></sst>'
    )
    assert 'r="C2"' not in sheet
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").active["B3"].value is None


def test_more_rows_than_are_written_at_once(tmp_path: Path):
    """Parts join without a seam; columns beyond Z have their names; twice the same bytes."""
    count = AT_ONCE + 3
    frame = pd.DataFrame({f"c{at}": range(at, at + count) for at in range(28)})
    frame["c1"] = [f"句{at}" for at in range(count)]
    write_rows(frame, tmp_path / "a.xlsx")
    write_rows(frame, tmp_path / "b.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == count
    assert [row[1] for row in rows] == frame["c1"].tolist()
    assert [row[27] for row in rows] == frame["c27"].tolist()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
