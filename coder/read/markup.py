"""Web pages as transcripts: paragraphs, tables, time stamps; what is no text is named as dropped."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from coder.errors import CoderError
from coder.read.encoding import Decoded, decode
from coder.read.parsed import Content, Dropped
from coder.read.rows import talk_of

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_UNSEEN = frozenset("script style head template noscript svg iframe object select".split())


@dataclass
class _Page:
    """Lines while the page is walked over."""

    lines: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    dropped: list[Dropped] = field(default_factory=list)
    pictures: int = 0
    headings: set[str] = field(default_factory=set)


def read_html(content: bytes, file: str) -> Content:
    """The words of an .html file.

    Raises:
        CoderError: not_text, not_html, no_words.
    """
    # A mark at the top is surer than the page's own word.
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = (
        None if marked else re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,20})", content[:4096])
    )
    decoded = _declared(content, declared[1].decode()) if declared else None
    decoded = decoded or decode(content, file)
    return html_content(decoded.text, file, decoded)


def html_content(text: str, file: str, decoded: Decoded) -> Content:
    """The words of HTML in *text*.

    Raises:
        CoderError: not_html, no_words.
    """
    from lxml import etree, html

    # Bytes, because lxml refuses text that names an encoding of its own.
    written = _valid(text).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(written, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise CoderError("not_html", file=file, reason=reason) from error
    page = _Page()
    for title in root.iter("title"):
        words = " ".join(title.text_content().split())
        if words:
            page.dropped.append(Dropped(0, "page_title", words))
    _walk(root, page)
    _break(page)
    if page.pictures:
        page.dropped.append(Dropped(0, "picture", f"× {page.pictures}"))
    if not any(line.strip() for line in page.lines):
        raise CoderError("no_words", file=file)
    labels = frozenset(label for label, count in page.labels.items() if count > 1)
    return Content(
        "\n".join(page.lines),
        decoded.encoding,
        labels,
        tuple(page.dropped),
        decoded.problems,
        headings=frozenset(page.headings),
    )


def _declared(content: bytes, codec: str) -> Decoded | None:
    """*content* by the page's own word, None where that is wrong."""
    codec = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(codec.lower(), codec)
    try:
        text = content.decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None
    name = {"big5hkscs": "Big5"}.get(codec.lower(), codec.upper())
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _valid(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text)


def _walk(root: Any, page: _Page) -> None:
    """Elements in order, without recursion: a page may be nested deeper than Python's stack."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "head"
        if event == "start" and (tag in _UNSEEN or tag == "table"):
            walk.skip_subtree()
        elif event == "start":
            _begin(element, page)
        if event == "end":
            said = _break(page) if tag in _BLOCKS else ""
            if said and tag in _HEADINGS:
                page.headings.add(said)
            if tag == "table":
                talk = talk_of(_rows(element))
                page.lines += talk.lines
                page.dropped += talk.dropped
                page.labels.update(2 * list(talk.speakers))
            _say(page, element.tail or "", bold=_is_bold(element.getparent()))


def _begin(element: Any, page: _Page) -> None:
    if element.tag in _BLOCKS or element.tag == "br":
        _break(page, paragraph=element.tag != "br")
    page.pictures += element.tag == "img"
    if "timestamp" in (element.get("class") or "").split():
        clock = " ".join(_clock(element).split())
        if "".join(page.open).strip():
            page.dropped.append(Dropped(len(page.lines) + 1, "time", clock))
        else:
            page.open.append(f"[{clock}] ")
        element.text = ""
    _say(page, element.text or "", bold=_is_bold(element))


def _clock(stamp: Any) -> str:
    """oTranscribe's `data-timestamp` in seconds, in old files as `h:mm:ss`; else what is shown."""
    try:
        seconds = float(stamp.get("data-timestamp") or "")
        minutes, rest = divmod(round(seconds * 1000), 60_000)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    except (ValueError, OverflowError):
        return str(stamp.get("data-timestamp") or stamp.text_content())


def _is_bold(element: Any) -> bool:
    while element is not None and element.tag not in _BLOCKS:
        if element.tag in ("b", "strong"):
            return True
        element = element.getparent()
    return False


def _say(page: _Page, words: str, *, bold: bool) -> None:
    words = re.sub(r"[ \t\r\n\f\xa0]+", " ", words)
    page.open.append(words)
    if bold:
        page.bold.append(words)


def _break(page: _Page, *, paragraph: bool = True) -> str:
    """End the line that is open; returns it."""
    line = "".join(page.open).strip()
    bold = "".join(page.bold).strip()
    if line:
        page.lines.append(line)
        label = bold.rstrip(":：").rstrip()
        if 0 < len(label) <= 40 and (line == bold or re.match(r"[ :：\d\[(（]", line[len(bold) :])):
            page.labels[label] += label[-1] not in "。！？.!?，,"
    elif paragraph and page.lines and page.lines[-1]:
        page.lines.append("")
    page.open, page.bold = [], []
    return line


def _rows(table: Any) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
