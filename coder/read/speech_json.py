"""JSON of speech-to-text programs: Whisper, WhisperX, whisper.cpp, Tencent Meeting; oTranscribe.

Told apart by their keys. Whisper: https://github.com/openai/whisper; Tencent Meeting's
`minutes`: https://cloud.tencent.com/document/product/1095; oTranscribe: https://otranscribe.com.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coder.errors import CoderError
from coder.read.cues import Cue
from coder.read.encoding import decode
from coder.read.markup import html_content
from coder.read.parsed import Content
from coder.read.subtitles import read_cues

_NAMES = ("speaker", "speaker_name", "speakerName", "username", "user_name", "name", "userid")


def read_json(content: bytes, file: str) -> Content:
    """A transcript in JSON.

    Raises:
        CoderError: not_subtitles, not_text, no_words.
    """
    return read_cues(_cues, content, file)


def read_otr(content: bytes, file: str) -> Content:
    """oTranscribe's file: HTML with time stamps, in the key `text`.

    Raises:
        CoderError: not_subtitles, not_text, no_words.
    """
    decoded = decode(content, file)
    try:
        text = json.loads(decoded.text)["text"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise CoderError("not_subtitles", file=file, reason=reason) from error
    if not isinstance(text, str):
        raise CoderError("not_subtitles", file=file, reason="text")
    return html_content(text, file, decoded)


def _cues(text: str) -> Iterator[Cue]:
    whole = json.loads(text)
    if isinstance(whole, list):
        whole = {"segments": whole}
    minutes = whole.get("minutes", whole)
    if "paragraphs" in minutes:
        yield from map(_paragraph, minutes["paragraphs"])
    elif "transcription" in whole:  # whisper.cpp
        for one in whole["transcription"]:
            offsets = one["offsets"]
            yield Cue(int(offsets["from"]), int(offsets["to"]), _words(one["text"]), _who(one))
    else:
        for one in whole["segments"]:
            start, end = _moment(one.get("start")), _moment(one.get("end"))
            yield Cue(start, end, _words(one["text"]), _who(one))


def _paragraph(one: Mapping[str, Any]) -> Cue:
    """A paragraph of Tencent Meeting: sentences of words, times in milliseconds."""
    said = "".join(
        str(sentence.get("text") or "")
        or "".join(str(word.get("text", "")) for word in sentence.get("words", ()))
        for sentence in one.get("sentences", ())
    )
    start, end = one.get("start_time"), one.get("end_time")
    info = one.get("speaker_info") or {}
    return Cue(
        None if start is None else int(start),
        None if end is None else int(end),
        _words(said or str(one.get("text") or "")),
        _who(info) or _who(one),
    )


def _moment(seconds: Any) -> int | None:
    return None if seconds is None else round(1000 * float(seconds))


def _words(text: str) -> str:
    return " ".join(text.split())


def _who(one: Mapping[str, Any]) -> str:
    for name in _NAMES:
        said = one.get(name)
        if isinstance(said, str | int) and str(said).strip():
            return " ".join(str(said).split())[:80]
    return ""
