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
from statsmodels.stats.proportion import proportion_confint

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


def main() -> None:
    """Print it."""
    stratified = StratifiedTable([np.array(one) for one in TABLES])
    said = {
        "ppi": ppi(),
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
