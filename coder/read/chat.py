"""CHAT transcripts (.cha) of TalkBank and CHILDES: main lines are read, dependent tiers named.

Format: https://talkbank.org/manuals/CHAT.pdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coder.errors import CoderError
from coder.model import Role
from coder.read.cues import Cue, content_of
from coder.read.encoding import decode
from coder.read.parsed import Content, Dropped
from coder.text.roles import role_of_words

_BULLET = re.compile("\x0b ?(\\d+)_(\\d+) ?\x0b")


def read_chat(content: bytes, file: str) -> Content:
    """What is said in a .cha file, in CHAT's own signs, with the times of its bullets.

    Raises:
        CoderError: not_chat, not_text, no_words.
    """
    # The mark around times is no character of text; a vertical tab may stand in one.
    decoded = decode(content.replace(b"\x15", b"\x0b"), file)
    cues: list[Cue] = []
    dropped: list[Dropped] = []
    roles: dict[str, Role] = {}
    for number, line in _logical(decoded.text):
        head, _, words = line.partition(":")
        if line.startswith("*"):
            cues.append(_cue(head[1:], words))
        elif line.startswith("@Participants"):
            roles = _roles(words)
        elif line.startswith("%"):
            dropped.append(Dropped(number, "tier", line.replace("\t", " ")))
        elif line.strip():
            dropped.append(Dropped(number, "file_head", line.replace("\t", " ")))
    if not cues:
        raise CoderError("not_chat", file=file)
    return content_of(cues, file, decoded=decoded, dropped=dropped, roles=roles)


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """(number, line), with lines that begin with a tab joined to those they go on."""
    whole: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("\t") and whole:
            whole.append(line.strip(" \t"))
            continue
        if whole:
            yield first, " ".join(whole)
        whole, first = [line.rstrip(" \t")], number
    yield first, " ".join(whole)


def _cue(code: str, words: str) -> Cue:
    times = _BULLET.findall(words)
    said = " ".join(_BULLET.sub(" ", words).replace("\x0b", " ").split())
    start, end = (int(times[0][0]), int(times[-1][1])) if times else (None, None)
    return Cue(start, end, said, code.strip())


def _roles(participants: str) -> dict[str, Role]:
    """Code → role where its word says one: `INV Tom Investigator, PAR Anna Participant`."""
    people = (one.split() for one in participants.split(","))
    known = {one[0]: role_of_words(one[-1]) for one in people if len(one) > 1}
    return {code: role for code, role in known.items() if role}
