"""Quotes and search from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def tagged(study: Path, run: Run) -> Path:
    """The study, tagged."""
    assert run("tag", "--study", study).code == 0
    return study


def test_quotes_of_a_code(tagged: Path, run: Run, tmp_path: Path):
    """With place and surroundings, on the screen, as JSON and as a file."""
    said = run("quotes", "--study", tagged, "--code", "money", "--group", "street", "--json").json
    (quote,) = said["quotes"]
    out = tmp_path / "q.csv"
    run("quotes", "--study", tagged, "--kind", "difficulty", "--out", out)
    shown = run("quotes", "--study", tagged, "--code", "money")

    assert (quote["text"], quote["document"], quote["turn"]) == ("经费不够。", "乙", 2)
    assert quote["speaker"] == "答"
    assert quote["after"] == "就这样。\n"
    with out.open(encoding="utf-8-sig", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert codes == {"money", "people"}
    assert "资金不足" in shown.out


def test_the_most_telling_of_each_code(tagged: Path, run: Run):
    """One a code, and of what is said twice only one."""
    one = run("quotes", "--study", tagged, "--order", "varied", "--most", 1, "--json").json
    every = run("quotes", "--study", tagged, "--order", "typical", "--json").json

    codes = [quote["code"] for quote in one["quotes"]]
    assert len(codes) == len(set(codes)) >= 2
    texts = [quote["text"] for quote in every["quotes"] if quote["code"] == "money"]
    assert len(texts) == len(set(texts))


def test_search_in_either_script(tagged: Path, run: Run, tmp_path: Path):
    """Traditional characters find simplified ones, with the codes that stand there."""
    said = run("search", "--study", tagged, "經費", "NEAR/2", "不夠", "--json").json

    assert (said["count"], said["documents"]) == (2, 2)
    assert {passage["text"] for passage in said["passages"]} == {"经费不够。"}
    assert said["passages"][0]["codes"] == ["money"]
    out = tmp_path / "s.xlsx"
    assert run("search", "--study", tagged, "经费", "--interviewee", "--out", out).code == 0
    assert out.stat().st_size > 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("search", "“经费"), "引号"),
        (("search", "经费", "OR"), "缺一个词"),
        (("quotes", "--code", "nope"), "nope"),
        (("quotes", "--group", "nope"), "nope"),
    ],
)
def test_what_cannot_be_done(tagged: Path, run: Run, line: tuple[str, ...], says: str):
    """One sentence that names it."""
    said = run(*line, "--study", tagged)

    assert said.code == 1
    assert says in said.err
    assert said.err.count("\n") == 1
