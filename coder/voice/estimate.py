"""What asking will cost, before anything is sent.

No tokenizer is at hand, and every model has its own: a Chinese character counts as one token and
three and a half other characters as one. What a server said of earlier questions corrects it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from coder.voice.batches import Batch
from coder.voice.prompt import instructions, language_of, question

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
LETTERS_A_TOKEN = 3.5
FRAME = 20  # tokens around a request's two messages
ANSWER_SEGMENT, ANSWER_FRAME = 40, 10  # tokens of an answer: each segment's, and around them
SECONDS_A_TOKEN = 1 / 30  # of an answer, where nothing has been measured yet
SECONDS_A_REQUEST = 2.0


@dataclass(frozen=True, slots=True)
class Prices:
    """Per million tokens, in whatever currency the user thinks of."""

    read: float = 0.0
    written: float = 0.0

    def of(self, read: float, written: float) -> float:
        """What so many tokens cost."""
        return (read * self.read + written * self.written) / 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """How earlier questions to the same model turned out, 1.0 for as estimated.

    Attributes:
        seconds: a request took, 0.0 where none was made.
    """

    read: float = 1.0
    written: float = 1.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the questions amount to.

    Attributes:
        segments: segments × times asked; a segment whose codes differ in what is known is asked once.
        read, written: tokens that the model reads and writes.
        cost: in the currency of the prices. minutes: from the first request to the last answer.
    """

    documents: int
    segments: int
    requests: int
    read: int
    written: int
    cost: float
    minutes: float


def tokens(text: str) -> int:
    """About how many tokens *text* is."""
    wide = len(_WIDE.findall(text))
    return math.ceil(wide + (len(text) - wide) / LETTERS_A_TOKEN)


def of_batch(batch: Batch) -> tuple[int, int]:
    """About how many tokens are read and written for one question."""
    language = language_of(batch.codes)
    system = tokens(instructions(batch.codes, language))
    read = system + tokens(question(batch, language)) + FRAME
    return read, len(batch.keys) * ANSWER_SEGMENT + ANSWER_FRAME


def estimate(
    asked: Sequence[Batch],
    prices: Prices,
    *,
    per_minute: int,
    at_once: int,
    measured: Measured | None = None,
) -> Estimate:
    """What asking all of *asked* amounts to; nothing is sent for it."""
    known = measured or Measured()
    system: dict[tuple[object, ...], int] = {}
    read = written = 0
    for batch in asked:
        language = language_of(batch.codes)
        if batch.codes not in system:
            system[batch.codes] = tokens(instructions(batch.codes, language))
        read += system[batch.codes] + tokens(question(batch, language)) + FRAME
        written += len(batch.keys) * ANSWER_SEGMENT + ANSWER_FRAME
    read, written = math.ceil(read * known.read), math.ceil(written * known.written)
    each = known.seconds or SECONDS_A_REQUEST + written / max(len(asked), 1) * SECONDS_A_TOKEN
    minutes = max(len(asked) * each / 60 / at_once, len(asked) / per_minute)
    return Estimate(
        documents=len({batch.document for batch in asked}),
        segments=sum(len(batch.keys) for batch in asked),
        requests=len(asked),
        read=read,
        written=written,
        cost=round(prices.of(read, written), 4),
        minutes=round(minutes, 1),
    )
