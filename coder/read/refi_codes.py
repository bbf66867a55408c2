"""The codes of a REFI-QDA project or codebook, with the sets that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from coder.errors import Problem
from coder.exchange.colors import color_of
from coder.exchange.project import CodeEntry
from coder.read.refi_xml import child, children, guid, local, plain, said, targets

NO = ("false", "0")


def read_codes(
    root: Element, notes: Mapping[str, str]
) -> tuple[tuple[CodeEntry, ...], list[Problem]]:
    """All codes, parents before children, in the file's order.

    Args:
        notes: the texts of the project's notes by GUID, for codes that refer to one.
    """
    book = root if local(root) == "CodeBook" else child(root, "CodeBook")
    lost: list[Problem] = []
    found: dict[str, CodeEntry] = {}
    # A stack and not recursion: how deep a file nests is the file's choice.
    waiting = [(one, "") for one in reversed(list(children(child(book, "Codes"), "Code")))]
    while waiting:
        element, parent = waiting.pop()
        entry = _entry(element, parent, notes, lost)
        if entry.key in found:
            lost.append(_told("exchange_code_twice", entry.name))
        else:
            found[entry.key] = entry
        waiting += [(one, entry.key) for one in reversed(list(children(element, "Code")))]
    _kinds(root, book, found, lost)
    return tuple(_unwrapped(found).values()), lost


def _entry(
    element: Element, parent: str, notes: Mapping[str, str], lost: list[Problem]
) -> CodeEntry:
    name = " ".join(element.get("name", "").split())
    described = said(element, "Description") or plain(element.get("description", ""))
    memos = [notes[one] for one in targets(element, "NoteRef") if notes.get(one)]
    written = element.get("color", "")
    color = color_of(written)
    if written and not color:
        lost.append(_told("exchange_color", name, color=written))
    return CodeEntry(
        guid(element.get("guid")),
        name,
        parent,
        "\n\n".join(filter(None, [described, *memos])),
        color,
        codable=element.get("isCodable", "true").strip().lower() not in NO,
    )


def _kinds(
    root: Element, book: Element | None, found: dict[str, CodeEntry], lost: list[Problem]
) -> None:
    """A code in one set of codes has it as its kind; one in several cannot."""
    homes: dict[str, list[str]] = {}
    for holder in {id(one): one for one in (root, book) if one is not None}.values():
        for one in children(child(holder, "Sets"), "Set"):
            for key in targets(one, "MemberCode"):
                homes.setdefault(key, []).append(" ".join(one.get("name", "").split()))
    for key, names in homes.items():
        if key in found and len(set(names)) == 1:
            found[key] = replace(found[key], kind=names[0])
        elif key in found:
            listed = "、".join(dict.fromkeys(names))
            lost.append(_told("exchange_code_sets", found[key].name, sets=listed))


def _unwrapped(found: dict[str, CodeEntry]) -> dict[str, CodeEntry]:
    """NVivo puts all codes below one folder called Nodes: that folder is no code."""
    tops = [entry for entry in found.values() if not entry.parent]
    if len(tops) != 1 or tops[0].codable or tops[0].name not in ("Nodes", "Codes"):
        return found
    return {
        key: replace(entry, parent="") if entry.parent == tops[0].key else entry
        for key, entry in found.items()
        if key != tops[0].key
    }


def _told(code: str, name: str, **values: object) -> Problem:
    return Problem(code, error=False, values={"name": name, **values})
