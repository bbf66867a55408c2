"""Damaged files of every format: a document or one sentence, never anything else."""

from __future__ import annotations

import io
import json
import tempfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.read.which import READERS, read
from tests.read.strategies import zipped
from tests.read.test_forms import CHAT, EAF, OTR, TEI
from tests.read.test_office_files import odt, pdf

TALK = "---\nid: B01\ngroup: x\n---\n访谈员：够吗？\n受访者：不够。𠮷😀\n访谈员：还有？\n受访者：没有。\n"


def _docx() -> bytes:
    made, whole = docx.Document(), io.BytesIO()
    for line in TALK.splitlines():
        made.add_paragraph(line)
    made.add_table(rows=2, cols=2).cell(0, 0).text = "访谈员"
    made.save(whole)
    return whole.getvalue()


SEGMENTS = [{"start": 0, "end": 1.5, "text": " 够吗？", "speaker": "S0"}] * 3
CUES = "1\n00:00:01,000 --> 00:00:03,000\n访谈员：够吗？\n\n2\n00:00:04,000 --> 00:00:05,000\n受访者：不够。\n"
SEEDS = {
    ".txt": TALK.encode(),
    ".md": TALK.replace("访谈员：", "**访谈员：** ").encode(),
    ".docx": _docx(),
    ".doc": b"{\\rtf1\\ansi Interviewer: Enough?\\par Participant: No.\\par }",
    ".odt": odt("<text:p>访谈员：够吗？</text:p><text:p>受访者：不够。</text:p>"),
    ".rtf": b"{\\rtf1\\ansi\\ansicpg936 \\'b7\\'c3: \\u-10179?\\u-8704?\\par }",
    ".pdf": pdf("Interviewer: Enough?\nParticipant: No."),
    ".vtt": ("WEBVTT\n\n" + CUES.replace(",", ".")).encode(),
    ".srt": CUES.encode(),
    ".sbv": "0:00:01.000,0:00:03.000\n问：够吗？\n\n0:00:06.500,0:00:08.500\n答：不够。\n".encode(),
    ".json": json.dumps({"segments": SEGMENTS}).encode(),
    ".html": "<html><title>x</title><p><b>访谈员</b>：够吗？<table><tr><td>问<td>够吗</table></html>".encode(),
    ".htm": "<meta charset=utf-8><p>访谈员：够吗？<br><p>受访者：不够。".encode(),
    ".otr": json.dumps({"text": OTR, "media": "a.mp3", "media-time": 1.5}).encode(),
    ".xml": TEI.encode(),
    ".eaf": EAF.encode(),
    ".cha": CHAT.encode(),
    ".tsv": "start\tend\ttext\n1000\t2500\t够吗？\n".encode(),
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "insert", "double", "swap"]),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


def damaged(content: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    """*content* after some accidents."""
    for kind, share, some in edits:
        at = int(share * len(content))
        if kind == "cut":
            content = content[:at]
        elif kind == "flip":
            content = content[:at] + some + content[at + len(some) :]
        elif kind == "insert":
            content = content[:at] + some + content[at:]
        elif kind == "double":
            content = content[:at] + content[at // 2 :]
        else:
            content = content[at:] + content[:at]
    return content


def test_every_format_has_a_seed() -> None:
    """A reader that is added is damaged too."""
    assert set(SEEDS) == set(READERS)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", sorted(SEEDS))
@given(edits=EDITS)
@settings(max_examples=max(170, settings().max_examples), deadline=5000)
def test_damaged_files(suffix: str, edits: list[tuple[str, float, bytes]]) -> None:
    """Read or refused within seconds; ranges lie in the text; nothing is written beside."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(damaged(SEEDS[suffix], edits))
        ends = [0]
        with suppress(CoderError):
            document = read(path, root=path.parent).document
            ends = [end for turn in document.turns for end in (turn.start, turn.end)]
            ends.append(len(document.text))
        assert ends == sorted(ends)
        assert [one.name for one in Path(folder).iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_zip_bomb(tmp_path: Path, suffix: str) -> None:
    """A small file that unpacks to 300 MB is refused before it is unpacked."""
    name = "word/document.xml" if suffix == ".docx" else "content.xml"
    path = tmp_path / f"x{suffix}"
    path.write_bytes(zipped(**{"[Content_Types].xml": "<a/>", name: "0" * (300 << 20)}))

    with pytest.raises(CoderError) as caught:
        read(path, root=tmp_path)

    assert caught.value.code == "docx_too_large"
