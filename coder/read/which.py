"""One file → `Parsed`: the reader by suffix, then front matter, attributes, turns.

A new container format is one module with `read_x(content, file) -> Content` and a line in
`READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from coder.errors import CoderError, Problem
from coder.model import Document, Role
from coder.read.annotation import read_eaf, read_tei
from coder.read.attributes import attributes_of
from coder.read.chat import read_chat
from coder.read.encoding import encoding_named, recode
from coder.read.front_matter import split_front_matter
from coder.read.markup import read_html
from coder.read.parsed import LETTERS, LINES, Content, Dropped, Parsed
from coder.read.pdf import read_pdf
from coder.read.plain import read_plain
from coder.read.rtf import read_rtf
from coder.read.speech_json import read_json, read_otr
from coder.read.subtitles import read_subtitles, read_whisper_tsv
from coder.text.account import account
from coder.text.turns import TurnsFound, find_turns

LIMIT_MB = 20
RTF_MB = 8  # its reader takes two megabytes a second
Reader = Callable[[bytes, str], Content]


def _docx(content: bytes, file: str) -> Content:
    # python-docx takes 0.2 s to import; a study of plain texts need not wait for it.
    from coder.read.docx import read_docx

    return read_docx(content, file)


def _odt(content: bytes, file: str) -> Content:
    from coder.read.odt import read_odt

    return read_odt(content, file)


def _doc(content: bytes, file: str) -> Content:
    from coder.read.office import read_doc

    return read_doc(content, file)


READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".docx": _docx,
    ".doc": _doc,
    ".odt": _odt,
    ".pdf": read_pdf,
    ".rtf": read_rtf,
    ".vtt": read_subtitles("vtt"),
    ".srt": read_subtitles("srt"),
    ".sbv": read_subtitles("sbv"),
    ".json": read_json,
    ".tsv": read_whisper_tsv,
    ".html": read_html,
    ".htm": read_html,
    ".otr": read_otr,
    ".xml": read_tei,
    ".eaf": read_eaf,
    ".cha": read_chat,
}


# Formats whose bytes are letters in some encoding; the others say themselves in which.
TEXTS = frozenset(".txt .md .vtt .srt .sbv .json .tsv .html .htm .otr .cha".split())
PLAIN = frozenset(".txt .md .vtt .srt .sbv .tsv .cha".split())
MARKED = frozenset(".html .htm .otr .xml .eaf".split())


def find_transcripts(root: Path) -> list[Path]:
    """All files below *root* in a fixed order, without hidden and lock files (`~$…`).

    Files of unsupported formats are among them, so that `read` can say so.
    """
    if not root.is_dir():
        return []
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
        and path.name not in ("Thumbs.db", "desktop.ini")
    )


def read(
    path: Path,
    *,
    root: Path,
    attributes: Mapping[str, Mapping[str, str]] = {},
    roles: Mapping[str, Role] = {},
    encoding: str = "",
) -> Parsed:
    """Read one transcript.

    Args:
        root: the folder of interviews; a subfolder's name is the `group` if nothing else says it.
        attributes: the table of `read_attributes`; front matter wins over it.
        roles: speaker → role as the user set it for this document.
        encoding: a name of `encoding.ENCODINGS` as the user chose it; "" to find out.

    Raises:
        CoderError: unsupported_format, empty_file, too_large, text_too_long, unreadable_file, no_words,
            front_matter, bad_encoding, wrong_encoding, and what the reader of the format says.
    """
    name = path.name
    reader = READERS.get(path.suffix.lower())
    if not reader:
        supported = "、".join(READERS)
        suffix = path.suffix or "–"
        raise CoderError("unsupported_format", file=name, suffix=suffix, supported=supported)
    raw = _bytes(path)
    chosen = encoding_named(encoding) if encoding and path.suffix.lower() in TEXTS else ""
    _check_length(raw, name, path.suffix.lower())
    content = reader(recode(raw, chosen, name) if chosen else raw, name)
    if len(content.text) > LETTERS or content.text.count("\n") > LINES:
        raise CoderError("text_too_long", file=name, letters=LETTERS, lines=LINES)
    matter = split_front_matter(content.text, name)
    if not matter.body.strip():
        raise CoderError("no_words", file=name)
    source = path.relative_to(root).as_posix() if path.is_relative_to(root) else name
    known = _attributes(matter.attributes, attributes, source)
    document_id = known.pop("id", "") or path.stem
    found = find_turns(
        matter.body,
        interviewer=known.get("interviewer", ""),
        roles={**content.roles, **roles},
        labels=content.labels,
        headings=content.headings,
        asked=content.asked,
    )
    document = Document(document_id, matter.body, found.turns, known, source)
    dropped = (*content.dropped, *_named(found, matter.body, matter.lines))
    problems = (*content.problems, *found.problems, *_told(dropped))
    placed = tuple(
        Problem(one.code, name, one.line, one.column, one.error, one.values) for one in problems
    )
    lines = account(matter.body, found.turns, first=matter.lines + 1)
    return Parsed(document, placed, dropped, found.form, chosen or content.encoding, lines)


def _check_length(raw: bytes, name: str, suffix: str) -> None:
    """Refuse what would take minutes to take apart, before it is."""
    letters = len(raw) if suffix in PLAIN else 0
    lines = raw.count(b"\n") if suffix in PLAIN else 0
    marks = raw.count(b"<") if suffix in MARKED else 0
    things = raw.count(b"{") if suffix == ".json" else 0
    if letters > 4 * LETTERS or max(lines, marks) > 4 * LINES or things > 10 * LINES:
        raise CoderError("text_too_long", file=name, letters=LETTERS, lines=LINES)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        limit = RTF_MB if path.suffix.lower() == ".rtf" else LIMIT_MB
        if size > limit * 2**20:
            sizes = {"size": -(-size // 2**20), "limit": limit}
            raise CoderError("too_large", file=path.name, **sizes)
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CoderError("unreadable_file", file=path.name, reason=reason) from error
    if not content:
        raise CoderError("empty_file", file=path.name)
    return content


def _attributes(
    front: Mapping[str, str], table: Mapping[str, Mapping[str, str]], source: str
) -> dict[str, str]:
    """Front matter, over the table's row, over the subfolder's name; `id` is the document's."""
    row = attributes_of(table, source, front.get("id", ""))
    if "document" in row:
        row["id"] = row.pop("document")
    # A row whose `document` names the file and not an id still means this file.
    if row.get("id") in (source, Path(source).name):
        row["id"] = ""
    known = {**row, **{name: value for name, value in front.items() if value}}
    folders = Path(source).parts[:-1]
    if folders and not known.get("group"):
        known["group"] = folders[0]
    return {name: value for name, value in known.items() if value}


def _named(found: TurnsFound, text: str, before: int) -> list[Dropped]:
    named = []
    for start, end, reason in found.dropped:
        line = before + text.count("\n", 0, start) + 1
        named.append(Dropped(line, reason, text[start:end]))
    return named


def _told(dropped: tuple[Dropped, ...]) -> list[Problem]:
    """One warning for all lost words; stamps, rules and blank turns are no loss."""
    quiet = ("time", "rule", "empty_turn", "picture", "tier", "file_head", "page_number")
    words = [one for one in dropped if one.reason not in quiet and one.line]
    if not words:
        return []
    first = words[0]
    values: dict[str, object] = {
        "count": len(words),
        "line": first.line,
        "text": " ".join(first.text.split())[:40],
    }
    return [Problem("text_dropped", error=False, values=values)]
