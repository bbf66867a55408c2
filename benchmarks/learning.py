"""How much the tagger learns from decisions, against learning without a codebook.

    python benchmarks/learning.py [FOLDER…] [--labels-only] [--draws N]

Each FOLDER holds transcripts and a `codings.csv` (document,sentence,code); by default the coded
interviews beside this repository, where there are any, and the sample study's own. Interviews are
held out in four parts; of the others so many sentences, drawn at random, count as decided. Micro F1
over all pairs of a held-out sentence and a code, for (a) the codebook alone, (b) logistic regression
on character TF-IDF, (c) on embeddings, (d) ours; the thresholds of (b) and (c) are those of best F1
in a cross-validation on the decided sentences. Then the calibration error of (d), in ten bins, over
all pairs and over those at 0.3 and above. `--labels-only` takes terms, patterns and examples out of
the codebook, as in a study that has just begun.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from coded_interviews import read_folder

from coder.codebook.load import load
from coder.model import Code, Goal
from coder.tag.encoders import usem
from coder.tag.goals import common_threshold, own_threshold
from coder.tag.learn import (
    BACKGROUND,
    Background,
    background_rows,
    folds,
    learn,
    trust,
    whole,
)
from coder.tag.score import Scorer
from coder.tag.settle import logit, measured, settle, settled

GOLD = ROOT.parent / "shared" / "gold" / "dev"
COUNTS = (0, 50, 100, 200, 400, 10_000)
PARTS = 4
Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sentences:
    """Everything that was coded, a row a sentence."""

    texts: Sequence[str]
    vectors: Array
    earlier: Array
    scores: Array
    answers: Flags
    groups: NDArray[np.str_]
    claims: Flags


def read(folders: Sequence[Path], codes: Sequence[Code], scorer: Scorer) -> Sentences:
    texts: list[str] = []
    vectors, earlier, scores, answers, groups = [], [], [], [], []
    for folder in folders:
        for one in read_folder(folder, codes):
            made = scorer.encoder.encode(one.batch.texts).astype(np.float16).astype(np.float32)
            own, before = whole(made), one.batch.before
            texts += [text for text, seen in zip(one.batch.texts, one.looked, strict=True) if seen]
            vectors.append(own[one.looked])
            carried = np.where(before[:, None] >= 0, own[np.maximum(before, 0)], 0)
            earlier.append(carried[one.looked])
            scores.append(scorer.columns(one.batch, codes, made)[one.looked])
            answers.append(one.answers[one.looked])
            groups += [f"{folder.name}/{one.name}"] * int(one.looked.sum())
    return Sentences(
        texts,
        np.vstack(vectors),
        np.vstack(earlier),
        np.vstack(scores).astype(np.float64),
        np.vstack(answers),
        np.array(groups),
        np.array([code.kind != "context" for code in codes]),
    )


def ours(known: Sentences, train: Array, test: Array) -> tuple[Array, Array]:
    """Confidences of the held-out sentences, and the thresholds."""
    rest = np.setdiff1d(np.arange(len(known.texts)), train)
    free = background_rows(rest)
    models = [
        learn(
            known.vectors[train],
            known.earlier[train],
            known.scores[train, code],
            known.answers[train, code],
            known.groups[train].tolist(),
            Background(known.vectors[free], known.earlier[free], known.scores[free, code]),
        )
        for code in range(known.scores.shape[1])
    ]
    trusted = [trust(one.yes) for one in models]
    apart = np.column_stack([m.apart * t for m, t in zip(models, trusted, strict=True)])
    own, earlier = known.vectors[rest], known.earlier[rest]
    stacked = np.vstack([own, earlier])
    before = np.concatenate([np.arange(len(rest)) + len(rest), np.full(len(rest), -1)])
    sums = np.column_stack(
        [m.sums(stacked, before)[: len(rest)] * t for m, t in zip(models, trusted, strict=True)]
    )
    every = np.zeros(known.scores.shape)
    every[rest], every[train] = sums, apart
    columns = measured(logit(known.scores), every, known.claims)
    used = np.concatenate([train, free])
    scale = settle(
        columns[used].reshape(-1, columns.shape[-1]),
        np.vstack([known.answers[train], known.scores[free]]).astype(np.float64).ravel(),
        np.repeat([1.0, BACKGROUND], [known.scores[train].size, known.scores[free].size]),
    )
    confidences = settled(scale, columns)
    common = common_threshold(Goal.BALANCED, confidences, sum(one.yes for one in models))
    lines = [
        own_threshold(Goal.BALANCED, confidences[:, code], one.yes, common)
        for code, one in enumerate(models)
    ]
    return confidences[test], np.array(lines)


def plain(features: Array, known: Sentences, train: Array, test: Array) -> tuple[Array, Array]:
    """One-vs-rest logistic regression, and a threshold by cross-validation on the decided."""
    from sklearn.linear_model import LogisticRegression

    def fitted(rows: Array, wanted: Array) -> Array:
        made = np.full((len(wanted), known.answers.shape[1]), -9.0)
        for code in range(known.answers.shape[1]):
            if known.answers[rows, code].any():
                model = LogisticRegression(C=10, class_weight="balanced", max_iter=500)
                model.fit(features[rows], known.answers[rows, code])
                made[:, code] = model.decision_function(features[wanted])
        return made

    apart = np.zeros(known.answers[train].shape)
    for held in folds(known.groups[train].tolist()):
        apart[held] = fitted(train[~held], train[held])
    grid = np.linspace(-4, 2, 61)
    line = grid[int(np.argmax([f1(apart >= cut, known.answers[train]) for cut in grid]))]
    return fitted(train, test), np.full(known.answers.shape[1], line)


def f1(given: Flags, right: Flags) -> float:
    return 2 * float((given & right).sum()) / max(float(given.sum() + right.sum()), 1)


def calibration_error(confidences: Array, right: Flags, least: float = 0) -> float:
    """Expected calibration error in ten bins of equal width (Naeini et al. 2015)."""
    seen = confidences >= least
    sure, true = confidences[seen], right[seen]
    bins = np.minimum((sure * 10).astype(int), 9)
    return sum(
        (bins == b).mean() * abs(sure[bins == b].mean() - true[bins == b].mean())
        for b in range(10)
        if (bins == b).any()
    )


def characters(texts: Sequence[str], train: Array) -> Array:
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    made.fit([texts[row] for row in train])
    return made.transform(texts).tocsr()


def curve(known: Sentences, draws: int) -> None:
    parts = [np.unique(known.groups)[part::PARTS] for part in range(PARTS)]
    ways: dict[str, Callable[[Array, Array], tuple[Array, Array]]] = {
        "TF-IDF": lambda a, b: plain(characters(known.texts, a), known, a, b),
        "embeddings": lambda a, b: plain(known.vectors / 1024, known, a, b),
        "ours": lambda a, b: ours(known, a, b),
    }
    print(f"{'decided':>8s}  codebook  " + "  ".join(ways) + "   error: all pairs, shown")
    for count in COUNTS:
        reached: dict[str, list[float]] = {name: [] for name in ("codebook", *ways)}
        errors = []
        for draw in range(draws if 0 < count < 10_000 else 1):
            given = {name: np.zeros(known.answers.shape, bool) for name in reached}
            sure = np.zeros(known.answers.shape)
            for number, part in enumerate(parts):
                test = np.flatnonzero(np.isin(known.groups, part))
                rest = np.setdiff1d(np.arange(len(known.texts)), test)
                drawn = np.random.default_rng([count, draw, number]).permutation(rest)[:count]
                given["codebook"][test] = known.scores[test] >= 0.5
                for name, way in ways.items() if count else ():
                    confidences, lines = way(np.sort(drawn), test)
                    given[name][test] = confidences >= lines
                    sure[test] = confidences  # ours come last
            for name, figures in reached.items():
                figures.append(f1(given[name], known.answers))
            errors.append(
                (
                    calibration_error(sure, known.answers),
                    calibration_error(sure, known.answers, 0.3),
                )
            )
        means = "  ".join(f"{np.mean(one):9.3f}" for one in reached.values()) if count else ""
        first = f"{reached['codebook'][0]:9.3f}"
        said = means or first
        error = "   {:.3f}, {:.3f}".format(*np.mean(errors, axis=0)) if count else ""
        print(f"{count if count < 10_000 else 'all':>8}  {said}{error}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--labels-only", action="store_true")
    parser.add_argument("--draws", type=int, default=3)
    chosen = parser.parse_args()
    folders = [one for one in chosen.folders or [GOLD] if (one / "codings.csv").is_file()]
    if not folders:
        print("no coded interviews here: nothing measured")
        return
    warnings.filterwarnings("ignore")
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    if chosen.labels_only:
        bare = {"terms": (), "patterns": (), "examples": (), "counter_examples": (), "include": ()}
        codes = tuple(replace(code, **bare) for code in codes)
    known = read(folders, codes, Scorer(usem()))
    documents, pairs = len(np.unique(known.groups)), int(known.answers.sum())
    print(f"{documents} interviews, {len(known.texts)} sentences, {pairs} codings")
    curve(known, chosen.draws)


if __name__ == "__main__":
    main()
