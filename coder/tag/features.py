"""What is measured of each segment against one code, before it is weighed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.model import Code
from coder.tag import cues
from coder.tag.batch import Batch
from coder.tag.meaning import Meaning
from coder.tag.nearest import Floats, highest, similarities
from coder.tag.overlap import TABLE, pair_places, profile
from coder.tag.starts import Rows
from coder.tag.terms import Hit, finder

Columns = NDArray[np.float64]


@dataclass(frozen=True)
class Shared:
    """What is true of the segments whatever the code; made once a batch.

    Attributes:
        grains: (segments, dimensions) grained vectors.
        neutral: (segments,) similarity to sentences that carry no code.
        pairs, pair_rows: telling pairs of characters and the rows they stand in.
        pair_counts: (segments,) how many such pairs a segment has.
        general: (segments, GENERAL).
        kept: similarities to a code's texts, by those texts.
    """

    grains: Floats
    neutral: Columns
    pairs: Rows
    pair_rows: Rows
    pair_counts: Columns
    general: Columns
    kept: dict[object, Columns] = field(default_factory=dict)


GENERAL = (
    "neutral",
    "length",
    "proposal",
    "asked_proposal",
    "problem",
    "praise",
    "asks",
    "short",
    "dismissed",
    "points_back",
    "confirms",
    "place",
    "amounts",
)
LOCAL = (
    "term",
    "terms",
    "term_length",
    "pattern",
    "patterns",
    "denied",
    "example",
    "examples",
    "meaning",
    "counter",
    "overlap",
)

FARTHEST = -0.3  # a counter-example so much less alike than the examples counts no further
LEANING = 16  # characters up to which a segment may lean on the one before
LONGEST = 400  # characters; longer segments count as this long
_LOGARITHMS = np.array([0.0, *(math.log(length) for length in range(1, LONGEST + 1))])


def shared(batch: Batch, grains: Floats, neutral: Floats) -> Shared:
    """The part of the work that is the same for every code."""
    pairs, rows = pair_places(batch)
    counts = np.bincount(rows, minlength=len(batch)).astype(np.float64)
    likeness = highest(similarities(grains, neutral), 3).astype(np.float64)
    return Shared(grains, likeness, pairs, rows, counts, _general(batch, likeness))


def _general(batch: Batch, neutral: Columns) -> Columns:
    """(segments, GENERAL)."""
    lengths = np.diff(batch.begins) - 1
    asked = cues.flags(batch, cues.ASKED_PROPOSAL)
    proposal = cues.flags(batch, cues.PROPOSAL)
    back = cues.flags(batch, cues.POINTS_BACK)
    return side_by_side(
        [
            neutral,
            _LOGARITHMS[np.clip(lengths, 1, LONGEST)] - 3,
            proposal,
            _of_question(batch, asked.astype(np.float64)) > 0,
            np.minimum(cues.counts(batch, cues.PROBLEM), 3) / 3,
            cues.flags(batch, cues.PRAISE),
            [cues.asks(text) for text in batch.texts],
            (lengths <= 10) | (back & (lengths <= LEANING)),
            cues.flags(batch, cues.DISMISSAL),
            back & (lengths <= LEANING),
            cues.flags(batch, cues.CONFIRMS) & (lengths <= LEANING),
            np.minimum(batch.place, 8) / 8,
            cues.flags(batch, cues.AMOUNTS),
        ]
    )


def side_by_side(parts: Sequence[Any]) -> Columns:
    """(segments, columns) with each column in one piece of memory: they are read one by one."""
    made = [np.asarray(part, dtype=np.float64) for part in parts]
    made = [part[:, None] if part.ndim == 1 else part for part in made]
    whole = np.empty((len(made[0]), sum(part.shape[1] for part in made)), order="F")
    at = 0
    for part in made:
        whole[:, at : at + part.shape[1]] = part
        at += part.shape[1]
    return whole


def local(batch: Batch, common: Shared, code: Code, meaning: Meaning) -> tuple[Columns, list[Hit]]:
    """(segments, LOCAL), and where *code*'s words stand."""
    hits = finder(code.terms, code.patterns).hits(batch)
    measured = [_words(batch, hits), _likeness(common, meaning), _overlap(common, code)]
    return side_by_side(measured), hits


def _likeness(common: Shared, meaning: Meaning) -> Columns:
    """(segments, 4): closest example, the closest few, label and definition, counter-example.

    Kept, because an edit of a term leaves them as they are.
    """
    if meaning.texts not in common.kept:
        similar = similarities(common.grains, meaning.stacked)
        examples, counter, stated = np.split(similar, meaning.cuts, axis=1)
        best = highest(examples, 1)
        less = np.maximum(highest(counter, 1) - best, FARTHEST) if counter.size else FARTHEST
        columns = [
            best,
            highest(examples, 4),
            highest(stated, 1),
            np.broadcast_to(less, best.shape),
        ]
        common.kept[meaning.texts] = side_by_side(columns)
    return common.kept[meaning.texts]


def _words(batch: Batch, hits: Sequence[Hit]) -> Columns:
    """(segments, 6): the features made of terms and patterns."""
    rows: dict[int, list[float]] = {}
    for hit, cue in zip(hits, denials(batch, hits), strict=True):
        row = rows.setdefault(hit.row, [0.0] * 6)
        if cue:
            row[5] = 1
        elif hit.term:
            row[1] += row[0]
            row[0] = 1
            row[2] = max(row[2], min(len(hit.term) - 2, 3) / 3)
        else:
            row[4] += row[3]
            row[3] = 1
    found = np.zeros((len(batch), 6), order="F")
    if rows:
        found[list(rows)] = list(rows.values())
    found[:, 5] *= (found[:, 0] == 0) & (found[:, 3] == 0)
    return np.minimum(found, 2)


def denials(batch: Batch, hits: Sequence[Hit]) -> list[cues.Cue | None]:
    """For each hit, the words that deny it.

    A pattern is denied where it covers a denied term together with the denial.
    """
    of_terms = {
        hit: cues.denial(batch.folded(hit.row), hit.start, hit.end) for hit in hits if hit.term
    }
    by_row: dict[int, list[cues.Cue]] = {}
    for hit, cue in of_terms.items():
        if cue:
            by_row.setdefault(hit.row, []).append(cue)
    return [of_terms[hit] if hit.term else _covered(hit, by_row.get(hit.row, ())) for hit in hits]


def _covered(hit: Hit, denying: Sequence[cues.Cue]) -> cues.Cue | None:
    inside = (cue for cue in denying if hit.start <= cue.start and cue.end <= hit.end)
    return next(inside, None)


def _overlap(common: Shared, code: Code) -> Columns:
    table = np.zeros(TABLE, dtype=np.int8)
    places, counted = profile(code)
    table[places] = counted
    weights = table[common.pairs]
    rows = common.pair_rows[weights > 0]
    shared_pairs = np.bincount(
        rows, weights=weights[weights > 0], minlength=len(common.pair_counts)
    )
    return shared_pairs / np.sqrt(common.pair_counts + 4)


def _of_question(batch: Batch, values: Columns) -> Columns:
    """(segments,) the highest of *values* in the question each segment answers; 0 without one."""
    if not len(batch):
        return values
    blocks = np.maximum.reduceat(values, batch.block_starts)
    return np.where(batch.questions >= 0, blocks[np.maximum(batch.questions, 0)], 0.0)
