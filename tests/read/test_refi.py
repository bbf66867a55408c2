"""REFI-QDA as programs write it: names, cases, habits and traps, in files made here."""

from __future__ import annotations

import io
import zipfile

import pytest

from coder.errors import CoderError
from coder.read.refi import read_refi

A, B, C, S, N, V, U = (f"0000000{n}-0000-4000-8000-000000000000" for n in range(1, 8))
CODES = f"""<CodeBook><Codes><Code guid="{{{A.upper()}}}" name="工作" isCodable="true" color="rgba(255,136,0,1)">
<NoteRef targetGUID="{N}"/><Code guid="{B}" name="加班" isCodable="true"/></Code></Codes></CodeBook>"""
TEXT = "甲：我说😀，加班。\r\n乙：好。"


def packed(inside: str, *, origin: str = "NVivo 12", text: str = TEXT, **members: str) -> bytes:
    """A project with one text and whatever else is said."""
    xml = f"""<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">
<Users><User guid="{U}" name="林"/></Users>{CODES}{inside}</Project>"""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("My Study.QDE", xml)
        archive.writestr(f"Sources/{S.upper()}.txt", ("\ufeff" + text).encode())
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def source(inside: str, path: str = "") -> str:
    """The sources with that text."""
    where = path or f"internal://{S}.txt"
    return f'<Sources><TextSource guid="{S}" name="访谈1" plainTextPath="{where}">{inside}</TextSource></Sources>'


def coding(start: int, end: int, code: str = B, name: str = "", memo: str = "") -> str:
    """A selection with a coding."""
    said = f"<Description>{memo}</Description>" if memo else ""
    return (
        f'<PlainTextSelection guid="{C}" name="{name}" startPosition="{start}" endPosition="{end}">{said}'
        f'<Coding guid="{C}" creatingUser="{U}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


@pytest.mark.parametrize(
    ("origin", "start", "end", "name"),
    [
        ("NVivo 12", 7, 9, ""),
        ("QualCoder", 6, 8, "加班"),
        ("?", 7, 9, "加班"),
        ("NVivo 12", 6, 8, "加班"),
    ],
)
def test_positions_are_read_by_evidence(origin: str, start: int, end: int, name: str) -> None:
    """UTF-16 units where the quoted text says so, whatever program it was; else its habit."""
    project = read_refi(packed(source(coding(start, end, name=name)), origin=origin), "x.qdpx")

    (text,) = project.sources
    (one,) = text.selections
    assert text.text == "甲：我说😀，加班。\n乙：好。"
    assert text.text[one.start : one.end] == "加班"
    assert one.user == "林"


@pytest.mark.parametrize("start", [12, 11])
def test_a_line_end_of_two_counts_as_the_evidence_says(start: int) -> None:
    """CR LF as two characters, or as one."""
    text = "一二三四五六七八\r\n乙：好得很。"
    inside = source(coding(start, start + 4, name="好得很。"))

    (one,) = read_refi(packed(inside, text=text, origin="?"), "x.qdpx").sources[0].selections

    assert (one.start, one.end) == (11, 15)


def test_codes_keep_tree_colour_and_note() -> None:
    """A GUID in braces is the same; a note that a code refers to belongs to its description."""
    notes = f'<Notes><Note guid="{N}" name="n"><PlainTextContent>关于工作</PlainTextContent></Note></Notes>'

    codes = read_refi(packed(notes), "x.qdpx").codes

    assert [(one.name, one.parent, one.color, one.description) for one in codes] == [
        ("工作", "", "#FF8800", "关于工作"),
        ("加班", A, "", ""),
    ]


def test_memos_in_four_habits() -> None:
    """On the coding, on a range alone, on the source, and as a note tied by a link."""
    alone = f'<PlainTextSelection guid="{V}" startPosition="0" endPosition="1"><Description>范围</Description></PlainTextSelection>'
    tied = '<PlainTextSelection guid="AAAAAAAA-0000-4000-8000-000000000000" startPosition="2" endPosition="3"/>'
    inside = f"<Description>材料</Description>{coding(7, 9, memo='编码')}{alone}{tied}"
    notes = (
        f'<Notes><Note guid="{N}" name="n"><PlainTextContent>注释</PlainTextContent></Note></Notes>'
    )
    link = f'<Links><Link guid="{C}" originGUID="{N}" targetGUID="{{aaaaaaaa-0000-4000-8000-000000000000}}"/></Links>'

    (text,) = read_refi(packed(source(inside) + notes + link), "x.qdpx").sources

    assert [
        (text.text[one.start : one.end], bool(one.code), one.memo) for one in text.selections
    ] == [
        ("加班", True, "编码"),
        ("甲", False, "范围"),
        ("我", False, "注释"),
        (text.text, False, "材料"),
    ]


@pytest.mark.parametrize(
    "habit",
    [
        f'<Cases><Case guid="{C}" name="张三"><VariableValue><VariableRef targetGUID="{V}"/><IntegerValue>34</IntegerValue></VariableValue><SourceRef targetGUID="{S}"/></Case></Cases>' + source(""),
        f'<Cases><Case guid="{C}"><VariableValue><VariableRef targetGUID="{V}"/><IntegerValue>34</IntegerValue></VariableValue><SourceRef targetGUID="{S}"/></Case></Cases>' + source(""),
        source(f'<VariableValue><VariableRef targetGUID="{V}"/><TextValue>34</TextValue></VariableValue>'),
        f'<Cases><Case guid="{C}" name="张三"><VariableValue><VariableRef targetGUID="{V}"/><IntegerValue>34</IntegerValue></VariableValue></Case></Cases>' + source(coding(0, 3, code=C)),
    ],
    ids=["case with a name", "case without", "on the source", "codings that point at the case"],
)  # fmt: skip
def test_attributes_in_every_habit(habit: str) -> None:
    """A variable's value reaches the text, whoever holds it."""
    variables = (
        f'<Variables><Variable guid="{V}" name="Cases:年龄" typeOfVariable="Integer"/></Variables>'
    )

    project = read_refi(packed(variables + habit), "x.qdpx")

    assert project.sources[0].attributes["年龄"] == "34"
    assert project.lost == ()


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (source(coding(7, 9, code=V)), "exchange_dangling"),
        (source(coding(7, 900)), "exchange_range"),
        (source(coding(7, 7)), "exchange_range"),
        (source("", path="internal://gone.txt"), "exchange_source_missing"),
        (source("", path="internal://../secret.txt"), "exchange_source_outside"),
        (source("", path="absolute:///C:/x.txt"), "exchange_source_outside"),
        (f'<Sources><PictureSource guid="{S}" name="图" path="internal://a.png"/></Sources>', "exchange_picture"),
        (f'<Sources><VideoSource guid="{S}" name="像" path="relative:///a.mp4"/></Sources>', "exchange_media"),
        (f'<Graphs><Graph guid="{C}" name="图"/></Graphs>', "exchange_graphs"),
        (f'<Cases><Case guid="{C}" name="张三"/></Cases>', "exchange_case"),
        (f'<Variables><Variable guid="{V}" name="v" typeOfVariable="Text"><Description>d</Description></Variable></Variables>', "exchange_description"),
        (f'<Sources><TextSource guid="{S}" name="s" plainTextPath="internal://{S}.txt" richTextPath="internal://x.docx"/></Sources>', "exchange_rich"),
        ("<Widgets/>", "exchange_strange"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told(inside: str, code: str) -> None:
    """Each loss is an item of its own, with a sentence."""
    (told,) = read_refi(packed(inside, **{"secret.txt": "no"}), "x.qdpx").lost

    assert told.code == code
    assert told.say("zh")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project name="&x;"/>', "exchange_entities"),
        (b"<Project", "exchange_not_xml"),
        (b"", "exchange_not_xml"),
        (b"<html/>", "exchange_not_refi"),
        (b"PK\x03\x04 cut", "exchange_damaged"),
    ],
)  # fmt: skip
def test_what_is_no_project_is_refused(content: bytes, code: str) -> None:
    """Entities are never expanded, and a damaged file is one sentence."""
    with pytest.raises(CoderError) as caught:
        read_refi(content, "x.qdpx")

    assert caught.value.code == code


def test_a_zip_without_a_project_is_refused() -> None:
    """Some other archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(CoderError) as caught:
        read_refi(whole.getvalue(), "x.qdpx")

    assert caught.value.code == "exchange_no_project"


def test_a_selection_told_twice_is_taken_once() -> None:
    """ATLAS.ti gives a selection on a PDF's page and its twin in the text the same GUID."""
    inside = (
        f'<Sources><PDFSource guid="{S}" name="P" path="internal://p.pdf">'
        f'<PDFSelection guid="{C}" page="0" firstX="0" firstY="0" secondX="1" secondY="1">'
        f'<Coding guid="{V}"><CodeRef targetGUID="{B}"/></Coding></PDFSelection>'
        f'<Representation guid="{N}" plainTextPath="internal://{S}.txt">{coding(7, 9)}</Representation>'
        "</PDFSource></Sources>"
    )

    project = read_refi(packed(inside), "x.qdpx")

    assert [len(one.selections) for one in project.sources] == [1]
    assert project.lost == ()


def test_depth_is_no_limit() -> None:
    """A tree of codes deeper than Python's stack."""
    many = 3000
    codes = "".join(
        f'<Code guid="{n:08x}-0000-4000-8000-000000000000" name="c" isCodable="true">'
        for n in range(many)
    )
    xml = f'<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes>{codes}{"</Code>" * many}</Codes></CodeBook>'

    assert len(read_refi(xml.encode(), "x.qdc").codes) == many
