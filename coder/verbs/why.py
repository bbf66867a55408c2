"""Why a segment got its confidence: the codebook's evidence, and what decisions made of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.coding.decided import UNKNOWN, YES, answers
from coder.coding.locate import locate
from coder.coding.stand import Fold
from coder.errors import CoderError
from coder.model import Code, Codebook, Role, Segment
from coder.store.study import Study
from coder.store.voices import answers_on
from coder.tag.explain import Evidence, Voiced, explain
from coder.tag.taught import (
    Decided,
    Rival,
    Taught,
    Telling,
    most_alike,
    telling,
    with_lessons,
)
from coder.tag.tokens import load
from coder.text.words import tokens
from coder.verbs.hearing import Heeded
from coder.verbs.learning import Lessons
from coder.verbs.scoring import Scored, batch_of, scorer
from coder.verbs.standing import State, folded_until, present, suggesting_codebook, tagged
from coder.verbs.voice import lines_of
from coder.voice.batches import keys
from coder.voice.prompt import told


def evidence(
    study: Study, document_id: str, segment: int, codes: Sequence[str], language: str
) -> list[dict[str, Any]]:
    """Why a segment got its confidence for each of *codes*, in words and with places.

    Raises:
        CoderError: no_document, not_tagged, unknown_code.
    """
    state = present(study)
    run = tagged(state)
    rules = suggesting_codebook(study, run)
    scored = state.scored.get(document_id)
    if scored is None or not 0 <= segment < len(scored.segments):
        known = ", ".join(state.documents) or "–"
        raise CoderError("no_document", document=f"{document_id} #{segment}", known=known)
    start = scored.segments.start[segment]
    found = []
    for name in codes:
        if name not in rules.by_id:
            raise CoderError("unknown_code", code=name, hint="")
        with _ONE_AT_A_TIME:
            why = _explained(study, state, scored, segment, rules.by_id[name])
        found.append(
            {
                "code": name,
                "confidence": why.confidence,
                "says": why.say(language),
                "fired": _marks(why, start),
                "reason": why.reason,
            }
        )
    return found


TERM, DENIED, QUOTED = 0, 1, 2  # what a mark in the text is


def _marks(why: Evidence, start: int) -> list[list[int]]:
    """[start, end, what] in the document, of what speaks for or against."""
    quote = why.voiced
    marks = [
        [start + one.start, start + one.end, DENIED if one.denied else TERM] for one in why.fired
    ]
    if quote and quote.end > quote.start:
        marks.append([start + quote.start, start + quote.end, QUOTED])
    return marks


# Several at once would load the same libraries twice, and keep decisions waiting for a processor.
_ONE_AT_A_TIME = threading.Lock()


def warm() -> None:
    """Import now what the first reason asked for would wait for."""
    with _ONE_AT_A_TIME:
        load()
        tokens("词语")


def _explained(study: Study, state: State, scored: Scored, segment: int, code: Code) -> Evidence:
    """The evidence, with what was weighed kept for the document that was asked for last."""
    scoring = scorer(study)
    key = (scored.document.id, scored.document.digest, len(scored.segments))
    if study.memory.get("room evidence", ((), None, None, None))[0] != key:
        batch = batch_of(scored.document, scored.segments)
        vectors = scoring.encoder.encode(batch.texts)
        study.memory["room evidence"] = (key, scoring.prepare(batch, vectors), vectors, {})
    _, prepared, vectors, weighed = study.memory["room evidence"]
    if code not in weighed:
        weighed[code] = scoring.weigh(prepared, code)
    column = scored.codes.index(code.id)
    cut = float(scored.cuts[column])
    why = explain(prepared, segment, code, scoring, weighing=weighed[code], threshold=cut)
    lessons = Lessons.of(tagged(state).lessons)
    voiced = _voiced(study, scored, segment, code, lessons.voice if lessons else None)
    confidence, taught = float(scored.scores[segment, column]), None
    if lessons and lessons.codes:
        alone = voiced.without if voiced else confidence
        rival = _rival(scored, segment, code, state.codebook) if alone < why.confidence else None
        _, yes, no, _ = lessons.codes.get(code.id, ("", 0, 0, 0.0))
        decisions = _Decisions.of(study, state, lessons, code.id)
        place = (scored.document.id, segment)
        alike = decisions.alike(place, vectors[segment])
        words = decisions.telling(place, scored.document.text[slice(*_ends(scored, segment))])
        taught = Taught(why.confidence, yes, no, alike, words, rival)
    elif voiced is None:
        return why
    return with_lessons(why, confidence=confidence, threshold=cut, taught=taught, voiced=voiced)


def _voiced(
    study: Study, scored: Scored, segment: int, code: Code, voice: Heeded | None
) -> Voiced | None:
    """What the language model that the run listened to says of *code* on the segment."""
    if voice is None or scored.spoken is None:
        return None
    key = keys(lines_of(scored.document, scored.segments))[segment]
    found = answers_on(study, voice.voice, voice.until, key, [told(code)]).get(told(code))
    if found is None:
        return None
    place = scored.segments[segment]
    text = scored.document.text[place.start : place.end]
    # What was sent may have been masked; then the quote is shown but not marked.
    start, end = locate(text, [(found.quote, "")])[0] or (0, 0)
    without = float(scored.spoken.without[segment, scored.codes.index(code.id)])
    return Voiced(voice.model, found.said, without, found.quote, found.reason, start, end)


@dataclass(frozen=True, eq=False)
class _Decisions:
    """The decided segments of one code, with their vectors."""

    places: Sequence[tuple[str, int]]
    decided: Sequence[Decided]
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, study: Study, state: State, lessons: Lessons, code: str) -> _Decisions:
        """Those that the last run learned from, kept until the next."""
        run = tagged(state).id
        if study.memory.get("decided", (0, None, {}))[0] != run:
            folded = folded_until(study, list(state.scored.values()), lessons.decisions)
            study.memory["decided"] = (run, folded, {})
        _, folded, kept = study.memory["decided"]
        if code not in kept:
            kept[code] = cls._made(study, state, folded, code)
        made: _Decisions = kept[code]
        return made

    @classmethod
    def _made(cls, study: Study, state: State, folded: Fold, code: str) -> _Decisions:
        places, decided = [], []
        every = list(state.scored.values())
        said = answers(folded, [one.segments for one in every], [code])
        for one, made in zip(every, said, strict=True):
            turns = one.document.turns
            for row in np.flatnonzero(made[:, 0] != UNKNOWN).tolist():
                segment = one.segments[row]
                if turns[segment.turn].role is Role.INTERVIEWER:
                    continue
                given = bool(made[row, 0] == YES)
                text = one.document.text[segment.start : segment.end]
                who = _coder(folded, segment, code, given=given)
                places.append((one.document.id, row))
                decided.append(Decided(one.document.id, text, given, who))
        encoder = scorer(study).encoder
        vectors = encoder.encode([one.text for one in decided]) if decided else np.zeros((0, 1))
        return cls(places, decided, np.asarray(vectors, dtype=np.float32))

    def alike(self, place: tuple[str, int], vector: NDArray[np.float32]) -> Any:
        """The decided segments most like *vector*, that of the segment at *place*, but itself."""
        rows = [at for at, one in enumerate(self.places) if one != place]
        return most_alike(vector, self.vectors[rows], [self.decided[at] for at in rows])

    def telling(self, place: tuple[str, int], text: str) -> tuple[Telling, ...]:
        """The words of *text*, the segment at *place*, that the other decided segments speak of."""
        others = zip(self.places, self.decided, strict=True)
        words = [one.text for one in tokens(text) if len(one.text) > 1]
        return telling(words, [one for where, one in others if where != place])


def _ends(scored: Scored, segment: int) -> tuple[int, int]:
    return scored.segments.start[segment], scored.segments.end[segment]


def _rival(scored: Scored, segment: int, code: Code, book: Codebook) -> Rival | None:
    """The surest other code of the segment of those that this one stands against.

    Only where it is a suggestion and surer than this one: what is mentioned and what is claimed
    go well together.
    """
    row = scored.scores[segment]
    mentioned = code.kind == "context"
    among = [
        at
        for at, name in enumerate(scored.codes)
        if name in book.by_id and (book.by_id[name].kind == "context") is mentioned
    ]
    if not among:
        return None
    at = max(among, key=lambda one: float(row[one]))
    if scored.codes[at] == code.id or row[at] < scored.cuts[at]:
        return None
    return Rival(book.by_id[scored.codes[at]].label, float(row[at]))


def _coder(folded: Fold, segment: Segment, code: str, *, given: bool) -> str:
    """Who decided on the segment last; where nobody did so by name, who looked at it."""
    said = {
        verdict.decision.id: verdict.decision.coder
        for key, verdict in folded.verdicts.items()
        if key[0] == segment.document and key[3] == code and verdict.yes is given
        if key[1] < segment.end and segment.start < key[2]
    }
    if not said:
        said = {
            look.decision.id: look.decision.coder
            for look in folded.looked.get(segment.document, ())
            if look.decision.start < segment.end and segment.start < look.decision.end
        }
    return said[max(said)] if said else ""
