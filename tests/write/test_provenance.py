"""Files that say what they were made from."""

import io
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coder.errors import CoderError
from coder.write import png
from coder.write.ooxml import put_properties
from coder.write.provenance import Provenance, beside, read_provenance, write_stamped
from coder.write.rows import write_rows
from coder.write.tables import WRITERS, write_table
from tests.write.test_tables import FRAME, TABLE

STAMP = Provenance(
    verb="table",
    options={"kinds": ["<困境 --> & ]]>"], "language": "zh"},
    digests={"corpus": "c" * 16, "decisions": "d" * 16},
    moment={"decision": 7, "run": 2, "codebook": "v"},
    program="1.2.3",
)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_tables_carry_it(tmp_path: Path, suffix: str):
    """What went in comes out, whatever signs it has, and twice gives the same bytes."""
    from dataclasses import replace

    once, twice = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_table(replace(TABLE, stamp=STAMP), once)
    write_table(replace(TABLE, stamp=STAMP), twice)

    assert read_provenance(once) == STAMP
    assert once.read_bytes() == twice.read_bytes()


def test_office_files_stay_whole(tmp_path: Path):
    """Other programs open them, see the properties, and no moment of time is in the zip."""
    from dataclasses import replace

    write_table(replace(TABLE, stamp=STAMP), tmp_path / "t.docx")
    write_table(replace(TABLE, stamp=STAMP), tmp_path / "t.xlsx")

    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    said = "".join(str(one.value) for one in book.custom_doc_props.props)
    assert said == STAMP.text()
    assert len(docx.Document(str(tmp_path / "t.docx")).tables) == 1
    for name in ("t.docx", "t.xlsx"):
        with ZipFile(tmp_path / name) as file:
            assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_carry_it_beside(tmp_path: Path):
    """A CSV has not one byte more; the file beside it says where it comes from."""
    write_rows(FRAME.reset_index(drop=True), tmp_path / "plain.csv")
    write_rows(FRAME.reset_index(drop=True), tmp_path / "r.csv", stamp=STAMP)

    assert (tmp_path / "plain.csv").read_bytes() == (tmp_path / "r.csv").read_bytes()
    assert beside(tmp_path / "r.csv").name == "r.csv.provenance.json"
    assert read_provenance(tmp_path / "r.csv") == STAMP
    assert not beside(tmp_path / "plain.csv").exists()


def test_rows_of_a_workbook_carry_it_inside(tmp_path: Path):
    """In its properties from the first, as large files are not zipped twice."""
    write_rows(FRAME.reset_index(drop=True), tmp_path / "r.xlsx", stamp=STAMP)

    assert read_provenance(tmp_path / "r.xlsx") == STAMP
    before = (tmp_path / "r.xlsx").read_bytes()
    put_properties(tmp_path / "r.xlsx", "provenance", STAMP.text())
    assert (tmp_path / "r.xlsx").read_bytes() == before


def test_pictures_carry_it(tmp_path: Path):
    """A PNG that is still the same picture, an SVG and a page that are still whole."""
    drawn = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(drawn, "PNG")
    contents = {
        "a.png": drawn.getvalue(),
        "a.svg": b'<?xml version="1.0"?><svg width="1"><g/></svg>',
        "a.html": b"<html><head></head><body>x</body></html>",
    }
    for name, content in contents.items():
        write_stamped(tmp_path / name, lambda path, c=content: path.write_bytes(c), STAMP)

        assert read_provenance(tmp_path / name) == STAMP
    picture = Image.open(tmp_path / "a.png")
    assert picture.getpixel((2, 1)) == (255, 0, 0)
    assert picture.info["provenance"] == STAMP.text()


@given(st.text(max_size=40))
def test_any_text_in_a_png(said: str):
    """It comes out as it went in."""
    drawn = io.BytesIO()
    Image.new("L", (1, 1)).save(drawn, "PNG")
    said = said.encode("utf-8", "ignore").decode()

    assert png.text(png.with_text(drawn.getvalue(), "key", said), "key") == said
    assert png.text(drawn.getvalue(), "key") == ""


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"x", "no_provenance"),
        ("a.docx", b"no zip", "no_provenance"),
        ("a.xlsx", b"", "no_provenance"),
        ("a.png", b"", "no_provenance"),
        ("a.md", b"# x", "no_provenance"),
        ("a.svg", b"<svg></svg>", "no_provenance"),
        ("a.tex", b"% provenance {broken", "no_provenance"),
        ("a.tex", b'% provenance {"verb": "table", "more": 1}\n', "no_provenance"),
        ("a.zip", b"\xff\xfe", "no_provenance"),
        (None, b"", "no_such_file"),
    ],
)
def test_files_that_say_nothing(tmp_path: Path, name: str | None, content: bytes, code: str):
    """Other programs' files, broken ones and none at all are refused in a sentence."""
    if name:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CoderError) as caught:
        read_provenance(tmp_path / (name or "gone.csv"))

    assert caught.value.code == code
