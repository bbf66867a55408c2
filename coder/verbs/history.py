"""The record of the study, in words: what was decided on, how the codebook came to be."""

from __future__ import annotations

from collections.abc import Sequence

from coder.codebook.diff import CodebookDiff, diff
from coder.codebook.load import load
from coder.model import Decision
from coder.store.codebooks import CodebookVersion, codebook_versions
from coder.store.documents import older_texts
from coder.store.study import Study
from coder.verbs.standing import present


def said(study: Study, decisions: Sequence[Decision]) -> list[str]:
    """The words that each decision was made on, "" for one that is not about a text."""
    state = present(study)
    texts = {(one.id, one.digest): one.text for one in state.documents.values()}
    if any(d.document and (d.document, d.digest) not in texts for d in decisions):
        texts |= older_texts(study)
    return [texts.get((d.document, d.digest), "")[d.start : d.end] for d in decisions]


def versions(study: Study) -> list[tuple[CodebookVersion, CodebookDiff | None]]:
    """Every version of the codebook with what it changed, oldest first; None for the first."""
    found: list[tuple[CodebookVersion, CodebookDiff | None]] = []
    before = None
    for version in codebook_versions(study):
        book = load(version.text)
        found.append((version, None if before is None else diff(before, book)))
        before = book
    return found
