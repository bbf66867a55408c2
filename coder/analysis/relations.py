"""Which codes stand together more often than chance would put them: the pairs as rows and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.adjust import holm
from coder.analysis.chance import meet
from coder.analysis.ground import Coded
from coder.analysis.layout import known_choice
from coder.analysis.table import Table
from coder.model import Bilingual

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]

WITHIN = ("segment", "turn", "near")
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
