"""spaCy token patterns, on a blank pipeline: jieba's words for Chinese, spaces for English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from coder.tag.batch import Batch
from coder.tag.terms import Hit
from coder.text.words import Token, tokens


def token_hits(batch: Batch, patterns: Sequence[tuple[int, str]]) -> list[Hit]:
    """The first hit of each pattern in each segment that could match.

    Args:
        patterns: (number, spaCy Matcher pattern as JSON).
    """
    vocab, matchers = _matchers(tuple(patterns))
    hits = []
    for row in range(len(batch)):
        text = batch.joined[batch.begins[row] : batch.begins[row + 1] - 1]
        wanted = [one for one in matchers if one[1] is None or any(w in text for w in one[1])]
        if wanted:
            hits += _hits_in(row, tokens(text), vocab, wanted)
    return hits


def _hits_in(row: int, words: list[Token], vocab: Any, wanted: list[Any]) -> list[Hit]:
    from spacy.tokens import Doc

    doc = Doc(vocab, words=[word.text for word in words], spaces=[False] * len(words))
    hits = []
    for number, _, matcher in wanted:
        spans = [(start, end) for _, start, end in matcher(doc) if end > start]
        if spans:
            start, end = min(spans, key=lambda span: (span[0], -span[1]))
            hits.append(Hit(row, words[start].start, words[end - 1].end, pattern=number))
    return hits


@lru_cache(maxsize=256)
def _matchers(patterns: tuple[tuple[int, str], ...]) -> tuple[Any, list[Any]]:
    from spacy.lang.xx import MultiLanguage
    from spacy.matcher import Matcher

    vocab = MultiLanguage().vocab
    ready = []
    for number, described in patterns:
        token_pattern = json.loads(described)
        matcher = Matcher(vocab)
        matcher.add("pattern", [token_pattern])
        ready.append((number, _needed(token_pattern), matcher))
    return vocab, ready


def _needed(token_pattern: list[dict[str, Any]]) -> tuple[str, ...] | None:
    """Words of which a matching segment holds one; None where nothing can be said."""
    for token in token_pattern:
        said = {key.upper(): value for key, value in token.items()}
        value = said.get("TEXT", said.get("ORTH", said.get("LOWER")))
        if said.get("OP", "1") not in ("1", "+"):
            continue
        if isinstance(value, str):
            return (value.lower(),)
        if isinstance(value, dict) and isinstance(value.get("IN"), list):
            return tuple(word.lower() for word in value["IN"])
    return None
