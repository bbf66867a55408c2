"""The attributes at the top of a transcript: YAML between two lines of `---`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coder.errors import CoderError

_FENCE = re.compile(r"[-—]{3,}[ \t]*")
_FIELD = re.compile(r"[^\s#:：][^:：]{0,40}[:：](?:\s.*)?")


@dataclass(frozen=True)
class FrontMatter:
    """Attributes as text, in the file's order, and how many lines of the file they take."""

    attributes: Mapping[str, str]
    body: str
    lines: int


def split_front_matter(text: str, file: str) -> FrontMatter:
    """Take the front matter off *text*; a text without it comes back whole.

    Raises:
        CoderError: front_matter with its line, front_matter_open.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None or not re.fullmatch(r"-{3,}", lines[first].strip()):
        return FrontMatter({}, text, 0)
    ends = (i for i in range(first + 1, len(lines)) if _ends(lines[i]))
    end = next(ends, None)
    if end is None:
        # A rule at the top of a text without fields is no front matter.
        if first + 1 < len(lines) and re.match(r"[A-Za-z_]+:(\s|$)", lines[first + 1]):
            raise CoderError("front_matter_open", file=file)
        return FrontMatter({}, text, 0)
    attributes = _load("\n".join(lines[first + 1 : end]), file, first + 1)
    return FrontMatter(attributes, "\n".join(lines[end + 1 :]), end + 1)


def _ends(line: str) -> bool:
    return line.strip() == "..." or bool(re.fullmatch(r"-{3,}", line.strip()))


def _load(said: str, file: str, before: int) -> dict[str, str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if said.count("*") + said.count("&") > 200:
        raise CoderError("front_matter", file=file, line=before + 1, reason="* &")
    try:
        # The base loader keeps dates and numbers as they are written.
        loaded: Any = YAML(typ="base", pure=True).load(said)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = before + 1 + (mark.line if mark else 0)
        reason = error.problem or error.context or ""
        raise CoderError("front_matter", file=file, line=line, reason=reason) from error
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0]
        raise CoderError("front_matter", file=file, line=before + 1, reason=reason) from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise CoderError("front_matter", file=file, line=before + 1, reason=said[:30].strip())
    return {_text(name).strip(): _text(value).strip() for name, value in loaded.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(_text(one) for one in value)
    if isinstance(value, dict):
        return "、".join(f"{_text(name)}: {_text(one)}" for name, one in value.items())
    return str(value)
