"""A codebook as a table, one row a code, and back.

Columns: id, label_zh, label_en, kind, parent, aspect, origin, definition_zh, definition_en, include,
exclude, examples, counter_examples, terms, patterns, retired, color. A list stands in one cell, an
item a line; a line that begins with two spaces goes on with the item above it. A cell that a
spreadsheet would take for a formula begins with an apostrophe, which is taken off again.

Tables from elsewhere are read by other names too: `name` or `label`, `tag` or `path` with levels
divided by `.` (Taguette), `description` or `definition`, and the same in Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from coder.errors import CoderError
from coder.exchange.codes import bilingual, clean, id_from
from coder.exchange.colors import color_of
from coder.exchange.project import CodeEntry
from coder.model import Bilingual, Code, Pattern

TEXTS = ("kind", "parent", "aspect", "origin", "color")
LISTS = ("include", "exclude", "examples", "counter_examples", "terms")
COLUMNS = tuple(
    "id label_zh label_en kind parent aspect origin definition_zh definition_en include exclude "
    "examples counter_examples terms patterns retired color".split()
)
KNOWN_COLUMNS = frozenset((*COLUMNS, "label", "definition", "path"))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a guarded cell begins with below its mark
TRUE = ("true", "1", "yes", "是", "停用", "x")
OTHER_NAMES = {
    "编号": "id",
    "code": "id",
    "名称": "label",
    "标签": "label",
    "编码": "label",
    "name": "label",
    "名称（中文）": "label_zh",
    "名称（英文）": "label_en",
    "定义": "definition",
    "说明": "definition",
    "描述": "definition",
    "description": "definition",
    "memo": "definition",
    "类别": "kind",
    "类型": "kind",
    "上级": "parent",
    "上级编码": "parent",
    "方面": "aspect",
    "来源": "origin",
    "颜色": "color",
    "colour": "color",
    "何时用": "include",
    "何时不用": "exclude",
    "例句": "examples",
    "反例": "counter_examples",
    "词语": "terms",
    "句式": "patterns",
    "已停用": "retired",
    "tag": "path",
    "路径": "path",
}


def row_of(code: Code) -> dict[str, str]:
    """A code as a row of `COLUMNS`."""
    row = {
        "id": code.id,
        "label_zh": code.label.zh,
        "label_en": code.label.en,
        **{name: getattr(code, name) for name in TEXTS},
        "definition_zh": code.definition.zh,
        "definition_en": code.definition.en,
        **{name: lines(getattr(code, name)) for name in LISTS},
        "patterns": "\n".join(pattern.regex or pattern.tokens for pattern in code.patterns),
        "retired": "true" if code.retired else "",
    }
    return {name: row[name] for name in COLUMNS}


def guarded(cell: str) -> str:
    """*cell* with a mark before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def bare(cell: str) -> str:
    """*cell* without that mark."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def lines(items: Iterable[str]) -> str:
    """A list in one cell."""
    return "\n".join(item.replace("\n", "\n  ") for item in items)


def items(cell: str) -> tuple[str, ...]:
    """The list in a cell."""
    found: list[str] = []
    for line in cell.split("\n"):
        if line.startswith("  ") and found:
            found[-1] += "\n" + line[2:]
        elif line.strip():
            found.append(line.lstrip())
    return tuple(item.rstrip() for item in found)


def columns_of(header: Sequence[str], file: str) -> list[str]:
    """The header's columns by our names; one that is not known is kept as it is.

    Raises:
        CoderError: codes_header where no column names the code.
    """
    named = [" ".join(clean(name).split()).casefold() for name in header]
    known = [OTHER_NAMES.get(name, name) for name in named]
    if not {"id", "label", "label_zh", "label_en", "path"} & set(known):
        found = ", ".join(filter(None, named)) or "–"
        raise CoderError("codes_header", file=file, found=found)
    return known


def is_own(columns: Sequence[str]) -> bool:
    """Whether a table says codes by their ids, as ours do."""
    return "id" in columns and "path" not in columns


def code_of(row: Mapping[str, str], before: Code | None = None) -> Code:
    """The code that a row says; fields without a column are as in *before*."""
    said = {name: bare(cell) for name, cell in row.items()}
    old = before or Code(id_from(said["id"]), label=Bilingual())
    fields: dict[str, object] = {
        name: clean(said[name]) for name in TEXTS if name in said and name != "color"
    }
    fields |= {name: items(clean(said[name])) for name in LISTS if name in said}
    if "color" in said:
        fields["color"] = _color(said["color"])
    if "patterns" in said:
        fields["patterns"] = tuple(map(_pattern, filter(str.strip, said["patterns"].split("\n"))))
    if "retired" in said:
        fields["retired"] = said["retired"].strip().casefold() in TRUE
    label = _said(said, "label", old.label)
    fields["label"] = label if label.zh or label.en else bilingual(said["id"])
    fields["definition"] = _said(said, "definition", old.definition)
    values = {name: getattr(old, name) for name in Code.__dataclass_fields__} | fields
    return Code(**values)


def entries_of(rows: Sequence[Mapping[str, str]]) -> list[CodeEntry]:
    """The codes of a table from elsewhere, by path or by name; missing parents are made."""
    found: dict[str, CodeEntry] = {}
    for row in rows:
        said = {name: bare(cell) for name, cell in row.items()}
        path = clean(said.get("path", "")) or _named_path(said)
        parts = [part.strip() for part in path.split("\x1f" if "\x1f" in path else ".")]
        if "path" not in said:
            parts = path.split("\x1f")
        definition = said.get("definition", "") or said.get("definition_zh", "")
        for depth in range(1, len(parts) + 1):
            key = "\x1f".join(parts[:depth])
            if depth < len(parts) and key not in found:
                above = "\x1f".join(parts[: depth - 1])
                found[key] = CodeEntry(key, parts[depth - 1], above)
        color = color_of(said.get("color", ""))
        above = "\x1f".join(parts[:-1])
        entry = CodeEntry(
            "\x1f".join(parts), parts[-1], above, definition, color, kind=said.get("kind", "")
        )
        found[entry.key] = entry
    return list(found.values())


def _named_path(said: Mapping[str, str]) -> str:
    name = said.get("label") or said.get("label_zh") or said.get("label_en") or ""
    parent = clean(said.get("parent", ""))
    return f"{parent}\x1f{clean(name)}" if parent else clean(name)


def _said(said: Mapping[str, str], name: str, old: Bilingual) -> Bilingual:
    zh, en = said.get(f"{name}_zh"), said.get(f"{name}_en")
    if zh is None and en is None:
        return bilingual(said[name]) if name in said else old
    return Bilingual(old.zh if zh is None else clean(zh), old.en if en is None else clean(en))


def _color(said: str) -> str:
    """A colour as it is written where the codebook can hold it, else what it means."""
    said = said.strip()
    return said if said.startswith("#") and len(said) in (4, 7) else color_of(said)


def _pattern(line: str) -> Pattern:
    try:
        tokens = json.loads(line)
    except ValueError:
        return Pattern(regex=line)
    if isinstance(tokens, list) and tokens and all(isinstance(one, dict) for one in tokens):
        return Pattern(tokens=json.dumps(tokens, ensure_ascii=False, sort_keys=True))
    return Pattern(regex=line)
