"""Print statistics.json: what independent programs say of the same numbers.

pip install statsmodels==0.15.0 ppi-python==0.2.3
python tests/analysis/reference/make_statistics.py > tests/analysis/reference/statistics.json
"""

import json
import sys

import numpy as np
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

DRAWN, REST = 60, 340
P = [0.01, 0.04, 0.03, 0.005, 0.2, 0.0008, 0.77, 0.049]
TABLES = [[[4, 6], [3, 37]], [[2, 8], [7, 23]], [[5, 1], [9, 20]]]


def chance(count: int, seed: int) -> list[int]:
    """Numbers below 1000 that any language can make again."""
    found = []
    for _ in range(count):
        seed = (1103515245 * seed + 12345) % 2**31
        found.append(seed // 65536 % 1000)
    return found


def ppi() -> dict[str, object]:
    """PPI++ of a mean at several weights."""
    numbers = chance(2 * (DRAWN + REST), 7)
    truth = [int(one < 220) for one in numbers[: DRAWN + REST]]
    said = [
        one if other >= 150 else 1 - one
        for one, other in zip(truth, numbers[DRAWN + REST :], strict=True)
    ]
    labels = np.array(truth[:DRAWN], float)
    drawn, rest = np.array(said[:DRAWN], float), np.array(said[DRAWN:], float)
    expected = []
    for weight in (None, 1, 0, 0.5):
        share = float(ppi_mean_pointestimate(labels, drawn, rest, lam=weight)[0])
        low, high = ppi_mean_ci(labels, drawn, rest, alpha=0.05, lam=weight)
        expected.append(
            {"weight": weight, "share": share, "low": float(low[0]), "high": float(high[0])}
        )
    return {
        "labels": truth[:DRAWN],
        "predictions": said[:DRAWN],
        "others": said[DRAWN:],
        "expected": expected,
    }


def without_each_interview() -> dict[str, object]:
    """PPI of eight interviews, then without each of them, leaning on the tagger by half."""
    numbers = chance(3 * 400, 11)
    home = [at % 8 for at in range(400)]
    labels = [int(one < 150 + 40 * of) for one, of in zip(numbers[:400], home, strict=True)]
    tagged = [
        one if other >= 200 else 1 - one
        for one, other in zip(labels, numbers[400:800], strict=True)
    ]
    drawn = [int(one < 300) for one in numbers[800:]]
    y, f, s, of = (np.array(some) for some in (labels, tagged, drawn, home))

    def share(kept: np.ndarray) -> float:
        seen, rest = kept & (s == 1), kept & (s == 0)
        parts = (some.astype(float) for some in (y[seen], f[seen], f[rest]))
        return float(ppi_mean_pointestimate(*parts, lam=0.5)[0])

    return {
        "labels": labels,
        "predictions": tagged,
        "drawn": drawn,
        "interviews": home,
        "share": share(of >= 0),
        "without": [share(of != one) for one in range(8)],
    }


def newcombe() -> list[list[float]]:
    """The difference of two shares of interviews: part, whole, part, whole, low, high."""
    some = ((56, 70, 48, 80), (9, 10, 3, 10), (5, 6, 0, 7), (4, 12, 4, 9))
    return [[*one, *map(float, confint_proportions_2indep(*one, method="newcomb"))] for one in some]


def main() -> None:
    """Print it."""
    stratified = StratifiedTable([np.array(one) for one in TABLES])
    said = {
        "ppi": ppi(),
        "ppi_without": without_each_interview(),
        "newcombe": newcombe(),
        "adjust": {
            "p": P,
            "holm": multipletests(P, method="holm")[1].tolist(),
            "bh": multipletests(P, method="fdr_bh")[1].tolist(),
        },
        "mantel_haenszel": {
            "tables": TABLES,
            "chi2": float(stratified.test_null_odds(correction=False).statistic),
        },
        "wilson": [
            [part, whole, *map(float, proportion_confint(part, whole, method="wilson"))]
            for part, whole in ((0, 12), (3, 12), (12, 12), (17, 40))
        ],
    }
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
