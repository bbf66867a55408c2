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
    """One line a coding, in the codebook's order, then by document and place."""
    groups = (labels or {}).get("group", {})
    order = {code.id: at for at, code in enumerate(codebook.codes)}
    kept = [c for c in codings if c.document in documents and c.code in order]
    kept.sort(key=lambda c: (order[c.code], c.document, c.start, c.end))
    return pd.DataFrame(
        [_line(c, documents[c.document], codebook, groups, language) for c in kept],
        columns=HEADER,
    )


HEADER = (
    "code label kind document group role start end before text after coder source confidence memo"
).split()


def _line(
    coding: Coding,
    document: Document,
    codebook: Codebook,
    groups: Mapping[str, str],
    language: str,
) -> tuple[object, ...]:
    code, text = codebook.by_id[coding.code], document.text
    return (
        code.id,
        code.label.say(language),
        code.kind,
        document.id,
        groups.get(document.group, document.group),
        document.attributes.get("role", ""),
        coding.start,
        coding.end,
        text[max(0, coding.start - AROUND) : coding.start],
        text[coding.start : coding.end],
        text[coding.end : coding.end + AROUND],
        coding.coder,
        coding.source,
        coding.confidence,
        coding.memo,
    )
