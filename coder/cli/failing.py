"""What stops a verb, in one sentence; no traceback reaches a person who has not asked for it."""

from __future__ import annotations

import os
import re
import sys
import traceback

from coder.cli.words import USAGE, say
from coder.errors import CoderError, language

DEBUG = "CODER_DEBUG"  # environment variable: show where an unforeseen failure came from


def sentence_of(error: Exception) -> str:
    """The sentence for *error*: its own, or the one for what nobody foresaw."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    if isinstance(error, CoderError):
        return error.say()
    if isinstance(error, OSError) and error.filename is not None:
        file = os.fsencode(error.filename).decode("utf-8", "replace")
        return say("disk", file=file, reason=error.strerror or error)
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return say("unforeseen", reason=reason[:200], debug=DEBUG)


def usage_of(message: str) -> str:
    """What argparse complains of, in the user's language; as it is where that is not known."""
    if language() == "en":
        return message
    for pattern, words in USAGE.items():
        if found := re.fullmatch(pattern, message):
            return words.format(*found.groups())
    return message


def drop_output() -> None:
    """Nobody reads any more (`| head`): what is left goes nowhere, without a complaint at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
