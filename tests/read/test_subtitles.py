"""Subtitles and Whisper's files: who, when, and one turn a voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coder.errors import CoderError
from tests.read.strategies import said, taken

VTT = """\
WEBVTT

1
00:00:01.000 --> 00:00:03.000
<v 访谈员>经费
够吗？</v>

2
00:00:06.500 --> 00:00:08.500
<v 受访者>不够。</v>

3
00:00:09.000 --> 00:00:10.000
<v 受访者>年年不够𠮷。</v>

4
01:02:03.000 --> 01:02:05.000
<v 访谈员>10:30 再说？</v>
"""
SRT = """\
1
00:00:01,000 --> 00:00:03,000
访谈员：够吗？

2
00:00:06,500 --> 00:00:08,500
受访者：不够。

3
00:00:15,250 --> 00:00:17,250
访谈员：还有？
"""


def times(folder: Path, name: str, content: str) -> list[int | None]:
    """When each turn begins, in milliseconds."""
    return [turn.start_ms for turn in taken(folder, name, content).document.turns]


def test_voices_of_webvtt(tmp_path: Path) -> None:
    """Cues in one voice are one turn, with the time of the first; a cue's lines are joined."""
    assert said(taken(tmp_path, "x.vtt", VTT)) == [
        ("访谈员", "经费 够吗？"),
        ("受访者", "不够。\n年年不够𠮷。"),
        ("访谈员", "10:30 再说？"),
    ]
    assert times(tmp_path, "x.vtt", VTT) == [1_000, 6_500, 3_723_000]


def test_names_in_subrip(tmp_path: Path) -> None:
    """Names before the words, where no voice is marked."""
    assert said(taken(tmp_path, "x.srt", SRT)) == [
        ("访谈员", "够吗？"),
        ("受访者", "不够。"),
        ("访谈员", "还有？"),
    ]
    assert times(tmp_path, "x.srt", SRT) == [1_000, 6_500, 15_250]


def test_sbv(tmp_path: Path) -> None:
    """YouTube's form."""
    content = "0:00:01.000,0:00:03.000\n问：够吗？\n\n0:00:06.500,0:00:08.500\n答：不够。\n\n0:00:09.000,0:00:10.000\n问：好。\n"

    assert said(taken(tmp_path, "x.sbv", content))[:2] == [("问", "够吗？"), ("答", "不够。")]


def test_whisper_without_speakers(tmp_path: Path) -> None:
    """Each segment is a turn of nobody's, with its time."""
    segments = [
        {"start": 1.0, "end": 2.5, "text": " 够吗？"},
        {"start": 6.5, "end": 7, "text": "不够。"},
    ]

    content = json.dumps({"text": "", "segments": segments})

    assert said(taken(tmp_path, "x.json", content)) == [("", "够吗？"), ("", "不够。")]
    assert times(tmp_path, "x.json", content) == [1_000, 6_500]


def test_whisperx_names_speakers(tmp_path: Path) -> None:
    """The diarised form."""
    rows = [
        (0.0, "SPEAKER_00", "够吗？"),
        (2.0, "SPEAKER_01", "不够。"),
        (4.0, "SPEAKER_00", "哦？"),
    ]
    segments = [{"start": a, "end": a + 1, "speaker": who, "text": words} for a, who, words in rows]

    parsed = taken(tmp_path, "x.json", json.dumps({"segments": segments}))

    assert said(parsed) == [(who, words) for _, who, words in rows]


def test_whisper_tsv(tmp_path: Path) -> None:
    """Milliseconds and text."""
    content = "start\tend\ttext\n1000\t2500\t够吗？\n6500\t7000\t不够。\n"

    assert said(taken(tmp_path, "x.tsv", content)) == [("", "够吗？"), ("", "不够。")]


def test_nvivos_table(tmp_path: Path) -> None:
    """Columns by tabs, in any order."""
    content = "Timespan\tContent\tSpeaker\n0:01.0 - 0:03.0\t够吗？\t访谈员\n0:06.5 - 0:08.0\t不够。\t受访者\n"

    assert said(taken(tmp_path, "x.txt", content)) == [("访谈员", "够吗？"), ("受访者", "不够。")]
    assert times(tmp_path, "x.txt", content) == [1_000, 6_500]


@pytest.mark.parametrize("content", ["", "WEBVTT\n", "[]", '{"segments": 3}', "WEBVTT\n\n99\n"])
@pytest.mark.parametrize("suffix", ["vtt", "srt", "sbv", "json", "tsv"])
def test_what_holds_no_words(tmp_path: Path, suffix: str, content: str) -> None:
    """One sentence that names the file."""
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, f"空.{suffix}", content)

    assert f"空.{suffix}" in caught.value.say("zh")
