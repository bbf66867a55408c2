"""The texts of a REFI-QDA project, wherever they stand: text sources, plain texts of PDFs, transcripts.

What holds no text (pictures, sound, film, PDFs alone) is told with the codings that go with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from coder.errors import CoderError, Problem
from coder.exchange.positions import Marked
from coder.read.refi_package import Package, outside
from coder.read.refi_xml import child, children, guid, local, number

MEDIA = {
    "PictureSource": "exchange_picture",
    "AudioSource": "exchange_media",
    "VideoSource": "exchange_media",
    "PDFSource": "exchange_pdf",
}


@dataclass(frozen=True)
class RawText:
    """A text as the file holds it, with the elements that speak of it.

    Attributes:
        holder: the source, with its memo, variables and codings of the whole.
        marks: (selection's element, start, end) in the program's own arithmetic.
    """

    holder: Element
    name: str
    raw: str
    marks: tuple[tuple[Element, int, int], ...]

    def quoted(self) -> list[Marked]:
        """The marks with the texts that they quote."""
        return [(start, end, one.get("name", "")) for one, start, end in self.marks]


def read_texts(package: Package, sources: Element | None) -> tuple[list[RawText], list[Problem]]:
    """Every text among *sources* that is there, and what is not."""
    texts: list[RawText] = []
    lost: list[Problem] = []
    for source in sources if sources is not None else ():
        before = len(texts)
        for element in _holders(source):
            found = _text(package, source, element, lost)
            texts += [found] if found else []
        _media(source, lost, has_text=len(texts) > before)
    return texts, lost


def text_at(package: Package, element: Element) -> str | None:
    """The text of a source, a note or a transcript: written in it, or in a file of the archive.

    Raises:
        CoderError: what `Package.raw` says.
    """
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return inline.text or ""
    path = element.get("plainTextPath", "")
    return package.raw(path) if path else None


def name_of(element: Element) -> str:
    """What the source is called, in one line."""
    return " ".join((element.get("name") or "").split())


def codings_in(element: Element) -> int:
    """How many codings stand anywhere in *element*."""
    return sum(local(one) == "Coding" for one in element.iter() if isinstance(one.tag, str))


def _holders(source: Element) -> Iterator[Element]:
    """The elements of a source that can hold a text."""
    if local(source) == "TextSource":
        yield source
    elif local(source) == "PictureSource":
        yield from children(source, "TextDescription")
    else:
        yield from children(source, "Representation", "Transcript")


def _text(
    package: Package, source: Element, element: Element, lost: list[Problem]
) -> RawText | None:
    name = name_of(source) or name_of(element) or guid(source.get("guid"))
    if local(element) == "Transcript":
        name = name_of(element) or name
    path = element.get("plainTextPath") or element.get("richTextPath") or ""
    try:
        raw = text_at(package, element)
    except CoderError as error:
        if error.code != "not_text":
            raise
        raw, path = None, error.say()
    if raw is None:
        code = "exchange_source_outside" if outside(path) else "exchange_source_missing"
        codings = codings_in(element)
        lost.append(_told(code, name, path=path[:120] or "–", codings=codings))
        return None
    return RawText(
        source if local(element) != "Transcript" else element, name, raw, _marks(element)
    )


def _marks(element: Element) -> tuple[tuple[Element, int, int], ...]:
    plain = [
        (one, number(one, "startPosition"), number(one, "endPosition"))
        for one in children(element, "PlainTextSelection")
    ]
    points = {
        guid(one.get("guid")): number(one, "position") for one in children(element, "SyncPoint")
    }
    synced = [
        (
            one,
            points.get(guid(one.get("fromSyncPoint")), -1),
            points.get(guid(one.get("toSyncPoint")), -1),
        )
        for one in children(element, "TranscriptSelection")
    ]
    return (*plain, *synced)


def _media(source: Element, lost: list[Problem], *, has_text: bool) -> None:
    """Tell of a picture, sound, film or PDF; a selection told twice in one is told once."""
    if local(source) not in MEDIA:
        return
    inside = {
        guid(one.get("guid"))
        for holder in _holders(source)
        for one in children(holder, "PlainTextSelection", "TranscriptSelection")
    }
    marked = [
        one
        for one in source
        if local(one).endswith("Selection") and guid(one.get("guid")) not in inside
    ]
    codings = sum(codings_in(one) for one in marked)
    if not has_text:
        codings += sum(1 for _ in children(source, "Coding"))
    if marked or not has_text:
        path = source.get("path", "") or "–"
        code = MEDIA[local(source)]
        lost.append(_told(code, name_of(source) or path, path=path[:120], codings=codings))


def _told(code: str, name: str, **values: object) -> Problem:
    return Problem(code, error=False, values={"name": name, **values})
