"""A study made by the command line from transcripts written here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coder.cli.main import main

BOOK = """\
# 码本
codes:
  - id: money
    label: {zh: 资金不足, en: Funding}
    kind: difficulty
    terms: [经费不够, 没钱]
  - id: people
    label: {zh: 人手不足, en: Staff}
    kind: difficulty
    terms: [人手紧]
  - id: fire
    label: {zh: 消防, en: Fire}
    kind: context
    terms: [消防, 灭火器]
"""
ONE = """\
---
group: bureau
---
访谈员：经费够吗？
受访者：经费不够。𠮷😀人手紧，灭火器也没人查。今天下雨。
访谈员：还有吗？
受访者：消防要检查，没钱啊。
"""
TWO = "---\ngroup: street\n---\n问：怎么样？\n答：经费不够。就这样。\n"


@dataclass
class Said:
    """What a run of the command line ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line in this process."""

    def call(*line: object, lang: str = "zh") -> Said:
        monkeypatch.setenv("CODER_LANG", lang)
        capsys.readouterr()
        try:
            code = main([str(word) for word in line])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    """A new study with two transcripts, not tagged yet."""
    folder = tmp_path / "研究 S"
    assert run("new", folder).code == 0
    (folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "interviews" / "甲.txt").write_text(ONE, encoding="utf-8")
    (folder / "interviews" / "乙.txt").write_text(TWO, encoding="utf-8")
    return folder
