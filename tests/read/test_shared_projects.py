"""Projects as programs really write them, with what they must give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coder.errors import CoderError
from coder.read.refi import read_refi
from coder.store.taguette import read_taguette

INTEROP = Path(__file__).parents[3] / "shared" / "interop"
SYNTHETIC = INTEROP / "refi" / "synthetic"
REAL = INTEROP / "refi" / "qdpx"
here = pytest.mark.skipif(not INTEROP.exists(), reason="the shared projects are not here")


def expected(suffix: str) -> dict[str, Any]:
    """File name → what it holds."""
    path = SYNTHETIC / "expected.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: one for name, one in known.items() if name.endswith(suffix)}


@here
@pytest.mark.parametrize(
    "name", sorted(n for n in expected(".qdpx") if "entities" not in n) or ["none"]
)
def test_every_coding_is_on_its_words(name: str) -> None:
    """Source, code, words, coder and memo of each coding; a dangling one is told."""
    project = read_refi((SYNTHETIC / name).read_bytes(), name)

    names = {code.key: code.name for code in project.codes}
    found = [
        (one.name, names[s.code], one.text[s.start : s.end], s.user, s.memo or None)
        for one in project.sources
        for s in one.selections
        if s.code
    ]
    wanted = [
        (one["source"], one["code"], one["text"], one["user"], one["memo"])
        for one in expected(".qdpx")[name]["codings"]
    ]
    dangling = sum(one.code == "exchange_dangling" for one in project.lost)
    assert dangling == ("dangling" in name)
    assert len(found) + dangling == len(wanted)
    assert [one for one in found if one not in wanted] == []


@here
@pytest.mark.parametrize("name", sorted(expected(".qdc")) or ["none"])
def test_every_code_is_in_its_place(name: str) -> None:
    """Name, parent, codable and description."""
    codes = read_refi((SYNTHETIC / name).read_bytes(), name).codes

    names = {code.key: code.name for code in codes} | {"": None}
    found = [[one.name, names[one.parent], one.codable, one.description or None] for one in codes]
    assert found == expected(".qdc")[name]["tree"]


@here
def test_entities_are_refused() -> None:
    """Not expanded, not followed."""
    with pytest.raises(CoderError) as caught:
        read_refi((SYNTHETIC / "trap_xxe_entities.qdpx").read_bytes(), "trap.qdpx")

    assert caught.value.code == "exchange_entities"


@here
def test_a_real_nvivo_project() -> None:
    """303 codings on 152 codes, counted in UTF-16 units with line ends of two."""
    content = (REAL / "nvivo12.6win_masked.qdpx").read_bytes()

    project = read_refi(content, "nvivo.qdpx")

    assert len(project.codes) == 152
    assert sum(bool(s.code) for one in project.sources for s in one.selections) == 303
    assert project.reading == "UTF-16 · CRLF=2"
    assert project.lost == ()


@here
@pytest.mark.parametrize("name", ["qualcoder4_real-export_of_seed.qdpx", "qualcoder4_real-export_of_seed_maxqda-endings.qdpx"])  # fmt: skip
def test_a_real_qualcoder_project(name: str) -> None:
    """Its own importer shifts these by one; here each is on its words."""
    project = read_refi((REAL / name).read_bytes(), name)

    found = {one.text[s.start : s.end] for one in project.sources for s in one.selections if s.code}
    assert {"每天加班到很晚", "Naïve ideas, mostly. 𝒳 marks the spot.", "Anna"} <= found


@here
def test_a_real_taguette_project() -> None:
    """Highlights at bytes of HTML are on their words."""
    project = read_taguette(INTEROP / "taguette" / "out-1.5.2" / "project.sqlite3")

    found = [(s.code, one.text[s.start : s.end]) for one in project.sources for s in one.selections]
    assert found == [
        ("work.remote", "远程办公 😀 and"),
        ("family", "bold wörld"),
        ("work", "bold wörld"),
    ]
