"""From what was measured to a confidence: two logistic steps, the second with the neighbours.

The first step sees a segment alone; the second adds what the first says of the question, the
segments before and the one after. Weights are the same for all codes; there is one set for what
a speaker must claim and one for what a mention is enough for, each for four states of a code:
with or without words (terms, patterns), with or without examples.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from coder.model import Code
from coder.tag.batch import Batch
from coder.tag.features import GENERAL, LOCAL, Columns, Shared
from coder.tag.weights import WEIGHTS

CONTEXT = ("question", "before", "before_that", "after", "lately")
KIND = ("proposal_wanted", "asked_wanted", "wanted")
NAMES = LOCAL + GENERAL + KIND + CONTEXT
FEW_WORDS = 6  # a code with up to so many terms and patterns means each of them
MANY_WORDS = 40  # from here on words are many and broad, as in the codes the weights come from
TRUST = 3.5  # added for a word of a code with few
ABSENT = -4.0  # what a neighbour that is not there says
LOUDEST = 1.0  # what a neighbour says at most, in logits: sure of itself, it must not speak for all
WINDOW = 6  # segments back that still speak for this one
BORROWED = 0.7  # of what the sentence before, or the question, says
CONFIRMED = 2.0  # a question names a thing without claiming it; the answer claims it
DISMISSED = -2.0  # added where the speaker says that it is no problem
PLACES = 4

Weights = Mapping[str, float]


def weights_of(code: Code) -> tuple[Weights, Weights]:
    """The two steps' weights that fit what *code* has to offer."""
    manner = "mention" if code.kind == "context" else "claim"
    words = "words" if code.terms or code.patterns else "no_words"
    examples = "examples" if code.examples else "no_examples"
    return WEIGHTS[f"{manner}/{words}/{examples}/alone"], WEIGHTS[f"{manner}/{words}/{examples}"]


def of_kind(common: Shared, code: Code) -> Columns:
    """(segments, KIND): proposing speaks for a countermeasure, and otherwise against."""
    wanted = float(code.kind == "countermeasure")
    proposal = common.general[:, GENERAL.index("proposal")]
    asked = common.general[:, GENERAL.index("asked_proposal")]
    return np.column_stack([proposal * wanted, asked * wanted, np.full(len(proposal), wanted)])


def weighed(columns: Columns, names: tuple[str, ...], weights: Weights) -> Columns:
    """(segments,) the sum of weighted columns, added in a fixed order, and the bias."""
    total = np.full(len(columns), weights["bias"])
    share = np.empty(len(columns))
    for number, name in enumerate(names):
        np.multiply(columns[:, number], weights[name], out=share)
        total += share
    return total


def neighbours(batch: Batch, alone: Columns) -> Columns:
    """(segments, CONTEXT): what the first step says of the segments around."""
    if not len(batch):
        return np.zeros((0, len(CONTEXT)))
    alone = np.minimum(alone, LOUDEST)
    asked = np.maximum.reduceat(alone, batch.block_starts)
    question = np.where(batch.questions >= 0, asked[np.maximum(batch.questions, 0)], ABSENT)
    back = [_shifted(batch, alone, step) for step in range(1, WINDOW + 1)]
    after = np.full(len(batch), ABSENT)
    same = batch.blocks[1:] == batch.blocks[:-1]
    after[:-1] = np.where(same, alone[1:], ABSENT)
    return np.column_stack([question, *back[:2], after, np.max(back, axis=0)])


def trust(code: Code, alone: Columns) -> Columns:
    """(segments,) what is added where one of few words stands: fewer words, each chosen with care."""
    many = len(code.terms) + len(code.patterns)
    share = np.clip(np.log(MANY_WORDS / max(many, 1)) / np.log(MANY_WORDS / FEW_WORDS), 0, 1)
    stands = alone[:, LOCAL.index("term")] + alone[:, LOCAL.index("pattern")] > 0
    return stands.astype(np.float64) * (TRUST * float(share))


def borrowed(batch: Batch, common: Shared, around: Columns, total: Columns) -> Columns:
    """(segments,) *total*, raised where a segment only points back or only confirms.

    "就是这个原因" says what the sentence before says, "有，太少了" what the question asks; both at
    a discount.
    """
    before = np.where(batch.before >= 0, total[np.maximum(batch.before, 0)], ABSENT)
    question = around[:, CONTEXT.index("question")] + CONFIRMED
    points_back = common.general[:, GENERAL.index("points_back")] > 0
    confirms = (common.general[:, GENERAL.index("confirms")] > 0) & (batch.place == 0)
    raised = np.where(points_back, np.maximum(total, before * BORROWED), total)
    return np.where(confirms, np.maximum(raised, question * BORROWED), raised)


def _shifted(batch: Batch, alone: Columns, step: int) -> Columns:
    """(segments,) the value *step* rows before, where that is in the same block."""
    moved = np.full(len(alone), ABSENT)
    moved[step:] = alone[: max(len(alone) - step, 0)]
    return np.where(batch.place >= step, moved, ABSENT)


def confidence(total: Columns) -> Columns:
    """(segments,) 0..1, rounded so that it reads and compares well."""
    certain: Columns = np.round(1 / (1 + np.exp(-np.clip(total, -30, 30))), PLACES)
    return certain
