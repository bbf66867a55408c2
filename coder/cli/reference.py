"""The reference of all verbs and options, as docs/cli.md has it, made from the parser itself.

`python -m coder.cli.reference docs/cli.md` brings that part of the page up to date.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from coder.cli.main import parser

BEGIN, END = "<!-- verbs: begin -->", "<!-- verbs: end -->"
EVERYWHERE = ("--help", "--json", "--lang", "--study")  # said once, above the reference


def reference() -> str:
    """Markdown: a heading a verb, a line an option, in Chinese and English."""
    chinese, english = dict(_verbs(_in("zh"))), dict(_verbs(_in("en")))
    return "\n".join(_verb(name, chinese[name], english[name]) for name in chinese)


def renewed(page: str) -> str:
    """*page* with the part between its two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _in(language: str) -> argparse.ArgumentParser:
    before = os.environ.get("CODER_LANG")
    os.environ["CODER_LANG"] = language
    try:
        return parser()
    finally:
        if before is None:
            del os.environ["CODER_LANG"]
        else:
            os.environ["CODER_LANG"] = before


def _verbs(
    made: argparse.ArgumentParser, path: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    inner = [a for a in made._actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001
    for action in inner:
        for name, one in action.choices.items():
            yield from _verbs(one, f"{path} {name}".strip())
    if path and not inner:
        yield path, made


def _verb(name: str, zh: argparse.ArgumentParser, en: argparse.ArgumentParser) -> str:
    pairs = zip(zh._actions, en._actions, strict=True)  # noqa: SLF001
    lines = [
        f"| {_spelled(one)} | {_cell(one.help)} | {_cell(other.help)} |"
        for one, other in pairs
        if not set(one.option_strings) & set(EVERYWHERE)
    ]
    head = ["| | 中文 | English |", "|---|---|---|"] if lines else []
    said = f"{zh.description}。*{en.description}.*"
    return "\n".join([f"### `{name}`", said, *([""] if lines else []), *head, *lines, ""])


def _spelled(action: argparse.Action) -> str:
    """How *action* is written on the line; what need not be there stands in brackets."""
    value = action.metavar or "|".join(map(str, action.choices or ()))
    if action.nargs != 0 and action.option_strings and not value:
        value = action.dest.upper()
    text = " ".join(part for part in (*action.option_strings, str(value)) if part)
    if action.nargs == "*":
        text += "…"
    shown = text if action.required and action.nargs != "*" else f"[{text}]"
    return f"`{shown}`".replace("|", "\\|")


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(renewed(file.read_text("utf-8")), encoding="utf-8")
