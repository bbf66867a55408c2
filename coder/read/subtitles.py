"""Subtitles as transcripts: WebVTT (Zoom, Teams), SubRip, SBV, Whisper's TSV, Audacity's labels.

WebVTT: https://www.w3.org/TR/webvtt1/. Whisper's files: https://github.com/openai/whisper.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from coder.errors import CoderError
from coder.read.cues import Cue, content_of
from coder.read.encoding import Decoded, decode
from coder.read.parsed import LINES, Content

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,120})>(.*?)(?=<v[\s.]|\Z)", re.DOTALL)
_ARROW = re.compile(
    r"(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})[ \t]+-->[ \t]+"
    r"(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
)
_AUDACITY = re.compile(r"(\d+[.,]\d+)\t(\d+[.,]\d+)\t(?:\[\[([^\[\]\n]{1,40})\]\])?[ \t]*(.*)")


def read_subtitles(form: str) -> Callable[[bytes, str], Content]:
    """The reader of a *form* that webvtt-py knows: "vtt", "srt" or "sbv"."""
    return partial(read_cues, partial(_captions, form))


def read_whisper_tsv(content: bytes, file: str) -> Content:
    """Whisper's TSV: start, end (milliseconds), text.

    Raises:
        CoderError: not_subtitles, not_text.
    """
    return read_cues(_rows, content, file)


def read_cues(parse: Callable[[str], Iterable[Cue]], content: bytes, file: str) -> Content:
    """What *parse* makes of the text in *content*.

    Raises:
        CoderError: not_subtitles, not_text, no_words.
    """
    decoded = decode(content, file)
    try:
        cues = list(islice(parse(decoded.text), LINES + 1))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        csv.Error,
    ) as error:
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_subtitles", file=file, reason=reason) from error
    return content_of(cues, file, decoded=decoded)


def subtitles_in(decoded: Decoded, file: str) -> Content | None:
    """Plain text that is subtitles by another name, None if it is not.

    WebVTT and SubRip under .txt, the older transcripts of Teams (a time, a name, the words),
    and the labels that Audacity writes.
    """
    lines = [line for line in decoded.text.split("\n") if line.strip()]
    labels = [_AUDACITY.fullmatch(line) for line in lines]
    cues: list[Cue] = []
    if len(lines) > 1 and all(labels):
        cues = [_labelled(one) for one in labels if one]
    elif sum(bool(_ARROW.match(line.strip())) for line in lines[:40]) > 1:
        cues = list(_blocks(decoded.text))
    return content_of(cues, file, decoded=decoded) if any(cue.words for cue in cues) else None


def _captions(form: str, text: str) -> Iterator[Cue]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        found = webvtt.from_buffer(io.StringIO(text), format=form)
    except (MalformedFileError, MalformedCaptionError) as error:
        raise ValueError(str(error) or "cue") from error
    for one in found.captions:
        start, end = one.start_time.in_milliseconds(), one.end_time.in_milliseconds()
        voices = _VOICE.findall(one.raw_text) if "<v" in one.raw_text else []
        if len(voices) < 2:
            yield Cue(start, end, " ".join(one.text.split()), _name(one.voice or ""))
            continue
        for name, words in voices:
            yield Cue(start, end, _bare(words), _name(name))


def _name(written: str) -> str:
    return " ".join(html.unescape(written).split())


def _bare(words: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,200}>", "", words)).split())


def _rows(text: str) -> Iterator[Cue]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        yield Cue(round(float(row["start"])), round(float(row["end"])), row["text"].strip())


def _labelled(match: re.Match[str]) -> Cue:
    start, end = (round(1000 * float(match[n].replace(",", "."))) for n in (1, 2))
    return Cue(start, end, match[4].strip(), match[3] or "")


def _blocks(text: str) -> Iterator[Cue]:
    """Lines between one `time --> time` and the next; a first line that recurs is a name."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in text.split("\n"):
        match = _ARROW.match(line.strip())
        if match:
            if found and found[-1][1] and re.fullmatch(r"\d+|[0-9a-f-]{30,}/.*", found[-1][1][-1]):
                found[-1][1].pop()
            found.append((match, []))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    firsts = Counter(lines[0] for _, lines in found if len(lines) > 1 and len(lines[0]) <= 40)
    named = firsts.total() > 0.8 * len(found) and bool(firsts) and max(firsts.values()) > 1
    for match, lines in found:
        voice = lines[0] if named and len(lines) > 1 and lines[0] in firsts else ""
        voiced = _VOICE.match(" ".join(lines))
        words = _bare(" ".join(lines[1:] if voice else lines))
        name = voice or (_name(voiced[1]) if voiced else "")
        yield Cue(_milliseconds(match["start"]), _milliseconds(match["end"]), words, name)


def _milliseconds(clock: str) -> int:
    whole, _, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0"))
