"""spaCy token patterns, on a blank pipeline: jieba's words for Chinese, spaces for English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from coder.tag.batch import Batch
from coder.tag.starts import Rows, keys_of
from coder.tag.terms import Hit
from coder.text.words import tokens


def token_hits(batch: Batch, patterns: Sequence[tuple[int, str]]) -> list[Hit]:
    """The first hit of each pattern in each segment that could match.

    Args:
        patterns: (number, spaCy Matcher pattern as JSON).
    """
    vocab, matchers = _matchers(tuple(patterns))
    wanted: dict[int, list[_Ready]] = {}
    for ready in matchers:
        for row in batch.pairs.rows_with(ready.needed).tolist():
            wanted.setdefault(row, []).append(ready)
    return [hit for row in sorted(wanted) for hit in _hits_in(batch, row, vocab, wanted[row])]


class _Ready(NamedTuple):
    """A pattern that can be run, and what a segment must hold for it: see `Starts.rows_with`."""

    number: int
    matcher: Any
    needed: tuple[Rows, ...]


def _hits_in(batch: Batch, row: int, vocab: Any, wanted: Sequence[_Ready]) -> list[Hit]:
    from spacy.tokens import Doc

    words = tokens(batch.folded(row))
    doc = Doc(vocab, words=[word.text for word in words], spaces=[False] * len(words))
    hits = []
    for ready in wanted:
        spans = [(start, end) for _, start, end in ready.matcher(doc) if end > start]
        if spans:
            start, end = min(spans, key=lambda span: (span[0], -span[1]))
            hits.append(Hit(row, words[start].start, words[end - 1].end, pattern=ready.number))
    return hits


@lru_cache(maxsize=256)
def _matchers(patterns: tuple[tuple[int, str], ...]) -> tuple[Any, list[_Ready]]:
    from spacy.lang.xx import MultiLanguage
    from spacy.matcher import Matcher

    vocab = MultiLanguage().vocab
    ready = []
    for number, described in patterns:
        token_pattern = json.loads(described)
        matcher = Matcher(vocab)
        matcher.add("pattern", [token_pattern])
        needed = [_words_of(token) for token in token_pattern]
        keys = tuple(keys_of(words) for words in needed if words)
        ready.append(_Ready(number, matcher, keys))
    return vocab, ready


def _words_of(token: dict[str, Any]) -> tuple[str, ...]:
    """Words of which a matching segment holds one; none where nothing can be said."""
    said = {key.upper(): value for key, value in token.items()}
    value = said.get("TEXT", said.get("ORTH", said.get("LOWER")))
    words: list[Any] = []
    if said.get("OP", "1") in ("1", "+"):
        words = value.get("IN", []) if isinstance(value, dict) else [value]
    plain = all(isinstance(word, str) and word for word in words)
    return tuple(word.lower() for word in words) if plain else ()
