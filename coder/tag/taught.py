"""What decisions have made of a confidence, as part of the evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coder.model import Bilingual
from coder.tag.explain import Evidence, Voiced
from coder.tag.score import NEAR


@dataclass(frozen=True, slots=True)
class Decided:
    """A segment that people have decided on.

    Attributes:
        given: whether they gave the code.
        coder: who decided last.
    """

    document: str
    text: str
    given: bool
    coder: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A decided segment and the cosine of its meaning to the one in question."""

    decided: Decided
    similarity: float


@dataclass(frozen=True, slots=True)
class Telling:
    """A word, and how many decided segments that hold it have the code and do not."""

    text: str
    yes: int
    no: int
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """Another code that the same segment has more surely, of those that seldom go together."""

    label: Bilingual
    confidence: float


@dataclass(frozen=True, slots=True)
class Taught:
    """How decisions changed a confidence.

    Attributes:
        codebook: the confidence by the codebook alone.
        yes, no: decided segments with and without the code.
        alike: the decided segments most alike, with the code and without it, closest first.
        words: those of the segment that speak for the code, then those against.
        rival: the code that fits better and took from this one, None where none did.
    """

    codebook: float
    yes: int
    no: int
    alike: tuple[Likeness, ...] = ()
    words: tuple[Telling, ...] = ()
    rival: Rival | None = None


FEWEST = 3  # decided segments with a word, and with the code too, before it speaks
HALF = 0.5  # share of them with the code, from which on a word speaks for it
CHANCE = 0.025  # how seldom so many, or so few, would come about by chance
MOST = 3  # words said of each side
ALIKE = 0.45  # segments less alike than this say nothing to a reader


def with_lessons(
    evidence: Evidence,
    *,
    confidence: float,
    threshold: float,
    taught: Taught | None,
    voiced: Voiced | None = None,
) -> Evidence:
    """*evidence* by the codebook, as decisions and a language model have changed it."""
    if evidence.reason == "interviewer":
        return evidence
    if np.float32(confidence) >= np.float32(threshold):
        reason = ""
    elif evidence.reason == "denied":
        reason = "denied"
    else:
        reason = "near" if confidence >= threshold - NEAR else "far"
    return replace(
        evidence,
        confidence=round(confidence, 4),
        threshold=round(threshold, 4),
        reason=reason,
        taught=taught,
        voiced=voiced,
    )


def most_alike(
    vector: NDArray[np.float32], vectors: NDArray[np.float32], decided: Sequence[Decided]
) -> tuple[Likeness, ...]:
    """The closest decided segment with the code and the closest without it.

    Args:
        vector: (dimensions,) of the segment in question; vectors: (decided, dimensions).
    """
    if not decided:
        return ()
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(vector)
    similar = vectors @ vector / np.maximum(lengths, 1e-9)
    found = []
    for given in (True, False):
        of_side = np.array([one.given is given for one in decided])
        at = int(np.argmax(np.where(of_side, similar, -2)))
        if of_side[at] and similar[at] >= ALIKE:
            found.append(Likeness(decided[at], float(similar[at])))
    return tuple(sorted(found, key=lambda one: -one.similarity))


def telling(words: Iterable[str], decided: Sequence[Decided]) -> tuple[Telling, ...]:
    """Of *words*, those whose decided segments mostly have the code, or have it less often than all.

    Both only where chance would hardly do the same (exact binomial tails).
    """
    share = sum(one.given for one in decided) / len(decided) if decided else 0.0
    found = []
    for word in sorted(set(words)):
        given = [one.given for one in decided if word in one.text]
        yes, no = sum(given), len(given) - sum(given)
        if len(given) < FEWEST:
            continue
        more, less = _tail(yes, len(given), share), _tail(no, len(given), 1 - share)
        if yes >= max(FEWEST, HALF * len(given)) and more <= CHANCE:
            found.append((more, Telling(word, yes, no, speaks_for=True)))
        elif yes < share * len(given) and less <= CHANCE:
            found.append((less, Telling(word, yes, no, speaks_for=False)))
    ordered = [one for _, one in sorted(found, key=lambda pair: pair[0])]
    speaking = [one for one in ordered if one.speaks_for][:MOST]
    return (*speaking, *[one for one in ordered if not one.speaks_for][:MOST])


def _tail(least: int, of: int, share: float) -> float:
    """The chance that *least* or more of so many have what a *share* has."""
    each = (math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(least, of + 1))
    return sum(each)
