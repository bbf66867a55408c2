"""Texts from elsewhere as documents of the study: known ones found again, new ones as files.

The study's folder stays the truth: a new text becomes a transcript in `interviews/`, and what is
planned is planned on the text as our own reader reads that file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.exchange.project import Source
from coder.exchange.texts import document_id, file_name, readable, transcript
from coder.model import Document
from coder.read import which
from coder.store.study import Study
from coder.text.anchor import realign

Range = tuple[int, int]
SAME_SHARE = 0.5  # of the codings that must find their words for a text to be another version


@dataclass(frozen=True)
class Home:
    """Where a source's codings go.

    Attributes:
        status: "new", "known" (the same text), "other" (another version of it) or "failed".
        ranges: the source's range → the document's; a range that is missing was not found.
        file: for a new one, its name in `interviews/` and its content.
    """

    source: Source
    document: Document
    status: str
    ranges: Mapping[Range, Range]
    file: tuple[str, bytes] | None = None
    problems: tuple[Problem, ...] = ()


def homes(study: Study, sources: Sequence[Source], documents: Mapping[str, Document]) -> list[Home]:
    """A home for every source, in order."""
    taken = set(documents)
    files = {path.name.casefold() for path in study.interviews.glob("*")}
    found = []
    for source in sources:
        home = _known(source, documents) or _new(source, taken, files)
        taken.add(home.document.id)
        if home.file:
            files.add(home.file[0].casefold())
        found.append(home)
    return found


def _known(source: Source, documents: Mapping[str, Document]) -> Home | None:
    text, name = readable(source.text), document_id(source.name)
    same = [one for one in documents.values() if one.text == text]
    same.sort(key=lambda one: (one.id != name, not one.id.startswith(name)))
    ranges = _ranges(source)
    if same:
        return Home(source, same[0], "known", {one: one for one in ranges})
    older = documents.get(name)
    if older is None:
        return None
    moved = _moved(text, older.text, ranges)
    if ranges and len(moved) < SAME_SHARE * len(ranges):
        return None
    values = {"name": older.id, "placed": len(moved), "count": len(ranges) - len(moved)}
    told = Problem("exchange_other_text", error=False, values=values)
    return Home(source, older, "other", moved, problems=(told,))


def _new(source: Source, taken: set[str], files: set[str]) -> Home:
    text, wanted = readable(source.text), document_id(source.name)
    tries = (
        wanted if number < 2 else f"{wanted} ({number})" for number in range(1, len(taken) + 3)
    )
    name = next(one for one in tries if one not in taken)
    if not text.strip():
        return _failed(source, "exchange_no_words")
    content = transcript(name, source.attributes, text)
    file = next(
        one
        for number in range(len(files) + 2)
        if (one := file_name(f"{name}_{number}" if number else name)).casefold() not in files
    )
    try:
        document = _read_back(file, content)
    except CoderError as error:
        return _failed(source, error.code, error.values)
    ranges = {one: one for one in _ranges(source)}
    problems = [_renamed(source.name, name)] if document_id(source.name) != name else []
    if document.text != text:
        ranges = _moved(text, document.text, list(ranges))
        values = {"name": name, "count": len(_ranges(source)) - len(ranges)}
        problems.append(Problem("exchange_not_exact", error=False, values=values))
    return Home(source, document, "new", ranges, (file, content), tuple(problems))


def _read_back(file: str, content: bytes) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        path.write_bytes(content)
        return which.read(path, root=Path(folder)).document


def _ranges(source: Source) -> list[Range]:
    return sorted({(one.start, one.end) for one in source.selections})


def _moved(old: str, new: str, ranges: Sequence[Range]) -> dict[Range, Range]:
    """The ranges whose words are surely in *new*, and where."""
    anchors = realign(old, new, ranges)
    return {
        one: (anchor.start, anchor.end)
        for one, anchor in zip(ranges, anchors, strict=True)
        if str(anchor.status) in ("kept", "moved")
    }


def _failed(source: Source, code: str, values: Mapping[str, object] | None = None) -> Home:
    told = Problem(code, error=False, values={"name": source.name, **(values or {})})
    return Home(source, Document("", ""), "failed", {}, problems=(told,))


def _renamed(name: str, used: str) -> Problem:
    return Problem("exchange_renamed", error=False, values={"name": name, "used": used})
