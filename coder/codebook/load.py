"""`codebook.yaml` → `Codebook`, or everything that is wrong with it, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from coder.codebook.entry import (
    Entry,
    Findings,
    bilingual_at,
    fields_of,
    items_of,
    read_entry,
    text_at,
)
from coder.codebook.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
    is_null,
    pairs,
)
from coder.codebook.rules import check_known, check_rules
from coder.errors import Problem, Problems
from coder.model import Bilingual, Codebook

FILE = "codebook.yaml"
LABEL_MAPS = ("kinds", "aspects", "groups")
TOP = ("title", "language", *LABEL_MAPS, "codes")


@dataclass(frozen=True)
class CodebookFile:
    """What a codebook file says: the codes, and names for what they refer to.

    Attributes:
        kinds, aspects, groups: id → name, in the file's order; empty where not listed.
    """

    codebook: Codebook = field(default_factory=Codebook)
    title: Bilingual = field(default_factory=Bilingual)
    language: str = ""
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    aspects: Mapping[str, Bilingual] = field(default_factory=dict)
    groups: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True)
class Located:
    """A codebook with the nodes it was read from, and what was found on the way.

    Attributes:
        key, codes: the node of the word `codes` and of the list; the same one where the
            list is all that the file has.
    """

    document: CodebookFile
    entries: tuple[Entry, ...]
    key: Node | None
    codes: Node | None
    problems: tuple[Problem, ...]


def load(text: str, file: str = FILE) -> Codebook:
    """The codebook that YAML *text* says.

    Raises:
        Problems: all errors in it, in the order of their lines.
    """
    return load_document(text, file).codebook


def load_document(text: str, file: str = FILE) -> CodebookFile:
    """The codebook that YAML *text* says, with its title and its names for kinds and groups.

    Raises:
        Problems: all errors in it, in the order of their lines.
    """
    return locate(text, file).document


def check(text: str, file: str = FILE) -> list[Problem]:
    """All errors and warnings in YAML *text*, in the order of their lines."""
    try:
        return list(_read(text, file).problems)
    except Problems as found:
        return list(found.problems)


def read_text(path: Path) -> str:
    """The text of a codebook file, with its line ends as they are and without a BOM.

    Raises:
        Problems: the file is not UTF-8.
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        looks: dict[str, object] = {"looks": _looks_like(data)}
        raise Problems([Problem("codebook_encoding", path.name, line, values=looks)]) from error


def load_file(path: Path) -> tuple[Codebook, str]:
    """The codebook in the file at *path*, and its text.

    Raises:
        Problems: all errors in it.
        OSError: it cannot be read.
    """
    text = read_text(path)
    return load(text, path.name), text


def check_file(path: Path) -> list[Problem]:
    """All errors and warnings in the file at *path*.

    Raises:
        OSError: it cannot be read.
    """
    try:
        return check(read_text(path), path.name)
    except Problems as found:
        return list(found.problems)


def locate(text: str, file: str = FILE) -> Located:
    """What YAML *text* says, with the nodes that say it.

    Raises:
        Problems: all errors in it, in the order of their lines.
    """
    located = _read(text, file)
    errors = [problem for problem in located.problems if problem.error]
    if errors:
        raise Problems(errors)
    return located


def _looks_like(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030 / GBK"


@lru_cache(maxsize=8)
def _read(text: str, file: str) -> Located:
    """Remembered, because an act reads a text that was read a moment ago; nodes never change."""
    text = text.removeprefix("\ufeff")
    root = compose(text, file)
    if root is None:
        raise Problems([Problem("codebook_empty", file)])
    findings = Findings(file, text)
    top = _top(root, findings)
    key, codes = top.get("codes", (None, None))
    entries = _entries(codes, findings)
    check_rules(entries, findings)
    document = _document(top, entries, findings)
    check_known(entries, "kind", document.kinds, findings)
    check_known(entries, "aspect", document.aspects, findings)
    problems = sorted(findings.problems, key=lambda one: (one.line, one.column))
    return Located(document, tuple(entries), key, codes, tuple(problems))


def _top(root: Node, findings: Findings) -> dict[str, tuple[Node, Node]]:
    if isinstance(root, SequenceNode):
        return {"codes": (root, root)}
    if not isinstance(root, MappingNode):
        findings.add("codebook_no_codes", root)
        return {}
    top = fields_of(root, TOP, findings, {"编码": "codes", "标题": "title", "code": "codes"})
    if "codes" not in top:
        findings.add("codebook_no_codes", root)
    return top


def _entries(codes: Node | None, findings: Findings) -> list[Entry]:
    if codes is None or is_null(codes):
        return []
    if not isinstance(codes, SequenceNode):
        findings.add("codebook_codes_not_list", codes)
        return []
    read = (read_entry(node, findings) for node in items_of(codes))
    return [entry for entry in read if entry is not None]


def _document(
    top: Mapping[str, tuple[Node, Node]], entries: list[Entry], findings: Findings
) -> CodebookFile:
    said = {name: value for name, (_, value) in top.items() if not is_null(value)}
    maps = {name: _labels(said[name], name, findings) for name in LABEL_MAPS if name in said}
    title = said.get("title")
    language = said.get("language")
    return CodebookFile(
        Codebook(tuple(entry.code for entry in entries)),
        Bilingual() if title is None else bilingual_at(title, "title", "", findings),
        "" if language is None else text_at(language, "language", "", findings),
        **maps,
    )


def _labels(node: Node, name: str, findings: Findings) -> dict[str, Bilingual]:
    if not isinstance(node, MappingNode):
        findings.add("codebook_not_labels", node, field=name)
        return {}
    return {
        str(key.value): bilingual_at(value, f"{name}.{key.value}", "", findings)
        for key, value in pairs(node)
        if isinstance(key, ScalarNode) and not is_null(value)
    }
