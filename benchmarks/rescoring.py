"""What one edit or one decision costs in a large study, whether it comes out as from nothing, and how cost grows.

    python benchmarks/rescoring.py [--segments 100000]
    python benchmarks/rescoring.py --growth

Transcripts are recombined from the sample interviews' own sentences, with a fixed seed. Vectors
are drawn at random, by text: this is about everything but the embedding, which
`benchmarks/tagging.py` measures. `--growth` runs 10,000, 100,000 and 1,000,000 segments, each in
a process of its own, and prints seconds and the most memory that it held.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from pipeline import GROUPS, one_term, sentences

from coder.model import Document, Role, Turn
from coder.store.documents import put_document
from coder.store.study import Study, new_study, open_study
from coder.verbs.decide import decide
from coder.verbs.standing import present
from coder.verbs.tag import tag

SIZE = 200  # segments in a transcript
DIMENSIONS = 512
GROWTH = (10_000, 100_000, 1_000_000)
DECIDED = 1000


class Drawn:
    """An encoder that draws a text's vector at random, by its checksum."""

    name = "drawn-1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, DIMENSIONS) of length 1."""
        pool = np.random.default_rng(0).standard_normal((4096, DIMENSIONS), dtype=np.float32)
        pool /= np.linalg.norm(pool, axis=1, keepdims=True)
        return pool[[zlib.crc32(text.encode()) % len(pool) for text in texts]]


def made_up(folder: Path, segments: int) -> Study:
    """A study of *segments* sentences, every tenth asked by the interviewer."""
    chosen, pool = random.Random(1), sentences()
    study = new_study(folder, (ROOT / "codebook.yaml").read_text("utf-8"))
    study.memory["encoder"] = Drawn()
    for number in range(segments // SIZE):
        text, turns = "", []
        for _ in range(SIZE // 10):
            for label, role, many in (
                ("访谈员：", Role.INTERVIEWER, 1),
                ("受访者：", Role.INTERVIEWEE, 9),
            ):
                said = "".join(
                    f"{chosen.randrange(10_000)}，{chosen.choice(pool)}" for _ in range(many)
                )
                begin = len(text) + len(label)
                turns.append(Turn(label[:-1], role, begin, begin + len(said), len(text)))
                text += label + said + "\n"
        document = Document(f"D{number:05}", text, tuple(turns), {"group": GROUPS[number % 4]})
        put_document(study, document, file_hash=document.digest, report={})
    return study


def decisions(study: Study, many: int) -> None:
    """A coder's answers to suggestions, spread over the study: every fourth is a no."""
    state = present(study)
    offered = [one for one in state.standing.codings if not one.coder]
    chosen = offered[:: max(len(offered) // many, 1)][:many]
    said = [
        {
            "seq": number + 1,
            "action": "reject" if number % 4 == 0 else "accept",
            "document": one.document,
            "start": one.start,
            "end": one.end,
            "code": one.code,
        }
        for number, one in enumerate(chosen)
    ]
    done = decide(study, "coder", f"bench {time.time_ns()}", said)
    if done.refused:
        raise SystemExit(f"refused: {done.refused}")


def timed(name: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    taken = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{name:44s} {taken:8.3f} s   {most:5.2f} GiB at most", flush=True)


def scores(study: Study) -> dict[str, bytes]:
    """What stands in the scores and codings of a study, as bytes."""
    state = present(study)
    made = {name: one.scores.tobytes() + one.cuts.tobytes() for name, one in state.scored.items()}
    return made | {"codings": repr(state.standing.codings).encode()}


def measure(folder: Path, segments: int) -> None:
    study = made_up(folder, segments)
    timed("tag, nothing kept", lambda: tag(study, imports=False))
    timed("what stands", lambda: present(study))
    timed("tag, nothing changed", lambda: tag(study, imports=False))
    for _ in range(2):
        one_term(folder)
        timed("tag, one term more", lambda: tag(study, imports=False))
    decisions(study, DECIDED)
    timed(f"tag, after {DECIDED} decisions", lambda: tag(study, imports=False))
    present(study)
    for _ in range(2):
        timed("one decision", lambda: decisions(study, 1))
        timed("what stands, after it", lambda: present(study))
    timed("tag, after one decision", lambda: tag(study, imports=False))
    one_term(folder)
    timed("tag, one term more, with what was learned", lambda: tag(study, imports=False))
    kept = scores(study)
    (folder / ".coder" / "cache.sqlite").unlink()
    again = open_study(folder)
    again.memory["encoder"] = Drawn()
    tag(again, imports=False)
    print("bit for bit as from nothing:", kept == scores(again))


def growth() -> None:
    for segments in GROWTH:
        print(f"{segments} segments", flush=True)
        subprocess.run(
            [sys.executable, __file__, "--segments", str(segments), "--once"], check=True
        )


def once(folder: Path, segments: int) -> None:
    """What grows: from nothing, with decisions to learn from, and what stands in the end."""
    study = made_up(folder, segments)
    timed("made up", lambda: None)
    timed("tag, nothing kept", lambda: tag(study, imports=False))
    timed("what stands", lambda: present(study))
    decisions(study, DECIDED)
    timed(f"tag, after {DECIDED} decisions", lambda: tag(study, imports=False))
    timed("what stands", lambda: present(study))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--segments", type=int, default=100_000)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.growth:
        growth()
        return
    with tempfile.TemporaryDirectory() as name:
        (once if given.once else measure)(Path(name) / "study", given.segments)


if __name__ == "__main__":
    main()
