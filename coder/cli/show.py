"""Reports as text, as JSON, and as a line of progress."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from coder.errors import CoderError, Problem, language


def words(zh: str, en: str) -> str:
    """The one of the two that is in the user's language."""
    return en if language() == "en" else zh


def line(text: str = "") -> None:
    """One line of the result, on standard output."""
    sys.stdout.write(text + "\n")


def show_json(value: object) -> None:
    """*value* (dataclasses, mappings, sequences) as JSON."""
    line(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """*value* in what JSON can say; problems and errors by their code and sentence."""
    if isinstance(value, Problem):
        place = {"file": value.file, "line": value.line, "column": value.column}
        return {"code": value.code, **place, "error": value.error, "says": value.say()}
    if isinstance(value, CoderError):
        return {"code": value.code, "says": value.say()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool) or value is None:
        return None if isinstance(value, float) and math.isnan(value) else value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Sequence | set | frozenset):
        return [plain(item) for item in value]
    if hasattr(value, "item"):
        return value.item()
    return str(value)


def problems(found: Sequence[Problem]) -> None:
    """One line a problem: notes with the result, faults on standard error."""
    for problem in found:
        if problem.error:
            sys.stderr.write(problem.say() + "\n")
        else:
            line(f"  [{words('提醒', 'note')}] {problem.say()}")


def faults(found: Sequence[Problem]) -> None:
    """The faults alone, beside a result that is JSON."""
    problems([problem for problem in found if problem.error])


def progress() -> Callable[[int, int, str], None] | None:
    """A line of progress on a terminal, JSON lines where asked for, else None."""
    if os.environ.get("CODER_PROGRESS") == "json":
        return _progress_json
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int, what: str) -> None:
        sys.stderr.write(f"\r\033[K{done + 1}/{of} {what}")
        if done + 1 >= of:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return show


def _progress_json(done: int, of: int, what: str) -> None:
    sys.stderr.write(json.dumps({"progress": [done, of, what]}) + "\n")
    sys.stderr.flush()
