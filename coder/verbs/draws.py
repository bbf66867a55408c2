"""Segments drawn at random for people to judge: what corrections rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coder.analysis.ground import Booleans, Ground
from coder.model import Document
from coder.store.study import Study, put_setting, setting
from coder.verbs.coded import coded
from coder.verbs.standing import present

KEY = "draws"
Drawn = tuple[str, str, int, int]  # document, digest of its text, start, end


@dataclass(frozen=True, slots=True)
class DrawReport:
    """What a draw added.

    Attributes:
        added: now. drawn: in all, on texts as they are now. segments: that could be drawn.
    """

    added: int
    drawn: int
    segments: int


def draws(study: Study) -> list[Drawn]:
    """All segments ever drawn, in the order of drawing."""
    return [(str(d), str(g), int(s), int(e)) for d, g, s, e in setting(study, KEY, [])]


def draw(study: Study, count: int, *, seed: int | None = None) -> DrawReport:
    """Draw *count* more of the interviewees' segments, each as likely as any other; keep them.

    Args:
        seed: for a draw that can be repeated; chance itself if None.

    Raises:
        CoderError: not_tagged, and those of the store.
    """
    on = coded(study, "all").on
    known = draws(study)
    taken = np.flatnonzero(drawn_on(study, on, known))
    free = np.setdiff1d(np.arange(len(on)), taken)
    chosen = np.random.default_rng(seed).permutation(free)[: max(0, count)]
    state = present(study)
    fresh = [_drawn(on, int(at), state.documents) for at in chosen]
    put_setting(study, KEY, [list(one) for one in [*known, *fresh]])
    return DrawReport(len(fresh), len(taken) + len(fresh), len(on))


def drawn_on(study: Study, on: Ground, drawn: Sequence[Drawn]) -> Booleans:
    """(segments,) whether a segment of *on* was drawn, on the text as it is now."""
    documents = present(study).documents
    now = {
        (document, start, end)
        for document, digest, start, end in drawn
        if document in documents and documents[document].digest == digest
    }
    places = zip(on.document.tolist(), on.start.tolist(), on.end.tolist(), strict=True)
    found = [(on.documents[at], start, end) in now for at, start, end in places]
    return np.array(found, dtype=bool)


def _drawn(on: Ground, at: int, documents: Mapping[str, Document]) -> Drawn:
    name = on.documents[int(on.document[at])]
    return (name, documents[name].digest, int(on.start[at]), int(on.end[at]))
