"""How much the tagger learns from decisions, against learning without a codebook.

    python benchmarks/learning.py [FOLDER…] [--authors] [--labels-only] [--draws N]

Each FOLDER holds transcripts and a `codings.csv` (document,sentence,code); by default the coded
interviews beside this repository, where there are any, and the sample study's own. Interviews are
held out in four parts; of the others so many sentences, drawn at random, count as decided. Micro F1
over all pairs of a held-out sentence and a code, for the codebook alone, logistic regression on
character TF-IDF and on embeddings, each also with the sentence before ("+"), and ours; the
thresholds of all but ours are those of best F1 in a cross-validation on the decided sentences.

Then the calibration error of ours, in ten bins, over all pairs and over those at 0.3 and above,
and what a tagger that is perfectly calibrated would show on as many of the latter by chance.

`--authors` holds out one author at a time: the weights that all codes share are fitted on the other
authors' interviews alone, and what is decided comes from the author's other interviews, or from the
other authors'. `--labels-only` takes terms, patterns and examples out of the codebook, as in a study
that has just begun.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import fit_tagger
from coded_interviews import Coded, read_folder

from coder.codebook.load import load
from coder.model import Code, Goal
from coder.tag.encoders import usem
from coder.tag.learn import EARLIER, STEPS, folds, whole
from coder.tag.score import Scorer
from coder.tag.trial import Material, foretold
from coder.tag.weights import WEIGHTS

GOLD = ROOT.parent / "shared" / "gold" / "dev"
COUNTS = (50, 100, 200, 400)
PARTS = 4
SHOWN = 0.3  # confidence from which on a pair is shown, as a suggestion or a near miss
Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sentences:
    """Everything that was coded, a row a sentence.

    Attributes:
        texts, before: of the sentence, and of the one before in the same answer.
        groups, authors: the interview of each, and who wrote it.
    """

    texts: NDArray[np.object_]
    before: NDArray[np.object_]
    vectors: Array
    earlier: Array
    scores: Array
    answers: Flags
    groups: NDArray[np.str_]
    authors: NDArray[np.str_]
    claims: Flags

    def of(self, rows: NDArray) -> Sentences:
        """Some of them."""
        parts = {
            one.name: getattr(self, one.name)[rows] for one in fields(self) if one.name != "claims"
        }
        return Sentences(**parts, claims=self.claims)


@dataclass(frozen=True)
class Round:
    """Rows of *known* that may be decided, and those that are held out."""

    known: Sentences
    pool: NDArray[np.int64]
    test: NDArray[np.int64]


def read(folders: Sequence[Path], codes: Sequence[Code], scorer: Scorer) -> Sentences:
    """With the scores of the codebook as it is shipped."""
    documents = coded(folders, codes)
    return together(documents, [scores_of(one, codes, scorer) for one in documents], codes, scorer)


def coded(folders: Sequence[Path], codes: Sequence[Code]) -> list[Coded]:
    return [one for folder in folders for one in read_folder(folder, codes)]


def scores_of(one: Coded, codes: Sequence[Code], scorer: Scorer) -> Array:
    return scorer.columns(one.batch, codes, vectors_of(one, scorer))


def vectors_of(one: Coded, scorer: Scorer) -> Array:
    return scorer.encoder.encode(one.batch.texts).astype(np.float16).astype(np.float32)


def together(
    documents: Sequence[Coded], scores: Sequence[Array], codes: Sequence[Code], scorer: Scorer
) -> Sentences:
    parts = []
    for one, made in zip(documents, scores, strict=True):
        own, before = whole(vectors_of(one, scorer)), one.batch.before
        texts = np.array(one.batch.texts, dtype=object)
        there = before >= 0
        parts.append(
            (
                texts,
                np.where(there, texts[np.maximum(before, 0)], ""),
                own,
                np.where(there[:, None], own[np.maximum(before, 0)], 0),
                made.astype(np.float64),
                one.answers,
                np.full(len(texts), f"{one.author}/{one.name}"),
                np.full(len(texts), one.author),
            )
        )
    seen = np.concatenate([one.looked for one in documents])
    columns = [np.concatenate(column)[seen] for column in zip(*parts, strict=True)]
    return Sentences(*columns, claims=np.array([code.kind != "context" for code in codes]))


def by_interviews(known: Sentences) -> list[Round]:
    """Each fourth of the interviews held out in turn."""
    names, every = np.unique(known.groups), np.arange(len(known.texts))
    tests = [np.isin(known.groups, names[part::PARTS]) for part in range(PARTS)]
    return [Round(known, every[~test], every[test]) for test in tests]


def by_authors(
    folders: Sequence[Path], codes: Sequence[Code], scorer: Scorer
) -> tuple[list[Round], list[Round]]:
    """Each interview held out, decisions from its author's other ones; and from the others'."""
    documents = coded(folders, codes)
    own, others = [], []
    for author in sorted({one.author for one in documents}):
        strangers = [one for one in documents if one.author != author]
        with fitted_without(strangers, codes, scorer):
            known = together(
                documents, [scores_of(one, codes, scorer) for one in documents], codes, scorer
            )
        mine = known.of(np.flatnonzero(known.authors == author))
        for name in np.unique(mine.groups):
            held = mine.groups == name
            own.append(Round(mine, np.flatnonzero(~held), np.flatnonzero(held)))
        held = known.authors == author
        others.append(Round(known, np.flatnonzero(~held), np.flatnonzero(held)))
    return own, others


def unseen(folders: Sequence[Path], codes: Sequence[Code], scorer: Scorer) -> Sentences:
    """Each author's sentences scored by weights that have not seen that author."""
    documents = coded(folders, codes)
    scores: dict[int, Array] = {}
    for author in sorted({one.author for one in documents}):
        with fitted_without([one for one in documents if one.author != author], codes, scorer):
            for at, one in enumerate(documents):
                if one.author == author:
                    scores[at] = scores_of(one, codes, scorer)
    every = [scores[at] for at in range(len(documents))]
    return together(documents, every, codes, scorer)


@contextmanager
def fitted_without(
    documents: Sequence[Coded], codes: Sequence[Code], scorer: Scorer
) -> Iterator[None]:
    """The shared weights fitted on *documents* alone, while it lasts."""
    words = "words" if any(code.terms or code.patterns for code in codes) else "no_words"
    examples = "examples" if any(code.examples for code in codes) else "no_examples"
    prepared = [scorer.prepare(one.batch, vectors_of(one, scorer)) for one in documents]
    manners = {
        "claim": [n for n, code in enumerate(codes) if code.kind != "context"],
        "mention": [n for n, code in enumerate(codes) if code.kind == "context"],
    }
    made = fit_tagger.measured(prepared, codes, scorer)
    fits, cut = fit_tagger.both(documents, made, manners, range(len(documents)))
    shipped = dict(WEIGHTS)
    for manner, fit in fits.items():
        bias = fit.second["bias"] - cut - fit_tagger.CAUTION
        WEIGHTS[f"{manner}/{words}/{examples}/alone"] = fit.first
        WEIGHTS[f"{manner}/{words}/{examples}"] = fit.second | {"bias": bias}
    yield
    WEIGHTS.update(shipped)


def material(known: Sentences) -> Material:
    lengths = np.array([len(text) for text in known.texts])
    answers = known.answers.astype(np.int8)
    return Material(
        known.vectors, known.earlier, known.scores, answers, lengths, known.groups, known.claims
    )


def ours(known: Sentences, train: Array, test: Array) -> tuple[Array, Array]:
    """Confidences of the held-out sentences, and the thresholds."""
    confidences, cuts = foretold(material(known), train, Goal.BALANCED)
    return confidences[test], cuts


def plain(features: Array, known: Sentences, train: Array, test: Array) -> tuple[Array, Array]:
    """One-vs-rest logistic regression, and a threshold by cross-validation on the decided."""
    from sklearn.linear_model import LogisticRegression

    def fitted(rows: Array, wanted: Array) -> Array:
        made = np.full((len(wanted), known.answers.shape[1]), -9.0)
        for code in range(known.answers.shape[1]):
            if known.answers[rows, code].any():
                model = LogisticRegression(C=10, class_weight="balanced", solver="liblinear")
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


def by_chance(confidences: Array, least: float = 0) -> float:
    """The calibration error that right confidences show by chance, on average."""
    rng = np.random.default_rng(0)
    drawn = [rng.random(confidences.shape) < confidences for _ in range(200)]
    return float(np.mean([calibration_error(confidences, one, least) for one in drawn]))


def characters(known: Sentences, train: Array, *, before: bool) -> Array:
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    made.fit(known.texts[train])
    own = made.transform(known.texts)
    return hstack([own, made.transform(known.before) * EARLIER]).tocsr() if before else own.tocsr()


def meanings(known: Sentences, *, before: bool) -> Array:
    own = known.vectors / STEPS
    return np.hstack([own, known.earlier / STEPS * EARLIER]) if before else own


WAYS: dict[str, Callable[[Sentences, Array, Array], tuple[Array, Array]]] = {
    "TF-IDF": lambda k, a, b: plain(characters(k, a, before=False), k, a, b),
    "TF-IDF+": lambda k, a, b: plain(characters(k, a, before=True), k, a, b),
    "embeddings": lambda k, a, b: plain(meanings(k, before=False), k, a, b),
    "embeddings+": lambda k, a, b: plain(meanings(k, before=True), k, a, b),
    "ours": ours,
}


def curve(rounds: Sequence[Round], draws: int) -> None:
    print(
        f"{'decided':>8s}  {'codebook':>10s}"
        + "".join(f"{name:>12s}" for name in WAYS)
        + "   error: all pairs, shown (by chance)"
    )
    right = np.vstack([one.known.answers[one.test] for one in rounds])
    alone = f1(np.vstack([one.known.scores[one.test] for one in rounds]) >= 0.5, right)
    print(f"{0:8d}  {alone:10.3f}", flush=True)
    most = max(len(one.pool) for one in rounds)
    for count in (*(one for one in COUNTS if one < most), most):
        reached, errors = [], []
        for draw in range(draws if count < most else 1):
            figures, sure = decided(rounds, count, draw)
            reached.append(figures)
            errors.append(
                (
                    calibration_error(sure, right),
                    calibration_error(sure, right, SHOWN),
                    by_chance(sure, SHOWN),
                )
            )
        means = "".join(f"{one:12.3f}" for one in np.mean(reached, axis=0))
        error = "   {:.3f}, {:.3f} ({:.3f})".format(*np.mean(errors, axis=0))
        print(f"{count if count < most else 'all':>8}  {alone:10.3f}{means}{error}", flush=True)


def decided(rounds: Sequence[Round], count: int, draw: int) -> tuple[list[float], Array]:
    """F1 of each way over all that was held out, and our confidences there."""
    given: dict[str, list[Flags]] = {name: [] for name in WAYS}
    sure = []
    for number, one in enumerate(rounds):
        drawn = np.random.default_rng([count, draw, number]).permutation(one.pool)[:count]
        for name, way in WAYS.items():
            confidences, lines = way(one.known, np.sort(drawn), one.test)
            given[name].append(confidences >= lines)
        sure.append(confidences)  # ours come last
    right = np.vstack([one.known.answers[one.test] for one in rounds])
    return [f1(np.vstack(some), right) for some in given.values()], np.vstack(sure)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--authors", action="store_true")
    parser.add_argument("--labels-only", action="store_true")
    parser.add_argument("--draws", type=int, default=3)
    chosen = parser.parse_args()
    folders = [one for one in chosen.folders or [GOLD] if (one / "codings.csv").is_file()]
    warnings.filterwarnings("ignore")
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    if chosen.labels_only:
        bare = {"terms": (), "patterns": (), "examples": (), "counter_examples": (), "include": ()}
        codes = tuple(replace(code, **bare) for code in codes)
    scorer = Scorer(usem())
    with TemporaryDirectory() as place:
        folders.append(sample(Path(place)))
        known = read(folders, codes, scorer)
        documents, pairs = len(np.unique(known.groups)), int(known.answers.sum())
        print(f"{documents} interviews, {len(known.texts)} sentences, {pairs} codings")
        if not chosen.authors:
            return curve(by_interviews(known), chosen.draws)
        own, others = by_authors(folders, codes, scorer)
    print("an author that the weights have not seen, decisions on the author's other interviews")
    curve(own, chosen.draws)
    print("the same, decisions on other authors' interviews")
    return curve(others, chosen.draws)


def sample(place: Path) -> Path:
    """The sample study's interviews and codings, as a folder."""
    folder = place / "sample"
    shutil.copytree(ROOT / "interviews", folder / "interviews")
    shutil.copy(ROOT / "codings" / "coder-a.csv", folder / "codings.csv")
    return folder


if __name__ == "__main__":
    main()
