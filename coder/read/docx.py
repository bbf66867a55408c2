"""Word documents: paragraphs and tables in order, one line each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.read.parsed import Contents, Dropped

UNPACKED = 200  # MB
BODY = "word/document.xml"


def read_docx(path: Path, data: bytes) -> Contents:
    """The words of a .docx; headers and footers are named as dropped.

    A table with two or three columns is read as speaker and text, a time between or before them.

    Raises:
        CoderError: not_docx, docx_too_large.
    """
    import docx

    _check(path.name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        lines, labels = _lines(document)
        dropped = tuple(_around(document))
    except CoderError:
        raise
    except Exception as error:  # noqa: BLE001 (a broken file breaks the library anywhere)
        reason = type(error).__name__
        raise CoderError("not_docx", file=path.name, reason=reason) from error
    text = "\n".join(lines)
    return Contents(text, "docx", frozenset(labels), dropped=dropped)


def _check(file: str, data: bytes) -> None:
    if not data:
        raise CoderError("empty_file", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {member.filename: member.file_size for member in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise CoderError("not_docx", file=file, reason="zip") from error
    if BODY not in members:
        raise CoderError("not_docx", file=file, reason=BODY)
    size = sum(members.values()) // 1_000_000
    if size > UNPACKED:
        raise CoderError("docx_too_large", file=file, size=size, limit=UNPACKED)


def _lines(document: Any) -> tuple[list[str], set[str]]:
    from docx.table import Table

    lines: list[str] = []
    labels: set[str] = set()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                lines += _row(row, labels)
        else:
            lines += block.text.split("\n")
            label = _bold_label(block)
            if label:
                labels.add(label)
    return lines, labels


def _bold_label(paragraph: Any) -> str:
    """The label that a paragraph begins with in bold, "" where it does not."""
    bold = ""
    for run in paragraph.runs:
        if not run.bold:
            break
        bold += run.text
    label, colon, _ = bold.strip().replace("：", ":").partition(":")
    return label.strip() if colon and 0 < len(label.strip()) <= 40 else ""


def _row(row: Any, labels: set[str]) -> Iterator[str]:
    cells: list[str] = []
    before = None
    for cell in row.cells:
        if cell._tc is not before:  # noqa: SLF001 (merged cells repeat)
            cells.append(cell.text.strip())
        before = cell._tc  # noqa: SLF001
    words = [cell for cell in cells if cell]
    if 2 <= len(words) <= 3 and len(words[-2]) <= 40 and "\n" not in words[-2]:
        *time, speaker, text = words
        label = speaker.rstrip(":：")
        labels.add(label)
        stamp = f"[{time[0]}] " if time else ""
        yield f"{stamp}{label}：{text}"
        yield ""
    else:
        yield from words


def _around(document: Any) -> Iterator[Dropped]:
    seen = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            text = " ".join(p.text.strip() for p in part.paragraphs if p.text.strip())
            if text and text not in seen:
                seen.add(text)
                yield Dropped(0, "header", text)
