"""Confidences that have learned from people's decisions: models kept by what they depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.coding.decided import UNKNOWN, YES, Answers, answers
from coder.coding.stand import Fold
from coder.model import Codebook, Goal, Role, digest_of
from coder.store.cache import Cache
from coder.store.study import Study
from coder.tag.goals import common_threshold, own_threshold
from coder.verbs.hearing import Heeded, hear, hear_again
from coder.verbs.meant import Meant, Taken
from coder.verbs.scoring import FULL, Scored

Array = NDArray[np.float64]
EXACT = np.dtype("<f8")


@dataclass(frozen=True)
class Lessons:
    """What a run needs to know again of what was learned; plain values, kept with the run.

    Attributes:
        decisions: id of the last decision that was learned from.
        scale: the numbers of `tag.settle.settled`; () where nobody had decided.
        common: the threshold of codes that nobody has decided on.
        codes: code → (key of its model, segments with the code, segments without, threshold).
        voice: the language model that was listened to, None for none.
    """

    decisions: int = 0
    scale: tuple[float, ...] = ()
    common: float = 0.5
    codes: Mapping[str, tuple[str, int, int, float]] = field(default_factory=dict)
    voice: Heeded | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        codes = {code: list(one) for code, one in self.codes.items()}
        return {
            "decisions": self.decisions,
            "scale": list(self.scale),
            "common": self.common,
            "codes": codes,
            **({"voice": self.voice.plain()} if self.voice else {}),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Lessons | None:
        """What `plain` made; None of a run that knows of no learning."""
        if not plain:
            return None
        codes = {
            code: (str(k), int(y), int(n), float(t))
            for code, (k, y, n, t) in plain["codes"].items()
        }
        voice = Heeded.of(plain.get("voice", {}))
        return cls(plain["decisions"], tuple(plain["scale"]), plain["common"], codes, voice)


@dataclass(frozen=True, eq=False)
class _Pupil:
    """One code's decided segments, over all documents in order."""

    code: str
    key: str
    column: int
    rows: Sequence[NDArray[np.int64]]
    given: NDArray[np.bool_]

    def said(self, at: int) -> Array:
        """(decided,) 1 or 0 for each decided segment of document number *at*."""
        before = sum(len(rows) for rows in self.rows[:at])
        return self.given[before : before + len(self.rows[at])].astype(np.float64)


def taught(
    study: Study,
    scored: Sequence[Scored],
    codebook: Codebook,
    folded: Callable[[], Fold],
    *,
    goal: Goal | None,
    threshold: float,
    decisions: int,
    voice: Heeded | None = None,
) -> tuple[list[Scored], Lessons, int]:
    """*scored*, by the codebook alone, as the decisions in *folded* and *voice* correct them.

    Args:
        goal: what thresholds serve; None where *threshold* holds for every code.
        decisions: id of the last decision in *folded*; with 0 the codebook's scores stay.

    Returns:
        the scores, what was learned, and how many models had to be fitted for it.
    """
    said: list[Answers] = []
    if decisions and scored:
        said = answers(folded(), [one.segments for one in scored], scored[0].codes)
    for one, mine in zip(scored, said, strict=False):
        mine[~coded(one)] = UNKNOWN
    pupils = _pupils(scored, said, codebook) if decisions else []
    if not pupils:
        spoken, heeded = hear(study, scored, codebook, said, voice)
        lessons = Lessons(decisions, (), threshold, voice=heeded)
        return [_cut(one, threshold) for one in spoken], lessons, 0
    sums, fitted = _sums(study, scored, pupils)
    yes = {pupil.code: int(pupil.given.sum()) for pupil in pupils}
    claimed = claims(scored[0], codebook)
    # Made anew for each use: together they would be many times as large as the scores.
    columns = [partial(_columns, one, sums[at], yes, claimed) for at, one in enumerate(scored)]
    scale = _scale(scored, pupils, columns)
    made = [_corrected(one, scale, columns[at]()) for at, one in enumerate(scored)]
    made, heeded = hear(study, made, codebook, said, voice)
    lessons = _lessons(made, pupils, scale, goal=goal, threshold=threshold, decisions=decisions)
    lessons = replace(lessons, voice=heeded)
    return [_with_cuts(one, lessons) for one in made], lessons, fitted


def again(
    study: Study,
    scored: Sequence[Scored],
    codebook: Codebook,
    folded: Callable[[], Fold],
    lessons: Lessons | None,
    threshold: float,
) -> list[Scored]:
    """*scored* as *lessons* correct them: from the cache, learned once more where it has lost them."""
    if lessons is None or not lessons.codes:
        spoken = hear_again(study, scored, codebook, lessons.voice if lessons else None)
        return [_cut(one, threshold) for one in spoken]
    keys = {code: one[0] for code, one in lessons.codes.items()}
    columns = Cache(study.folder).scores_of([one.place for one in scored], list(keys.values()))
    if any(
        key not in columns.get(one.place, {})
        for one in scored
        if len(one.segments)
        for key in keys.values()
    ):
        made, _, _ = taught(
            study,
            scored,
            codebook,
            folded,
            goal=None,
            threshold=threshold,
            decisions=lessons.decisions,
            voice=lessons.voice,
        )
        return [_with_cuts(one, lessons) for one in made]
    yes = {code: taught[1] for code, taught in lessons.codes.items()}
    result = []
    for one in scored:
        have = columns.get(one.place, {})
        found = {code: np.frombuffer(have[key], EXACT) for code, key in keys.items() if key in have}
        measured = _columns(one, found, yes, claims(one, codebook))
        result.append(_corrected(one, np.array(lessons.scale), measured))
    spoken = hear_again(study, result, codebook, lessons.voice)
    return [_with_cuts(one, lessons) for one in spoken]


def _pupils(scored: Sequence[Scored], said: Sequence[Answers], codebook: Codebook) -> list[_Pupil]:
    from coder.tag.learn import LEARNER

    found = []
    for column, code in enumerate(scored[0].codes if scored else ()):
        rows = [np.flatnonzero(made[:, column] != UNKNOWN) for made in said]
        if not any(map(len, rows)):
            continue
        given = np.concatenate(
            [made[some, column] == YES for made, some in zip(said, rows, strict=True)]
        )
        parts = [
            one.place + some.tobytes().hex()
            for one, some in zip(scored, rows, strict=True)
            if len(some)
        ]
        key = digest_of(LEARNER, codebook.by_id[code].tagging_key, given.tobytes().hex(), *parts)
        found.append(_Pupil(code, key, column, rows, given))
    return found


def _sums(
    study: Study, scored: Sequence[Scored], pupils: Sequence[_Pupil]
) -> tuple[list[dict[str, Array]], int]:
    """By document the (segments,) sums of each code, and how many models were fitted.

    A decided segment's sum comes from models that have not seen its interview.
    """
    cache = Cache(study.folder)
    places = [one.place for one in scored]
    have = cache.scores_of(places, [one.key for one in pupils])
    missing = [
        pupil
        for pupil in pupils
        if any(len(one.segments) and pupil.key not in have.get(one.place, {}) for one in scored)
    ]
    if missing:
        fresh = _fit(study, scored, missing)
        cache.put_scores(
            (place, key, column.tobytes())
            for place, columns in zip(places, fresh, strict=True)
            for key, column in columns.items()
        )
        for place, columns in zip(places, fresh, strict=True):
            have.setdefault(place, {}).update({key: c.tobytes() for key, c in columns.items()})
    result = [
        {p.code: np.frombuffer(have.get(place, {}).get(p.key, b""), EXACT) for p in pupils}
        for place in places
    ]
    return result, len(missing)


def _fit(
    study: Study, scored: Sequence[Scored], pupils: Sequence[_Pupil]
) -> list[dict[str, Array]]:
    """By document, model key → (segments,) sums."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    meant = Meant(study, scored)
    # With more threads the same sums would be added in another order.
    with threadpool_limits(1):
        models = _models(scored, pupils, meant)
        result: list[dict[str, Array]] = [{} for _ in scored]
        done = [0] * len(pupils)
        for at, one in enumerate(scored):
            if not len(one.segments):
                continue
            vectors, before = meant[at]
            for number, (pupil, model) in enumerate(zip(pupils, models, strict=True)):
                column = model.sums(vectors, before)
                rows = pupil.rows[at]
                column[rows] = model.apart[done[number] : done[number] + len(rows)]
                done[number] += len(rows)
                result[at][pupil.key] = column.astype(EXACT)
    return result


def _models(scored: Sequence[Scored], pupils: Sequence[_Pupil], meant: Meant) -> list[Any]:
    """Each pupil's model; pupils decided on the same segments share the ground to learn on."""
    from coder.tag.learn import learn

    free = [_undecided(scored, pupil) for pupil in pupils]
    keys = [
        digest_of(*(rows.tobytes().hex() for rows in (*pupil.rows, *some)))
        for pupil, some in zip(pupils, free, strict=True)
    ]
    firsts = {key: keys.index(key) for key in keys}
    places = {key: (pupils[number].rows, free[number]) for key, number in firsts.items()}
    grounds = _grounds(scored, places, meant)
    models = []
    for pupil, some, key in zip(pupils, free, keys, strict=True):
        groups = [
            one.document.id for one, rows in zip(scored, pupil.rows, strict=True) for _ in rows
        ]
        base = [_scores_of(scored, rows, pupil) for rows in (pupil.rows, some)]
        models.append(learn(grounds[key], np.concatenate(base), pupil.given, groups))
    return models


def _grounds(
    scored: Sequence[Scored],
    places: Mapping[str, tuple[Sequence[NDArray[np.int64]], Sequence[NDArray[np.int64]]]],
    meant: Meant,
) -> dict[str, Any]:
    """By key the ground of decided segments and those behind; every document is read once."""
    from coder.tag.learn import ground

    taken = {key: (Taken(), Taken()) for key in places}
    for at, one in enumerate(scored):
        wanted = any(len(decided[at]) + len(free[at]) for decided, free in places.values())
        if not len(one.segments) or not wanted:
            continue
        vectors, before = meant[at]
        for key, sides in places.items():
            for kept, rows in zip(taken[key], sides, strict=True):
                kept.add(vectors, before, rows[at])
    found = {}
    for key, both in taken.items():
        own, before_each = zip(*(one.both() for one in both), strict=True)
        found[key] = ground(np.vstack(own), np.vstack(before_each))
    return found


def _scores_of(scored: Sequence[Scored], rows: Sequence[NDArray[np.int64]], pupil: _Pupil) -> Array:
    some = [one.scores[mine, pupil.column] for one, mine in zip(scored, rows, strict=True)]
    return np.concatenate(some).astype(np.float64)


def _undecided(scored: Sequence[Scored], pupil: _Pupil) -> list[NDArray[np.int64]]:
    """By document, the rows that stand for those that nobody has decided on."""
    from coder.tag.learn import background_rows

    free = [
        np.setdiff1d(np.flatnonzero(coded(one)), rows)
        for one, rows in zip(scored, pupil.rows, strict=True)
    ]
    homes = np.repeat(np.arange(len(free)), [len(rows) for rows in free])
    chosen = background_rows(np.arange(len(homes)))
    every = np.concatenate([*free, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    return [every[chosen[homes[chosen] == at]] for at in range(len(free))]


def earlier(vectors: Array, before: NDArray[np.int64]) -> Array:
    """(rows, dimensions) the vectors of the rows *before*, zeros where that is -1."""
    return np.where(before[:, None] >= 0, vectors[np.maximum(before, 0)], 0)


def claims(one: Scored, codebook: Codebook) -> NDArray[np.bool_]:
    """(codes,) whether a speaker must claim the code; a context is only mentioned."""
    return np.array([codebook.by_id[code].kind != "context" for code in one.codes], dtype=bool)


def _columns(
    one: Scored, sums: Mapping[str, Array], yes: Mapping[str, int], claimed: NDArray[np.bool_]
) -> Array:
    """(segments, codes, 7) what the confidences are settled by."""
    from coder.tag.learn import trust
    from coder.tag.settle import logit, measured

    trusted = np.zeros(one.scores.shape)
    for column, code in enumerate(one.codes):
        if code in sums and len(sums[code]):
            trusted[:, column] = sums[code] * trust(yes[code])
    lengths = np.array(one.segments.end) - np.array(one.segments.start)
    return measured(logit(one.scores), trusted, lengths, claimed)


def _scale(
    scored: Sequence[Scored], pupils: Sequence[_Pupil], columns: Sequence[Callable[[], Array]]
) -> Array:
    from threadpoolctl import threadpool_limits

    from coder.tag.learn import BACKGROUND
    from coder.tag.settle import settle

    undecided = [_undecided(scored, pupil) for pupil in pupils]
    pairs, given, counts = [], [], []
    for at, one in enumerate(scored):
        measured = columns[at]()
        for pupil, free in zip(pupils, undecided, strict=True):
            rows = np.concatenate([pupil.rows[at], free[at]])
            known = len(pupil.rows[at])
            pairs.append(measured[rows, pupil.column])
            given.append(pupil.said(at))
            given.append(one.scores[free[at], pupil.column].astype(np.float64))
            counts.append(np.where(np.arange(len(rows)) < known, 1.0, BACKGROUND))
    with threadpool_limits(1):
        return settle(np.concatenate(pairs), np.concatenate(given), np.concatenate(counts))


def _corrected(one: Scored, scale: Array, columns: Array) -> Scored:
    """The codebook's scores, corrected; the interviewer's stay 0."""
    from coder.tag.settle import settled

    scores = settled(scale, columns).astype(FULL)
    scores[~coded(one)] = 0
    return replace(one, scores=scores)


def _lessons(
    made: Sequence[Scored],
    pupils: Sequence[_Pupil],
    scale: Array,
    *,
    goal: Goal | None,
    threshold: float,
    decisions: int,
) -> Lessons:
    scores = np.vstack([one.scores[coded(one)] for one in made]).astype(np.float64)
    common = threshold
    if goal:
        every = sum(int(pupil.given.sum()) for pupil in pupils)
        common = round(common_threshold(goal, scores, every), 2)
    codes = {}
    for pupil in pupils:
        yes = int(pupil.given.sum())
        own = own_threshold(goal, scores[:, pupil.column], yes, common) if goal else threshold
        codes[pupil.code] = (pupil.key, yes, len(pupil.given) - yes, own)
    return Lessons(decisions, tuple(map(float, scale)), common, codes)


def _with_cuts(one: Scored, lessons: Lessons) -> Scored:
    cuts = [
        lessons.codes[code][3] if code in lessons.codes else lessons.common for code in one.codes
    ]
    return replace(one, cuts=np.array(cuts, dtype=np.float32))


def _cut(one: Scored, threshold: float) -> Scored:
    return replace(one, cuts=np.full(len(one.codes), threshold, dtype=np.float32))


def coded(one: Scored) -> NDArray[np.bool_]:
    """(segments,) whether the interviewee speaks."""
    roles = np.array([turn.role is not Role.INTERVIEWER for turn in one.document.turns], dtype=bool)
    turns = np.array(one.segments.turn, dtype=np.int64)
    return roles[turns] if len(turns) else np.zeros(0, dtype=bool)
