"""Subtitles as transcripts: WebVTT (Zoom, Teams), SubRip, SBV, and Whisper's JSON and TSV.

Each becomes lines that `text.turns` knows: `[time] name：words`, or `[time --> time] words` where
nobody is named. Cues that follow each other in one voice are one turn.

WebVTT: https://www.w3.org/TR/webvtt1/. Whisper's files: https://github.com/openai/whisper.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from coder.errors import CoderError
from coder.read.encoding import decode
from coder.read.parsed import Content

_NAMED = re.compile(r"(?P<name>[^:：\n]{1,40})[:：][ \t\u3000]*(?P<said>.*)", re.DOTALL)
_BRACKETED = re.compile(r"\[(?P<name>[^\[\]\n]{1,40})\][:：]?[ \t]*(?P<said>.*)", re.DOTALL)


@dataclass(frozen=True)
class Cue:
    """Words between two moments, in milliseconds; `voice` is "" where nobody is named."""

    start: int
    end: int
    words: str
    voice: str = ""


def read_subtitles(form: str) -> Callable[[bytes, str], Content]:
    """The reader of a *form* that webvtt-py knows: "vtt", "srt" or "sbv"."""
    return partial(_read, partial(_captions, form))


def read_whisper_json(content: bytes, file: str) -> Content:
    """Whisper's or WhisperX's JSON: `segments` with start, end (seconds), text, speaker.

    Raises:
        CoderError: not_subtitles, not_text.
    """
    return _read(_segments, content, file)


def read_whisper_tsv(content: bytes, file: str) -> Content:
    """Whisper's TSV: start, end (milliseconds), text.

    Raises:
        CoderError: not_subtitles, not_text.
    """
    return _read(_rows, content, file)


def _read(parse: Callable[[str], Iterable[Cue]], content: bytes, file: str) -> Content:
    decoded = decode(content, file)
    try:
        cues = [cue for cue in parse(decoded.text) if cue.words]
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        csv.Error,
    ) as error:
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_subtitles", file=file, reason=reason) from error
    if not cues:
        raise CoderError("no_words", file=file)
    cues = _named(cues)
    labels = frozenset(cue.voice for cue in cues if cue.voice)
    return Content("\n".join(_lines(cues)), decoded.encoding, labels, problems=decoded.problems)


def _captions(form: str, text: str) -> Iterator[Cue]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        found = webvtt.from_buffer(io.StringIO(text), format=form)
    except (MalformedFileError, MalformedCaptionError) as error:
        raise ValueError(str(error) or "cue") from error
    for one in found.captions:
        start, end = one.start_time.in_milliseconds(), one.end_time.in_milliseconds()
        yield Cue(start, end, " ".join(one.text.split()), (one.voice or "").strip())


def _segments(text: str) -> Iterator[Cue]:
    for one in json.loads(text)["segments"]:
        start, end = round(1000 * float(one["start"])), round(1000 * float(one["end"]))
        yield Cue(start, end, " ".join(one["text"].split()), str(one.get("speaker") or ""))


def _rows(text: str) -> Iterator[Cue]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        yield Cue(round(float(row["start"])), round(float(row["end"])), row["text"].strip())


def _named(cues: list[Cue]) -> list[Cue]:
    """Names before the words become voices, if one of them comes twice and most cues have one."""
    if any(cue.voice for cue in cues):
        return cues
    for pattern in (_BRACKETED, _NAMED):
        found = [pattern.fullmatch(cue.words) for cue in cues]
        names = Counter(match["name"].strip() for match in found if match)
        often = {name for name, count in names.items() if count > 1}
        if often and sum(names.values()) * 2 > len(cues):
            return [
                Cue(cue.start, cue.end, match["said"], match["name"].strip()) if match else cue
                for cue, match in zip(cues, found, strict=True)
            ]
    return cues


def _lines(cues: list[Cue]) -> Iterator[str]:
    if not any(cue.voice for cue in cues):
        yield from (f"[{_clock(c.start)} --> {_clock(c.end)}] {c.words}" for c in cues)
        return
    said = (cue for cue in _carried(cues) if cue.words)
    for voice, some in groupby(said, key=lambda cue: cue.voice):
        first, *rest = some
        label = f"{voice}：" if voice else ""
        yield f"[{_clock(first.start)}] {label}{first.words}"
        yield from (cue.words for cue in rest)


def _carried(cues: list[Cue]) -> Iterator[Cue]:
    """A cue without a voice goes on with the one before."""
    voice = ""
    for cue in cues:
        voice = cue.voice or voice
        yield Cue(cue.start, cue.end, cue.words, voice)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
