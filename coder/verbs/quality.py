"""How far the last run's suggestions can be relied on, and what to look at next."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.reliance import Bin, Reliance, reliability, reliance
from coder.coding.decided import UNKNOWN, answers
from coder.model import Role
from coder.store.study import Study
from coder.verbs.hearing import Borne, borne_out
from coder.verbs.settings import Wanted, wanted
from coder.verbs.standing import State, present, tagged

RANDOM_EVERY = 10  # one in so many next segments is drawn by chance, so that estimates stay honest
SEEN = 0.3  # confidence from which on a pair is shown, as a suggestion or a near miss
RARE = 5  # codings by people below which a code counts as rare
RARE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """One code: its threshold and how it does."""

    code: str
    threshold: float
    reliance: Reliance


@dataclass(frozen=True, slots=True)
class Wrong:
    """A decided segment that the tagger, not having seen its interview, gets wrong.

    Attributes:
        suggested: True where it would suggest the code and people did not give it.
    """

    document: str
    start: int
    end: int
    text: str
    code: str
    confidence: float
    suggested: bool


@dataclass(frozen=True)
class Quality:
    """The whole picture.

    Attributes:
        decided: the interviewee's segments on which anything was decided, of *segments* in all.
        error: expected calibration error over decided pairs at `SEEN` and above, nan without any.
        wrong: the surest mistakes first.
    """

    settings: Wanted
    documents: int
    segments: int
    decided: int
    overall: Reliance
    codes: tuple[CodeQuality, ...]
    bins: tuple[Bin, ...]
    error: float
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """A segment worth looking at.

    Attributes:
        codes: the codes it most likely has, surest first, with their confidence.
        gain: how many codings are expected to be found there, rare codes counting double.
        by_chance: drawn at random, to keep the estimates honest.
    """

    document: str
    start: int
    end: int
    text: str
    codes: tuple[tuple[str, float], ...]
    gain: float
    by_chance: bool


@dataclass(frozen=True, eq=False)
class Segmented:
    """All interviewee segments of the last run, as arrays."""

    codes: tuple[str, ...]
    places: Sequence[tuple[str, int, int]]
    documents: NDArray[np.int64]
    confidences: NDArray[np.float64]
    answers: NDArray[np.int8]
    cuts: NDArray[np.float64]


def quality(study: Study) -> Quality:
    """Measure the last run against all decisions.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    table = segmented(state)
    overall, each = reliance(table.confidences, table.answers, table.cuts, table.documents)
    bins, error = reliability(table.confidences, table.answers, least=SEEN)
    codes = tuple(
        CodeQuality(code, round(float(cut), 2), one)
        for code, cut, one in zip(table.codes, table.cuts, each, strict=True)
    )
    decided = (table.answers != UNKNOWN).any(axis=1)
    return Quality(
        wanted(study),
        len(np.unique(table.documents[decided])),
        len(table.places),
        int(decided.sum()),
        overall,
        codes,
        tuple(bins),
        error,
        _wrong(state, table),
    )


def next_up(study: Study, count: int = 20) -> list[Next]:
    """The segments that nobody has looked at and whose answer helps most, best first.

    What helps most is what finds most codings (relevance feedback, as in Cormack & Grossman 2014,
    SIGIR, for finding nearly all of something); every tenth is drawn by chance.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    table = segmented(state)
    open_pairs = table.answers == UNKNOWN
    rows = np.flatnonzero(open_pairs.all(axis=1))
    gains = gain(table.confidences, table.answers)[rows]
    best = rows[np.argsort(-gains, kind="stable")].tolist()
    chance = sorted(rows.tolist(), key=lambda row: _lot(table.places[row]))
    worth = dict(zip(rows.tolist(), gains.tolist(), strict=True))
    found: list[Next] = []
    seen: set[int] = set()
    while len(found) < min(count, len(rows)):
        by_chance = len(found) % RANDOM_EVERY == RANDOM_EVERY - 1
        row = next(one for one in (chance if by_chance else best) if one not in seen)
        seen.add(row)
        found.append(_next(state, table, row, worth[row], by_chance=by_chance))
    return found


def gain(confidences: NDArray[np.float64], said: NDArray[np.int8]) -> NDArray[np.float64]:
    """(segments,) codings expected where nobody has decided, those of rare codes counting double."""
    rare = (said == 1).sum(axis=0) < RARE
    open_pairs = np.where(said == UNKNOWN, confidences, 0)
    expected: NDArray[np.float64] = open_pairs @ np.where(rare, RARE_WEIGHT, 1.0)
    return expected


def segmented(state: State) -> Segmented:
    """The last run's segments with all that was decided on them, up to now."""
    every = list(state.scored.values())
    codes = every[0].codes if every else ()
    said = answers(state.folded, [one.segments for one in every], codes)
    places: list[tuple[str, int, int]] = []
    numbers: list[int] = []
    kept_scores, kept_answers = [], []
    for number, (one, made) in enumerate(zip(every, said, strict=True)):
        turns = one.document.turns
        rows = [s.index for s in one.segments if turns[s.turn].role is not Role.INTERVIEWER]
        places += [(one.document.id, one.segments.start[r], one.segments.end[r]) for r in rows]
        numbers += [number] * len(rows)
        kept_scores.append(one.scores[rows])
        kept_answers.append(made[rows])
    cuts = every[0].cuts.astype(np.float64) if every else np.zeros(0)
    none = np.zeros((0, len(codes)))
    return Segmented(
        codes,
        places,
        np.array(numbers, dtype=np.int64),
        np.vstack([none, *kept_scores]).astype(np.float64),
        np.vstack([none.astype(np.int8), *kept_answers]),
        # Thresholds are single numbers, and so are the scores that they are held against.
        cuts.astype(np.float32).astype(np.float64),
    )


def model_borne_out(study: Study) -> Borne | None:
    """How the language model that the last run listened to compares with people; None for none.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    every = list(state.scored.values())
    codes = every[0].codes if every else ()
    return borne_out(every, answers(state.folded, [one.segments for one in every], codes))


def _wrong(state: State, table: Segmented, shown: int = 30) -> tuple[Wrong, ...]:
    suggested = table.confidences >= table.cuts
    misled = (suggested & (table.answers == 0)) | (~suggested & (table.answers == 1))
    pairs = np.argwhere(misled)
    distance = np.abs(table.confidences - table.cuts)[misled]
    found = []
    for row, column in pairs[np.argsort(-distance, kind="stable")][:shown].tolist():
        document, start, end = table.places[row]
        text = state.documents[document].text[start:end]
        sure = round(float(table.confidences[row, column]), 4)
        code = table.codes[column]
        found.append(Wrong(document, start, end, text, code, sure, bool(suggested[row, column])))
    return tuple(found)


def _next(state: State, table: Segmented, row: int, worth: float, *, by_chance: bool) -> Next:
    document, start, end = table.places[row]
    sure = table.confidences[row]
    top = [int(at) for at in np.argsort(-sure, kind="stable")[:3] if sure[at] >= 0.1]
    codes = tuple((table.codes[at], round(float(sure[at]), 4)) for at in top)
    text = state.documents[document].text[start:end]
    return Next(document, start, end, text, codes, round(float(worth), 3), by_chance)


def _lot(place: tuple[str, int, int]) -> str:
    """An order by chance that is the same every time."""
    return hashlib.sha256(repr(place).encode("utf-8", "surrogatepass")).hexdigest()
