"""REFI-QDA projects (`.qdpx`, `.qde`) and codebooks (`.qdc`) → `Project`.

The standard: https://www.qdasoftware.org, QDA-XML 1.0 (document 1.5). What programs really write
differs from it and from each other; what is read here is what they write. Positions are read by
evidence (`exchange.positions`), not by trust.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from coder.errors import Problem
from coder.exchange.positions import Reading, Ruler, choose
from coder.exchange.project import CodeEntry, Project, Selection, Source
from coder.read.refi_cases import Known, read_known
from coder.read.refi_codes import read_codes
from coder.read.refi_notes import Notes, loose, read_notes
from coder.read.refi_package import open_package
from coder.read.refi_texts import RawText, name_of, read_texts
from coder.read.refi_xml import (
    child,
    children,
    foreign_namespace,
    guid,
    local,
    moment,
    parse,
    targets,
)


@dataclass(frozen=True)
class _Frame:
    """What a selection's reading needs to know of the whole project."""

    users: Mapping[str, str]
    codes: Mapping[str, CodeEntry]
    cases: Mapping[str, str]
    notes: Notes
    lost: list[Problem]


def read_refi(content: bytes, file: str) -> Project:
    """The project or codebook in *content*, with what could not be taken from it.

    Raises:
        CoderError: exchange_damaged, exchange_no_project, exchange_too_large, exchange_entities,
            exchange_not_xml, exchange_not_refi.
    """
    package = open_package(content, file)
    root = parse(package.xml, file)
    notes, lost = read_notes(package, root)
    codes, of_codes = read_codes(root, notes.texts)
    texts, of_texts = read_texts(package, child(root, "Sources"))
    origin = " ".join((root.get("origin") or "").split())
    reading = choose([(one.raw, one.quoted()) for one in texts], origin)
    cases = {guid(one.get("guid")): name_of(one) for one in children(child(root, "Cases"), "Case")}
    frame = _Frame(_users(root), {code.key: code for code in codes}, cases, notes, lost)
    known = read_known(root, _places(texts, cases, frame.codes))
    sources = [_source(one, reading, frame, known) for one in texts]
    if foreign_namespace(root):
        lost.insert(0, Problem("exchange_namespace", error=False))
    every = [*of_texts, *lost, *known.lost, *_untaken(root), *of_codes]
    placed = tuple(Problem(one.code, file, error=False, values=one.values) for one in every)
    marked = any(one.marks for one in texts)
    return Project(
        name_of(root),
        origin,
        codes,
        tuple(sources),
        tuple(loose(notes, root)),
        reading=str(reading) if marked else "",
        lost=placed,
    )


def _users(root: Element) -> dict[str, str]:
    return {
        guid(one.get("guid")): name_of(one) or (one.get("id") or "").strip()
        for one in children(child(root, "Users"), "User")
    }


def _places(
    texts: Sequence[RawText], cases: Mapping[str, str], codes: Mapping[str, CodeEntry]
) -> dict[str, str]:
    """Source, selection and (for codings that point at a case) case → GUID of the source."""
    places = {}
    for one in texts:
        home = guid(one.holder.get("guid"))
        places[home] = home
        for element, _, _ in one.marks:
            places[guid(element.get("guid"))] = home
            for coding in children(element, "Coding"):
                for key in targets(coding, "CodeRef"):
                    if key in cases and key not in codes:
                        places[key] = home
        for coding in children(one.holder, "Coding"):
            places |= {key: home for key in targets(coding, "CodeRef") if key in cases}
    return places


def _source(text: RawText, reading: Reading, frame: _Frame, known: Known) -> Source:
    ruler = Ruler(text.raw, reading)
    key = guid(text.holder.get("guid"))
    selections: list[Selection] = []
    for element, start, end in text.marks:
        first, last = ruler.offset(start), ruler.offset(end)
        if not 0 <= start < end <= ruler.length or first >= last:
            _out_of_text(element, text, start, end, frame)
            continue
        selections += _selections(element, first, last, text, frame)
    whole = len(ruler.text)
    if whole:
        memos = [frame.notes.of(text.holder), *known.memos[key]]
        selections += _whole(text, whole, "\n\n".join(filter(None, memos)), frame)
    attributes = known.attributes(key)
    cases = [name for name in dict.fromkeys(known.cases[key]) if name != text.name]
    if cases:
        attributes.setdefault("case", "、".join(cases))
    return Source(key, text.name, ruler.text, attributes, tuple(selections))


def _selections(
    element: Element, start: int, end: int, text: RawText, frame: _Frame
) -> list[Selection]:
    """One a coding; a memo goes with the only coding, else with the range."""
    codings = [
        (coding, key)
        for coding in children(element, "Coding")
        for key in targets(coding, "CodeRef")[:1]
        if _is_code(key, text, frame)
    ]
    memo = frame.notes.of(element)
    found = []
    for coding, key in codings:
        own = frame.notes.of(coding)
        said = "\n\n".join(filter(None, [memo if len(codings) == 1 else "", own]))
        who, when = _who(coding, element, frame), _when(coding, element)
        found.append(Selection(start, end, key, who, said, when))
    if memo and len(codings) != 1:
        who, when = _who(element, element, frame), _when(element, element)
        found.append(Selection(start, end, "", who, memo, when))
    return found


def _whole(text: RawText, length: int, memo: str, frame: _Frame) -> list[Selection]:
    """Codings and the memo of a source as a whole."""
    found = []
    for coding in children(text.holder, "Coding"):
        for key in targets(coding, "CodeRef")[:1]:
            if _is_code(key, text, frame):
                who, when = _who(coding, text.holder, frame), _when(coding, text.holder)
                found.append(Selection(0, length, key, who, frame.notes.of(coding), when))
    if memo:
        who, when = _who(text.holder, text.holder, frame), _when(text.holder, text.holder)
        found.append(Selection(0, length, "", who, memo, when))
    return found


def _is_code(key: str, text: RawText, frame: _Frame) -> bool:
    """Whether *key* is a code; one that points at a case says whose words these are, no code."""
    if key in frame.codes:
        return True
    if key not in frame.cases:
        values = {"name": text.name, "key": key or "–"}
        frame.lost.append(Problem("exchange_dangling", error=False, values=values))
    return False


def _out_of_text(element: Element, text: RawText, start: int, end: int, frame: _Frame) -> None:
    named = [
        frame.codes[key].name
        for coding in children(element, "Coding")
        for key in targets(coding, "CodeRef")
        if key in frame.codes
    ]
    values = {"name": text.name, "start": start, "end": end, "code": "、".join(named) or "–"}
    frame.lost.append(Problem("exchange_range", error=False, values=values))


def _who(first: Element, second: Element, frame: _Frame) -> str:
    keys = (one.get(name) for one in (first, second) for name in ("creatingUser", "modifyingUser"))
    return next((frame.users[guid(key)] for key in keys if frame.users.get(guid(key))), "")


def _when(first: Element, second: Element) -> str:
    times = (moment(one.get("creationDateTime")) for one in (first, second))
    return next((time for time in times if time), "")


def _untaken(root: Element) -> list[Problem]:
    """What has no place in a study: diagrams, links between things, unknown parts."""
    found = []
    graphs = [name_of(one) or "–" for one in children(child(root, "Graphs"), "Graph")]
    if graphs:
        values: dict[str, object] = {"count": len(graphs), "names": "、".join(graphs[:10])}
        found.append(Problem("exchange_graphs", error=False, values=values))
    notes = {guid(one.get("guid")) for one in children(child(root, "Notes"), "Note")}
    links = [
        one
        for one in children(child(root, "Links"), "Link")
        if not notes & {guid(one.get("originGUID")), guid(one.get("targetGUID"))}
    ]
    if links:
        found.append(Problem("exchange_links", error=False, values={"count": len(links)}))
    known = (
        "Users CodeBook Codes Variables Cases Sources Notes Links Sets Graphs Description NoteRef"
    )
    rich = [one for one in root.iter() if one.get("richTextPath") and one.get("plainTextPath")]
    if rich:
        found.append(Problem("exchange_rich", error=False, values={"count": len(rich)}))
    strange = {local(one) for one in root} - set(known.split())
    if strange:
        values = {"names": "、".join(sorted(strange))}
        found.append(Problem("exchange_strange", error=False, values=values))
    return found
