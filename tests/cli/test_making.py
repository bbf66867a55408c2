"""Figures and rebuilding from the command line, and the study as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def tagged(study: Path, run: Run) -> Path:
    """The study, tagged."""
    assert run("tag", "--study", study).code == 0
    return study


def test_a_figure_and_a_table_again(tagged: Path, run: Run, tmp_path: Path):
    """0 where the file is the same, 1 where it is not, and a sentence either way."""
    run("figure", "bars", "--kind", "difficulty", "--study", tagged, "--out", tmp_path / "f.svg")
    run("table", "--study", tagged, "--out", tmp_path / "t.csv")

    same = run("rebuild", tmp_path / "f.svg", "--study", tagged)
    (tmp_path / "c.csv").write_text("document,sentence,code\n甲,今天下雨。,money\n", "utf-8")
    run("import-codings", tmp_path / "c.csv", "--coder", "林", "--study", tagged)
    other = run("rebuild", tmp_path / "t.csv", "--study", tagged, "--json")

    assert (same.code, same.err) == (0, "")
    assert "逐字节相同" in same.out
    assert (other.code, other.json["changed"], other.json["then"]) == (1, ["decisions"], True)


def test_as_of_a_moment(tagged: Path, run: Run, tmp_path: Path):
    """A table of the state before the first decision is the table made then."""
    run("table", "--study", tagged, "--out", tmp_path / "then.csv")
    (tmp_path / "c.csv").write_text("document,sentence,code\n甲,今天下雨。,money\n", "utf-8")
    run("import-codings", tmp_path / "c.csv", "--coder", "林", "--study", tagged)

    run("table", "--study", tagged, "--as-of", "0", "--out", tmp_path / "again.csv")
    run("table", "--study", tagged, "--out", tmp_path / "now.csv")

    then, again, now = (
        (tmp_path / f"{name}.csv").read_bytes() for name in ("then", "again", "now")
    )
    assert then == again != now


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("rebuild", "gone.csv"), "gone.csv"),
        (("table", "--as-of", "99"), "99"),
        (("table", "--as-of", "yesterday"), "yesterday"),
        (("figure", "heat", "--out", "x.bmp"), "x.bmp"),
    ],
)
def test_what_cannot_be_done(tagged: Path, run: Run, line: tuple[str, ...], says: str):
    """One sentence that names it."""
    said = run(*line, "--study", tagged)

    assert said.code == 1
    assert says in said.err
    assert said.err.count("\n") == 1
