"""Bytes → text: by mark, by proof, then by what looks least wrong; and it says which."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from coder.errors import CoderError, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# What a user may choose from, with the codec that reads it.
ENCODINGS: Mapping[str, str] = {
    "UTF-8": "utf-8-sig",
    "GB18030": "gb18030",
    "Big5": "big5hkscs",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
}
_OTHER_NAMES = {
    "UTF-8": "utf8",
    "GB18030": "gbk gb2312 cp936 936 ansi936",
    "Big5": "big5hkscs cp950 950",
    "UTF-16": "utf16 utf16le utf16be unicode",
    "Windows-1252": "cp1252 1252 latin1 iso88591 windows1252",
}
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# The commonest characters of running text in each script tell a right reading from a wrong one.
_COMMON_SIMPLE = frozenset(
    "的一是了我不在有他这个们来到时就说那要下看过没会你对么吗什样还上也得着去好都里，。？：、"
)
_COMMON_TRADITIONAL = frozenset(
    "的一是了我不在有他這個們來到時就說那要下看過沒會你對麼嗎什樣還上也得著去好都裡，。？：、"
)


@dataclass(frozen=True)
class Decoded:
    """Text and how it was got.

    Attributes:
        text: line ends are LF.
        encoding: UTF-8, UTF-16, UTF-32, GB18030, Big5 or Windows-1252.
        problems: a warning where it was not UTF-8.
    """

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def encoding_named(name: str) -> str:
    """The key of `ENCODINGS` that *name* means in any of its spellings (gbk, cp936, utf8, …).

    Raises:
        CoderError: bad_encoding.
    """
    folded = re.sub(r"[\s_-]", "", name).casefold()
    for known, others in _OTHER_NAMES.items():
        if folded in (re.sub("-", "", known).casefold(), *others.split()):
            return known
    raise CoderError("bad_encoding", name=name, allowed="、".join(ENCODINGS))


def recode(content: bytes, encoding: str, file: str) -> bytes:
    """*content* in UTF-8 with its mark, read by *encoding* as the user chose it.

    Raises:
        CoderError: bad_encoding, wrong_encoding where the bytes are none of that encoding.
    """
    name = encoding_named(encoding)
    codec = ENCODINGS[name]
    if name == "UTF-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16-be" if content[:200:2].count(0) > content[1:200:2].count(0) else "utf-16-le"
    try:
        # Windows itself shows the five bytes that its own table leaves open.
        text = content.decode(codec, "replace" if name == "Windows-1252" else "strict")
    except UnicodeError as error:
        raise CoderError("wrong_encoding", file=file, encoding=name) from error
    return codecs.BOM_UTF8 + text.encode()


def decode(content: bytes, file: str) -> Decoded:
    """Read *content* as text.

    Order: byte order mark, strict UTF-8, UTF-16 by its NULs, GB18030, Big5 where GB18030
    gives rare letters, Windows-1252.

    Raises:
        CoderError: not_text if it holds what no text holds.
    """
    text, encoding, sure = _read(content, file)
    damaged = _damage(text, content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _BINARY.search(text) or len(_ODD.findall(text)) > 0.05 * len(text):
        raise CoderError("not_text", file=file)
    if encoding == "UTF-8":
        return Decoded(text, encoding, damaged)
    values: dict[str, object] = {"encoding": encoding, "text": " ".join(text[:60].split())[:30]}
    code = "encoding_guessed" if sure else "encoding_doubtful"
    return Decoded(text, encoding, (Problem(code, error=False, values=values), *damaged))


_ODD = re.compile("[\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff\ud800-\udfff]")


def _read(content: bytes, file: str) -> tuple[str, str, bool]:
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            text = _try(content, codec)
            if text is None:
                raise CoderError("not_text", file=file)
            return text, name, True
    # Programs leave NULs behind a file's end, old ones the mark that ended it under DOS.
    bare = content.rstrip(b"\0\x1a")
    text = _try(bare, "utf-8")
    if text is not None and "\0" not in text:
        return text, "UTF-8", True
    wide = _without_mark(content)
    if wide:
        return wide, "UTF-16", True
    mended = _mended(bare, "utf-8")
    if mended and "\0" not in mended:
        return mended, "UTF-8", True
    return _legacy(bare, file)


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeError:
        return None


def _mended(content: bytes, codec: str) -> str | None:
    """*content* with � for the bytes that are damaged, None if those are more than a few."""
    text = content.decode(codec, "replace")
    bad = text.count("\ufffd")
    beyond = sum(letter > "\x7f" for letter in text)
    return text if bad <= 0.02 * beyond else None


def _damage(text: str, content: bytes) -> tuple[Problem, ...]:
    """A warning that names the first line with a damaged byte; a � that was written is none."""
    count = text.count("\ufffd") - content.count("\ufffd".encode())
    if count <= 0:
        return ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    values: dict[str, object] = {"count": count, "line": line}
    return (Problem("bytes_damaged", error=False, values=values),)


def _without_mark(content: bytes) -> str:
    """UTF-16 without a mark: even length, and line ends or blanks with a NUL on one side."""
    if len(content) % 2 or b"\0" not in content:
        return ""
    for codec, pattern in (
        ("utf-16-le", rb"[\n\r .,:0-9a-z]\0"),
        ("utf-16-be", rb"\0[\n\r .,:0-9a-z]"),
    ):
        pairs = (content[i : i + 2] for i in range(0, min(len(content), 20000), 2))
        if any(re.fullmatch(pattern, pair) for pair in pairs):
            text = _try(content, codec)
            if text and "\0" not in text and _common(text) > 0.5:
                return text
    return ""


def _common(text: str) -> float:
    """Share of letters that are ordinary: ASCII, the 20,000 Han, their punctuation."""
    ordinary = re.findall(
        "[\t\n\r -~\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e\u2010-\u2027À-ÿ]", text
    )
    return len(ordinary) / len(text) if text else 0.0


def _legacy(content: bytes, file: str) -> tuple[str, str, bool]:
    if b"\0" in content:
        raise CoderError("not_text", file=file)
    simple, traditional = _try(content, "gb18030"), _try(content, "big5hkscs")
    if simple is None and traditional is None:
        simple, traditional = _mended(content, "gb18030"), _mended(content, "big5hkscs")
    simple_share = _share(simple, _COMMON_SIMPLE)
    traditional_share = _share(traditional, _COMMON_TRADITIONAL)
    if simple is not None and simple_share >= max(traditional_share, 0.08):
        return simple, "GB18030", simple_share > traditional_share + 0.05
    if traditional is not None and traditional_share >= 0.08:
        return traditional, "Big5", traditional_share > simple_share + 0.05
    western = _try(content, "cp1252")
    high = sum(byte > 127 for byte in content)
    if western is not None and high < 0.2 * len(content) and not _paired(content):
        return western, "Windows-1252", False
    if simple is not None:
        return simple, "GB18030", False
    if western is not None:
        return western, "Windows-1252", False
    raise CoderError("not_text", file=file)


def _share(text: str | None, common: frozenset[str]) -> float:
    """Of the letters beyond ASCII, the share that are among the commonest."""
    beyond = [letter for letter in text or "" if letter > "\x7f"]
    return sum(letter in common for letter in beyond) / len(beyond) if beyond else 0.0


def _paired(content: bytes) -> bool:
    """Whether bytes above 127 mostly stand together, as in two-byte encodings."""
    runs = re.findall(rb"[\x80-\xff]+", content)
    return sum(len(run) for run in runs if len(run) > 1) > 0.5 * sum(map(len, runs))
