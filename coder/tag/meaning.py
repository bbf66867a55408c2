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
        texts: examples, counter-examples, label and definition.
        stacked: (texts, dimensions) examples, then counter-examples, then label and definition.
        cuts: where the second and the third begin.
    """

    texts: tuple[tuple[str, ...], ...]
    stacked: Floats
    cuts: tuple[int, int]


@dataclass
class Meanings:
    """Vectors of codebook texts, each text encoded once."""

    encoder: Encoder
    known: dict[str, Floats] = field(default_factory=dict)

    def of(self, code: Code) -> Meaning:
        """The vectors of *code*."""
        texts = (code.examples, code.counter_examples, meanings(code))
        first, second = len(texts[0]), len(texts[0]) + len(texts[1])
        return Meaning(texts, self.rows([t for some in texts for t in some]), (first, second))

    def neutral(self) -> Floats:
        """The vectors of sentences that carry no code."""
        return self.rows(NEUTRAL)

    def rows(self, texts: Sequence[str]) -> Floats:
        """(texts, dimensions) grained vectors."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        if missing:
            vectors = self.encoder.encode(missing).astype(np.float16).astype(np.float32)
            self.known |= dict(zip(missing, grained(vectors), strict=True))
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([self.known[text] for text in texts])
