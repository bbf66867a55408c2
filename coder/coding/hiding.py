"""Words and what stands for them, put into a text: as edits, so that codings can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coder.model import Document, Turn
from coder.text.follow import Edit, apply, follow


@dataclass(frozen=True)
class Mask:
    """Word → what stands for it. Of words that overlap the longer one is taken."""

    words: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=len, reverse=True)
        parts = (rf"\b{re.escape(w)}\b" if _latin(w) else re.escape(w) for w in longest)
        return re.compile("|".join(parts) or r"(?!)", re.ASCII)

    def edits(self, text: str) -> list[Edit]:
        """Every word wherever it stands in *text*."""
        return [(*match.span(), self.words[match[0]]) for match in self._pattern.finditer(text)]

    def text(self, text: str) -> str:
        """*text* with every word replaced."""
        return apply(text, self.edits(text)) if text else text

    def of(self, value: object) -> object:
        """*value*, as JSON has it, with every word in it replaced."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.of(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(one) for one in value]
        return value


def rewritten(document: Document, edits: Sequence[Edit], mask: Mask) -> Document:
    """*document* after *edits*: its turns where they are now, with labels by *mask*."""
    text = apply(document.text, edits)
    ranges = [span for turn in document.turns for span in _spans(turn)]
    moved = iter(follow(ranges, edits))
    turns = []
    for turn in document.turns:
        (label_start, _), (start, end) = next(moved), next(moved)
        there = replace(turn, label_start=label_start, start=start, end=end)
        turns.append(replace(there, speaker=mask.text(turn.speaker)))
    return replace(document, text=text, turns=tuple(turns))


def reversed_edits(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What turns `apply(text, edits)` into *text* again."""
    back = []
    grown = 0
    for start, end, put in edits:
        back.append((start + grown, start + grown + len(put), text[start:end]))
        grown += len(put) - (end - start)
    return tuple(back)


def _spans(turn: Turn) -> tuple[tuple[int, int], tuple[int, int]]:
    return (turn.label_start, turn.start), (turn.start, turn.end)


def _latin(word: str) -> bool:
    return word.isascii() and word[:1].isalnum() and word[-1:].isalnum()
