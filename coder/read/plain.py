"""Plain text and Markdown."""

from __future__ import annotations

from coder.read.encoding import decode
from coder.read.parsed import Content


def read_plain(content: bytes, file: str) -> Content:
    """The text of a .txt or .md file.

    Raises:
        CoderError: not_text.
    """
    decoded = decode(content, file)
    return Content(decoded.text, decoded.encoding, problems=decoded.problems)
