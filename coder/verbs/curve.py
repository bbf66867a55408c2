"""The learning curve: how good the tagger would be had fewer segments been decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.resample import FIGURES, Interval, interval_of, resampled
from coder.coding.decided import UNKNOWN, answers
from coder.coding.stand import Fold
from coder.model import Codebook, Goal
from coder.store.study import Study
from coder.tag.trial import Material, foretold
from coder.verbs.learning import claims, coded, earlier
from coder.verbs.scoring import Scored, batch_of, bring_up_to_date, scorer
from coder.verbs.settings import wanted
from coder.verbs.standing import State, present, suggesting_codebook, tagged

COUNTS = (0, 50, 100, 200, 400)
LEAST = 2  # interviews with decisions, so that one can be held out
AROUND = 400  # undecided segments that stand for the rest


@dataclass(frozen=True, slots=True)
class Point:
    """What is reached on interviews that are held out.

    Attributes:
        decided: segments that were learned from, 0 for the codebook alone.
        f1: over all decided pairs of the held-out interviews, nan where undefined; its interval
            draws interviews.
    """

    decided: int
    f1: float
    f1_interval: Interval


def learning_curve(study: Study) -> tuple[Point, ...]:
    """Points for ever more decided segments, the last with all of them; () with too few interviews.

    Each interview is held out once, in up to five parts; from the decided segments of the others
    so many are drawn at random, the same at every call.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    known: tuple[object, tuple[Point, ...]] = study.memory.get("learning curve", (None, ()))
    if known[0] != state.moment:
        known = (state.moment, _made(study, state))
        study.memory["learning curve"] = known
    return known[1]


def _made(study: Study, state: State) -> tuple[Point, ...]:
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    from coder.tag.learn import folds

    run = tagged(state)
    codebook = suggesting_codebook(study, run)
    documents = [one.document for one in state.scored.values()]
    scored, _ = bring_up_to_date(study, documents, codebook, wanted(study).unit)
    on = _material(study, scored, codebook, state.folded)
    rows = np.flatnonzero((on.answers != UNKNOWN).any(axis=1))
    if len(np.unique(on.groups[rows])) < LEAST:
        return ()
    parts = folds(on.groups[rows].tolist())
    goal = wanted(study).goal or Goal.BALANCED
    most = len(rows) - min(int(part.sum()) for part in parts)
    with threadpool_limits(1):
        return tuple(
            _point(on, rows, parts, goal, count)
            for count in (*(one for one in COUNTS if one < most), most)
        )


def _point(
    on: Material,
    rows: NDArray[np.int64],
    parts: Sequence[NDArray[np.bool_]],
    goal: Goal,
    count: int,
) -> Point:
    homes, home = np.unique(on.groups[rows], return_inverse=True)
    cells = np.zeros((len(homes), 4), dtype=np.int64)
    used = 0
    for number, held in enumerate(parts):
        drawn = np.random.default_rng([count, number]).permutation(rows[~held])[:count]
        used = max(used, len(drawn))
        sure, cuts = foretold(on, np.sort(drawn), goal)
        given, said = sure[rows[held]] >= cuts, on.answers[rows[held]]
        for cell, pairs in enumerate(
            (given & (said == 1), given & (said == 0), ~given & (said == 1), ~given & (said == 0))
        ):
            np.add.at(cells[:, cell], home[held], pairs.sum(axis=1))
    f1 = FIGURES["f1"]
    whole = float(f1(cells.sum(axis=0).astype(np.float64)))
    return Point(used, whole, interval_of(f1(resampled(cells))))


def _material(study: Study, scored: Sequence[Scored], codebook: Codebook, folded: Fold) -> Material:
    """Every decided segment, and some that nobody has decided on, evenly spread."""
    from coder.tag.learn import whole

    said = answers(folded, [one.segments for one in scored], scored[0].codes) if scored else []
    decided = [
        np.flatnonzero(coded(one) & (mine != UNKNOWN).any(axis=1))
        for one, mine in zip(scored, said, strict=True)
    ]
    share = max(1, sum(len(one.segments) for one in scored) // AROUND)
    parts = []
    for one, mine, rows in zip(scored, said, decided, strict=True):
        free = np.setdiff1d(np.flatnonzero(coded(one)), rows)[::share]
        chosen = np.sort(np.concatenate([rows, free])).astype(np.int64)
        if not len(chosen):
            continue
        batch = batch_of(one.document, one.segments)
        vectors = whole(scorer(study).encoder.encode(batch.texts))
        length = np.array(one.segments.end) - np.array(one.segments.start)
        parts.append(
            (
                vectors[chosen],
                earlier(vectors, batch.before[chosen]),
                one.scores[chosen].astype(np.float64),
                mine[chosen].astype(np.int8),
                length[chosen],
                np.full(len(chosen), one.document.id),
            )
        )
    own, before, base, said_there, lengths, groups = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    claimed = claims(scored[0], codebook)
    return Material(own, before, base, said_there, lengths, groups, claimed)
