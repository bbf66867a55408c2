"""A source's text as a transcript file that is read back to exactly that text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from coder.exchange.codes import clean

SUFFIXES = re.compile(r"\.(txt|docx?|rtf|odt|pdf|md|html?|srt|vtt)$", re.IGNORECASE)
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufeff\ufffe\uffff\ud800-\udfff]")
_SIMPLE = re.compile(r"[^\W\d_][\w ]*")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # to Windows
LONGEST, MOST_BYTES = 80, 200  # of an id; of a file's name, of which most systems allow 255


def document_id(name: str) -> str:
    """What a source called *name* is called in a study: one line, without a file's suffix."""
    said = " ".join(clean(name).split())
    return SUFFIXES.sub("", said)[:LONGEST].strip() or "text"


def file_name(document: str) -> str:
    """A file name for a document that every system can store."""
    name = _NOT_IN_NAME.sub("_", document)
    while len(name.encode("utf-8", "replace")) > MOST_BYTES:
        name = name[:-1]
    name = name.strip(" .") or "text"
    return f"_{name}.txt" if _DEVICE.fullmatch(name) else f"{name}.txt"


def readable(text: str) -> str:
    """*text* with characters that no text file holds replaced one for one, so that offsets stay."""
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def transcript(document: str, attributes: Mapping[str, str], text: str) -> bytes:
    """The file: front matter with the id and the attributes, then the text as it is.

    The front matter is always there: nothing at the text's own beginning is taken for it.
    """
    said = {"id": document} | {_key(name): value for name, value in attributes.items() if value}
    lines = [
        f"{_name(name)}: {json.dumps(clean(value), ensure_ascii=False)}"
        for name, value in said.items()
    ]
    return "\n".join(["---", *lines, "---", text]).encode()


def _key(name: str) -> str:
    """An attribute's name, moved aside where a document's own fields have it."""
    name = " ".join(clean(name).split()) or "variable"
    return f"{name}_" if name in ("id", "document", "file") else name


def _name(name: str) -> str:
    return name if _SIMPLE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
