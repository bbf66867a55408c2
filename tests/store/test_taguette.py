"""Taguette's project file, made here in its form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.taguette import read_taguette

TABLES = """
CREATE TABLE projects (id INTEGER, name TEXT, description TEXT);
CREATE TABLE documents (id INTEGER, name TEXT, description TEXT, project_id INTEGER, contents TEXT);
CREATE TABLE tags (id INTEGER, project_id INTEGER, path TEXT, description TEXT);
CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
INSERT INTO projects VALUES (1, '研究', '关于它');
INSERT INTO documents VALUES (7, '访谈.txt', '材料说明', 1, '<p>问：好吗？</p><p>答：经费<b>不够</b>😀。</p>');
INSERT INTO tags VALUES (1, 1, '钱', '说到钱'), (2, 1, '钱.经费', '');
INSERT INTO highlights VALUES (1, 7, 21, 37), (2, 7, 0, 3), (3, 7, 900, 901);
INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (3, 1);
"""


def make_taguette(path: Path) -> None:
    """A project with one document, two tags and three highlights."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(TABLES)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Such a project."""
    path = tmp_path / "x.sqlite3"
    make_taguette(path)
    return path


def test_highlights_are_on_their_words(file: Path) -> None:
    """Offsets are bytes of the HTML's text; a highlight has a coding for each of its tags."""
    project = read_taguette(file)

    (source,) = project.sources
    assert source.text == "问：好吗？\n答：经费不够😀。"
    assert [
        (one.code, source.text[one.start : one.end], one.memo) for one in source.selections
    ] == [
        ("钱", "经费不够😀", ""),
        ("钱.经费", "经费不够😀", ""),
        ("", source.text, "材料说明"),
    ]
    assert [(one.name, one.parent, one.description) for one in project.codes] == [
        ("钱", "", "说到钱"),
        ("经费", "钱", ""),
    ]
    assert [one.code for one in project.lost] == ["exchange_untagged", "exchange_range"]


def test_the_file_is_left_as_it_is(file: Path) -> None:
    """Not a byte is written, and nothing lies beside it."""
    before = file.read_bytes()

    read_taguette(file)

    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TABLE tags", "exchange_not_taguette"),
        ("DELETE FROM projects", "exchange_taguette_many"),
        ("INSERT INTO projects VALUES (2, '另一个', '')", "exchange_taguette_many"),
    ],
)
def test_what_is_not_one_project_is_refused(file: Path, statement: str, code: str) -> None:
    """Another program's database, an empty one, several projects."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)

    with pytest.raises(CoderError) as caught:
        read_taguette(file)

    assert caught.value.code == code
