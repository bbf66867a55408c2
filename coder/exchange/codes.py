"""Codes from elsewhere ↔ the study's codebook.

A code from elsewhere is the same as one of the study if it came from it (its key is made from the
id), if it was taken before (the study remembers its key), or if it stands at the same place with
the same name. Names alone prove nothing: programs allow the same name under different parents.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coder.errors import Problem
from coder.exchange.project import CodeEntry
from coder.model import Bilingual, Code, Codebook

NAMESPACE = uuid.UUID("5a0f6f0e-7c52-5d0b-9a7b-9d2d8e2f4c11")
LONGEST = 60  # characters of an id made from a name
_NOT_IN_ID = re.compile(r"[\s;,；，\"'“”‘’]+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class CodePlan:
    """Which code of the study each code from elsewhere is, and what the codebook lacks.

    Attributes:
        ids: key → id in the codebook as it will be.
        added: codes to add, parents before children.
    """

    ids: Mapping[str, str]
    added: tuple[Code, ...] = ()
    problems: tuple[Problem, ...] = ()


def guid_of(kind: str, *parts: str) -> str:
    """A GUID that is always the same for the same thing (RFC 9562, version 5)."""
    return str(uuid.uuid5(NAMESPACE, "\0".join((kind, *parts))))


def code_guid(code_id: str) -> str:
    """The GUID of the code with that id, in every study."""
    return guid_of("code", code_id)


def entries(book: Codebook, labels: Mapping[str, str], language: str) -> tuple[CodeEntry, ...]:
    """The codebook as other programs are given it, parents before children.

    Args:
        labels: kind → its name.
    """
    below: dict[str, list[Code]] = {}
    for code in book.codes:
        below.setdefault(code.parent if code.parent in book.by_id else "", []).append(code)
    found = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        code = waiting.pop()
        found.append(_entry(code, book, labels, language))
        waiting += reversed(below.get(code.id, []))
    return tuple(found)


def _entry(code: Code, book: Codebook, labels: Mapping[str, str], language: str) -> CodeEntry:
    from coder.codebook.colors import color_of

    return CodeEntry(
        code_guid(code.id),
        code.label.say(language) or code.id,
        code_guid(code.parent) if code.parent in book.by_id else "",
        described(code),
        color_of(book, code.id),
        not code.retired,
        labels.get(code.kind, code.kind),
    )


def described(code: Code) -> str:
    """What the codebook says of *code*, as one text for people."""
    lists = (
        ("归入 / include", code.include),
        ("不归入 / exclude", code.exclude),
        ("例 / examples", code.examples),
    )
    parts = [code.definition.zh, code.definition.en]
    parts += [
        f"{title}:\n" + "\n".join(f"- {one}" for one in some) for title, some in lists if some
    ]
    return "\n\n".join(filter(None, parts))


def match(
    codes: Sequence[CodeEntry],
    book: Codebook,
    *,
    kinds: Mapping[str, Bilingual],
    known: Mapping[str, str],
    own: Codebook | None = None,
) -> CodePlan:
    """Find each of *codes* in *book*, or make it a code to add.

    Args:
        kinds: the codebook's kinds and their names.
        known: keys that were taken before → id.
        own: the codebook that the project carries itself, where this program wrote it.
    """
    carried = {code_guid(code.id): code for code in own.codes} if own else {}
    from_here = {code_guid(code.id): code.id for code in book.codes}
    paths = _paths(book)
    ids: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    added: dict[str, Code] = {}
    problems = []
    for entry in codes:
        path = (*names.get(entry.parent, ()), entry.name.casefold())
        names[entry.key] = path
        found = known.get(entry.key) or from_here.get(entry.key) or paths.get(path)
        if found and found in book.by_id:
            ids[entry.key] = found
            problems += _differs(entry, book.by_id[found])
            continue
        code = carried.get(entry.key)
        fresh = _relabelled(code, entry) if code else _made(entry, ids, kinds)
        wanted = fresh.id
        free = _free(wanted, ids.get(entry.parent, ""), book, added)
        added[free] = replace(fresh, id=free, parent=ids.get(entry.parent, ""))
        ids[entry.key] = free
        if code and free != wanted:
            values = {"name": wanted, "used": free}
            problems.append(Problem("exchange_renamed", error=False, values=values))
    return CodePlan(ids, tuple(added.values()), problems=tuple(problems))


def id_from(name: str) -> str:
    """An id that the codebook allows, made from a name; Chinese stays Chinese."""
    return _NOT_IN_ID.sub("_", _CONTROL.sub("", name))[:LONGEST].strip("_") or "code"


def bilingual(text: str) -> Bilingual:
    """A text in its own language: Chinese if it has a Chinese character."""
    text = clean(text)
    return Bilingual(zh=text) if _CHINESE.search(text) else Bilingual(en=text)


def clean(text: str) -> str:
    """*text* without what neither YAML nor XML can hold, and without outer white space."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _made(entry: CodeEntry, ids: Mapping[str, str], kinds: Mapping[str, Bilingual]) -> Code:
    named = {said: id for id, label in kinds.items() for said in (label.zh, label.en) if said}
    return Code(
        id_from(entry.name),
        label=bilingual(entry.name or "code"),
        kind=named.get(entry.kind, clean(entry.kind)),
        parent=ids.get(entry.parent, ""),
        definition=bilingual(entry.description),
        color=entry.color,
        retired=not entry.codable,
    )


def _relabelled(code: Code, entry: CodeEntry) -> Code:
    """The carried code, under the name that it got in the other program since."""
    if entry.name in (code.label.zh, code.label.en, code.id):
        return code
    return replace(code, label=bilingual(entry.name))


def _free(wanted: str, parent: str, book: Codebook, added: Mapping[str, Code]) -> str:
    """*wanted*, or with its parent before it, or with a number behind it."""
    taken = book.by_id.keys() | added.keys()
    longer = f"{parent[:30]}_{wanted}" if parent else wanted
    for one in (wanted, longer, *(f"{longer}_{number}" for number in range(2, len(taken) + 3))):
        if one not in taken:
            return one
    raise AssertionError


def _paths(book: Codebook) -> dict[tuple[str, ...], str]:
    """Names from the top, in either language → id; a path that several codes share is left out."""
    found: dict[tuple[str, ...], str] = {}
    twice = set()
    for code in book.codes:
        for language in ("zh", "en"):
            path = _path(code, book, language)
            if found.setdefault(path, code.id) != code.id:
                twice.add(path)
    return {path: id for path, id in found.items() if path not in twice}


def _path(code: Code, book: Codebook, language: str) -> tuple[str, ...]:
    names: list[str] = []
    step: Code | None = code
    while step and len(names) <= len(book.codes):
        names.append((step.label.say(language) or step.id).casefold())
        step = book.by_id.get(step.parent)
    return tuple(reversed(names))


def _differs(entry: CodeEntry, code: Code) -> list[Problem]:
    """A note where the file describes a code in other words than the codebook."""
    said = clean(entry.description)
    mine = (described(code), code.definition.zh, code.definition.en)
    if not said or said in map(clean, mine):
        return []
    values = {"name": code.id, "fields": "definition"}
    return [Problem("exchange_code_differs", error=False, values=values)]
