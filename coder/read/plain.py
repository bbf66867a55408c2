"""Plain text and Markdown."""

from __future__ import annotations

import csv
from contextlib import suppress

from coder.read.encoding import decode
from coder.read.parsed import Content
from coder.read.rows import has_heading, talk_of
from coder.read.subtitles import subtitles_in


def read_plain(content: bytes, file: str) -> Content:
    """The text of a .txt or .md file.

    Raises:
        CoderError: not_text.
    """
    decoded = decode(content, file)
    subtitles = subtitles_in(decoded, file)
    if subtitles:
        return subtitles
    talk = talk_of(_table(decoded.text))
    text = "\n".join(talk.lines) or decoded.text
    return Content(text, decoded.encoding, talk.speakers, talk.dropped, decoded.problems)


def _table(text: str) -> list[list[str]]:
    """The rows of a table of cells between tabs or commas, as NVivo writes it; none if it is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    for divider in "\t,":
        if lines and has_heading(lines[0].split(divider)):
            if divider == "\t":
                return [line.split("\t") for line in lines]
            with suppress(csv.Error):
                return list(csv.reader(lines))
    return []
