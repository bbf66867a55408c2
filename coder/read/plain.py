"""Plain text: .txt and .md."""

from __future__ import annotations

from pathlib import Path

from coder.read.encoding import decode
from coder.read.parsed import Contents


def read_plain(path: Path, data: bytes) -> Contents:
    """The text of a plain file.

    Raises:
        CoderError: empty_file, not_text.
    """
    decoded = decode(data, path.name)
    return Contents(decoded.text, decoded.encoding, problems=decoded.problems)
