"""What a YAML parser complains about, said as a `Problem` that a researcher can mend."""

from __future__ import annotations

import re

from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from coder.errors import Problem

# A parser's words for a fault → our code, and whether the fault began at the context's mark.
_CAUSES: tuple[tuple[str, str, bool], ...] = (
    ("alias", "yaml_alias", False),
    ("found unexpected end of stream", "yaml_quote_open", True),
    ("found unexpected document separator", "yaml_quote_open", True),
    ("expected ',' or", "yaml_bracket_open", True),
    ("could not find expected ':'", "yaml_no_colon", True),
    ("expected the node content", "yaml_incomplete", False),
    ("found unknown escape character", "yaml_escape", False),
    ("found another document", "yaml_two_documents", False),
    ("sequence entries are not allowed", "yaml_indent", False),
    ("expected <block end>", "yaml_indent", False),
    ("that cannot start any token", "yaml_start_character", False),
)


def syntax_problem(error: YAMLError, text: str, file: str) -> Problem:
    """*error* in plain words, at the place where a person would mend it."""
    if isinstance(error, ReaderError):
        return _bad_character(error, text, file)
    if isinstance(error, MaxDepthExceededError):
        return _at("yaml_depth", error.problem_mark, file)
    if isinstance(error, MarkedYAMLError) and (error.problem_mark or error.context_mark):
        return _marked(error, text.splitlines(), file)
    return Problem("yaml_other", file, values={"reason": str(error).splitlines()[0]})


def _bad_character(error: ReaderError, text: str, file: str) -> Problem:
    before = text[: error.position]
    column = len(before) - before.rfind("\n")
    values: dict[str, object] = {"character": f"U+{ord(text[error.position]):04X}"}
    return Problem("yaml_character", file, before.count("\n") + 1, column, values=values)


def _marked(error: MarkedYAMLError, lines: list[str], file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem("yaml_tab", file, mark.line + 1, line.index("\t") + 1)
    said = str(error.problem)
    if "mapping values are not allowed" in said:
        return _colon(mark, lines, file)
    for words, code, at_context in _CAUSES:
        if words in said:
            chosen = error.context_mark if at_context and error.context_mark else mark
            return _at(code, chosen, file, character=line[mark.column : mark.column + 1])
    return _at("yaml_other", mark, file, reason=said)


def _colon(mark: object, lines: list[str], file: str) -> Problem:
    """A colon where none may be: in a text, or after a line whose own colon is no YAML."""
    number, column = mark.line, mark.column  # type: ignore[attr-defined]
    if re.search(r":\s", lines[number][:column]):
        return _at("yaml_colon", mark, file)
    for earlier in range(number, -1, -1):
        found = re.match(r"[\s-]*\w+(：|:(?=\S))", lines[earlier])
        if found:
            return Problem("yaml_colon_form", file, earlier + 1, found.start(1) + 1)
        if earlier < number and ": " in lines[earlier]:
            break
    return _at("yaml_indent", mark, file)


def _at(code: str, mark: object, file: str, **values: object) -> Problem:
    line, column = mark.line + 1, mark.column + 1  # type: ignore[attr-defined]
    return Problem(code, file, line, column, values=values)
