"""Transcripts as people and programs really write them, with what they must give."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from coder.model import Role
from coder.read.which import READERS, read
from coder.text.segment import segment

SHARED = Path(__file__).parents[3] / "shared"
SYNTHETIC = SHARED / "interop" / "transcripts" / "synthetic"
GOLD = SHARED / "gold" / "dev"
# A table on a page; one whose cells LibreOffice itself has run together.
LATER: set[str] = set()


def expected() -> dict[str, dict[str, object]]:
    """File name → what it holds, for the formats that are read."""
    path = SYNTHETIC / "expected.json"
    if not path.exists():
        return {}
    known = json.loads(path.read_text("utf-8"))
    return {
        name: one
        for name, one in known.items()
        if Path(name).suffix in READERS and name not in LATER and one.get("turns")
    }


@pytest.mark.skipif(not SYNTHETIC.exists(), reason="the shared transcripts are not here")
@pytest.mark.parametrize("name", sorted(expected()) or ["none"])
def test_turns_are_as_expected(name: str) -> None:
    """Speakers, times and words of every turn."""
    wanted = expected()[name]["turns"]
    assert isinstance(wanted, list)

    if name.endswith(".doc") and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    document = read(SYNTHETIC / name, root=SYNTHETIC).document
    if wanted[0]["text"] is None:  # nobody is named
        assert {turn.speaker for turn in document.turns} == {""}
        return

    def tight(words: str | None) -> str:
        return " ".join((words or "").split())

    assert [
        (turn.speaker, turn.start_ms, tight(document.text[turn.start : turn.end]))
        for turn in document.turns
    ] == [(one.get("speaker") or "", one.get("start_ms"), tight(one.get("text"))) for one in wanted]


@pytest.mark.skipif(not GOLD.exists(), reason="the coded interviews are not here")
def test_sentences_are_those_that_people_coded() -> None:
    """At least 99 of 100 sentences of the coded interviews are segments."""
    with (GOLD / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = {(row["document"], row["sentence"].strip()) for row in csv.DictReader(file)}
    found = set()
    for path in sorted((GOLD / "interviews").iterdir()):
        document = read(path, root=GOLD / "interviews").document
        found |= {
            (document.id, document.text[one.start : one.end])
            for one in segment(document)
            if document.turns[one.turn].role is Role.INTERVIEWEE
        }

    assert len(wanted & found) >= 0.99 * len(wanted)
