"""Two ways to say how common a code is: by interviews that mention it, by segments that carry it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.ground import Coded
from coder.analysis.layout import Choice, Layout, known_choice, lay_out
from coder.analysis.nested import shares
from coder.analysis.proportion import wilson
from coder.model import Bilingual

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MEASURES = ("documents", "segments")
SHARE = {
    "documents": Bilingual("篇数占比", "share of interviews"),
    "segments": Bilingual("片段占比", "share of segments"),
}
MEANS = {
    "documents": Bilingual(
        "篇数占比：至少有一处该编码的访谈 ÷ 该组访谈总篇数 n。",
        "Share of interviews: those with at least one coding of the code ÷ n, all of the group's.",
    ),
    "segments": Bilingual(
        "片段占比：带有该编码的受访者片段 ÷ 该组受访者片段总数。",
        "Share of segments: the interviewees' segments with the code ÷ all of theirs in the group.",
    ),
}
INTERVAL = {
    "documents": Bilingual(
        "95% 区间（Wilson）：假如再访谈同样多、同一类的人，真实占比多半落在这个范围里；只有几篇访谈时它必然很宽。",
        "95 % interval (Wilson): where the share among all people of this kind most likely lies; with few "
        "interviews it has to be wide.",
    ),
    "segments": Bilingual(
        "95% 区间按访谈计算（逐篇剔除的刀切法，logit 尺度，t 分布）：同一个人说的话彼此相关，能当作独立的是访谈，不是片段；"
        "不足四篇访谈、只有一篇提到、或各篇占比一模一样时不给区间（–）。",
        "95 % interval by interviews (each left out in turn, logit scale, Student's t): what one person says "
        "hangs together, so interviews, not segments, count as independent; with fewer than four interviews, "
        "one that mentions the code, or the same share in all, there is none (–).",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Measured:
    """Hits out of sizes, by interview.

    Attributes:
        hits: (documents, rows) interviews (0 or 1) or segments with a code of the row.
        sizes: (documents,) out of how many: 1, or the interview's segments.
        column: (documents,) the number of the interview's column.
    """

    hits: Floats
    sizes: Floats
    column: Integers
    measure: str


def measured(coded: Coded, choice: Choice, measure: str) -> tuple[Layout, Measured]:
    """How often each row's codes stand in each interview.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    known_choice("measure", measure, MEASURES)
    documents, on = coded.documents, coded.on
    used = {one.code for one in coded.codings}
    layout = lay_out(used, documents, coded.codebook, choice)
    column = np.array([layout.column_of[one.id] for one in documents], dtype=np.int64)
    if measure == "segments":
        hits = on.per_document(coded.in_rows(layout.homes, len(layout.rows)))
        return layout, Measured(hits, on.sizes.astype(np.float64), column, measure)
    place = {one.id: at for at, one in enumerate(documents)}
    hits = np.zeros((len(documents), len(layout.rows)))
    for document, code in {(one.document, one.code) for one in coded.codings}:
        if document in place:
            hits[place[document], list(layout.homes.get(code, ()))] = 1
    return layout, Measured(hits, np.ones(len(documents)), column, measure)


def intervals(found: Measured, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """(rows,) share, low and high of the *chosen* interviews; nan where there is none."""
    hits, sizes = found.hits[chosen], found.sizes[chosen]
    if found.measure == "segments":
        made = shares(hits, sizes)
        return made.share, made.low, made.high
    with_it = hits.sum(axis=0)
    ends = np.array([wilson(int(part), len(sizes)) for part in with_it]).reshape(-1, 2)
    share = with_it / len(sizes) if len(sizes) else np.full(hits.shape[1], np.nan)
    return share, ends[:, 0], ends[:, 1]


def said_interval(low: float, high: float) -> str:
    """“12.3–45.6%”, or a dash where there is none."""
    return "–" if np.isnan(low) else f"{100 * low:.1f}–{100 * high:.1f}%"
