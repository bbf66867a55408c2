"""The page about the command line says what the command line does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from coder.cli.reference import reference, renewed
from tests.cli.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def row_of(title: str, section: str) -> str:
    """The line of a table in *section* whose first cell names *title*."""
    body = PAGE.partition(f"## {section}")[2].partition("\n## ")[0]
    rows = [one for one in body.splitlines() if one.startswith("|")]
    (line,) = (one for one in rows if f"`{title}`" in one.split("|")[1])
    return line


def test_every_verb_and_option_is_described() -> None:
    """The part about them is what the parser says now: `python -m coder.cli.reference docs/cli.md`."""
    assert renewed(PAGE) == PAGE
    assert "### `codebook impact`" in reference()
    assert "`[--unit sentence\\|turn\\|paragraph]`" in reference()


@pytest.mark.parametrize(
    "what", ["segments", "turns", "codings", "quotes", "decisions", "codebook"]
)
def test_columns_are_those_of_the_files(study: Path, tmp_path: Path, run: Run, what: str) -> None:
    """Each export's columns, in order."""
    run("tag", "--study", study)
    run("export", what, "--study", study, "--out", tmp_path / "x.csv")

    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))

    assert f"`{','.join(header)}`" in row_of(what, "各种导出的列")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("import", ("import",)),
        ("tag", ("tag",)),
        ("ask-model", ("ask-model", "--on", "--url", "http://127.0.0.1:9/v1", "--model", "m")),
        ("import-codings", ("import-codings", "{codings}", "--coder", "林")),
        ("check", ("check",)),
        ("codebook check", ("codebook", "check")),
        ("codebook diff", ("codebook", "diff")),
        ("codebook impact", ("codebook", "impact", "{book}")),
        ("codebook rename", ("codebook", "rename", "fire", "blaze")),
        ("table", ("table",)),
        ("compare", ("compare",)),
        ("saturation", ("saturation",)),
        ("corrected", ("corrected",)),
        ("relations", ("relations", "--second", "context")),
        ("draw", ("draw", "2")),
        ("export", ("export", "segments", "--out", "{out}")),
        ("quotes", ("quotes",)),
        ("report", ("report", "--without", "figures", "--out", "{page}")),
        ("figure", ("figure", "heat", "--out", "{picture}")),
        ("search", ("search", "经费")),
        ("quality", ("quality",)),
        ("next", ("next", "2")),
        ("evaluate", ("evaluate", "--gold", "{codings}")),
    ],
)
def test_fields_are_those_of_the_json(
    study: Path, tmp_path: Path, run: Run, title: str, line: tuple[str, ...]
) -> None:
    """Each verb prints one object, and its fields are named."""
    run("tag", "--study", study)
    codings = tmp_path / "c.csv"
    codings.write_text("document,sentence,code\n甲,经费不够。,money\n", encoding="utf-8")
    places = {
        "codings": codings,
        "book": study / "codebook.yaml",
        "out": tmp_path / "s.csv",
        "picture": tmp_path / "f.svg",
        "page": tmp_path / "r.html",
    }

    said = run(*(word.format(**places) for word in line), "--study", study, "--json")

    named = re.findall(r"`(\w+)`", row_of(title, "JSON").split("|")[2])
    assert said.code == 0
    assert [field for field in said.json if field not in named] == []
