"""What is too large or made to do harm is refused with one sentence, and at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.read.parsed import LETTERS, LINES
from tests.read.strategies import taken

MB = 1 << 20
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
TIERS = "".join(f'<TIER TIER_ID="t{n}" PARENT_REF="t{n}"/>' for n in range(20_000))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("长.txt", b"x" * (100 * MB), "too_large"),
        ("长.html", b"<p>" + b"x" * (100 * MB), "too_large"),
        ("字多.txt", "够".encode() * (LETTERS + 1), "text_too_long"),
        ("行多.txt", "够吗？\n".encode() * (LINES + 1), "text_too_long"),
        ("标签多.html", b"<b>a</b>" * (2 * MB), "text_too_long"),
        ("空白.txt", b"\n" * (19 * MB), "text_too_long"),
        ("深.html", b"<div>" * 80_000, "no_words"),
        ("深.xml", b"<TEI>" + b"<u>" * 100_000, "not_xml"),
        ("深.json", b"[" * (19 * MB), "not_subtitles"),
        ("大数.json", b'{"segments":[{"text":"a","start":1e999}]}', "not_subtitles"),
        ("层.eaf", f"<ANNOTATION_DOCUMENT>{TIERS}</ANNOTATION_DOCUMENT>".encode(), "no_words"),
        (
            "实体.xml",
            f'<!DOCTYPE TEI [<!ENTITY a0 "x">{BOMB}]><TEI><u who="x">&a9;</u></TEI>'.encode(),
            "not_xml",
        ),
    ],
)  # fmt: skip
def test_refused_at_once(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """One sentence in each language, within five seconds."""
    begun = time.monotonic()
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, name, content)

    assert time.monotonic() - begun < 5
    assert caught.value.code == code
    assert all(caught.value.say(one).count("\n") == 0 for one in ("zh", "en"))


@pytest.mark.parametrize("suffix", ["xml", "eaf", "html"])
def test_entities_bring_nothing_of_this_machine(tmp_path: Path, suffix: str) -> None:
    """An external entity is not followed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    root = {"xml": "TEI", "eaf": "ANNOTATION_DOCUMENT", "html": "html"}[suffix]
    content = (
        f'<!DOCTYPE {root} [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        f'<{root}><u who="#A">够吗？&e;</u><TIER TIER_ID="t"><ALIGNABLE_ANNOTATION>'
        f"<ANNOTATION_VALUE>够吗？&e;</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></TIER></{root}>"
    )

    parsed = taken(tmp_path, f"x.{suffix}", content)

    assert "机密" not in parsed.document.text
    assert "够吗？" in parsed.document.text


def test_words_are_never_all_taken_for_labels(tmp_path: Path) -> None:
    """A text of one short line many times is words, though each line looks like a name."""
    assert len(taken(tmp_path, "x.txt", "嗯\n\n嗯\n\n嗯").document.turns) == 3


@pytest.mark.parametrize(
    "line", ["访谈员" + " " * 20_000 + "x", "*" * 20_000 + "x", "访谈员：" + "。受访者：好" * 3_000]
)
def test_no_line_is_slow(tmp_path: Path, line: str) -> None:
    """Blanks, stars and labels without end are looked through once, not once for each other."""
    begun = time.monotonic()

    taken(tmp_path, "x.txt", f"{line}\n" * 10)

    assert time.monotonic() - begun < 5
