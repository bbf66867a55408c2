"""Rich Text Format, as words without their looks."""

from __future__ import annotations

import re

from coder.errors import CoderError
from coder.read.parsed import Content
from coder.read.rows import lines_of, speakers_in


def read_rtf(content: bytes, file: str) -> Content:
    """The words of an .rtf file; a row of a table is a line with `|` between its cells.

    Raises:
        CoderError: not_rtf.
    """
    from striprtf.striprtf import rtf_to_text

    if not content.lstrip().startswith(b"{\\rtf"):
        raise CoderError("not_rtf", file=file, reason="{\\rtf")
    try:
        decoded = content.decode("latin-1")
        text: str = rtf_to_text(decoded, encoding=_code_page(content), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise CoderError("not_rtf", file=file, reason=type(error).__name__) from error
    # RTF writes a letter beyond 16 bits as two; here they are one again.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [line.rstrip("|").split("|") for line in lines if line.count("|") > 1]
    if rows and len(rows) == sum(1 for line in lines if line.strip()):
        return Content("\n".join(lines_of(rows)), "", speakers_in(rows))
    return Content("\n".join(lines))


def _code_page(content: bytes) -> str:
    """The page that bytes written in hexadecimal are in; GB18030 holds all of 936."""
    found = re.search(rb"\\ansicpg(\d+)", content[:4096])
    page = found[1].decode() if found else "1252"
    return {"936": "gb18030", "950": "big5", "65001": "utf-8"}.get(page, f"cp{page}")
