"""Values → YAML text that says exactly them, in the manner of the text around."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import fields

from coder.model import Bilingual, Code, Pattern

# Plain text: begins with a letter or a Chinese character, has nothing YAML could take for syntax.
_PLAIN = re.compile(r"[^\W\d_](?:[^\s:#,\[\]{}\"'`\\]|(?<=\S) (?=[^\s:#,\[\]{}\"'`\\]))*")
_WORDS_OF_YAML = frozenset("null true false yes no on off y n inf nan".split())
_CONTROLS = re.compile(
    "[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WIDTH = 80


def scalar(value: str, *, style: str | None = None, force: bool = False) -> str:
    """*value* on one line: plain where that is safe, else in quotation marks.

    Args:
        style: `'` or `"` to prefer that mark, as the text that is replaced had.
        force: never plain.
    """
    if not style and not force and is_plain(value):
        return value
    if _CONTROLS.search(value) or re.search(r"[\t\n\r]", value):
        return _double(value)
    if style == '"' or (style != "'" and not force and "'" in value):
        return _double(value)
    return "'" + value.replace("'", "''") + "'"


def is_plain(value: str) -> bool:
    """Whether YAML reads *value*, without quotation marks, as this very text anywhere."""
    plain = _PLAIN.fullmatch(value) and not _CONTROLS.search(value)
    return bool(plain) and value.lower() not in _WORDS_OF_YAML


def _double(value: str) -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return _CONTROLS.sub(_escape, quoted)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def can_be_block(value: str) -> bool:
    """Whether *value* has several lines that a `|-` block holds exactly."""
    lines = value.split("\n")
    return (
        len(lines) > 1
        and not _CONTROLS.search(value)
        and "\r" not in value
        and "\t" not in value
        and all(line == line.rstrip() for line in lines)
        and value == value.strip()
    )


def text_lines(value: str, indent: int, newline: str, *, style: str | None = None) -> str:
    """*value* where a key or dash is followed by it; more lines as a `|-` block at *indent*."""
    if not can_be_block(value):
        return scalar(value, style=style if style in ("'", '"') else None)
    pad = newline + " " * indent
    return "|-" + "".join(pad + line if line else newline for line in value.split("\n"))


def pattern_text(pattern: Pattern) -> str:
    """One pattern: a quoted regular expression, or its tokens as a flow list."""
    if pattern.tokens:
        return _CONTROLS.sub(_escape, json.dumps(json.loads(pattern.tokens), ensure_ascii=False))
    return scalar(pattern.regex, force=True)


def item_text(item: str | Pattern, indent: int, newline: str, style: str | None = None) -> str:
    """What stands behind the dash of a list's item."""
    if isinstance(item, Pattern):
        if item.regex and style:
            return scalar(item.regex, style=style, force=True)
        return pattern_text(item)
    return text_lines(item, indent, newline, style=style)


def flow(value: object, style: str | None = None) -> str:
    """*value* on one line, as it may stand inside brackets."""
    match value:
        case Bilingual(zh, ""):
            return scalar(zh)
        case Bilingual():
            said = [f"{k}: {scalar(v)}" for k, v in (("zh", value.zh), ("en", value.en)) if v]
            return "{" + ", ".join(said) + "}"
        case Pattern():
            return pattern_text(value)
        case bool():
            return str(value).lower()
        case str():
            return scalar(value, style=style if style in ("'", '"') else None)
        case Sequence():
            return "[" + ", ".join(flow(item) for item in value) + "]"
    raise TypeError(type(value).__name__)


def field_lines(name: str, value: object, indent: int, newline: str) -> str:
    """A field of a code as whole lines, each with its line end."""
    pad = " " * indent
    return f"{pad}{name}:{after_key(value, indent, newline)}{newline}"


def after_key(value: object, indent: int, newline: str) -> str:
    """What follows `name:` (on its line and on the lines below), without the last line end."""
    deeper = newline + " " * (indent + 2)
    match value:
        case Bilingual(zh, ""):
            return " " + text_lines(zh, indent + 2, newline)
        case Bilingual():
            if len(one_line := flow(value)) <= _WIDTH and "\n" not in value.zh + value.en:
                return " " + one_line
            said = [(k, v) for k, v in (("zh", value.zh), ("en", value.en)) if v]
            parts = (f"{k}: {text_lines(v, indent + 4, newline)}" for k, v in said)
            return "".join(deeper + part for part in parts)
        case tuple() | list():
            items = (item_text(item, indent + 4, newline) for item in value)
            return "".join(f"{deeper}- {item}" for item in items)
        case str():
            return " " + text_lines(value, indent + 2, newline)
    return " " + flow(value)


def written_fields(code: Code) -> dict[str, object]:
    """The fields of *code* that have something to say, in their usual order."""
    empty = Code("", Bilingual())
    named = ((field.name, getattr(code, field.name)) for field in fields(Code))
    return {name: value for name, value in named if value != getattr(empty, name)}


def code_lines(code: Code, indent: int, newline: str, *, offset: int = 2) -> str:
    """A whole code as an item of a block list whose dashes stand at *indent*."""
    inner = indent + offset
    said = written_fields(code).items()
    lines = "".join(field_lines(name, value, inner, newline) for name, value in said)
    return " " * indent + "-" + " " * (offset - 1) + lines[inner:]
