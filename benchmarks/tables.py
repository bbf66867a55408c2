"""How long any table of the app takes with 100,000 references, against counting them in plain pandas.

python benchmarks/tables.py [--references 100000] [--documents 120] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coder.analysis.compare import comparison_table
from coder.analysis.correction import Judged, correction_table
from coder.analysis.frequency import frequency
from coder.analysis.ground import Coded, ground
from coder.analysis.layout import Choice
from coder.analysis.linking import proposals
from coder.analysis.relations import relations_table
from coder.analysis.saturation import saturation_table
from coder.analysis.uncertain import interval_table
from coder.model import Bilingual, Code, Codebook, Coding, Document, Role, Segments, Turn

CODES, EACH, LENGTH = 40, 600, 20  # codes; segments of a document; characters of a segment
GROUPS = ("bureau", "street_office", "agency", "enterprise")
KINDS = ("difficulty", "cause", "countermeasure", "context")


def main() -> None:
    """Time every table, print medians and ratios as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--references", type=int, default=100_000)
    options.add_argument("--documents", type=int, default=120)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    coded = study(given.references, given.documents)
    judged = judgements(coded)
    seconds = {name: timed(make, given.rounds) for name, make in tables(coded, judged).items()}
    plain = seconds.pop("plain pandas: documents and references")
    sys.stdout.write(
        json.dumps(
            {
                "references": len(coded.codings),
                "seconds": {name: round(one, 3) for name, one in seconds.items()},
                "plain pandas, seconds": round(plain, 3),
                "times plain pandas": {name: round(s / plain, 1) for name, s in seconds.items()},
            },
            indent=1,
        )
        + "\n"
    )


def tables(coded: Coded, judged: Judged) -> dict[str, Callable[[], object]]:
    """Every table, and a plain count to compare with."""
    by_kind = {
        kind: [code.id for code in coded.codebook.codes if code.kind == kind] for kind in KINDS
    }
    difficulty, cause = by_kind["difficulty"], by_kind["cause"]
    every = [code.id for code in coded.codebook.codes]
    parts = (coded.codings, coded.documents, coded.codebook)
    return {
        "frequency by group": lambda: frequency(*parts),
        "frequency, the tree by two attributes": lambda: frequency(
            *parts, rows="parent", columns="group,role"
        ),
        "intervals of interviews": lambda: interval_table(coded, Choice()),
        "intervals of segments": lambda: interval_table(coded, Choice(), measure="segments"),
        "differences, all codes": lambda: comparison_table(coded, Choice()),
        "corrected, by group": lambda: correction_table(coded, Choice(), judged),
        "difficulty and cause in a turn": lambda: relations_table(coded, difficulty, cause),
        "all pairs in a segment": lambda: relations_table(coded, every, every, within="segment"),
        "links proposed": lambda: proposals(
            coded.codings, coded.documents, coded.on, set(difficulty), set(cause)
        ),
        "saturation by group": lambda: saturation_table(coded, Choice()),
        "plain pandas: documents and references": lambda: by_pandas(coded),
    }


def by_pandas(coded: Coded) -> pd.DataFrame:
    """Documents and references by code and group, as a notebook would count them."""
    group = {one.id: one.group for one in coded.documents}
    frame = pd.DataFrame([(one.document, one.code) for one in coded.codings], columns=["d", "c"])
    frame["g"] = frame["d"].map(group)
    return frame.groupby(["c", "g"]).agg(documents=("d", "nunique"), references=("d", "size"))


def timed(make: Callable[[], object], rounds: int) -> float:
    """The median, after one run to warm up."""
    make()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        make()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def study(references: int, documents: int) -> Coded:
    """Interviews of `EACH` segments in turns of five, codings on segments by chance."""
    rng = random.Random(1)
    turns = tuple(
        Turn("答", Role.INTERVIEWEE, at, at + 5 * LENGTH, at)
        for at in range(0, EACH * LENGTH, 5 * LENGTH)
    )
    some = [
        Document(
            f"D{number:03}",
            "因为经费不够，项目只好先放一放，别的没有。" * (EACH * LENGTH // 20),
            turns,
            {"group": GROUPS[number % 4], "role": "chief" if number % 3 else "clerk"},
        )
        for number in range(documents)
    ]
    cut = (
        array("q", [at // 5 for at in range(EACH)]),
        array("q", range(0, EACH * LENGTH, LENGTH)),
        array("q", range(LENGTH, EACH * LENGTH + LENGTH, LENGTH)),
    )
    on = ground(some, {one.id: Segments(one.id, *cut) for one in some})
    book = Codebook(
        tuple(
            Code(
                f"c{at:02}",
                Bilingual(f"编码{at:02}"),
                kind=KINDS[at % 4],
                parent=f"c{at % 4:02}" if at > 20 else "",
            )
            for at in range(CODES)
        )
    )
    codings = []
    for _ in range(references):
        at = LENGTH * rng.randrange(EACH)
        code = min(int(rng.expovariate(0.08)), CODES - 1)
        codings.append(Coding(f"D{rng.randrange(documents):03}", at, at + LENGTH, f"c{code:02}"))
    return Coded(codings, some, book, on)


def judgements(coded: Coded) -> Judged:
    """Confidences by chance, 600 segments drawn and judged."""
    rng = np.random.default_rng(1)
    predictions = rng.random((len(coded.on), CODES))
    drawn = np.zeros(len(coded.on), dtype=bool)
    drawn[rng.choice(len(coded.on), 600, replace=False)] = True
    labels = predictions > rng.random(predictions.shape)
    codes = tuple(code.id for code in coded.codebook.codes)
    return Judged(codes, predictions, labels, np.ones_like(labels), drawn)


if __name__ == "__main__":
    main()
