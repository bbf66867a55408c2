"""Text of a PDF: its tables, its lines without page headers, footers and numbers; a scan has none."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from coder.errors import CoderError
from coder.read.parsed import Content, Dropped
from coder.read.rows import has_heading, talk_of
from coder.text.labels import CLOCK
from coder.text.roles import role_of_words

# pypdf tells the log of every oddity of a damaged file; a user is told in one sentence.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_NUMBER = re.compile(
    r"[-–—\s]*(?:第\s*)?(?:page\s*)?\d{1,4}\s*(?:页)?(?:\s*(?:/|of|,|，|共)\s*(?:共\s*)?\d{1,4}\s*页?)?[-–—\s]*",
    re.IGNORECASE,
)


def read_pdf(content: bytes, file: str) -> Content:
    """The words of a .pdf file, its pages joined.

    Raises:
        CoderError: not_pdf, pdf_locked, pdf_scanned.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(io.BytesIO(content))
        locked = document.is_encrypted and not document.decrypt("")
        pages = [] if locked else [page.extract_text() for page in document.pages]
        tables = [] if locked else [_table(page) for page in document.pages[:1]]
        if any(tables):
            tables += [_table(page, tables[0][0]) for page in document.pages[1:]]
    # A damaged PDF fails in as many ways as it has parts; each is the same to the user.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, IndexError,
            RecursionError, NotImplementedError) as error:  # fmt: skip
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_pdf", file=file, reason=reason) from error
    if locked:
        raise CoderError("pdf_locked", file=file)
    if not any(page.strip() for page in pages):
        raise CoderError("pdf_scanned", file=file)
    return _tabled(tables) if tables and all(tables) else _paged(pages)


def _table(page: object, heading: Sequence[str] = ()) -> list[list[str]]:
    """The rows of a page that is one table with a heading, by where words stand; else none."""
    said: str = page.extract_text(extraction_mode="layout")  # type: ignore[attr-defined]
    lines = [line for line in said.split("\n") if line.strip()]
    if not lines:
        return []
    first = _pieces(lines[0])
    titles = [piece for _, piece in first]
    if not has_heading(titles) and not heading:
        return []
    rows: list[list[str]] = [list(heading) or titles]
    starts = [start for start, _ in first]
    for line in lines[1:] if titles == rows[0] or not heading else lines:
        cells = [""] * len(rows[0])
        for start, piece in _pieces(line):
            column = min(range(len(starts)), key=lambda one: abs(starts[one] - start))
            cells[min(column, len(cells) - 1)] += piece
        # A row goes on where only its last words are on the line.
        if sum(map(bool, cells)) > 1 or len(rows) == 1:
            rows.append(cells)
        else:
            rows[-1] = [_joined(a, b) for a, b in zip(rows[-1], cells, strict=True)]
    return rows


def _joined(above: str, below: str) -> str:
    """The lines of a cell; between Chinese letters there is no blank."""
    tight = above[-1:] > "\u2e7f" and below[:1] > "\u2e7f"
    return f"{above}{'' if tight else ' '}{below}".strip()


def _pieces(line: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in re.finditer(r"\S+(?: \S+)*", line)]


def _tabled(tables: Sequence[list[list[str]]]) -> Content:
    rows = [tables[0][0], *(row for table in tables for row in table[1:])]
    talk = talk_of(rows)
    return Content("\n".join(talk.lines), "", talk.speakers, talk.dropped)


def _paged(pages: Sequence[str]) -> Content:
    """The pages joined, without what stands at the edge of most of them."""
    cut = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    cut = [lines for lines in cut if lines]
    dropped: list[Dropped] = []
    for edge, reason in ((0, "page_header"), (-1, "page_footer")):
        for _ in range(2):
            often = Counter(_shape(lines[edge]) for lines in cut if lines)
            for lines in cut:
                number = bool(lines) and bool(_NUMBER.fullmatch(lines[edge]))
                repeated = bool(lines) and often[_shape(lines[edge])] > max(1, len(cut) // 2)
                if len(cut) > 1 and repeated and not _is_said(lines[edge]):
                    words = lines.pop(edge).strip()
                    dropped.append(Dropped(0, "page_number" if number else reason, words))
    return Content(
        "\n".join(line for lines in cut for line in lines), "", frozenset(), tuple(dropped)
    )


def _is_said(line: str) -> bool:
    """Whether somebody says it: a guide read aloud repeats itself from page to page."""
    label, colon, said = line.replace(":", "：").partition("：")
    return bool(colon and role_of_words(label.strip()) and len(said.strip()) > 8)


def _shape(line: str) -> str:
    """A line with its numbers made alike, as page numbers differ; times are no page numbers."""
    line = line.strip()
    return line if re.search(CLOCK, line) else re.sub(r"\d+", "0", line)
