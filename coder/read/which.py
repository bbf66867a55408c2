"""Which reader for which file, and from its text to a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.model import Document, Role
from coder.read.docx import read_docx
from coder.read.front_matter import FrontMatter, split
from coder.read.parsed import Contents, Dropped, Parsed
from coder.read.plain import read_plain
from coder.text.turns import TurnsFound, find_turns

READERS: dict[str, Callable[[Path, bytes], Contents]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".docx": read_docx,
}
LARGEST = 20  # MB


def find_transcripts(root: Path) -> list[Path]:
    """The files below *root* that may be transcripts, in order of path."""
    if not root.is_dir():
        return []
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
    )


def read(
    path: Path,
    *,
    root: Path,
    attributes: Mapping[str, Mapping[str, str]],
    roles: Mapping[str, Role],
) -> Parsed:
    """Read one file.

    Args:
        root: the interviews' folder; a subfolder's name is the group where nothing else says it.
        attributes: by document id or file name, from `interviews.csv`.
        roles: speaker → role, as the user has set it.

    Raises:
        CoderError: one of the sentences of `words.read`.
    """
    contents = _contents(path)
    front = split(contents.text, path.name)
    if not front.body.strip():
        raise CoderError("no_words", file=path.name)
    source = path.relative_to(root).as_posix()
    said = _said(source, path, front, attributes)
    found = find_turns(
        front.body, interviewer=said.get("interviewer", ""), roles=roles, labels=contents.labels
    )
    document = Document(
        said.pop("id", path.stem), front.body, found.turns, attributes=said, source=source
    )
    dropped = (*contents.dropped, *_front(contents.text, front), *_dropped(front, found))
    problems = (*contents.problems, *found.problems, *_summary(dropped, found))
    return Parsed(document, problems, dropped, found.form, contents.encoding)


def _contents(path: Path) -> Contents:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        supported = " ".join(READERS)
        raise CoderError(
            "unsupported_format", file=path.name, suffix=path.suffix, supported=supported
        )
    try:
        size = path.stat().st_size / 1_000_000
        if size > LARGEST:
            raise CoderError("too_large", file=path.name, size=round(size), limit=LARGEST)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise CoderError("unreadable_file", file=path.name, reason=reason) from error
    return reader(path, data)


def _said(
    source: str, path: Path, front: FrontMatter, table: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """What is known of the document: front matter over `interviews.csv` over the subfolder."""
    said: dict[str, str] = {}
    if "/" in source:
        said["group"] = source.rsplit("/", 2)[-2]
    for key in (path.stem, path.name, source, front.attributes.get("id", "")):
        said |= table.get(key, {})
    return {name: value for name, value in (said | front.attributes).items() if value}


def _front(text: str, front: FrontMatter) -> list[Dropped]:
    if not front.lines:
        return []
    return [Dropped(1, "front_matter", "\n".join(text.split("\n")[: front.lines]))]


def _dropped(front: FrontMatter, found: TurnsFound) -> list[Dropped]:
    return [
        Dropped(front.lines + front.body.count("\n", 0, start) + 1, reason, front.body[start:end])
        for start, end, reason in found.dropped
    ]


def _summary(dropped: tuple[Dropped, ...], found: TurnsFound) -> list[Problem]:
    lost = [part for part in dropped if part.reason in ("before_first_turn", "empty_turn")]
    if not lost:
        return []
    values = {"count": len(lost), "line": lost[0].line, "text": lost[0].text[:30]}
    return [Problem("text_dropped", line=lost[0].line, error=False, values=values)]
