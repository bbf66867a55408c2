"""Notes of a REFI-QDA project: whose they are, by a reference, by a link, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from coder.errors import CoderError, Problem
from coder.exchange.positions import plain as lines
from coder.exchange.project import Memo
from coder.read.refi_package import Package
from coder.read.refi_texts import codings_in, name_of, text_at
from coder.read.refi_xml import child, children, guid, moment, said, targets


@dataclass(frozen=True)
class Notes:
    """The project's notes.

    Attributes:
        texts: what each says, by its GUID.
        linked: GUID of a thing → the notes that a link ties to it (NVivo's annotations).
    """

    elements: Mapping[str, Element]
    texts: Mapping[str, str]
    linked: Mapping[str, tuple[str, ...]]

    def of(self, *elements: Element) -> str:
        """What is noted at *elements*: their own description, notes referred to, notes linked."""
        said_here = [said(one, "Description") for one in elements]
        keys = [key for one in elements for key in targets(one, "NoteRef")]
        keys += [key for one in elements for key in self.linked.get(guid(one.get("guid")), ())]
        texts = [self.texts.get(key, "") for key in keys]
        return "\n\n".join(dict.fromkeys(filter(None, [*said_here, *texts])))


def read_notes(package: Package, root: Element) -> tuple[Notes, list[Problem]]:
    """All notes, and those whose text is missing."""
    elements = {guid(one.get("guid")): one for one in children(child(root, "Notes"), "Note")}
    texts: dict[str, str] = {}
    lost: list[Problem] = []
    for key, element in elements.items():
        try:
            raw = text_at(package, element)
        except CoderError:
            raw = None
        parts = [said(element, "Description"), lines(raw or "").strip("\n")]
        texts[key] = "\n\n".join(filter(None, parts))
        codings = codings_in(element)
        if raw is None and not texts[key]:
            lost.append(_told("exchange_note_empty", name_of(element)))
        if codings:
            lost.append(_told("exchange_note_coded", name_of(element), codings=codings))
    return Notes(elements, texts, dict(_links(root, elements))), lost


def loose(notes: Notes, root: Element) -> Iterator[Memo]:
    """The notes that belong to no code, source or selection, and the project's own memo."""
    used = {
        guid(one.get("targetGUID"))
        for part in root
        if not _is(part, "NoteRef")
        for one in part.iter()
        if _is(one, "NoteRef")
    }
    used |= {key for keys in notes.linked.values() for key in keys}
    about = said(root, "Description")
    if about:
        yield Memo(name_of(root) or "project", about, moment(root.get("creationDateTime")))
    for key, element in notes.elements.items():
        if key not in used and notes.texts[key]:
            time = moment(element.get("creationDateTime"))
            yield Memo(name_of(element) or "memo", notes.texts[key], time)


def _links(root: Element, elements: Mapping[str, Element]) -> Iterator[tuple[str, tuple[str, ...]]]:
    tied: dict[str, list[str]] = {}
    for link in children(child(root, "Links"), "Link"):
        ends = [guid(link.get("originGUID")), guid(link.get("targetGUID"))]
        for note, thing in (ends, ends[::-1]):
            if note in elements and thing not in elements:
                tied.setdefault(thing, []).append(note)
    return ((thing, tuple(some)) for thing, some in tied.items())


def _is(element: Element, name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name


def _told(code: str, name: str, **values: object) -> Problem:
    return Problem(code, error=False, values={"name": name or "–", **values})
