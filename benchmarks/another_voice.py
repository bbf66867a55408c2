"""What a language model's answers add to the tagger, good model or bad.

    python benchmarks/another_voice.py [FOLDER…] [--draws N]

No language model is run: one is made up from the gold codings, which says yes to a given share of
what is there and so much beside it that a given share of its yes is right. Interviews are held out
in four parts; of the others so many sentences, drawn at random, count as decided. Micro F1 over all
pairs of a held-out sentence and a code without it and with it, and the calibration error of the
confidences at 0.3 and above, as in `learning.py`. A bad model must do no harm once people have
decided on some of what it says.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from learning import GOLD, PARTS, Sentences, calibration_error, f1, ours, read

from coder.codebook.load import load
from coder.model import Goal
from coder.tag.encoders import usem
from coder.tag.goals import USUAL, common_threshold, own_threshold
from coder.tag.heard import NO, YES, Worth, fit, heard
from coder.tag.score import Scorer

MODELS = ((0.8, 0.8), (0.6, 0.6), (0.4, 0.6), (0.2, 0.4), (0.05, 0.2))  # right, found
COUNTS = (0, 50, 200, 10_000)
Array = NDArray[np.float64]


def said_by(
    right: NDArray[np.bool_], precision: float, recall: float, seed: int
) -> NDArray[np.int8]:
    """(sentences, codes) what the made-up model says."""
    rng = np.random.default_rng(seed)
    found = right & (rng.random(right.shape) < recall)
    beside = recall * right.sum() * (1 - precision) / precision / (~right).sum()
    found |= ~right & (rng.random(right.shape) < beside)
    return np.where(found, YES, NO).astype(np.int8)


def with_voice(
    known: Sentences, sure: Array, said: NDArray[np.int8], train: NDArray[np.int64]
) -> tuple[Array, Array]:
    """Confidences of all sentences with the model's word, and the thresholds."""
    names = tuple(str(code) for code in range(sure.shape[1]))
    rows, columns = np.repeat(train, len(names)), np.tile(np.arange(len(names)), len(train))
    given = known.answers[rows, columns].astype(float)
    worth = (
        fit(sure[rows, columns], said[rows, columns], given, columns, names)
        if len(train)
        else Worth()
    )
    made = np.column_stack(
        [heard(sure[:, at], said[:, at], worth, name) for at, name in enumerate(names)]
    )
    return made, lines_of(known, made, train)


def lines_of(known: Sentences, sure: Array, train: NDArray[np.int64]) -> Array:
    """(codes,) thresholds as the program sets them."""
    yes = known.answers[train].sum(axis=0)
    if not yes.any():
        return np.full(sure.shape[1], USUAL[Goal.BALANCED])
    common = common_threshold(Goal.BALANCED, sure, int(yes.sum()))
    return np.array(
        [own_threshold(Goal.BALANCED, sure[:, at], int(n), common) for at, n in enumerate(yes)]
    )


def curve(known: Sentences, draws: int) -> None:
    parts = [np.unique(known.groups)[part::PARTS] for part in range(PARTS)]
    head = "  ".join(f"{p:.2f}/{r:.2f}" for p, r in MODELS)
    print(f"{'decided':>8s}   without        with a model that is right/finds: {head}")
    everything = np.arange(len(known.texts))
    for count in COUNTS:
        figures: dict[int, list[tuple[float, float]]] = {at: [] for at in range(-1, len(MODELS))}
        for draw in range(draws if 0 < count < 10_000 else 1):
            given = {at: np.zeros(known.answers.shape, bool) for at in figures}
            sure = {at: np.zeros(known.answers.shape) for at in figures}
            for number, part in enumerate(parts):
                test = np.flatnonzero(np.isin(known.groups, part))
                rest = np.setdiff1d(everything, test)
                train = np.sort(
                    np.random.default_rng([count, draw, number]).permutation(rest)[:count]
                )
                alone = ours(known, train, everything)[0] if count else known.scores
                for at in figures:
                    made, lines = alone, lines_of(known, alone, train)
                    if at >= 0:
                        said = said_by(known.answers, *MODELS[at], seed=draw)
                        made, lines = with_voice(known, alone, said, train)
                    given[at][test] = made[test] >= lines
                    sure[at][test] = made[test]
            for at, some in figures.items():
                error = calibration_error(sure[at], known.answers, 0.3)
                some.append((f1(given[at], known.answers), error))
        shown = [
            f"{f:.3f} ({e:.3f})" for f, e in (np.mean(some, axis=0) for some in figures.values())
        ]
        print(f"{count if count < 10_000 else 'all':>8}   {'  '.join(shown)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--draws", type=int, default=2)
    chosen = parser.parse_args()
    folders = [one for one in chosen.folders or [GOLD] if (one / "codings.csv").is_file()]
    if not folders:
        print("no coded interviews here: nothing measured")
        return
    warnings.filterwarnings("ignore")
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    known = read(folders, codes, Scorer(usem()))
    print(
        f"{len(np.unique(known.groups))} interviews, {len(known.texts)} sentences; F1 (calibration error)"
    )
    curve(known, chosen.draws)


if __name__ == "__main__":
    main()
