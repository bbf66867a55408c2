"""Transcripts with codings made by people, as the scorer takes them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.coding.locate import locate
from coder.model import Code, Document, Role, Segments, Unit
from coder.read.which import find_transcripts, read
from coder.tag.batch import Batch
from coder.text.segment import segment


@dataclass(frozen=True)
class Coded:
    """One interview with what a person gave each of its segments.

    Attributes:
        author: who wrote and coded it: the document's id up to the first hyphen, else the folder.
        looked: (segments,) whether the person looked at the segment.
        answers: (segments, codes) the codes given.
    """

    name: str
    author: str
    batch: Batch
    looked: NDArray[np.bool_]
    answers: NDArray[np.bool_]


def read_folder(folder: Path, codes: Sequence[Code]) -> list[Coded]:
    """Every interview in *folder* that its `codings.csv` speaks of."""
    with (folder / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    inside = folder / "interviews" if (folder / "interviews").is_dir() else folder
    documents = [
        read(path, root=inside, attributes={}, roles={}).document
        for path in find_transcripts(inside)
        if path.suffix in {".txt", ".md", ".docx"} and path.parent == inside
    ]
    by_document: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append((row["sentence"], row["code"]))
    return [
        _coded(one, by_document[one.id], [code.id for code in codes], folder.name)
        for one in documents
        if one.id in by_document
    ]


def batch_of(document: Document, segments: Segments) -> Batch:
    """The document's segments as the scorer takes them."""
    return Batch(
        texts=tuple(document.text[s.start : s.end] for s in segments),
        interviewee=tuple(document.turns[s.turn].role is not Role.INTERVIEWER for s in segments),
        turns=tuple(segments.turn),
    )


def _coded(document: Document, rows: list[tuple[str, str]], ids: list[str], folder: str) -> Coded:
    segments = segment(document, Unit.SENTENCE)
    answers = np.zeros((len(segments), len(ids)), dtype=bool)
    looked = np.zeros(len(segments), dtype=bool)
    starts, ends = np.array(segments.start), np.array(segments.end)
    for (_, code), place in zip(rows, locate(document.text, rows), strict=True):
        if place is None:
            continue
        hit = (starts < place[1]) & (ends > place[0])
        looked |= hit
        if code in ids:
            answers[hit, ids.index(code)] = True
    author = document.id.split("-")[0] if "-" in document.id else folder
    return Coded(document.id, author, batch_of(document, segments), looked, answers)
