"""Pairs of characters that a segment shares with what the codebook says of a code."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coder.model import Code
from coder.tag.batch import Batch
from coder.tag.fold import fold
from coder.tag.meaning import meanings
from coder.tag.starts import points_of

TABLE = 1 << 22
# Characters that stand in any sentence; a pair with one of them says nothing of the subject.
_COMMON = frozenset(
    "的了是在有和就不也都我你他她它们这那个一上下来去说要会到得着过对还没把被给让为与及或等"
    "以从向跟很太更最只又再才可能么什怎哪谁几多少大小好吧吗呢啊呀嘛哦嗯俩咱俺您之其而且但所"
    "做人时候里中前后年月日天家次种样些点因此如果然而出起看知道想没用于"
    "，。、；：？！“”‘’（）《》…—,.;:?!\"'()- \n\t0123456789二三四五六七八九十两百千万"
)
_COMMON_POINTS = np.array(sorted(map(ord, _COMMON)), dtype=np.uint32)


def pair_places(batch: Batch) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(places in the table, row) of each telling pair of characters in *batch*."""
    places, kept = _pairs(batch.pairs.text)
    return places, batch.rows_at(kept)


@lru_cache(maxsize=4096)
def profile(code: Code) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """(places, how many of *code*'s texts hold the pair there, at most 3)."""
    texts = [*meanings(code), *code.include, *code.examples, " ".join(code.terms)]
    counted: dict[int, int] = {}
    for text in texts:
        for place in set(_pairs(points_of(fold(text)))[0].tolist()):
            counted[place] = min(counted.get(place, 0) + 1, 3)
    return np.array(list(counted), np.int64), np.array(list(counted.values()), np.int8)


def _pairs(points: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if len(points) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    telling = ~np.isin(points, _COMMON_POINTS)
    kept = np.flatnonzero(telling[:-1] & telling[1:])
    first, second = points[kept].astype(np.int64), points[kept + 1].astype(np.int64)
    return (first * 40503 + second * 2654435) % TABLE, kept
