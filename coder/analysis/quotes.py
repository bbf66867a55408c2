"""Quotes: the words behind the counts, with where they stand and what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd

from coder.model import Codebook, Coding, Document, Turn

AROUND = 60  # characters of context on either side


def quotes(
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    codebook: Codebook,
    *,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    language: str = "zh",
) -> pd.DataFrame:
    """One line a coding, in the codebook's order, then by document and place.

    Args:
        documents: by id; codings of others, or on codes that the codebook lacks, are left out.
        labels: words for the ids of "group".

    Returns:
        Columns code, label, kind, document, group, role, turn, speaker, start_ms, start, end,
        before, text, after, coder, source, confidence, memo; `before` and `after` are `AROUND`
        characters at most, `turn` counts from 1, `start_ms` is the turn's and may be missing.
    """
    groups = (labels or {}).get("group", {})
    order = {code.id: at for at, code in enumerate(codebook.codes)}
    kept = [c for c in codings if c.document in documents and c.code in order]
    kept.sort(key=lambda c: (order[c.code], c.document, c.start, c.end))
    codes = [codebook.by_id[c.code] for c in kept]
    sources = [documents[c.document] for c in kept]
    texts = [(source.text, c.start, c.end) for source, c in zip(sources, kept, strict=True)]
    turn_of = Turns(documents)
    turns = [turn_of(c.document, c.start) for c in kept]
    return pd.DataFrame(
        {
            "code": [code.id for code in codes],
            "label": [code.label.say(language) for code in codes],
            "kind": [code.kind for code in codes],
            "document": [source.id for source in sources],
            "group": [groups.get(source.group, source.group) for source in sources],
            "role": [source.attributes.get("role", "") for source in sources],
            "turn": pd.array([number for number, _ in turns], dtype="int64"),
            "speaker": [turn.speaker if turn else "" for _, turn in turns],
            "start_ms": pd.array([turn.start_ms if turn else None for _, turn in turns], "Int64"),
            "start": pd.array([c.start for c in kept], dtype="int64"),
            "end": pd.array([c.end for c in kept], dtype="int64"),
            "before": [text[max(0, start - AROUND) : start] for text, start, _ in texts],
            "text": [text[start:end] for text, start, end in texts],
            "after": [text[end : end + AROUND] for text, _, end in texts],
            "coder": [c.coder for c in kept],
            "source": [c.source for c in kept],
            "confidence": pd.array([c.confidence for c in kept], dtype="Float64").to_numpy(
                dtype="float64", na_value=float("nan")
            ),
            "memo": [c.memo for c in kept],
        }
    )


class Turns:
    """Which turn a place is in."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._starts: dict[str, list[int]] = {}

    def __call__(self, document: str, place: int) -> tuple[int, Turn | None]:
        """The turn's number from 1, and the turn; 0 and None before the first."""
        turns = self._documents[document].turns
        if document not in self._starts:
            self._starts[document] = [turn.label_start for turn in turns]
        number = bisect_right(self._starts[document], place)
        return number, turns[number - 1] if number else None
