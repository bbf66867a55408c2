"""What decisions have made of a confidence, as part of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

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
class Taught:
    """How decisions changed a confidence.

    Attributes:
        codebook: the confidence by the codebook alone.
        yes, no: decided segments with and without the code.
        alike: the decided segments most alike, with the code and without it, closest first.
    """

    codebook: float
    yes: int
    no: int
    alike: tuple[Likeness, ...] = ()


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
