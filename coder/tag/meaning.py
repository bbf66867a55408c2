"""What a code means, as vectors: its examples, counter-examples, label and definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coder.model import Code
from coder.tag.background import NEUTRAL
from coder.tag.encoders import Encoder
from coder.tag.nearest import Floats, grained


def meanings(code: Code) -> tuple[str, ...]:
    """Label and definition of *code* in both languages, without what is empty or doubled."""
    said = (code.definition.zh, code.definition.en, code.label.zh, code.label.en)
    return tuple(dict.fromkeys(text for text in said if text.strip()))


@dataclass(frozen=True)
class Meaning:
    """One code's texts as grained vectors, see `nearest`.

    Attributes:
        stacked: (texts, dimensions) examples, then counter-examples, then label and definition.
        cuts: where the second and the third begin.
    """

    stacked: Floats
    cuts: tuple[int, int]


@dataclass
class Meanings:
    """Vectors of codebook texts, each text encoded once.

    A text is encoded alone, so that its vector never depends on what else is asked.
    """

    encoder: Encoder
    known: dict[str, Floats] = field(default_factory=dict)

    def of(self, code: Code) -> Meaning:
        """The vectors of *code*."""
        texts = (*code.examples, *code.counter_examples, *meanings(code))
        first = len(code.examples)
        return Meaning(self.rows(texts), (first, first + len(code.counter_examples)))

    def neutral(self) -> Floats:
        """The vectors of sentences that carry no code."""
        return self.rows(NEUTRAL)

    def rows(self, texts: Sequence[str]) -> Floats:
        """(texts, dimensions) grained vectors."""
        for text in texts:
            if text not in self.known:
                vector = self.encoder.encode([text])[0]
                self.known[text] = grained(vector.astype(np.float16).astype(np.float32))
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([self.known[text] for text in texts])
