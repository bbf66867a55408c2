"""Fits the weights of `coder/tag/weights.json` on coded interviews and says how well they carry over.

    python benchmarks/fit_tagger.py FOLDER… [--write]

Each FOLDER holds transcripts and a `codings.csv` (document,sentence,code). Only weights that
all codes share are fitted. The report leaves one author's interviews out at a time; an author
is what a document's id begins with (letters and digits before the first hyphen), or its folder.
scikit-learn is used here only: the scorer itself applies the weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from coded_interviews import Coded, read_folder

from coder.codebook.load import load
from coder.model import Code
from coder.tag.combine import KIND, NAMES, neighbours, of_kind, weighed
from coder.tag.encoders import usem
from coder.tag.features import GENERAL, LOCAL, local
from coder.tag.score import Prepared, Scorer, dismissal

FIRST = LOCAL + GENERAL + KIND
STRENGTH = 0.3  # inverse of the penalty on standardised weights
CAUTION = (
    0.4  # in logits: a wrong suggestion costs a reader more than a near miss, which is shown too
)
UNFITTED = (
    "dismissed",
    "denied",
    "points_back",
    "confirms",
)  # too rare to be learned; rules see to them
STATES = {
    "words/examples": {},
    "words/no_examples": {"examples": (), "counter_examples": ()},
    "no_words/examples": {"terms": (), "patterns": ()},
    "no_words/no_examples": {
        "terms": (),
        "patterns": (),
        "examples": (),
        "counter_examples": (),
        "include": (),
    },
}
Array = NDArray[np.float64]


Measured = list[list[tuple[Array, Array]]]


def measured(prepared: Sequence[Prepared], codes: Sequence[Code], scorer: Scorer) -> Measured:
    """For each code and document: (first features, dismissal)."""
    made = []
    for code in codes:
        meaning = scorer.meanings.of(code)
        rows = []
        for one in prepared:
            alone, _ = local(one.batch, one.common, code, meaning)
            first = np.column_stack([alone, one.common.general, of_kind(one.common, code)])
            rows.append((first, dismissal(one.common, alone, code)))
        made.append(rows)
    return made


def fitted(features: Array, answers: NDArray[np.bool_], names: Sequence[str]) -> dict[str, float]:
    """Weights of a logistic regression on standardised features, for the raw features."""
    from sklearn.linear_model import LogisticRegression

    features = features.copy()
    for name in UNFITTED:
        features[:, names.index(name)] = 0
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((features - mean) / spread, answers)
    weights = np.where(spread > 1e-5, model.coef_[0] / spread, 0)
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return {"bias": bias, **dict(zip(names, map(float, weights), strict=True))}


class Fit:
    """Both steps for one manner and state, fitted on some documents and applied to any."""

    def __init__(
        self,
        documents: Sequence[Coded],
        made: Measured,
        columns: Sequence[int],
        train: Sequence[int],
    ) -> None:
        self.documents, self.made, self.columns = documents, made, columns
        rows = [(c, d) for c in columns for d in train]
        self.first = fitted(
            np.concatenate([self.seen(d, made[c][d][0]) for c, d in rows]),
            np.concatenate([self.seen(d, documents[d].answers[:, c]) for c, d in rows]),
            FIRST,
        )
        self.second = fitted(
            np.concatenate([self.seen(d, self.full(c, d)) for c, d in rows]),
            np.concatenate([self.seen(d, documents[d].answers[:, c]) for c, d in rows]),
            NAMES,
        )

    def seen(self, d: int, rows: NDArray) -> NDArray:
        """The rows that a person looked at."""
        return rows[self.documents[d].looked]

    def full(self, c: int, d: int) -> Array:
        """(segments, NAMES)."""
        first = self.made[c][d][0]
        around = neighbours(self.documents[d].batch, weighed(first, FIRST, self.first))
        return np.column_stack([first, around])

    def total(self, c: int, d: int) -> Array:
        """(segments,) the weighted sum of both steps."""
        return weighed(self.full(c, d), NAMES, self.second) + self.made[c][d][1]


def f1(totals: Iterable[Array], answers: Iterable[NDArray[np.bool_]], cut: float) -> float:
    true = false = missed = 0
    for total, answer in zip(totals, answers, strict=True):
        given = total >= cut
        true += int((given & answer).sum())
        false += int((given & ~answer).sum())
        missed += int((~given & answer).sum())
    return 2 * true / max(2 * true + false + missed, 1)


def best_cut(totals: Sequence[Array], answers: Sequence[NDArray[np.bool_]]) -> float:
    """The cut of highest micro F1, the middle of those within 0.005 of it."""
    cuts = np.linspace(-4, 2, 121)
    reached = np.array([f1(totals, answers, cut) for cut in cuts])
    return float(np.mean(cuts[reached >= reached.max() - 0.005]))


def both(
    documents: Sequence[Coded],
    made: Measured,
    manners: dict[str, list[int]],
    train: Sequence[int],
) -> tuple[dict[str, Fit], float]:
    fits = {name: Fit(documents, made, columns, train) for name, columns in manners.items()}
    pairs = [(fit, c, d) for fit in fits.values() for c in fit.columns for d in train]
    totals = [fit.seen(d, fit.total(c, d)) for fit, c, d in pairs]
    answers = [fit.seen(d, documents[d].answers[:, c]) for fit, c, d in pairs]
    return fits, best_cut(totals, answers)


def report(documents, made, manners, state: str) -> None:
    authors = sorted({one.author for one in documents})
    every_total, every_answer = [], []
    for author in authors:
        held = [d for d, one in enumerate(documents) if one.author == author]
        train = [d for d in range(len(documents)) if d not in held]
        fits, cut = both(documents, made, manners, train)
        pairs = [(fit, c, d) for fit in fits.values() for c in fit.columns for d in held]
        totals = [fit.seen(d, fit.total(c, d)) - cut for fit, c, d in pairs]
        answers = [fit.seen(d, documents[d].answers[:, c]) for fit, c, d in pairs]
        every_total += totals
        every_answer += answers
        print(f"{state:24s} {author:10s} held out: micro F1 {f1(totals, answers, 0):.3f}")
    print(f"{state:24s} {'all':10s} held out: micro F1 {f1(every_total, every_answer, 0):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    scorer = Scorer(usem())
    documents = [one for folder in chosen.folders for one in read_folder(folder, codes)]
    prepared = [
        scorer.prepare(one.batch, scorer.encoder.encode(one.batch.texts).astype(np.float16))
        for one in documents
    ]
    manners = {
        "claim": [n for n, code in enumerate(codes) if code.kind != "context"],
        "mention": [n for n, code in enumerate(codes) if code.kind == "context"],
    }
    weights = {}
    for state, changes in STATES.items():
        made = measured(prepared, [replace(c, **changes) for c in codes], scorer)
        report(documents, made, manners, state)
        fits, cut = both(documents, made, manners, range(len(documents)))
        for manner, fit in fits.items():
            weights[f"{manner}/{state}/alone"] = fit.first
            weights[f"{manner}/{state}"] = fit.second | {"bias": fit.second["bias"] - cut - CAUTION}
    if chosen.write:
        (ROOT / "coder" / "tag" / "weights.json").write_text(written(weights), "utf-8")


def written(weights: dict[str, dict[str, float]]) -> str:
    """JSON with a line a set."""
    rounded = {
        name: json.dumps({key: round(value, 4) for key, value in one.items()})
        for name, one in weights.items()
    }
    return "{\n" + ",\n".join(f'"{name}": {one}' for name, one in rounded.items()) + "\n}\n"


if __name__ == "__main__":
    main()
