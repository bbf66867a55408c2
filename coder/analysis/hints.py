"""What decisions say about the codebook: words that tell, words that mislead, codes mixed up."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST = 3  # segments in which a word must stand before anything is said of it
CERTAIN = 1.96  # standard errors
PRIOR = 10.0  # words that every side is given beforehand, spread as in the whole
MISLEADING = 1 / 3  # of its hits that people coded: from here on down a term misleads
CONFUSED = 2  # times that one code was suggested where people gave the other


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and in how many decided segments with and without the code it stands."""

    text: str
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Where *suggested* was suggested and not given, *given* was given so many times."""

    suggested: int
    given: int
    times: int


def telling_words(
    words: Sequence[Collection[str]],
    given: NDArray[np.bool_],
    known: Collection[str],
    most: int = 5,
) -> list[Word]:
    """Words of the segments with the code that others have much more seldom, most certain first.

    The log-odds ratio with an informative Dirichlet prior, in standard errors: Monroe, Colaresi &
    Quinn (2008), Fightin' Words, Political Analysis 16(4), eqs. 16-22.

    Args:
        words: the distinct words of each decided segment. known: words not to be offered again.
    """
    yes = Counter(
        word for some, is_given in zip(words, given, strict=True) if is_given for word in some
    )
    no = Counter(
        word for some, is_given in zip(words, given, strict=True) if not is_given for word in some
    )
    total = yes + no
    all_yes, all_no, whole = yes.total(), no.total(), max(total.total(), 1)
    found = []
    for word in sorted(yes):
        if (
            yes[word] < FEWEST
            or yes[word] <= no[word]
            or any(word in one or one in word for one in known)
        ):
            continue
        before = PRIOR * total[word] / whole
        ratio = _odds(yes[word] + before, all_yes + PRIOR) - _odds(
            no[word] + before, all_no + PRIOR
        )
        certain = ratio / math.sqrt(1 / (yes[word] + before) + 1 / (no[word] + before))
        if certain >= CERTAIN:
            found.append((certain, Word(word, yes[word], no[word])))
    return [word for _, word in sorted(found, key=lambda one: -one[0])[:most]]


def misleading_terms(
    texts: Sequence[str], given: NDArray[np.bool_], terms: Sequence[str]
) -> list[Word]:
    """Terms of the code that stand mostly where people did not give it, worst first."""
    found = []
    for term in terms:
        hits = [bool(one) for text, one in zip(texts, given, strict=True) if term in text]
        if len(hits) >= FEWEST and sum(hits) <= MISLEADING * len(hits):
            found.append(Word(term, sum(hits), len(hits) - sum(hits)))
    return sorted(found, key=lambda word: (word.yes - word.no, word.text))


def confusions(
    suggested: NDArray[np.bool_], answers: NDArray[np.int8], most: int = 10
) -> list[Confusion]:
    """Pairs of codes of which the one is suggested where people give the other, commonest first.

    Args:
        suggested, answers: (segments, codes); answers 1 given, 0 not given, -1 undecided.
    """
    wrong = (suggested & (answers == 0)).astype(np.int64)
    times = wrong.T @ ((answers == 1) & ~suggested).astype(np.int64)
    pairs = np.argwhere(times >= CONFUSED).tolist()
    found = [Confusion(first, second, int(times[first, second])) for first, second in pairs]
    return sorted(found, key=lambda one: -one.times)[:most]


def _odds(part: float, whole: float) -> float:
    return math.log(part / (whole - part))
