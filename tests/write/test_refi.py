"""REFI-QDA as it is written: valid, the same every time, and read back as it was."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from coder.exchange.codes import guid_of
from coder.exchange.project import CodeEntry, Memo, Project, Selection, Source
from coder.read.refi import read_refi
from coder.write.refi import codebook_bytes, project_bytes, project_xml
from tests.exchange.strategies import projects

STANDARD = Path(__file__).parent / "standard"
ONE, TWO = guid_of("code", "1"), guid_of("code", "2")
TEXT = "访谈员：经费够吗？\n受访者：𠮷😀经费不够。"
SMALL = Project(
    "研究 <1>",
    "Interview Coder 1",
    (
        CodeEntry(ONE, "困境", "", "说“没钱” & <别的>", "#C4560B", codable=False, kind="难"),
        CodeEntry(TWO, "资金", ONE),
    ),
    (
        Source(
            guid_of("document", "甲"),
            "甲",
            TEXT,
            {"group": "局", "age": "34"},
            (
                Selection(14, 20, TWO, "林", "两行\n备注", "2026-01-02T03:04:05Z"),
                Selection(0, 3, "", "林", "只有备注", "2026-01-02T03:04:05Z"),
            ),
        ),
    ),
    (Memo("备忘", "内容"),),
    {"局": "应急局"},
)


def faults(xml: bytes, schema: str) -> list[str]:
    """What the standard's schema has against *xml*."""
    judge = etree.XMLSchema(etree.parse(STANDARD / schema))
    judge.validate(etree.fromstring(xml))
    return [str(one) for one in judge.error_log]


def test_a_project_is_valid() -> None:
    """By the XSD of QDA-XML 1.0."""
    assert faults(project_xml(SMALL), "Project-v1.0.xsd") == []


def test_a_codebook_is_valid() -> None:
    """By the XSD of QDA-XML 1.0."""
    assert faults(codebook_bytes(SMALL), "Codebook-v1.0.xsd") == []


@given(projects())
def test_every_project_is_valid_and_comes_back(project: Project) -> None:
    """Whatever the texts and names: valid, and the reader gives the same project."""
    packed = project_bytes(project)

    read = read_refi(packed, "x.qdpx")

    assert faults(project_xml(project), "Project-v1.0.xsd") == []
    assert faults(codebook_bytes(project), "Codebook-v1.0.xsd") == []
    assert read.codes == project.codes
    assert {one.key: plain(one) for one in read.sources} == {
        one.key: plain(one) for one in project.sources
    }
    assert {one.name: one.text for one in read.memos} == {
        one.name: one.text for one in project.memos
    }
    assert read.lost == ()


def plain(source: Source) -> Source:
    """The source with its selections in one order."""
    return replace(
        source,
        attributes=dict(source.attributes),
        selections=tuple(sorted(source.selections, key=repr)),
    )


def test_texts_are_bare() -> None:
    """UTF-8 without a byte order mark, LF; positions are code points, the end exclusive."""
    with zipfile.ZipFile(io.BytesIO(project_bytes(SMALL))) as archive:
        names = archive.namelist()
        text = archive.read(names[1])
        root = etree.fromstring(archive.read("project.qde"))
    first = next(root.iter("{*}PlainTextSelection"))

    note = guid_of("note", "备忘")
    assert names == ["project.qde", *(f"sources/{key}.txt" for key in (SMALL.sources[0].key, note))]
    assert text == TEXT.encode()
    assert (first.get("startPosition"), first.get("endPosition")) == ("14", "20")
    assert first.get("name") == TEXT[14:20] == "𠮷😀经费不够"


def test_the_same_project_gives_the_same_bytes() -> None:
    """Nothing in it is of the moment or of chance."""
    assert project_bytes(SMALL) == project_bytes(SMALL)


@pytest.mark.slow
def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    """pyrefiqda, strict about the standard, finds every code, coding, case and set."""
    from pyrefiqda import RefiProject

    path = tmp_path / "x.qdpx"
    path.write_bytes(project_bytes(SMALL))

    read = RefiProject.load(path, extract_dir=tmp_path / "out")

    source = read.sources.text_source[0]
    assert read.code_book.codes.code[0].code[0].name == "资金"
    assert [len(one.coding) for one in source.plain_text_selection] == [1, 0]
    assert (len(read.cases.case), len(read.sets.set), len(read.users.user)) == (1, 2, 1)
