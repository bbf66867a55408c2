"""What the encoder needs of each token, whatever stands beside it: worked out once an id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.tag.whole import whole

Floats = NDArray[np.float32]
Shorts = NDArray[np.int16]
Ids = NDArray[np.int64]

WIDTH = 256  # of a branch
ORDERS = ((2, 0), (3, 1), (5, 2))  # tokens a branch looks at, and how many of them stand before
MOST_IDS = 12_000  # ids kept, about 7 kB each
AT_ONCE = 256  # ids in one pass
FINE = 48  # steps in 1
REACH = 6_500  # of what is kept, in steps; five of them stay below 2**15
NOTHING = -1  # the id of no token


@dataclass
class TokenShares:
    """What is kept per token id, in steps of 1/`FINE`; row 0 is nothing at all.

    Attributes:
        model: the package's, with its weights.
        scale, low: of each part of the table of embeddings.
        projected: per branch, (rows, WIDTH) the normalised first projection.
        shares: per branch and position, (rows, WIDTH) a token's part of the first convolution;
            its bias is in the share of the token's own position.
        sums: (rows, 2) the embedding's sum and sum of squares.
    """

    model: Any
    scale: Floats = field(init=False)
    low: Floats = field(init=False)
    projected: list[Shorts] = field(init=False)
    shares: list[list[Shorts]] = field(init=False)
    sums: Floats = field(init=False)
    _row_of: Ids = field(init=False)
    _used: int = 1

    def __post_init__(self) -> None:
        model = self.model
        self.scale, self.low = model.scale * np.float32(FINE), model.lo * np.float32(FINE)
        self.projected = [np.zeros((1, WIDTH), np.int16) for _ in ORDERS]
        self.shares = [[np.zeros((1, WIDTH), np.int16) for _ in range(n)] for n, _ in ORDERS]
        self.sums = np.zeros((1, 2), np.float32)
        self._row_of = np.full(len(model.table) + 1, -1, dtype=np.int64)
        self._row_of[NOTHING] = 0
        self._project = whole(model.proj_W, kind=np.float64)
        self._first = [
            whole(np.concatenate(np.split(weights, order), axis=1), kind=np.float64)
            for (order, _), weights in zip(ORDERS, model.w1, strict=True)
        ]

    def rows(self, ids: Ids) -> Ids:
        """The row of each of *ids*; unknown ones are worked out first."""
        missing = np.unique(ids[self._row_of[ids] < 0])
        if self._used + len(missing) > MOST_IDS:
            self._row_of[:NOTHING] = -1
            self._used = 1
            missing = np.unique(ids[ids != NOTHING])
        for at in range(0, len(missing), AT_ONCE):
            self._learn(missing[at : at + AT_ONCE])
        return self._row_of[ids]

    def embedded(self, ids: Ids) -> tuple[Floats, Floats, Floats]:
        """The table's numbers for *ids*, and what each is to be multiplied by and added to."""
        parts = ids % len(self.scale)
        return self.model.table[ids].astype(np.float32), self.scale[parts], self.low[parts]

    def _learn(self, ids: Ids) -> None:
        rows = slice(self._used, self._used + len(ids))
        self._room(rows.stop)
        table, scale, low = self.embedded(ids)
        embeddings = table * scale[:, None] + low[:, None]
        self.sums[rows, 0] = np.einsum("ij->i", embeddings)
        self.sums[rows, 1] = np.einsum("ij,ij->i", embeddings, embeddings)
        projected = self._projected(embeddings)
        for branch, (order, left) in enumerate(ORDERS):
            mine = projected[:, branch * WIDTH : (branch + 1) * WIDTH]
            shares = self._first[branch].times(mine).reshape(-1, order, WIDTH)
            shares[:, left] += self.model.b1[branch]
            self.projected[branch][rows] = _steps(mine)
            for position in range(order):
                self.shares[branch][position][rows] = _steps(shares[:, position])
        self._row_of[ids] = np.arange(rows.start, rows.stop)
        self._used = rows.stop

    def _projected(self, embeddings: Floats) -> Floats:
        """(ids, 3 × WIDTH); the layers are normalised over all branches together."""
        model = self.model
        made: Floats = self._project.times(embeddings) / np.float32(FINE) + model.proj_b
        made -= (np.einsum("ij->i", made) / np.float32(made.shape[1]))[:, None]
        spread = np.einsum("ij,ij->i", made, made) / np.float32(made.shape[1])
        made *= (1 / np.sqrt(spread + np.float32(model.eps)))[:, None]
        made *= model.ln_g_all
        made += model.ln_b_all
        return made

    def _room(self, rows: int) -> None:
        """Makes place for *rows*, twice as many at a time."""
        if rows > len(self.sums):
            more = max(rows, 2 * len(self.sums), 1024) - len(self.sums)
            self.sums = np.concatenate([self.sums, np.zeros((more, 2), np.float32)])
            none = np.zeros((more, WIDTH), np.int16)
            self.projected = [np.concatenate([known, none]) for known in self.projected]
            self.shares = [[np.concatenate([known, none]) for known in one] for one in self.shares]


def _steps(values: Floats) -> Shorts:
    made: Shorts = np.clip(np.rint(values * np.float32(FINE)), -REACH, REACH).astype(np.int16)
    return made
