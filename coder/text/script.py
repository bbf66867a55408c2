"""Texts made alike for searching: either Chinese script, either case, either width.

One character stands for one, so that a place in the folded text is the same place in the text.
Which simplified character a traditional one belongs to is OpenCC's knowledge
(https://github.com/BYVoid/OpenCC), taken character by character from its tables for the forms of
the mainland, Taiwan and Hong Kong.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint32]
CHINESE = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x323B0),
)  # half-open ranges of code points: unified ideographs, their extensions, compatibility forms
WIDE = (0xFF01, 0xFF5F, 0xFEE0)  # full-width forms, and how far they are from their ASCII twins
CONFIGURATIONS = ("tw2s", "hk2s", "t2s")
UTF32 = "utf-32-le"


def points(text: str) -> Points:
    """The code points of *text*."""
    return np.frombuffer(text.encode(UTF32, "surrogatepass"), dtype="<u4").astype(np.uint32)


def alike(text: str) -> str:
    """*text* in simplified characters, small letters and half-width forms; as long as it was."""
    folded = _table()[points(text)].astype("<u4").tobytes()
    return folded.decode(UTF32, "surrogatepass")


def is_chinese(some: Points) -> NDArray[np.bool_]:
    """Which of the code points are Chinese characters."""
    found = np.zeros(len(some), dtype=bool)
    for low, high in CHINESE:
        found |= (some >= low) & (some < high)
    return found


def mostly_latin(text: str) -> bool:
    """Whether *text* has hardly a Chinese character among its letters: less than one in twenty."""
    some = points(text)
    return bool(20 * int(is_chinese(some).sum()) < sum(map(str.isalpha, text)))


@lru_cache(maxsize=1)
def _table() -> Points:
    """For every code point the one that stands for it."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    low, high, shift = WIDE
    table[low:high] -= shift
    table[0x3000] = ord(" ")
    for letter in map(chr, (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x530))):
        if len(letter.lower()) == 1:
            table[ord(letter)] = ord(letter.lower())
    table[low:high] = table[table[low:high]]
    return _simplified(table)


def _simplified(table: Points) -> Points:
    from opencc import OpenCC

    every = [chr(point) for low, high in CHINESE for point in range(low, high)]
    # A line each, so that no character is read as part of a phrase.
    said = "\n".join(every)
    for configuration in CONFIGURATIONS:
        said = OpenCC(configuration).convert(said)
    for letter, simple in zip(every, said.split("\n"), strict=True):
        if len(simple) == 1:
            table[ord(letter)] = ord(simple)
    return table
