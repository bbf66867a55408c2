"""Bytes → text: which encoding, and whether that is sure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from coder.errors import CoderError, Problem

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = "的一是不在人有我他这了们来上大到说时要就出会可也你对生能而子那得于着下自之年"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, the encoding it was in, and a warning where that was no UTF-8."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """Decode a text file.

    A byte order mark decides; then strict UTF-8; then UTF-16 by its NULs; then GB18030, Big5 and
    cp1252, whichever reads as the most ordinary text.

    Raises:
        CoderError: empty_file, not_text.
    """
    if not data:
        raise CoderError("empty_file", file=file)
    for mark, name in BOMS:
        if data.startswith(mark):
            return _made(_strict(data, name, file), name, file)
    utf16 = _utf16(data)
    if utf16:
        return _made(_strict(data, utf16, file), utf16, file)
    if b"\0" in data[:8192]:
        raise CoderError("not_text", file=file)
    try:
        return Decoded(_newlines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _guessed(data, file)


def _guessed(data: bytes, file: str) -> Decoded:
    found = []
    for name in ("gb18030", "big5", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        found.append((_ordinary(text), name, text))
    if not found:
        raise CoderError("not_text", file=file)
    share, name, text = max(found, key=lambda one: one[0])
    return _made(text, name, file, doubtful=share < 0.05 and name != "cp1252")


def _ordinary(text: str) -> float:
    """The share of characters that ordinary text is full of."""
    letters = [letter for letter in text if not letter.isspace()]
    if not letters:
        return 0.0
    chinese = sum(letter in COMMON for letter in letters)
    latin = sum(letter.isascii() and letter.isalpha() for letter in letters)
    return (chinese + 0.1 * latin) / len(letters)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: line ends and ASCII have a NUL on one side."""
    head = data[:4096]
    if len(data) % 2 or not head.count(0):
        return ""
    if b"\n\0" in head and head[1::2].count(0) > head[0::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if b"\0\n" in head else ""


def _strict(data: bytes, name: str, file: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise CoderError("not_text", file=file) from error


def _made(text: str, name: str, file: str, *, doubtful: bool = False) -> Decoded:
    if name == "utf-8-sig":
        return Decoded(_newlines(text), "utf-8")
    shown = " ".join(text[:60].split())[:24]
    code = "encoding_doubtful" if doubtful else "encoding_guessed"
    problem = Problem(code, file=file, error=False, values={"encoding": name, "text": shown})
    return Decoded(_newlines(text), name, (problem,))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
