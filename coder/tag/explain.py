"""Why a segment got its confidence for a code, as values; `say` has the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coder.model import Code
from coder.tag import say
from coder.tag.batch import Batch
from coder.tag.combine import (
    CONTEXT,
    DISMISSED,
    KIND,
    NAMES,
    confidence,
    trust,
    weighed,
    weights_of,
)
from coder.tag.cues import DISMISSAL, Cue, cues, first_cue
from coder.tag.features import GENERAL, denials
from coder.tag.meaning import meanings
from coder.tag.nearest import Floats, similarities
from coder.tag.score import NEAR, Prepared, Scorer, Weighing

if TYPE_CHECKING:
    from coder.tag.taught import Taught

PARTS: Mapping[str, tuple[str, ...]] = {
    "words": ("term", "terms", "term_length", "pattern", "patterns", "denied"),
    "meaning": ("example", "examples", "meaning", "counter", "overlap", "neutral"),
    "context": CONTEXT,
    "manner": tuple(name for name in GENERAL if name != "neutral") + KIND,
}
SPEAKS = 0.0  # a neighbour whose own score is above this is named as context


@dataclass(frozen=True, slots=True)
class Fired:
    """A term or pattern that occurs; half-open offsets into the segment's text.

    Attributes:
        pattern: the number of the pattern in the code, -1 for a term.
        denied: whether the speaker denies it.
    """

    text: str
    start: int
    end: int
    pattern: int = -1
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """The text of the code that the segment is closest to in meaning.

    Attributes:
        kind: "example", "counter_example" or "definition".
        similarity: cosine, at most 1.
    """

    kind: str
    text: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A segment nearby that speaks for the code.

    Attributes:
        kind: "question", "before", "before_that", "after" or "lately".
        row: its row in the batch.
    """

    kind: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Voiced:
    """What a language model says of the code on the segment.

    Attributes:
        said: 1 yes, -1 no, 0 a yes on words that are not in the text, which does not count.
        quote, reason: of a yes. start, end: of the quote in the segment's text, equal where it is not there.
        without: the confidence without its word.
    """

    model: str
    said: int
    without: float
    quote: str = ""
    reason: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Evidence:
    """Everything that speaks for and against a code on a segment.

    Attributes:
        confidence: 0..1, the same as the scorer's.
        nearest, counter: the closest example or definition; the closest counter-example.
        guards: cues in the segment that hold a code back or speak for a countermeasure.
        parts: points for (positive) and against, by part of the score: words, meaning,
            context, manner, guard. They are set against an average segment.
        reason: why it is no suggestion: "" if it is one, else "interviewer", "denied",
            "near" (little is missing) or "far".
        taught: how decisions changed the confidence, None where it is the codebook's own.
        voiced: what a language model says, None where it was not asked.
    """

    code: str
    confidence: float
    threshold: float
    fired: tuple[Fired, ...] = ()
    nearest: Nearest | None = None
    counter: Nearest | None = None
    guards: tuple[Cue, ...] = ()
    context: tuple[Neighbour, ...] = ()
    parts: Mapping[str, float] = ()  # type: ignore[assignment]
    reason: str = ""
    taught: Taught | None = None
    voiced: Voiced | None = None

    def say(self, language: str) -> list[str]:
        """Sentences for people, in "zh" or "en"."""
        return say.sentences(self, language)


def explain(
    prepared: Prepared,
    index: int,
    code: Code,
    scorer: Scorer,
    *,
    weighing: Weighing | None = None,
    threshold: float = 0.5,
) -> Evidence:
    """The evidence for *code* on segment *index* of a batch that *scorer* has prepared.

    Args:
        weighing: what `scorer.weigh(prepared, code)` gave, if that is at hand.
    """
    batch = prepared.batch
    weighing = weighing or scorer.weigh(prepared, code)
    text = batch.texts[index]
    nearest, counter = _nearest(prepared, index, code, scorer)
    fired = _fired(batch, weighing, index)
    parts = _parts(weighing, index, code)
    certain = float(confidence(weighing.total[[index]])[0]) if batch.coded[index] else 0.0
    freed = float(confidence(weighing.total[[index]] - parts["guard"])[0])
    return Evidence(
        code=code.id,
        confidence=round(certain, 4),
        threshold=threshold,
        fired=tuple(one for one, _ in fired),
        nearest=nearest,
        counter=counter,
        guards=_guards(text, [cue for _, cue in fired], code),
        context=_context(prepared, weighing, index, code),
        parts=parts,
        reason=_reason(
            coded=bool(batch.coded[index]), certain=certain, freed=freed, threshold=threshold
        ),
    )


def _reason(*, coded: bool, certain: float, freed: float, threshold: float) -> str:
    if not coded:
        return "interviewer"
    if np.float32(certain) >= np.float32(threshold):
        return ""
    if freed >= threshold:
        return "denied"
    return "near" if certain >= threshold - NEAR else "far"


def _fired(batch: Batch, weighing: Weighing, index: int) -> tuple[tuple[Fired, Cue | None], ...]:
    """What occurs in the segment, each with the words that deny it."""
    text = batch.texts[index]
    hits = [hit for hit in weighing.hits if hit.row == index]
    return tuple(
        (Fired(text[hit.start : hit.end], hit.start, hit.end, hit.pattern, cue is not None), cue)
        for hit, cue in zip(hits, denials(batch, hits), strict=True)
    )


def _guards(text: str, denying: Sequence[Cue | None], code: Code) -> tuple[Cue, ...]:
    found = list(denying)
    if code.kind != "context":
        found += [first_cue("denial", DISMISSAL, text), *cues(text)]
    return tuple(dict.fromkeys(cue for cue in found if cue))


def _nearest(
    prepared: Prepared, index: int, code: Code, scorer: Scorer
) -> tuple[Nearest | None, Nearest | None]:
    grains = prepared.common.grains[[index]]
    texts = {
        "example": code.examples,
        "definition": meanings(code),
        "counter_example": code.counter_examples,
    }
    closest = {kind: _closest(kind, said, grains, scorer) for kind, said in texts.items()}
    counter = closest.pop("counter_example")
    known = [one for one in closest.values() if one]
    return max(known, key=lambda one: one.similarity, default=None), counter


def _closest(kind: str, texts: tuple[str, ...], grains: Floats, scorer: Scorer) -> Nearest | None:
    if not texts:
        return None
    similar = similarities(grains, scorer.meanings.rows(texts))[0]
    best = int(np.argmax(similar))
    return Nearest(kind, texts[best], round(float(similar[best]), 3))


def _parts(weighing: Weighing, index: int, code: Code) -> dict[str, float]:
    """Points by part, each against the mean of the batch, and the guard's."""
    _, second = weights_of(code)
    means = weighing.columns.mean(axis=0)
    points = {
        name: float((weighing.columns[index, number] - means[number]) * second[name])
        for number, name in enumerate(NAMES)
    }
    parts = {part: round(sum(points[name] for name in names), 2) for part, names in PARTS.items()}
    held = weighing.columns[index, [NAMES.index("dismissed"), NAMES.index("denied")]].max()
    parts["guard"] = float(held) * DISMISSED if code.kind != "context" else 0.0
    one = weighing.columns[[index]]
    trusted = float(trust(code, one)[0])
    lifted = weighing.total[index] - weighed(one, NAMES, second)[0] - parts["guard"] - trusted
    parts["words"] = round(parts["words"] + trusted, 2)
    parts["context"] = round(parts["context"] + float(lifted), 2)
    return parts


def _context(
    prepared: Prepared, weighing: Weighing, index: int, code: Code
) -> tuple[Neighbour, ...]:
    """The neighbours whose own score speaks for the code and that raise this one's."""
    _, second = weights_of(code)
    batch = prepared.batch
    found = []
    for kind, row in _rows_around(batch, index).items():
        value = weighing.columns[index, NAMES.index(kind)]
        if value > SPEAKS + NEUTRAL_SCORE and second[kind] > 0:
            found.append(Neighbour(kind, row, batch.texts[row]))
    return tuple(found)


NEUTRAL_SCORE = -1.5  # the first step's score from which a neighbour is worth naming


def _rows_around(batch: Batch, index: int) -> dict[str, int]:
    rows = {}
    question = int(batch.questions[index])
    if question >= 0:
        rows["question"] = int(batch.block_starts[question + 1]) - 1
    place = int(batch.place[index])
    if place >= 1:
        rows["before"] = index - 1
    if place >= 2:
        rows["before_that"] = index - 2
    if index + 1 < len(batch) and batch.blocks[index + 1] == batch.blocks[index]:
        rows["after"] = index + 1
    return rows
