"""The encoder's tokens of a text: the package's own, found with less work.

Same pieces as the package's tokenizer. Characters are normalised by a table that grows with what
is read (where a character may melt with the next one, the package does it); and of the pieces
that could begin at a place, two characters tell most of the time that there is only one.
"""
# ruff: noqa: SLF001 -- the package keeps its tables to itself; a test holds us to its results

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SPACE = "▁"
MOST_PAIRS = 200_000  # kept; a corpus of a million sentences has about so many

Normal = tuple[str, frozenset[int]]  # what a character becomes; first bytes that melt with it
Start = tuple[float, int, bool]  # score and id of a place's first character; longer pieces?


class Pieces:
    """Texts to ids, by the tables of the package's tokenizer."""

    def __init__(self, tokenizer: Any) -> None:
        self.theirs = tokenizer
        self._normal: dict[str, Normal | None] = {}
        self._starts: dict[str, Start] = {}

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text, with the marks of its begin and end."""
        begin, end = self.theirs._bos_id, self.theirs._eos_id
        return [[begin, *self._one(text), end] for text in texts]

    def _one(self, text: str) -> list[int]:
        normal = self._normalised(text)
        return self._best(normal) if normal else [self.theirs._unk_id]

    def _normalised(self, text: str) -> str:
        known, made = self._normal, []
        for char, after in zip(text, text[1:] + " ", strict=False):
            entry = known[char] if char in known else self._learn(char)
            if not entry or (entry[1] and after.encode()[0] in entry[1]):
                normal: str = self.theirs._normalizer.normalize(text)
                return normal
            made.append(entry[0])
        words = [word for word in "".join(made).split(" ") if word]
        return SPACE + SPACE.join(words) if words else ""

    def _learn(self, char: str) -> Normal | None:
        """What *char* becomes; None where spaces and other characters come of it."""
        normalizer = self.theirs._normalizer
        raw = char.encode()
        made, length = normalizer.normalize_prefix(raw, 0)
        text = made.decode()
        plain = length == len(raw) and SPACE not in text and (text == " " or " " not in text)
        self._normal[char] = (text, self._melting(raw)) if plain else None
        return self._normal[char]

    def _melting(self, raw: bytes) -> frozenset[int]:
        """The bytes with which a longer key of the package's table goes on after *raw*."""
        normalizer = self.theirs._normalizer
        units, node = normalizer._units, normalizer._offset(normalizer._units[0])
        for byte in raw:
            unit = units[node ^ byte]
            if unit & 0x800000FF != byte:
                return frozenset()
            node = node ^ byte ^ normalizer._offset(unit)
        return frozenset(byte for byte in range(1, 256) if units[node ^ byte] & 0x800000FF == byte)

    def _best(self, text: str) -> list[int]:
        """The ids whose scores add up to most (Viterbi); of equals, what the package takes."""
        size = len(text)
        best, begins, ids = [-1e38] * (size + 1), [0] * (size + 1), [0] * (size + 1)
        best[0] = 0.0
        starts, scores, get = self._starts, self.theirs._scores, self.theirs._prefixes.get
        for at in range(size):
            score = best[at]
            two = text[at : at + 2]
            one, number, longer = starts[two] if two in starts else self._start(two)
            if score + one > best[at + 1]:
                best[at + 1], begins[at + 1], ids[at + 1] = score + one, at, number
            end = at + 2
            while longer and end <= size:
                piece = get(text[at:end])
                if piece is None:
                    break
                if piece and score + scores[piece - 1] > best[end]:
                    best[end], begins[end], ids[end] = score + scores[piece - 1], at, piece - 1
                end += 1
        return _backwards(begins, ids)

    def _start(self, two: str) -> Start:
        theirs = self.theirs
        piece = theirs._prefixes.get(two[0])
        score = theirs._scores[piece - 1] if piece else theirs._unk_score
        longer = len(two) > 1 and piece is not None and two in theirs._prefixes
        if len(self._starts) >= MOST_PAIRS:
            self._starts.clear()
        self._starts[two] = score, piece - 1 if piece else theirs._unk_id, longer
        return self._starts[two]


def _backwards(begins: Sequence[int], ids: Sequence[int]) -> list[int]:
    found = []
    at = len(begins) - 1
    while at:
        found.append(ids[at])
        at = begins[at]
    return found[::-1]
