"""Plain text and Markdown."""

from __future__ import annotations

from coder.read.encoding import decode
from coder.read.parsed import Content
from coder.read.rows import has_heading, lines_of


def read_plain(content: bytes, file: str) -> Content:
    """The text of a .txt or .md file.

    Raises:
        CoderError: not_text.
    """
    decoded = decode(content, file)
    text = "\n".join(_table(decoded.text)) or decoded.text
    return Content(text, decoded.encoding, problems=decoded.problems)


def _table(text: str) -> list[str]:
    """The lines of a table whose cells tabs divide, as NVivo writes it; none where it is none."""
    rows = [line.split("\t") for line in text.split("\n") if line.strip()]
    return list(lines_of(rows)) if rows and has_heading(rows[0]) else []
