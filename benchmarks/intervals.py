"""How often the stated intervals of a threshold's precision and recall hold what happens.

    python benchmarks/intervals.py [FOLDER…] [--runs N]

Each FOLDER holds coded interviews as for `learning.py`; every author is scored by weights that have
not seen that author. In each run half of the interviews, drawn by chance, is decided, the tagger
learns from them, and what the quality page states for the others is held against their codings:
over all codes, and for each code of which at least five codings are decided and five are not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from learning import GOLD, Sentences, material, sample, unseen

from coder.analysis.reliance import Reliance, reliance
from coder.codebook.load import load
from coder.model import Goal
from coder.tag.encoders import usem
from coder.tag.score import Scorer
from coder.tag.trial import foretold

FEWEST = 5


def held(known: Sentences, seed: int) -> Iterator[tuple[str, bool, bool]]:
    """Of one run: what the interval speaks of, whether it holds, whether it is of a code."""
    rng = np.random.default_rng(seed)
    names, homes = np.unique(known.groups, return_inverse=True)
    chosen = np.isin(homes, rng.permutation(len(names))[: len(names) // 2])
    on = material(known)
    goal = list(Goal)[seed % len(Goal)]
    sure, cuts = foretold(on, np.flatnonzero(chosen), goal)
    said = np.where(chosen[:, None], on.answers, np.int8(-1))
    overall, each = reliance(sure, said, cuts, homes)
    true, given = on.answers[~chosen] == 1, sure[~chosen] >= cuts
    yield from _checked(overall, given.ravel(), true.ravel(), of_code=False)
    for code, one in enumerate(each):
        if min((said[:, code] == 1).sum(), true[:, code].sum()) >= FEWEST:
            yield from _checked(one, given[:, code], true[:, code], of_code=True)


def _checked(
    one: Reliance, given: np.ndarray, true: np.ndarray, *, of_code: bool
) -> Iterator[tuple[str, bool, bool]]:
    both = float((given & true).sum())
    for name, whole in (("precision", given.sum()), ("recall", true.sum())):
        low, high = getattr(one.expected, f"{name}_interval")
        if whole and not np.isnan(low):
            yield name, bool(low <= both / whole <= high), of_code


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=60)
    chosen = parser.parse_args()
    folders = [one for one in chosen.folders or [GOLD] if (one / "codings.csv").is_file()]
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    with TemporaryDirectory() as place:
        known = unseen([*folders, sample(Path(place))], codes, Scorer(usem()))
    every = [one for seed in range(chosen.runs) for one in held(known, seed)]
    for name in ("precision", "recall"):
        for of_code, said in ((False, "all codes together"), (True, "a code by itself")):
            some = [holds for what, holds, single in every if (what, single) == (name, of_code)]
            print(f"{name}, {said}: inside in {sum(some)} of {len(some)} ({np.mean(some):.1%})")


if __name__ == "__main__":
    main()
