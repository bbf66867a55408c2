"""spaCy token patterns, on a blank pipeline: jieba's words for Chinese, spaces for English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from coder.tag.batch import Batch
from coder.tag.starts import Rows, keys_of
from coder.tag.terms import Hit
from coder.text.words import tokens


def token_hits(batch: Batch, patterns: Sequence[tuple[int, str]]) -> list[Hit]:
    """The first hit of each pattern in each segment that could match.

    Args:
        patterns: (number, spaCy Matcher pattern as JSON).
    """
    wanted: dict[int, list[tuple[int, str]]] = {}
    for number, described in patterns:
        for row in batch.pairs.rows_with(_needed(described)).tolist():
            wanted.setdefault(row, []).append((number, described))
    return [hit for row in sorted(wanted) for hit in _hits_in(batch, row, wanted[row])]


def _hits_in(batch: Batch, row: int, wanted: Sequence[tuple[int, str]]) -> list[Hit]:
    # spaCy takes a second to import; most codes and documents never come here.
    from spacy.tokens import Doc

    words = tokens(batch.folded(row))
    doc = Doc(_vocab(), words=[word.text for word in words], spaces=[False] * len(words))
    hits = []
    for number, described in wanted:
        spans = [(start, end) for _, start, end in _matcher(described)(doc) if end > start]
        if spans:
            start, end = min(spans, key=lambda span: (span[0], -span[1]))
            hits.append(Hit(row, words[start].start, words[end - 1].end, pattern=number))
    return hits


def load() -> None:
    """Import spaCy now rather than when the first pattern needs it."""
    _matcher('[{"LOWER": "。"}]')


@lru_cache(maxsize=1)
def _vocab() -> Any:
    from spacy.lang.xx import MultiLanguage

    return MultiLanguage().vocab


@lru_cache(maxsize=1024)
def _matcher(described: str) -> Any:
    from spacy.matcher import Matcher

    matcher = Matcher(_vocab())
    matcher.add("pattern", [json.loads(described)])
    return matcher


@lru_cache(maxsize=1024)
def _needed(described: str) -> tuple[Rows, ...]:
    """What a segment must hold for the pattern to match: see `Starts.rows_with`."""
    words = (_words_of(token) for token in json.loads(described))
    return tuple(keys_of(some) for some in words if some)


def _words_of(token: dict[str, Any]) -> tuple[str, ...]:
    """Words of which a matching segment holds one; none where nothing can be said."""
    said = {key.upper(): value for key, value in token.items()}
    value = said.get("TEXT", said.get("ORTH", said.get("LOWER")))
    words: list[Any] = []
    if said.get("OP", "1") in ("1", "+"):
        words = value.get("IN", []) if isinstance(value, dict) else [value]
    plain = all(isinstance(word, str) and word for word in words)
    return tuple(word.lower() for word in words) if plain else ()
