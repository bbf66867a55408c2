"""One code's mapping in the file → a `Code`, with every fault in it on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from coder.codebook.nodes import (
    WRITTEN_AS_TEXT,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    is_null,
    pairs,
)
from coder.codebook.patterns import regex_faults, token_faults
from coder.errors import Problem
from coder.model import Bilingual, Code, Pattern

ID_FORM = r"[^\s;,；，\"'“”‘’]{1,100}"
COLOR_FORM = r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
ORIGINS = ("study", "inferred", "own")

# What people write for a field, beside misspellings of its name.
_OTHER_NAMES = {
    "编号": "id",
    "名称": "label",
    "标签": "label",
    "name": "label",
    "title": "label",
    "类型": "kind",
    "type": "kind",
    "上级": "parent",
    "方面": "aspect",
    "来源": "origin",
    "定义": "definition",
    "description": "definition",
    "包含": "include",
    "纳入": "include",
    "排除": "exclude",
    "例子": "examples",
    "示例": "examples",
    "反例": "counter_examples",
    "词": "terms",
    "关键词": "terms",
    "keywords": "terms",
    "规则": "patterns",
    "regex": "patterns",
    "颜色": "color",
    "colour": "color",
    "停用": "retired",
}


@dataclass
class Findings:
    """The problems of one file, collected while it is read."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, node: Node, *, error: bool = True, **values: object) -> None:
        """Note problem *code* at the beginning of *node*."""
        line, column = self.place(node)
        self.add_at(code, line, column, values, error=error)

    def place(self, node: Node) -> tuple[int, int]:
        """Where *node* begins, 0-based; for one that is left empty, where it was left so."""
        start, end = node.start_mark, node.end_mark
        if start.index < end.index:
            return start.line, start.column
        before = self.text[: start.index].rstrip()
        return before.count("\n"), len(before) - before.rfind("\n") - 2

    def add_at(
        self, code: str, line: int, column: int, values: dict[str, object], *, error: bool
    ) -> None:
        """Note problem *code* at a 0-based line and column."""
        self.problems.append(Problem(code, self.file, line + 1, column + 1, error, values))


@dataclass(frozen=True)
class Entry:
    """A code with the nodes it was read from: by field, the key's and the value's."""

    code: Code
    node: MappingNode
    fields: Mapping[str, tuple[Node, Node]]

    def at(self, name: str) -> Node:
        """Where field *name* is written, the whole entry where it is not."""
        return self.fields[name][1] if name in self.fields else self.node


def items_of(node: Node) -> list[Node]:
    """The items of a list; a single value counts as a list of one."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    return [] if is_null(node) else [node]


def read_entry(node: Node, findings: Findings) -> Entry | None:
    """The code written at *node*, None where there is no mapping."""
    if not isinstance(node, MappingNode):
        findings.add("codebook_not_code", node)
        return None
    fields = fields_of(node, tuple(_READERS), findings, _OTHER_NAMES)
    shown = _shown_id(fields)
    read = {
        name: _READERS[name](value, name, shown, findings)
        for name, (_, value) in fields.items()
        if not (is_null(value) and name != "color")
    }
    if "id" not in read:
        findings.add("codebook_no_id", node)
    if not _labelled(read.get("label")):
        findings.add("codebook_no_label", node, id=shown)
    code = Code(id=str(read.pop("id", "")), label=_as_label(read.pop("label", None)))
    return Entry(replace(code, **read), node, fields)  # type: ignore[arg-type]


def fields_of(
    node: MappingNode, known: tuple[str, ...], findings: Findings, other: Mapping[str, str]
) -> dict[str, tuple[Node, Node]]:
    """The known keys of a mapping; unknown and repeated ones are noted."""
    fields: dict[str, tuple[Node, Node]] = {}
    for key, value in pairs(node):
        name = key.value if isinstance(key, ScalarNode) else ""
        if name not in known:
            _unknown(key, str(name), known, findings, other)
        elif name in fields:
            first = fields[name][0].start_mark.line + 1
            findings.add("codebook_key_twice", key, field=name, first=first)
        else:
            fields[name] = (key, value)
    return fields


def _unknown(
    key: Node, name: str, known: tuple[str, ...], findings: Findings, other: Mapping[str, str]
) -> None:
    close = get_close_matches(name.lower(), known, 1, 0.7)
    meant = other.get(name.lower(), close[0] if close else "")
    if meant and meant in known:
        findings.add("codebook_field_meant", key, field=name, meant=meant)
    else:
        findings.add("codebook_field_unknown", key, error=False, field=name, known=", ".join(known))


def _shown_id(fields: Mapping[str, tuple[Node, Node]]) -> str:
    node = fields["id"][1] if "id" in fields else None
    return str(node.value).strip() if isinstance(node, ScalarNode) else "?"


def _labelled(value: object) -> bool:
    return isinstance(value, Bilingual) and bool(value.zh or value.en)


def _as_label(value: object) -> Bilingual:
    return value if isinstance(value, Bilingual) else Bilingual()


def text_at(node: Node, name: str, shown: str, findings: Findings) -> str:
    """The text at *node*; numbers count as written, outer white space does not."""
    if not isinstance(node, ScalarNode):
        colon = isinstance(node, MappingNode) and not node.flow_style
        code = "codebook_text_colon" if colon else "codebook_not_text"
        findings.add(code, node, id=shown, field=name)
        return ""
    if node.style is None and str(node.tag) not in WRITTEN_AS_TEXT:
        findings.add("codebook_not_text", node, id=shown, field=name)
        return ""
    value = str(node.value).strip()
    if any("\ud800" <= character <= "\udfff" for character in value):
        findings.add("codebook_half_character", node, id=shown, field=name)
    return value


def bilingual_at(node: Node, name: str, shown: str, findings: Findings) -> Bilingual:
    """A text in one or both languages: `text`, or `{zh: text, en: text}`."""
    if not isinstance(node, MappingNode):
        return Bilingual(text_at(node, name, shown, findings))
    parts = {
        language: text_at(value, f"{name}.{language}", shown, findings)
        for language, (_, value) in fields_of(node, ("zh", "en"), findings, {}).items()
        if not is_null(value)
    }
    return Bilingual(**parts)


def _id(node: Node, name: str, shown: str, findings: Findings) -> str:
    value = text_at(node, name, shown, findings)
    if not re.fullmatch(ID_FORM, value):
        findings.add("codebook_id_form", node, id=shown)
    return value


def _texts(node: Node, name: str, shown: str, findings: Findings) -> tuple[str, ...]:
    if isinstance(node, MappingNode):
        findings.add("codebook_not_list", node, id=shown, field=name)
        return ()
    values = []
    for item in items_of(node):
        value = "" if is_null(item) else text_at(item, name, shown, findings)
        if not value and isinstance(item, ScalarNode):
            findings.add("codebook_empty_item", item, id=shown, field=name)
        values.append(value)
    return tuple(values)


def _origin(node: Node, name: str, shown: str, findings: Findings) -> str:
    value = text_at(node, name, shown, findings)
    if value and value not in ORIGINS:
        findings.add("codebook_origin", node, id=shown, value=value, known=" | ".join(ORIGINS))
    return value


def _color(node: Node, name: str, shown: str, findings: Findings) -> str:
    if is_null(node):
        _unquoted_color(node, shown, findings)
        return ""
    value = text_at(node, name, shown, findings)
    if value and not re.fullmatch(COLOR_FORM, value):
        findings.add("codebook_color", node, id=shown, value=value)
    return value


def _unquoted_color(node: Node, shown: str, findings: Findings) -> None:
    """`color: #d95f02` is a comment to YAML; people write it all the same."""
    number, _ = findings.place(node)
    line = findings.text.split("\n")[number]
    found = re.search(rf"color\s*:\s+({COLOR_FORM})", line)
    if found:
        findings.add("codebook_color_quote", node, id=shown, value=found[1])


def _retired(node: Node, name: str, shown: str, findings: Findings) -> bool:
    said = str(node.value).lower() if isinstance(node, ScalarNode) else ""
    if said not in ("true", "false"):
        findings.add("codebook_not_bool", node, id=shown, field=name)
    return said == "true"


def _patterns(node: Node, name: str, shown: str, findings: Findings) -> tuple[Pattern, ...]:
    nodes = [node] if isinstance(node, MappingNode) else items_of(node)
    return tuple(_pattern(item, name, shown, findings) for item in nodes)


def _pattern(node: Node, name: str, shown: str, findings: Findings) -> Pattern:
    if isinstance(node, SequenceNode):
        return _tokens(node, shown, findings)
    if isinstance(node, MappingNode):
        for key, (_, value) in fields_of(node, ("regex", "tokens"), findings, {}).items():
            return (
                _regex(value, name, shown, findings)
                if key == "regex"
                else _tokens(value, shown, findings)
            )
        findings.add("codebook_not_pattern", node, id=shown)
        return Pattern()
    return _regex(node, name, shown, findings)


def _regex(node: Node, name: str, shown: str, findings: Findings) -> Pattern:
    text_at(node, name, shown, findings)
    regex = str(node.value).strip("\n") if isinstance(node, ScalarNode) else ""
    if not regex:
        findings.add("codebook_empty_item", node, id=shown, field=name)
    for fault in regex_faults(regex) if regex else ():
        column = node.start_mark.column + _offset_in(node, fault.position)
        values = {"id": shown, "pattern": regex, "position": fault.position + 1} | fault.values
        findings.add_at(fault.code, node.start_mark.line, column, values, error=fault.error)
    return Pattern(regex=regex)


def _offset_in(node: Node, position: int) -> int:
    """How far right of the node the regex's *position* stands, 0 where that is not plain."""
    source = node.start_mark.buffer[node.start_mark.index : node.end_mark.index]
    quoted = 1 if source[:1] in ("'", '"') else 0
    same = source[quoted : quoted + position] == str(node.value)[:position]
    return quoted + position if same and "\n" not in source else 0


def _tokens(node: Node, shown: str, findings: Findings) -> Pattern:
    tokens = plain(node)
    for fault in token_faults(tokens):
        values: dict[str, object] = {"id": shown} | fault.values
        findings.add(fault.code, node, error=fault.error, **values)
    return Pattern(tokens=json.dumps(tokens, ensure_ascii=False, sort_keys=True))


def plain(node: Node) -> object:
    """The plain lists, mappings and values written at *node*, as JSON would say them."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(value) for key, value in pairs(node)}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    kind = str(node.tag).rpartition(":")[2]
    if kind == "bool":
        return str(node.value).lower() == "true"
    if kind == "int" and re.fullmatch(r"[-+]?\d{1,9}", str(node.value)):
        return int(node.value)
    return None if kind == "null" else str(node.value)


_READERS: dict[str, Callable[[Node, str, str, Findings], object]] = {
    "id": _id,
    "label": bilingual_at,
    "kind": text_at,
    "parent": text_at,
    "aspect": text_at,
    "origin": _origin,
    "definition": bilingual_at,
    "include": _texts,
    "exclude": _texts,
    "examples": _texts,
    "counter_examples": _texts,
    "terms": _texts,
    "patterns": _patterns,
    "color": _color,
    "retired": _retired,
}
FIELDS = tuple(_READERS)
