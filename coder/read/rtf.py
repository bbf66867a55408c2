"""Rich Text Format, as words without their looks."""

from __future__ import annotations

import re

from coder.errors import CoderError
from coder.read.parsed import Content, Dropped
from coder.read.rows import talk_of

# A group of words that were deleted while changes were tracked.
_DELETED = re.compile(r"\{(?:\\[a-z]+-?\d*\s?|\s){0,30}?\\deleted(?![a-z])[^{}]{0,20000}\}")


def read_rtf(content: bytes, file: str) -> Content:
    """The words of an .rtf file; a row of a table is a line with `|` between its cells.

    Raises:
        CoderError: not_rtf.
    """
    from striprtf.striprtf import rtf_to_text

    if not content.lstrip().startswith(b"{\\rtf"):
        raise CoderError("not_rtf", file=file, reason="{\\rtf")
    page = _code_page(content)

    def words(marked: str) -> str:
        text: str = rtf_to_text(marked, encoding=page, errors="replace")  # type: ignore[no-untyped-call]
        # RTF writes a letter beyond 16 bits as two; here they are one again.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    decoded = content.decode("latin-1")
    gone = _DELETED.findall(decoded)
    try:
        text = words(_DELETED.sub("", decoded))
        away = " ".join(words("{\\rtf1\\ansi " + one + "}").strip() for one in gone)
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise CoderError("not_rtf", file=file, reason=type(error).__name__) from error
    beside = (Dropped(0, "deleted", away),) if away else ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [line.strip().removesuffix("|").split("|") for line in lines if line.count("|") > 1]
    if rows and len(rows) == sum(1 for line in lines if line.strip()):
        talk = talk_of(rows)
        return Content("\n".join(talk.lines), "", talk.speakers, (*talk.dropped, *beside))
    return Content("\n".join(lines), dropped=beside)


def _code_page(content: bytes) -> str:
    """The page that bytes written in hexadecimal are in; GB18030 holds all of 936."""
    found = re.search(rb"\\ansicpg(\d+)", content[:4096])
    page = found[1].decode() if found else "1252"
    return {"936": "gb18030", "950": "big5", "65001": "utf-8"}.get(page, f"cp{page}")
