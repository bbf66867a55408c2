"""OpenDocument text (.odt): paragraphs, bold labels, tables, and what is beside the text.

Elements and attributes follow OpenDocument 1.3, part 3 (https://docs.oasis-open.org/office/).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from coder.errors import CoderError
from coder.read.parsed import Content, Dropped
from coder.read.rows import talk_of

UNPACKED_MB = 200
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_BESIDE = {
    f"{_TEXT}note": "footnote",
    f"{_OFFICE}annotation": "comment",
    f"{_TEXT}tracked-changes": "deleted",
    f"{_DRAW}text-box": "text_box",
}


def read_odt(content: bytes, file: str) -> Content:
    """The words of an .odt file.

    Raises:
        CoderError: not_odt, docx_too_large.
    """
    root = _parsed(content, file)
    bold = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(f"{_FO}font-weight") == "bold"
    }
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise CoderError("not_odt", file=file, reason="office:text")
    lines: list[str] = []
    labels: Counter[str] = Counter()
    beside = list(_dropped(body))
    headings = frozenset(_words(one).strip() for one in body.iter(f"{_TEXT}h"))
    for block in _blocks(body):
        if block.tag == f"{_TABLE}table":
            talk = talk_of([_cells(row) for row in block.iter(f"{_TABLE}table-row")])
            lines += talk.lines
            beside += talk.dropped
            labels.update(2 * list(talk.speakers))
        else:
            lines += _words(block).split("\n")
            labels[_bold_label(block, bold)] += 1
    known = frozenset(label for label, count in labels.items() if label and count > 1)
    return Content("\n".join(lines), "", known, tuple(beside), headings=headings)


def _parsed(content: bytes, file: str) -> Any:
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(one.file_size for one in package.infolist())
            if size > UNPACKED_MB * 2**20:
                limits = {"size": size >> 20, "limit": UNPACKED_MB}
                raise CoderError("docx_too_large", file=file, **limits)
            return etree.fromstring(package.read("content.xml"), safe)
    # A damaged package fails in as many ways as it has parts; each is the same to the user.
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        KeyError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_odt", file=file, reason=reason) from error
    except etree.XMLSyntaxError as error:
        raise CoderError("not_odt", file=file, reason=str(error)[:80]) from error


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs, headings and tables in order, out of lists and sections."""
    for one in parent:
        if one.tag in (f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"):
            yield one
        elif one.tag not in _BESIDE:
            yield from _blocks(one)


def _words(element: Any) -> str:
    """The text of a paragraph, with its blanks, tabs and line breaks."""
    said = [element.text or ""]
    for one in element:
        if one.tag == f"{_TEXT}s":
            said.append(" " * int(one.get(f"{_TEXT}c", "1")))
        elif one.tag == f"{_TEXT}tab":
            said.append("\t")
        elif one.tag == f"{_TEXT}line-break":
            said.append("\n")
        elif one.tag not in _BESIDE and isinstance(one.tag, str):
            said.append(_words(one))
        said.append(one.tail or "")
    return "".join(said)


def _cells(row: Any) -> list[str]:
    return [
        "\n".join(_words(block) for block in _blocks(cell)).strip()
        for cell in row.iter(f"{_TABLE}table-cell")
    ]


def _bold_label(paragraph: Any, bold: set[str | None]) -> str:
    """The paragraph's words if they are few and wholly bold."""
    text = _words(paragraph).strip()
    if not 0 < len(text) <= 40 or text[-1] in "。！？.!?，,：:":
        return ""
    if paragraph.get(f"{_TEXT}style-name") in bold:
        return text
    spans = [one for one in paragraph.iter(f"{_TEXT}span") if _words(one).strip()]
    inside = "".join(_words(one) for one in spans if one.get(f"{_TEXT}style-name") in bold)
    return text if inside.strip() == text else ""


def _dropped(body: Any) -> Iterator[Dropped]:
    for tag, reason in _BESIDE.items():
        for one in body.iter(tag):
            # Who wrote it and when stands beside the paragraphs.
            words = " ".join(" ".join(_words(part) for part in one.iter(f"{_TEXT}p")).split())
            if words:
                yield Dropped(0, reason, words)
    pictures = sum(1 for _ in body.iter(f"{_DRAW}image"))
    if pictures:
        yield Dropped(0, "picture", f"× {pictures}")
