"""Letters and digits made alike, one character for one, so that offsets stay true."""

from __future__ import annotations

import re

_UNLIKE = re.compile("[A-Z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDE = 0xFEE0  # from a full-width form to its ASCII twin


def fold(text: str) -> str:
    """*text* in lower case and half-width letters and digits; punctuation is left as it is."""
    return _UNLIKE.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    character = ord(match[0])
    return chr(character - _WIDE if character > 0xFF else character).lower()
