"""The reference of the command line says what the command line can."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from coder.cli.main import parser

TEXT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def lines(made: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """(verb, its options) of every verb."""
    options: list[str] = []
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from lines(inner, f"{path} {name}".strip())
        else:
            options += [one for one in action.option_strings if one.startswith("--")]
            options += map(str, action.choices or ())
    if path:
        yield path, options


def test_every_verb_and_option_is_described() -> None:
    """Each stands in docs/cli.md."""
    missing = [
        f"{verb} {option}"
        for verb, options in lines(parser())
        for option in ["", *options]
        if (option or f"`{verb}") not in TEXT and option != "--help"
    ]

    assert missing == []
