"""Which codes stand together more often than chance would put them, within each interview.

Expected is what comes about if each interview kept its numbers of both codes and their places were
shuffled within it: the hypergeometric mean, summed over interviews. So a pair does not seem tied
merely because some interviews speak of everything. The test is that of Mantel & Haenszel (1959,
Journal of the National Cancer Institute 22, 719-748), exact where numbers are small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.adjust import holm
from coder.analysis.ground import Coded
from coder.analysis.layout import known_choice
from coder.analysis.table import Table
from coder.model import Bilingual

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

WITHIN = ("segment", "turn", "near")
EXACT_BELOW = 60  # of the rarer code's places: then the exact test is made
TITLE = Bilingual("一起出现的编码", "Codes that stand together")
CORNER = Bilingual("两个编码", "Two codes")
PLACES = {
    "segment": Bilingual("片段", "segments"),
    "turn": Bilingual("话轮", "turns"),
    "near": Bilingual("话轮", "turns"),
}
HEADS = {
    "together": Bilingual("一起出现", "Together"),
    "documents": Bilingual("访谈", "interviews"),
    "expected": Bilingual("凭偶然应有", "expected by chance"),
    "ratio": Bilingual("倍数", "ratio"),
    "test": Bilingual("检验", "Test"),
    "p": Bilingual("p", "p"),
    "holm": Bilingual("校正后 p（Holm）", "adjusted p (Holm)"),
}
NOTES = {
    "segment": Bilingual(
        "一起出现：两个编码在同一个片段上的次数。", "Together: segments that carry both codes."
    ),
    "turn": Bilingual(
        "一起出现：两个编码在同一个话轮里的次数。", "Together: turns that hold both codes."
    ),
    "near": Bilingual(
        "一起出现：有前一个编码、且前后 {k} 个话轮之内有后一个编码的话轮数。",
        "Together: turns with the first code that have the second at a distance of at most {k}.",
    ),
    "expected": Bilingual(
        "凭偶然应有：每篇访谈里两个编码各自的次数不变、位置随意时会碰到一起的次数；倍数大于 1 就是比偶然更常在一起。",
        "Expected by chance: how often they would meet if each interview kept how often it has either, at any "
        "places; a ratio above 1 means more often than chance.",
    ),
    "test": Bilingual(
        "p：凭偶然至少碰到这么多次的机会（只在每篇访谈内部打乱，Mantel–Haenszel）；同时看了 {count} 对，以校正后 p 为准。"
        "一起出现不等于有因果。",
        "p: the chance of meeting at least this often (places shuffled within interviews, Mantel–Haenszel); {count} "
        "pairs were looked at, so go by the adjusted p. Standing together is no proof of cause.",
    ),
    "none": Bilingual(
        "所选的编码没有一起出现过。", "None of the codes chosen stand together anywhere."
    ),
    "near_test": Bilingual(
        "相邻几个话轮的情形不做检验：窗口互相重叠。", "Nearness is not tested: windows overlap."
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Met:
    """How often codes meet: all arrays (first codes, second codes).

    Attributes:
        documents: interviews in which they meet. variance: nan where there is no test.
        p: of meeting at least that often; nan where one of the two never stands.
    """

    observed: Floats
    expected: Floats
    variance: Floats
    documents: Integers
    p: Floats


def meet(first: Booleans, second: Booleans, document: Integers, *, within: int = -1) -> Met:
    """Count and compare with chance.

    Args:
        first, second: (places, codes) which codes stand at each place (segment or turn), places
            of a document together and in reading order.
        document: (places,) the number of each place's document.
        within: places before and after at which the second may stand; -1: at the same place, and
            then there is a test.
    """
    shape = (first.shape[1], second.shape[1])
    observed, expected = np.zeros(shape), np.zeros(shape)
    variance, documents = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    margins: list[tuple[int, Integers, Integers]] = []
    for number in np.unique(document):
        one, two = first[document == number], second[document == number]
        total, a, b = len(one), one.sum(axis=0), two.sum(axis=0)
        near = two if within < 0 else _dilated(two, within)
        both = one.T.astype(np.float64) @ near.astype(np.float64)
        observed += both
        documents += both > 0
        if within >= 0:
            expected += _expected_near(one, b, within)
            continue
        expected += np.outer(a, b) / total
        if total > 1:
            spread = np.outer(a * (total - a), b * (total - b))
            variance += spread / (total**2 * (total - 1))
        margins.append((total, a, b))
    p = _upper(observed, expected, variance, margins) if within < 0 else np.full(shape, np.nan)
    return Met(observed, expected, variance, documents, p)


def places(
    coded: Coded, first: Sequence[str], second: Sequence[str], within: str
) -> tuple[Booleans, Booleans, Integers]:
    """Which codes stand at each segment, or turn, and the number of its document.

    Args:
        within: "segment"; turns are looked at for "turn" and "near".
    """
    on = coded.on
    codes = list(dict.fromkeys([*first, *second]))
    marks = coded.in_rows({code: [at] for at, code in enumerate(codes)}, len(codes))
    document = on.document
    if within != "segment" and len(on):
        starts = np.flatnonzero(np.diff(on.turn, prepend=-1))
        marks, document = np.logical_or.reduceat(marks, starts, axis=0), document[starts]
    at = {code: number for number, code in enumerate(codes)}
    return marks[:, [at[c] for c in first]], marks[:, [at[c] for c in second]], document


def relations_frame(
    coded: Coded,
    first: Sequence[str],
    second: Sequence[str],
    *,
    within: str = "turn",
    k: int = 1,
) -> pd.DataFrame:
    """Every pair of a code of *first* and one of *second* that meet, most above chance first.

    Args:
        within: the same "segment", the same "turn", or "near": at most *k* turns away.

    Returns:
        Columns first, second (ids), documents, observed, expected, ratio, p, adjusted.

    Raises:
        CoderError: bad_table for an unknown *within*.
    """
    known_choice("within", within, WITHIN)
    one, two, document = places(coded, first, second, within)
    found = meet(one, two, document, within=k if within == "near" else -1)
    mirrored = set(first) == set(second)
    rows = [
        (a, b, found.documents[i, j], found.observed[i, j], found.expected[i, j], found.p[i, j])
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if a != b and not (mirrored and within != "near" and j < i)
    ]
    frame = pd.DataFrame(
        rows, columns=["first", "second", "documents", "observed", "expected", "p"]
    )
    frame["adjusted"] = holm(frame["p"].to_numpy(dtype=np.float64))
    frame["ratio"] = frame["observed"] / frame["expected"].where(frame["expected"] > 0)
    frame = frame[frame["observed"] > 0]
    frame["surplus"] = frame["observed"] - frame["expected"]
    order = ["adjusted", "p", "surplus"]
    frame = frame.sort_values(order, ascending=[True, True, False], kind="stable")
    columns = ["first", "second", "documents", "observed", "expected", "ratio", "p", "adjusted"]
    return frame[columns].astype({"observed": "int64"}).reset_index(drop=True)


def relations_table(
    coded: Coded,
    first: Sequence[str],
    second: Sequence[str],
    *,
    within: str = "turn",
    k: int = 1,
    language: str = "zh",
    digests: Mapping[str, str] | None = None,
) -> Table:
    """The pairs as a table; no row of totals.

    Raises:
        CoderError: bad_table for an unknown *within*.
    """
    found = relations_frame(coded, first, second, within=within, k=k)
    names = {code.id: code.label.say(language) for code in coded.codebook.codes}
    labels = [
        f"{names[a]} — {names[b]}" for a, b in zip(found["first"], found["second"], strict=True)
    ]
    together, test = HEADS["together"].say(language), HEADS["test"].say(language)
    frame: dict[tuple[str, str], object] = {
        (together, HEADS["documents"].say(language)): found["documents"].to_numpy(),
        (together, PLACES[within].say(language)): found["observed"].to_numpy(),
        (together, HEADS["expected"].say(language)): found["expected"].to_numpy(),
        (together, HEADS["ratio"].say(language)): found["ratio"].to_numpy(),
    }
    if within != "near":
        frame[test, HEADS["p"].say(language)] = [_said_p(p) for p in found["p"]]
        frame[test, HEADS["holm"].say(language)] = [_said_p(p) for p in found["adjusted"]]
    near = NOTES[within].zh.format(k=k), NOTES[within].en.format(k=k)
    notes = [Bilingual(*near), NOTES["expected"]]
    count = len(first) * len(second) - len(set(first) & set(second))
    if set(first) == set(second):
        count //= 2
    said = NOTES["test"].zh.format(count=count), NOTES["test"].en.format(count=count)
    notes.append(NOTES["near_test"] if within == "near" else Bilingual(*said))
    notes += [] if len(found) else [NOTES["none"]]
    decimals = {HEADS["expected"].say(language): 1, HEADS["ratio"].say(language): 1}
    index = pd.Index(_unique(labels), dtype=object)
    made = pd.DataFrame(frame, index=index)
    return Table(made, TITLE, tuple(notes), dict(digests or {}), CORNER, decimals=decimals)


def _dilated(marks: Booleans, k: int) -> Booleans:
    """True where a mark stands at most *k* places away."""
    sums = np.concatenate([np.zeros((1, marks.shape[1]), dtype=np.int64), marks.cumsum(axis=0)])
    at = np.arange(len(marks))
    result: Booleans = sums[np.minimum(len(marks), at + k + 1)] > sums[np.maximum(0, at - k)]
    return result


def _expected_near(first: Booleans, b: Integers, k: int) -> Floats:
    """Over the places of the first codes, the chance that one of *b* others falls near."""
    from scipy.special import gammaln

    total = len(first)
    at = np.arange(total)
    free = total - (np.minimum(total, at + k + 1) - np.maximum(0, at - k))
    lacking = free[:, np.newaxis] - b[np.newaxis].astype(np.float64)
    possible = lacking >= 0
    logs = (
        gammaln(free + 1.0)[:, np.newaxis]
        - gammaln(np.where(possible, lacking, 0) + 1)
        - gammaln(total + 1.0)
        + gammaln(total - b + 1.0)[np.newaxis]
    )
    none = np.where(possible, np.exp(logs), 0.0)
    result: Floats = first.T.astype(np.float64) @ (1 - none)
    return result


def _upper(
    observed: Floats,
    expected: Floats,
    variance: Floats,
    margins: Sequence[tuple[int, Integers, Integers]],
) -> Floats:
    """The chance of at least *observed*: exact for rare codes, normal with continuity for others."""
    from scipy.stats import norm

    with np.errstate(divide="ignore", invalid="ignore"):
        p = norm.sf((observed - expected - 0.5) / np.sqrt(variance))
    p = np.where(variance > 0, p, np.nan)
    a = np.array([one for _, one, _ in margins]).sum(axis=0)
    b = np.array([two for _, _, two in margins]).sum(axis=0)
    rare = np.minimum.outer(a, b) <= EXACT_BELOW if len(margins) else np.zeros_like(p, dtype=bool)
    for i, j in zip(*np.nonzero(rare & (variance > 0)), strict=True):
        some = [(total, int(one[i]), int(two[j])) for total, one, two in margins]
        p[i, j] = exact_upper(int(observed[i, j]), some)
    result: Floats = p
    return result


def exact_upper(observed: int, margins: Sequence[tuple[int, int, int]]) -> float:
    """The chance that sums of independent hypergeometric counts reach *observed*.

    Args:
        margins: for each interview its places, and those with the one and with the other code.
    """
    from scipy.special import gammaln

    def log_choose(n: Floats | float, k: Floats) -> Floats:
        result: Floats = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
        return result

    spread = np.ones(1)
    least = 0
    for total, a, b in margins:
        low, high = max(0, a + b - total), min(a, b)
        both = np.arange(low, high + 1, dtype=np.float64)
        logs = log_choose(float(a), both) + log_choose(float(total - a), b - both)
        logs = logs - log_choose(float(total), np.array(float(b)))
        spread = np.convolve(spread, np.exp(logs))
        least += low
    return float(min(1.0, spread[max(0, observed - least) :].sum()))


def _unique(labels: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    for at, label in enumerate(labels):
        seen.setdefault(label, at)
    return [
        label if seen[label] == at else f"{label} ({at + 1})" for at, label in enumerate(labels)
    ]


def _said_p(p: float) -> str:
    if np.isnan(p):
        return "–"
    return "<0.001" if p < 0.001 else f"{p:.3f}"
