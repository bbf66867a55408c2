"""A convolution over tokens, two of its results at a time from fewer products.

For a window of two tokens, two neighbouring results take four products of a token with weights;
three are enough, if differences of tokens are multiplied. For three tokens it is four instead of
six (Winograd, Arithmetic Complexity of Computations, 1980), and five are three and two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.tag.whole import EXACT, SINGLE, rounded

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Product:
    """One product for a pair of results.

    Attributes:
        tokens: the place of one token, counted from the pair's first; or of two, and the sign
            with which the second is added.
        taps: the weights of the window that make up the other factor, each with its share.
        results: how the product counts in the first and in the second result.
    """

    tokens: tuple[int] | tuple[int, int, int]
    taps: Mapping[int, float]
    results: tuple[int, int]


def _two(place: int, tap: int) -> list[Product]:
    return [
        Product((place, place + 1, -1), {tap: 1}, (1, 0)),
        Product((place + 1, place + 2, -1), {tap + 1: -1}, (0, 1)),
        Product((place + 1,), {tap: 1, tap + 1: 1}, (1, 1)),
    ]


def _three(place: int, tap: int) -> list[Product]:
    middle = {tap: 0.5, tap + 1: 0.5, tap + 2: 0.5}
    return [
        Product((place, place + 2, -1), {tap: 1}, (1, 0)),
        Product((place + 1, place + 3, -1), {tap + 2: -1}, (0, 1)),
        Product((place + 1, place + 2, 1), middle, (1, 1)),
        Product((place + 2, place + 1, -1), middle | {tap + 1: -0.5}, (1, -1)),
    ]


# By the tokens of a window. The first product is the first result's alone, the second the second's.
PLANS: Mapping[int, Sequence[Product]] = {
    2: _two(0, 0),
    3: _three(-1, 0),
    5: _three(-2, 0) + _two(1, 3),
}


class Convolution:
    """Convolves whole numbers; exactly, so that it does not matter with what else.

    Attributes:
        steps: (columns,) what 1 stands for in the results.
    """

    def __init__(self, weights: Floats, *, longest: float) -> None:
        """Weights (tokens, depth, columns), for tokens (depth,) no longer than *longest*."""
        self.plan = PLANS[len(weights)]
        factors = [
            np.sum([weights[tap] * share for tap, share in one.taps.items()], axis=0)
            for one in self.plan
        ]
        numbers, steps = rounded(np.array(factors, dtype=np.float32), EXACT[SINGLE] / (2 * longest))
        self.factors, self.steps = numbers.astype(SINGLE), steps.astype(SINGLE)

    def __call__(self, padded: Floats) -> Floats:
        """(2, pairs, sentences, columns): the results of first tokens, then of second ones.

        Args:
            padded: (2, 1 + pairs + 1, sentences, depth) the first and second tokens of pairs,
                with an empty pair before and after.
        """
        _, many, count, depth = padded.shape
        values = np.empty(((many - 2) * count, depth), np.float32)
        room = np.empty((len(values), self.factors.shape[2]), np.float32)
        made = np.empty((2, *room.shape), np.float32)
        for number, (one, factors) in enumerate(zip(self.plan, self.factors, strict=True)):
            taken = _taken(padded, one.tokens, values)
            if number < len(made):
                np.matmul(taken, factors, out=made[number])
                continue
            np.matmul(taken, factors, out=room)
            for result, sign in zip(made, one.results, strict=True):
                if sign:
                    (np.add if sign > 0 else np.subtract)(result, room, out=result)
        return made.reshape(2, many - 2, count, -1)


def _taken(padded: Floats, tokens: Sequence[int], out: Floats) -> Floats:
    """The tokens at one place of each pair, or those of two places together."""
    if len(tokens) == 1:
        return _at(padded, tokens[0])
    add: Any = np.add if tokens[2] > 0 else np.subtract
    made: Floats = add(_at(padded, tokens[0]), _at(padded, tokens[1]), out=out)
    return made


def _at(padded: Floats, place: int) -> Floats:
    pair, which = divmod(place, 2)
    pairs = padded.shape[1] - 2
    found: Floats = padded[which, 1 + pair : 1 + pair + pairs].reshape(-1, padded.shape[3])
    return found
