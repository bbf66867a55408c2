"""The table `interviews.csv`."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.read.attributes import attributes_of, read_attributes, rows_without_file


def table(folder: Path, content: str, encoding: str = "utf-8") -> dict[str, dict[str, str]]:
    """*content* read as the table."""
    path = folder / "interviews.csv"
    path.write_bytes(content.encode(encoding))
    return read_attributes(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_rows(tmp_path: Path, encoding: str, comma: str) -> None:
    """As Excel saves it in any language: encodings and separators; empty cells say nothing."""
    content = "document,group,身份\nB01,应急管理部门的同志,科长\nB02,,\n".replace(",", comma)

    found = table(tmp_path, content, encoding)

    assert found["B01"] == {"document": "B01", "group": "应急管理部门的同志", "身份": "科长"}
    assert attributes_of(found, "B02.txt") == {"document": "B02"}


def test_no_table(tmp_path: Path) -> None:
    """Nothing is known then."""
    assert read_attributes(tmp_path / "interviews.csv") == {}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("name,group\nB01,x\n", "attributes_header", ""),
        ("document,group\nB01,x\nB01,y\n", "attributes_twice", "3"),
        ("document,group\nB01,x,y,z\n", "attributes_cells", "2"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, content: str, code: str, line: str) -> None:
    """One sentence with file and line."""
    with pytest.raises(CoderError) as caught:
        table(tmp_path, content)

    assert caught.value.code == code
    assert "interviews.csv" in caught.value.say("zh")
    assert line in caught.value.say("zh")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("访谈07.txt,x", "attributes_near"),
        ("完全不同的名字,x", "attributes_unused"),
        (",x", "attributes_nameless"),
    ],
)
def test_a_row_that_is_no_files(tmp_path: Path, row: str, code: str) -> None:
    """Is said with its line, and the name that is nearest."""
    path = tmp_path / "interviews.csv"
    path.write_text(f"file,group\n访谈01.txt,x\n{row}\n二/B02,x\n", encoding="utf-8")

    found = rows_without_file(path, {"访谈01.txt": "A", "访谈_07.txt": "", "二/B02.docx": "B02"})

    assert [(one.code, one.line, one.error) for one in found] == [(code, 3, False)]
    assert "interviews.csv:3" in found[0].say("zh")
