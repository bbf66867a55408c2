"""Do 95 % intervals cover, and do tests keep their level, when segments are nested in interviews?

Interviews are drawn with a share of their own (beta-binomial), segments within them; the truth is
known. Beside what the program uses stand the usual ways: the percentile bootstrap of interviews,
and Wilson's interval and χ² on segments as if each were independent.

    python benchmarks/coverage.py [--rounds 2000]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import chi2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coder.analysis.corrected import corrected
from coder.analysis.nested import shares
from coder.analysis.permutation import differ
from coder.analysis.proportion import wilson

# share, correlation of two segments of one interview
SETTINGS = (
    (0.02, 0.05),
    (0.05, 0.05),
    (0.05, 0.15),
    (0.1, 0.1),
    (0.2, 0.1),
    (0.3, 0.2),
    (0.5, 0.1),
)
# share, correlation, the tagger's recall and false alarms on average; both vary by interview
TAGGERS = (
    (0.02, 0.05, 0.8, 0.02),
    (0.05, 0.05, 0.8, 0.03),
    (0.1, 0.1, 0.8, 0.05),
    (0.2, 0.1, 0.7, 0.05),
    (0.3, 0.2, 0.85, 0.1),
)


def main() -> None:
    """Simulate, print percentages as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=2000)
    rounds = options.parse_args().rounds
    said = {
        "interviews that mention a code, Wilson": [wilson_covers(n) for n in (12, 40)],
        "share of segments": [
            frequencies(n, *setting, rounds) for n in (12, 40) for setting in SETTINGS
        ],
        "corrected share of segments": [
            corrections(n, drawn, tagger, rounds)
            for n, drawn in ((12, 200), (40, 300))
            for tagger in TAGGERS
        ],
        "no difference of groups, rejected at 5 %": [
            rejections(n, groups, *setting, rounds)
            for n, groups in ((12, 2), (40, 2), (40, 4))
            for setting in ((0.05, 0.05), (0.1, 0.1), (0.3, 0.2))
        ],
    }
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def wilson_covers(interviews: int) -> dict[str, float]:
    """Exact coverage, over shares from 5 to 95 %."""
    from scipy.stats import binom

    counts = np.arange(interviews + 1)
    ends = np.array([wilson(int(count), interviews) for count in counts])
    truths = np.linspace(0.05, 0.95, 181)
    covers = [
        binom.pmf(counts, interviews, p)[(ends[:, 0] <= p) & (p <= ends[:, 1])].sum()
        for p in truths
    ]
    return {"interviews": interviews, "covers": percent(covers), "at worst": percent(min(covers))}


def frequencies(n: int, share: float, alike: float, rounds: int) -> dict[str, float]:
    """Coverage for a share of segments."""
    rng = np.random.default_rng(1)
    ours, boot, plain = [], [], []
    for _ in range(rounds):
        hits, sizes = nested(rng, n, share, alike)
        if hits.sum() == 0:
            continue
        found = shares(hits[:, np.newaxis], sizes)
        if not np.isnan(found.low[0]):
            ours.append(found.low[0] <= share <= found.high[0])
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=400) @ np.stack([hits, sizes], axis=1)
        low, high = np.percentile(drawn[:, 0] / drawn[:, 1], (2.5, 97.5))
        boot.append(low <= share <= high)
        low, high = wilson(int(hits.sum()), int(sizes.sum()))
        plain.append(low <= share <= high)
    return {
        "interviews": n, "share": share, "correlation": alike, "covers": percent(ours),
        "percentile bootstrap": percent(boot), "segments as if independent": percent(plain),
    }  # fmt: skip


def corrections(n: int, drawn: int, tagger: tuple[float, ...], rounds: int) -> dict[str, float]:
    """Coverage of the corrected share, and of the tagger's own."""
    share, alike, recall, alarms = tagger
    rng = np.random.default_rng(2)
    ours, raw = [], []
    for _ in range(rounds):
        hits, sizes = nested(rng, n, share, alike)
        clusters = np.repeat(np.arange(n), sizes)
        labels = np.concatenate([np.arange(m) < y for y, m in zip(hits, sizes, strict=True)])
        found_of = rng.beta(recall * 20, (1 - recall) * 20, n)[clusters]
        alarm_of = rng.beta(alarms * 40, (1 - alarms) * 40, n)[clusters]
        tagged = rng.random(len(clusters)) < np.where(labels, found_of, alarm_of)
        sampled = np.zeros(len(clusters), dtype=bool)
        sampled[rng.choice(len(clusters), drawn, replace=False)] = True
        made = corrected(labels.astype(float), tagged.astype(float), sampled, clusters=clusters)
        ours.append(made.low <= share <= made.high)
        wrong = shares(np.bincount(clusters, weights=tagged, minlength=n)[:, np.newaxis], sizes)
        raw.append(wrong.low[0] <= share <= wrong.high[0])
    return {
        "interviews": n, "drawn": drawn, "share": share, "recall": recall, "false alarms": alarms,
        "covers": percent(ours), "uncorrected": percent(raw),
    }  # fmt: skip


def rejections(n: int, groups: int, share: float, alike: float, rounds: int) -> dict[str, float]:
    """How often groups that do not differ are said to."""
    rng = np.random.default_rng(3)
    group = np.arange(n) % groups
    ours, plain = [], []
    for _ in range(rounds):
        hits, sizes = nested(rng, n, share, alike)
        tested = differ(hits[:, np.newaxis].astype(float), sizes, group, deals=999)
        ours.append(tested.p[0] <= 0.05)
        plain.append(pearson(hits, sizes, group) <= 0.05)
    return {
        "interviews": n, "groups": groups, "share": share, "correlation": alike,
        "rejects": percent(ours), "chi-square on segments": percent(plain),
    }  # fmt: skip


def pearson(hits: np.ndarray, sizes: np.ndarray, group: np.ndarray) -> float:
    """The p-value of χ² on segments."""
    yes = np.bincount(group, weights=hits)
    whole = np.bincount(group, weights=sizes)
    share = yes.sum() / whole.sum()
    if share in (0, 1):
        return 1.0
    value = ((yes - share * whole) ** 2 / (whole * share * (1 - share))).sum()
    return float(chi2.sf(value, len(yes) - 1))


def nested(
    rng: np.random.Generator, n: int, share: float, alike: float
) -> tuple[np.ndarray, np.ndarray]:
    """Hits and sizes of *n* interviews of 40 to 160 segments."""
    sizes = rng.integers(40, 161, size=n)
    scale = (1 - alike) / alike
    return rng.binomial(sizes, rng.beta(share * scale, (1 - share) * scale, size=n)), sizes


def percent(seen: object) -> float:
    """The mean, in per cent."""
    return round(100 * float(np.mean(np.asarray(seen, dtype=float))), 1)


if __name__ == "__main__":
    main()
