"""Words with a time and a voice → lines that `text.turns` knows, for all formats made of such.

`[time] name：words`, or `[time --> time] words` where nobody is named. What follows in one voice
is one turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coder.errors import CoderError
from coder.model import Role
from coder.read.encoding import Decoded
from coder.read.parsed import Content, Dropped

_NAMED = re.compile(r"(?P<name>[^:：\n]{1,40})[:：][ \t\u3000]*(?P<said>.*)", re.DOTALL)
_BRACKETED = re.compile(r"\[(?P<name>[^\[\]\n]{1,40})\][:：]?[ \t]*(?P<said>.*)", re.DOTALL)


@dataclass(frozen=True)
class Cue:
    """Words between two moments, in milliseconds, None where no time is given.

    `voice` is "" where nobody is named.
    """

    start: int | None
    end: int | None
    words: str
    voice: str = ""


def content_of(
    cues: Sequence[Cue],
    file: str,
    *,
    decoded: Decoded | None = None,
    dropped: Sequence[Dropped] = (),
    roles: Mapping[str, Role] = {},
) -> Content:
    """*cues* as a container's words; *decoded* says how its bytes became letters.

    Raises:
        CoderError: no_words.
    """
    cues = [cue for cue in cues if cue.words]
    if not cues:
        raise CoderError("no_words", file=file)
    cues = _named(cues)
    return Content(
        "\n".join(_lines(cues)),
        decoded.encoding if decoded else "",
        frozenset(cue.voice for cue in cues if cue.voice),
        tuple(dropped),
        decoded.problems if decoded else (),
        roles,
    )


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
        yield from (f"{_span(cue)}{cue.words}" for cue in cues)
        return
    said = (cue for cue in _carried(cues) if cue.words)
    for voice, some in groupby(said, key=lambda cue: cue.voice):
        first, *rest = some
        label = f"{voice}：" if voice else ""
        stamp = "" if first.start is None else f"[{_clock(first.start)}] "
        yield f"{stamp}{label}{first.words}"
        yield from (cue.words for cue in rest)


def _span(cue: Cue) -> str:
    if cue.start is None:
        return ""
    end = cue.start if cue.end is None else cue.end
    return f"[{_clock(cue.start)} --> {_clock(end)}] "


def _carried(cues: list[Cue]) -> Iterator[Cue]:
    """A cue without a voice goes on with the one before."""
    voice = ""
    for cue in cues:
        voice = cue.voice or voice
        yield Cue(cue.start, cue.end, cue.words, voice)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
