"""Quotes: the words behind the counts, with where they stand and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from coder.model import Codebook, Coding, Document

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
        Columns code, label, kind, document, group, role, start, end, before, text, after, coder,
        source, confidence, memo; `before` and `after` are `AROUND` characters at most.
    """
    groups = (labels or {}).get("group", {})
    order = {code.id: at for at, code in enumerate(codebook.codes)}
    kept = [c for c in codings if c.document in documents and c.code in order]
    kept.sort(key=lambda c: (order[c.code], c.document, c.start, c.end))
    codes = [codebook.by_id[c.code] for c in kept]
    sources = [documents[c.document] for c in kept]
    texts = [(source.text, c.start, c.end) for source, c in zip(sources, kept, strict=True)]
    return pd.DataFrame(
        {
            "code": [code.id for code in codes],
            "label": [code.label.say(language) for code in codes],
            "kind": [code.kind for code in codes],
            "document": [source.id for source in sources],
            "group": [groups.get(source.group, source.group) for source in sources],
            "role": [source.attributes.get("role", "") for source in sources],
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
