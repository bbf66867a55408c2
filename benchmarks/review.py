"""How many sentences people must look at to find nine tenths of all codings, by order of review.

    python benchmarks/review.py [FOLDER…] [--runs N] [--light N]

Each FOLDER holds coded interviews as for `learning.py`; every author is scored by weights that have
not seen that author. A simulated coder looks at 50 sentences at a time and gives each what the coded
interviews say; the tagger learns in between. Orders: as the interviews are read; the least certain
first; ours (`verbs.quality.gain`, every tenth by chance). Then the advice to stop: in how many runs
at least nine tenths of the codings had been found when it was first given, and after how many
sentences.

`--light` adds many runs of ours in which nothing is learned in between: the interviews are drawn
anew with replacement, and their confidences, which come from models that have not seen them, are
made too sure or not sure enough, each interview by chance and all together.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from learning import GOLD, Sentences, material, ours, sample, unseen

from coder.analysis.reliance import reliance
from coder.codebook.load import load
from coder.model import Goal
from coder.tag.encoders import usem
from coder.tag.score import Scorer
from coder.tag.settle import logistic, logit
from coder.tag.trial import foretold
from coder.verbs.quality import RANDOM_EVERY, gain

STEP = 50
WANTED = 0.9
OFF = 0.3  # in logits: how far a drawn study's confidences are off
Array = NDArray[np.float64]
LEARNED: list[Array] = []  # the confidences of light runs, made once
Order = Callable[
    [Array, NDArray[np.int8], NDArray[np.int64], np.random.Generator], NDArray[np.int64]
]


def by_gain(sure: Array, said: NDArray, rest: NDArray, rng: np.random.Generator) -> NDArray:
    best = rest[np.argsort(-gain(sure, said)[rest], kind="stable")].tolist()
    chance = rng.permutation(rest).tolist()
    chosen: list[int] = []
    while len(chosen) < min(STEP, len(rest)):
        pool = chance if len(chosen) % RANDOM_EVERY == RANDOM_EVERY - 1 else best
        chosen.append(next(one for one in pool if one not in chosen))
    return np.array(chosen)


def by_doubt(sure: Array, said: NDArray, rest: NDArray, rng: np.random.Generator) -> NDArray:
    doubt = np.abs(sure[rest] - 0.5).min(axis=1)
    return rest[np.argsort(doubt, kind="stable")][:STEP]


def as_read(sure: Array, said: NDArray, rest: NDArray, rng: np.random.Generator) -> NDArray:
    return rest[:STEP]


ORDERS: dict[str, Order] = {"as read": as_read, "doubt": by_doubt, "ours": by_gain}


def looked_at(known: Sentences, order: Order, seed: int) -> tuple[int, int, float]:
    """Sentences until nine tenths are found, until the advice to stop, and what was found by then."""
    rng = np.random.default_rng(seed)
    names, home = np.unique(known.groups, return_inverse=True)
    home = rng.permutation(len(names))[home]  # the interviews in another order
    line = np.argsort(home, kind="stable")
    said = np.full(known.answers.shape, -1, dtype=np.int8)
    sure, cuts = known.scores, np.full(known.answers.shape[1], 0.5)
    reached = stopped = 0
    share_then = float("nan")
    while (rest := line[(said[line] < 0).all(axis=1)]).size:
        chosen = order(sure, said, rest, rng)
        said[chosen] = known.answers[chosen]
        decided = np.flatnonzero((said >= 0).all(axis=1))
        share = float((said == 1).sum()) / float(known.answers.sum())
        sure, cuts = ours(known, decided, np.arange(len(line)))
        if not stopped and reliance(sure, said, cuts, home)[0].enough:
            stopped, share_then = len(decided), share
        if not reached and share >= WANTED:
            reached = len(decided)
        if reached and stopped:
            break
    return reached, stopped, share_then


def _learned(known: Sentences) -> Array:
    if not LEARNED:
        on = material(known)
        LEARNED.append(foretold(on, np.arange(len(on.answers)), Goal.BALANCED)[0])
    return LEARNED[0]


def light(known: Sentences, seed: int) -> tuple[int, int, float]:
    """The same as `looked_at`, of ours, on a study drawn by chance with confidences that are off."""
    rng = np.random.default_rng(seed)
    sure = _learned(known)
    names = np.unique(known.groups)
    drawn = rng.choice(len(names), len(names))
    parts = [np.flatnonzero(known.groups == names[one]) for one in drawn]
    home = np.repeat(np.arange(len(parts)), [len(rows) for rows in parts])
    rows = np.concatenate(parts)
    off = rng.normal(0, OFF) + rng.normal(0, OFF, len(parts))[home]
    moved = logit(sure[rows]) * np.exp(rng.normal(0, OFF / 2)) + off[:, None]
    sure, answers = logistic(moved), known.answers[rows]
    said = np.full(answers.shape, -1, dtype=np.int8)
    cuts = np.full(answers.shape[1], 0.5)
    reached, stopped, share_then = 0, 0, float("nan")
    while (rest := np.flatnonzero(said[:, 0] < 0)).size and not (reached and stopped):
        chosen = by_gain(sure, said, rest, rng)
        said[chosen] = answers[chosen]
        done, share = int((said[:, 0] >= 0).sum()), float((said == 1).sum() / answers.sum())
        if not stopped and reliance(sure, said, cuts, home)[0].enough:
            stopped, share_then = done, share
        if not reached and share >= WANTED:
            reached = done
    return reached, stopped, share_then


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--light", type=int, default=200)
    chosen = parser.parse_args()
    folders = [one for one in chosen.folders or [GOLD] if (one / "codings.csv").is_file()]
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    with TemporaryDirectory() as place:
        known = unseen([*folders, sample(Path(place))], codes, Scorer(usem()))
    print(f"{len(known.texts)} sentences, {int(known.answers.sum())} codings, {chosen.runs} runs")
    ways = {name: partial(looked_at, known, order) for name, order in ORDERS.items()}
    counts = dict.fromkeys(ways, chosen.runs) | {"light": chosen.light}
    for name, way in (ways | {"light": partial(light, known)}).items():
        runs = [way(seed) for seed in range(counts[name])]
        if not runs:
            continue
        needed, stops, found = (np.array(column) for column in zip(*runs, strict=True))
        right = int((found >= WANTED).sum())
        print(
            f"{name:8s} nine tenths found after {np.median(needed):.0f} sentences "
            f"({needed.min()}–{needed.max()}); advice to stop after {np.median(stops):.0f}, "
            f"right in {right} of {len(runs)} runs, least found then {np.nanmin(found):.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
