"""From transcripts to an exported table: this tool against a plain pandas + jieba notebook.

Both count keywords of the same codebook in the same 50 transcripts of about 200 sentences and
write an XLSX table of codes by groups. Timed as whole processes, in turns, so that the ratio
holds when the machine's speed drifts.

    python benchmarks/pipeline.py [--documents 50] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ("bureau", "street_office", "agency", "enterprise")

NOTEBOOK = """
import re, sys
from pathlib import Path
import jieba, pandas as pd
from ruamel.yaml import YAML

folder = Path(sys.argv[1])
codes = YAML(typ="safe").load((folder / "codebook.yaml").read_text(encoding="utf-8"))["codes"]
for code in codes:
    for term in code.get("terms", []):
        jieba.add_word(term)
rows = []
for path in sorted((folder / "interviews").glob("*.txt")):
    text = path.read_text(encoding="utf-8")
    group = re.search(r"^group: (.+)$", text, re.M)[1]
    for line in text.splitlines():
        if line.startswith("受访者："):
            for sentence in re.split(r"(?<=[。！？])", line[4:]):
                if sentence:
                    rows.append((path.stem, group, sentence, " ".join(jieba.lcut(sentence))))
frame = pd.DataFrame(rows, columns=["document", "group", "sentence", "words"])
table = {}
for code in codes:
    terms = code.get("terms", [])
    if terms:
        hit = frame[frame["sentence"].str.contains("|".join(map(re.escape, terms)))]
        table[code["id"]] = hit.groupby("group").agg(
            documents=("document", "nunique"), references=("sentence", "count")).stack()
pd.DataFrame(table).T.to_excel(folder / "notebook.xlsx")
"""


def main() -> None:
    """Time both, print medians and the ratio as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=50)
    options.add_argument("--segments", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "study"
        write_study(folder, given.documents, given.segments)
        for _ in range(given.rounds):
            shutil.rmtree(folder / ".coder", ignore_errors=True)
            timed(seconds, "notebook", [sys.executable, "-c", NOTEBOOK, str(folder)])
            timed(seconds, "tag, nothing cached", coder(folder, "tag"))
            timed(seconds, "table", coder(folder, "table", "--out", str(folder / "t.xlsx")))
            timed(seconds, "tag, nothing changed", coder(folder, "tag"))
            one_term(folder)
            timed(seconds, "tag, one term edited", coder(folder, "tag"))
    medians = {name: round(statistics.median(times), 2) for name, times in seconds.items()}
    ours = medians["tag, nothing cached"] + medians["table"]
    again = medians["tag, one term edited"] + medians["table"]
    ratios = {
        "notebook ÷ ours from nothing": round(medians["notebook"] / ours, 2),
        "notebook ÷ ours after one term": round(medians["notebook"] / again, 2),
    }
    sys.stdout.write(
        json.dumps({"seconds": medians, **ratios}, ensure_ascii=False, indent=1) + "\n"
    )


def coder(folder: Path, *arguments: str) -> list[str]:
    """The command line of this tool on *folder*."""
    return [sys.executable, "-m", "coder", arguments[0], "--study", str(folder), *arguments[1:]]


def timed(seconds: dict[str, list[float]], name: str, command: list[str]) -> None:
    """Run *command* and note how long it took."""
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    seconds.setdefault(name, []).append(time.perf_counter() - began)


def write_study(folder: Path, documents: int, segments: int) -> None:
    """A study of *documents* transcripts made of the sample interviews' sentences, reshuffled."""
    (folder / "interviews").mkdir(parents=True)
    shutil.copy(ROOT / "codebook.yaml", folder / "codebook.yaml")
    pool = sentences()
    shuffled = random.Random(1)
    for number in range(documents):
        lines = ["---", f"id: D{number:03}", f"group: {GROUPS[number % 4]}", "---", ""]
        # A number in every sentence keeps them distinct, as in real interviews.
        chosen = [f"{shuffled.randrange(10_000)}，{shuffled.choice(pool)}" for _ in range(segments)]
        for at in range(0, segments, 5):
            lines += ["访谈员：还有呢？", "受访者：" + "".join(chosen[at : at + 5])]
        path = folder / "interviews" / f"D{number:03}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def sentences() -> list[str]:
    """The sentences of the sample interviews that are plain text."""
    found = []
    for path in sorted((ROOT / "interviews").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("受访者："):
                found += [part + "。" for part in line[4:].split("。") if part.strip()]
    return found


def one_term(folder: Path) -> None:
    """Give the first code one more term."""
    path = folder / "codebook.yaml"
    text = path.read_text(encoding="utf-8")
    term = f"词{time.time_ns()}"
    path.write_text(text.replace("    terms: [", f"    terms: [{term}, ", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
