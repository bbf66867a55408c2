"""Offers for the codebook, from what people decided. Nothing of it is applied by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coder.analysis.hints import (
    Confusion,
    Word,
    confusions,
    misleading_terms,
    telling_words,
)
from coder.coding.decided import UNKNOWN
from coder.store.study import Study
from coder.tag.clusters import clusters
from coder.tag.fold import fold
from coder.text.words import tokens
from coder.verbs.quality import Segmented, segmented
from coder.verbs.scoring import scorer
from coder.verbs.standing import State, present, tagged

UNFIT = 0.15  # where no code has more confidence, a sentence fits none
LONG = 12  # characters; shorter sentences say too little to be missed
CLUSTERS = 5
CENTRAL = 3  # sentences shown of a cluster


@dataclass(frozen=True, slots=True)
class CodeHints:
    """What might help one code.

    Attributes:
        terms: words that tell. misleading: terms of its own that mislead.
        examples: sentences with the code that it does not find by itself, the farthest first.
    """

    code: str
    terms: tuple[Word, ...]
    misleading: tuple[Word, ...]
    examples: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to offer."""
        return not (self.terms or self.misleading or self.examples)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Sentences that fit no code and mean about the same: how many, their words, the most typical."""

    size: int
    words: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Hints:
    """All offers.

    Attributes:
        confused: (suggested, given, times).
    """

    codes: tuple[CodeHints, ...]
    confused: tuple[tuple[str, str, int], ...]
    unfit: tuple[Unfit, ...]


def hints(study: Study) -> Hints:
    """What the decisions would have the codebook say.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    tagged(state)
    known_hints: tuple[object, Hints | None] = study.memory.get("hints", (None, None))
    if known_hints[0] == state.moment and known_hints[1]:
        return known_hints[1]
    made = _made(study, state)
    study.memory["hints"] = (state.moment, made)
    return made


def _made(study: Study, state: State) -> Hints:
    on = segmented(state)
    texts = [fold(state.documents[d].text[s:e]) for d, s, e in on.places]
    words = [_words(text) for text in texts]
    found = []
    for column, code in enumerate(on.codes):
        rows = np.flatnonzero(on.answers[:, column] != UNKNOWN)
        entry = state.codebook.by_id.get(code)
        if entry is None or not len(rows):
            continue
        given = on.answers[rows, column] == 1
        some = [texts[row] for row in rows]
        known = [fold(term) for term in entry.terms]
        found.append(
            CodeHints(
                code,
                tuple(telling_words([words[row] for row in rows], given, known)),
                tuple(misleading_terms(some, given, known)),
                _examples(on, column, [state.documents[d].text[s:e] for d, s, e in on.places]),
            )
        )
    mixed = confusions(on.confidences >= on.cuts, on.answers)
    return Hints(
        tuple(one for one in found if not one.empty),
        tuple(_named(one, on.codes) for one in mixed),
        _unfit(study, on, texts, words),
    )


def _named(one: Confusion, codes: tuple[str, ...]) -> tuple[str, str, int]:
    return (codes[one.suggested], codes[one.given], one.times)


def _examples(on: Segmented, column: int, texts: list[str], most: int = 2) -> tuple[str, ...]:
    missed = (on.answers[:, column] == 1) & (on.confidences[:, column] < on.cuts[column])
    rows = [row for row in np.flatnonzero(missed).tolist() if len(texts[row]) >= LONG]
    rows.sort(key=lambda row: float(on.confidences[row, column]))
    return tuple(texts[row].strip() for row in rows[:most])


def _unfit(
    study: Study, on: Segmented, texts: list[str], words: list[frozenset[str]]
) -> tuple[Unfit, ...]:
    lonely = (on.confidences.max(axis=1, initial=0) < UNFIT) & ~(on.answers == 1).any(axis=1)
    rows = [row for row in np.flatnonzero(lonely).tolist() if len(texts[row]) >= LONG]
    if len(rows) < 4 * CLUSTERS:
        return ()
    vectors = scorer(study).encoder.encode([_said(on, study, row) for row in rows])
    found = []
    for group in clusters(vectors, CLUSTERS):
        inside = np.zeros(len(rows), dtype=bool)
        inside[group] = True
        typical = telling_words([words[row] for row in rows], inside, ())
        sentences = tuple(_said(on, study, rows[at]).strip() for at in group[:CENTRAL])
        found.append(Unfit(len(group), tuple(word.text for word in typical), sentences))
    return tuple(found)


def _said(on: Segmented, study: Study, row: int) -> str:
    document, start, end = on.places[row]
    return present(study).documents[document].text[start:end]


def _words(text: str) -> frozenset[str]:
    return frozenset(one.text for one in tokens(text) if len(one.text) > 1)
