"""Word documents, with python-docx: paragraphs and table rows in the order of the page.

The text is the paragraphs joined by newlines. A table row with a speaker and words becomes
the line `speaker：words`, with a time `[time] speaker：words`, so that turns are found as in
plain text. Whatever else the file says (page headers, footnotes, comments, text boxes,
deleted text) is named as dropped.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.read.encoding import Decoded
from coder.read.parsed import Content, Dropped
from coder.read.rows import talk_of
from coder.read.subtitles import subtitles_in
from coder.read.word_text import Piece, blocks, is_heading, pieces, words_of
from coder.text.labels import CLOCK

if TYPE_CHECKING:
    from docx.document import Document as Word

UNPACKED_MB = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = (("footnotes", "footnote"), ("endnotes", "footnote"), ("comments", "comment"))


def read_docx(content: bytes, file: str) -> Content:
    """The words of a .docx file.

    Raises:
        CoderError: not_docx, docx_too_large.
    """
    from docx.table import Table

    word = _open(content, file)
    lines: list[str] = []
    labels: Counter[str] = Counter()
    beside = list(_dropped(word))
    titles: set[str] = set()
    bold: set[str] = set()
    styles = _heading_styles(word)
    for block in blocks(word.element.body):
        if block.tag == f"{_W}tbl":
            talk = talk_of([_cells(row) for row in Table(block, word).rows])
            lines += talk.lines
            beside += talk.dropped
            labels.update(2 * list(talk.speakers))
            continue
        line = _paragraph(block)
        lines += line.split("\n")
        if is_heading(block, styles):
            titles.add(line.strip())
        runs = pieces(block)
        label, weight = _bold_label(runs)
        labels[label] += weight
        if line.strip() and all(run.bold for run in runs if run.words.strip()):
            bold.add(line.strip())
    known = frozenset(label for label, count in labels.items() if label and count > 1)
    text, headings = "\n".join(lines), frozenset(titles)
    # Older transcripts of Teams are subtitles on a page.
    cues = subtitles_in(Decoded(text, ""), file)
    if cues:
        return replace(cues, dropped=tuple(beside))
    return Content(
        text, "", known, tuple(beside), headings=headings, asked=_questions(bold - titles)
    )


def _questions(bold: Collection[str]) -> frozenset[str]:
    """The paragraphs in bold, if most of them ask."""
    asking = sum(line.endswith(("?", "？")) for line in bold)
    return frozenset(bold) if asking > 1 and asking >= 0.6 * len(bold) else frozenset()


def _open(content: bytes, file: str) -> Word:
    import docx

    _check_zip(content, file)
    try:
        return docx.Document(io.BytesIO(content))
    # A damaged package fails in as many ways as it has parts; each is the same to the user.
    except Exception as error:
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_docx", file=file, reason=reason) from error


def _check_zip(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names, size = package.namelist(), sum(one.file_size for one in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, IndexError) as error:
        reason = "OLE" if content.startswith(b"\xd0\xcf\x11\xe0") else "zip"
        raise CoderError("not_docx", file=file, reason=reason) from error
    if size > UNPACKED_MB * 2**20:
        limit = UNPACKED_MB
        raise CoderError("docx_too_large", file=file, size=size >> 20, limit=limit)
    if "[Content_Types].xml" not in names:
        raise CoderError("not_docx", file=file, reason="zip")


def _heading_styles(word: Word) -> frozenset[str]:
    """The ids of the styles for headings; Word stores their names in English."""
    return frozenset(
        style.style_id
        for style in word.styles
        if re.match(r"heading \d|title$|标题", style.name or "", re.IGNORECASE)
    )


def _paragraph(paragraph: Any) -> str:
    return re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", words_of(paragraph))


def _bold_label(runs: Sequence[Piece]) -> tuple[str, int]:
    """What is bold, as a label: a short paragraph, before a colon or a blank (1), before a time (2)."""
    text = "".join(run.words for run in runs).strip()
    written = [run for run in runs if run.words.strip()]
    bold = "".join(run.words for run in takewhile(lambda run: run.bold, written)).strip()
    rest = text[len(bold) :]
    timed = re.match(rf"\s+{CLOCK}\s*(?:\n|$)", rest)
    if timed or bold.endswith((":", "：")) or re.match(r"\s*[:：]", rest):
        label = bold.rstrip(":： ")
        return (label, 2 if timed else 1) if 0 < len(label) <= 40 and "\n" not in label else ("", 0)
    if bold and re.match(r"[ \t\u3000]+\S", rest) and len(bold) <= 20:
        return (bold, 1) if re.fullmatch(r"[\w .·()（）-]+", bold) else ("", 0)
    if not 0 < len(text) <= 40 or re.search(r"[。！？.!?，,：:\n]$|\d[:：]\d", text):
        return "", 0
    return (text, 1) if written and all(run.bold for run in written) else ("", 0)


def _cells(row: Any) -> list[str]:
    """The row's words, a merged cell once."""
    found: list[str] = []
    before = None
    for cell in row.cells:
        # python-docx gives a merged cell once for each column; what it is made of says so.
        inside = cell._tc  # noqa: SLF001
        if inside is not before:
            found.append("\n".join(_inner(inside)).strip())
        before = inside
    return found


def _inner(parent: Any) -> Iterator[str]:
    """The paragraphs of a cell, and of the tables in it."""
    for block in blocks(parent):
        if block.tag == f"{_W}tbl":
            yield from _inner(block)
        else:
            yield _paragraph(block)


def _dropped(word: Word) -> Iterator[Dropped]:
    seen: set[tuple[str, str]] = set()
    for reason, words in (*_page_margins(word), *_beside(word)):
        text = " ".join(words.split())
        if text and (reason, text) not in seen:
            seen.add((reason, text))
            yield Dropped(0, reason, text)


def _page_margins(word: Word) -> Iterator[tuple[str, str]]:
    for section in word.sections:
        for reason, part in (("page_header", section.header), ("page_footer", section.footer)):
            if not part.is_linked_to_previous:
                yield reason, "\n".join(paragraph.text for paragraph in part.paragraphs)


def _beside(word: Word) -> Iterator[tuple[str, str]]:
    from lxml import etree

    body = word.element.body
    for box in body.iter(f"{_W}txbxContent"):
        yield "text_box", "".join(one.text or "" for one in box.iter(f"{_W}t"))
    yield "deleted", "".join(one.text or "" for one in body.iter(f"{_W}delText"))
    if next(body.iter(f"{_W}drawing"), None) is not None:
        yield "picture", f"× {sum(1 for _ in body.iter(f'{_W}drawing'))}"
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    for part in word.part.package.iter_parts():
        for name, reason in _NOTES:
            if str(part.partname).endswith(f"/{name}.xml"):
                root = etree.fromstring(part.blob, safe)
                yield reason, " ".join(one.text or "" for one in root.iter(f"{_W}t"))
