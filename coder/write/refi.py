"""`Project` → REFI-QDA: a project (`.qdpx`) or its codebook alone (`.qdc`).

Valid by the XSD of QDA-XML 1.0. Texts are UTF-8 without a byte order mark, with LF; positions are
Unicode code points, the end exclusive. Each coding has a selection of its own, so that its memo is
its own. The same project gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coder.exchange.codes import guid_of
from coder.exchange.project import CodeEntry, Memo, Project, Selection, Source

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://schema.qdasoftware.org/versions"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_NO_TIME = "1970-01-01T00:00:00Z"


def write_project(project: Project, path: Path) -> None:
    """Write *project* as `.qdpx`.

    Raises:
        OSError: what the disk said.
    """
    path.write_bytes(project_bytes(project))


def write_codebook(project: Project, path: Path) -> None:
    """Write the codes of *project* as `.qdc`.

    Raises:
        OSError: what the disk said.
    """
    path.write_bytes(codebook_bytes(project))


def project_bytes(project: Project) -> bytes:
    """The ZIP with `project.qde` and `sources/`."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", project_xml(project))
        for source in project.sources:
            text = source.text.encode("utf-8", "replace")
            _add(archive, f"sources/{source.key}.txt", text)
        for memo in project.memos:
            text = memo.text.encode("utf-8", "replace")
            _add(archive, f"sources/{_note(memo)}.txt", text)
    return whole.getvalue()


def codebook_bytes(project: Project) -> bytes:
    """The XML of a codebook. A codebook without codes has none inside, which no XSD allows."""
    root = _root("CodeBook", "codebook", "Codebook")
    root.set("origin", _said(project.origin))
    _codes(root, project.codes)
    sets = _code_sets(project.codes)
    if sets:
        holder = SubElement(root, "Sets")
        for name, keys in sets.items():
            one = SubElement(holder, "Set", guid=guid_of("kind", name), name=_said(name))
            for key in keys:
                SubElement(one, "MemberCode", guid=key)
    return _bytes(root)


def project_xml(project: Project) -> bytes:
    """The XML of a project; its parts in the order that the XSD demands, empty ones left out."""
    root = _root("Project", "project", "Project")
    root.set("name", _said(project.name) or "project")
    root.set("origin", _said(project.origin))
    users = sorted({one.user for source in project.sources for one in source.selections} - {""})
    times = [one.time for source in project.sources for one in source.selections if one.time]
    root.set("creationDateTime", _time(min(times, default="")))
    if users:
        holder = SubElement(root, "Users")
        for name in users:
            SubElement(holder, "User", guid=_user(name), name=_said(name))
    if project.codes:
        _codes(SubElement(root, "CodeBook"), project.codes)
    names = list(dict.fromkeys(name for source in project.sources for name in source.attributes))
    if names:
        holder = SubElement(root, "Variables")
        for name in names:
            SubElement(
                holder, "Variable", guid=_variable(name), name=_said(name), typeOfVariable="Text"
            )
    _cases(root, project.sources)
    if project.sources:
        holder = SubElement(root, "Sources")
        for source in project.sources:
            _source(holder, source, _time(min(times, default="")))
    _notes(root, project)
    _sets(root, project)
    return _bytes(root)


def _root(name: str, space: str, file: str) -> Element:
    root = Element(name)
    root.set("xmlns", f"urn:QDA-XML:{space}:1.0")
    root.set("xmlns:xsi", XSI)
    where = f"urn:QDA-XML:{space}:1.0 {SCHEMA}/{file}/v1.0/{file}.xsd"
    root.set("xsi:schemaLocation", where)
    return root


def _codes(holder: Element, codes: Sequence[CodeEntry]) -> None:
    top = SubElement(holder, "Codes")
    elements: dict[str, Element] = {}
    for code in codes:
        above = elements.get(code.parent, top)
        said = {"guid": code.key, "name": _said(code.name), "isCodable": str(code.codable).lower()}
        if code.color:
            said["color"] = code.color
        elements[code.key] = element = SubElement(above, "Code", said)
        _describe(element, code.description)


def _cases(root: Element, sources: Sequence[Source]) -> None:
    """A case a document: the person who speaks, with what is known of them."""
    known = [source for source in sources if any(source.attributes.values())]
    if not known:
        return
    holder = SubElement(root, "Cases")
    for source in known:
        case = SubElement(holder, "Case", guid=guid_of("case", source.key), name=_said(source.name))
        _values(case, source.attributes)
        SubElement(case, "SourceRef", targetGUID=source.key)


def _source(holder: Element, source: Source, time: str) -> None:
    element = SubElement(
        holder,
        "TextSource",
        guid=source.key,
        name=_said(source.name),
        plainTextPath=f"internal://{source.key}.txt",
        creationDateTime=time,
    )
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for selection in source.selections:
        key = (selection.start, selection.end, selection.code, selection.user)
        seen[key] += 1
        _selection(element, source, selection, seen[key])
    _values(element, source.attributes)


def _selection(holder: Element, source: Source, selection: Selection, number: int) -> None:
    parts = (source.key, str(selection.start), str(selection.end), selection.code, selection.user)
    made = {"creationDateTime": _time(selection.time)}
    if selection.user:
        made["creatingUser"] = _user(selection.user)
    element = SubElement(
        holder,
        "PlainTextSelection",
        made,
        guid=guid_of("selection", *parts, str(number)),
        name=_said(source.text[selection.start : selection.end]),
        startPosition=str(selection.start),
        endPosition=str(selection.end),
    )
    _describe(element, selection.memo)
    if selection.code:
        guid = guid_of("coding", *parts, str(number))
        coding = SubElement(element, "Coding", made, guid=guid)
        SubElement(coding, "CodeRef", targetGUID=selection.code)


def _notes(root: Element, project: Project) -> None:
    if not project.memos:
        return
    holder = SubElement(root, "Notes")
    for memo in project.memos:
        # In a file: some importers stop at a text that stands in the XML, and at a note without a date.
        SubElement(
            holder,
            "Note",
            guid=_note(memo),
            name=_said(memo.name),
            plainTextPath=f"internal://{_note(memo)}.txt",
            creationDateTime=_time(memo.time),
        )


def _sets(root: Element, project: Project) -> None:
    """The groups of documents and the kinds of codes."""
    groups: dict[str, list[str]] = defaultdict(list)
    for source in project.sources:
        if source.attributes.get("group"):
            groups[source.attributes["group"]].append(source.key)
    kinds = _code_sets(project.codes)
    if not groups and not kinds:
        return
    holder = SubElement(root, "Sets")
    for kind, name, member, keys in (
        *(("group", name, "MemberSource", keys) for name, keys in groups.items()),
        *(("kind", name, "MemberCode", keys) for name, keys in kinds.items()),
    ):
        shown = project.labels.get(name, name)
        one = SubElement(holder, "Set", guid=guid_of(kind, name), name=_said(shown))
        for key in keys:
            SubElement(one, member, targetGUID=key)


def _code_sets(codes: Iterable[CodeEntry]) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        if code.kind:
            sets[code.kind].append(code.key)
    return dict(sets)


def _values(holder: Element, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        if value:
            one = SubElement(holder, "VariableValue")
            SubElement(one, "VariableRef", targetGUID=_variable(name))
            SubElement(one, "TextValue").text = _said(value)


def _describe(holder: Element, text: str) -> None:
    if text:
        SubElement(holder, "Description").text = _said(text)


def _note(memo: Memo) -> str:
    return guid_of("note", memo.name)


def _time(time: str) -> str:
    """To the second: parts of one are more than some importers read."""
    return f"{time[:19]}Z" if time else _NO_TIME


def _user(name: str) -> str:
    return guid_of("user", name)


def _variable(name: str) -> str:
    return guid_of("variable", name)


def _said(text: str) -> str:
    """*text* without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _bytes(root: Element) -> bytes:
    indent(root, " ")
    # "unicode" leaves the declaration to us: others write it with single quotation marks.
    said = tostring(root, "unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{said}\n'.encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, content)
