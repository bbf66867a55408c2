"""A table of shares as they stand beside shares corrected for the tagger's errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.corrected import FEWEST_DRAWN, FEWEST_INTERVIEWS, Corrected, corrected
from coder.analysis.ground import Coded, marked
from coder.analysis.layout import SAID as WORDS
from coder.analysis.layout import Choice, Layout, lay_out
from coder.analysis.measure import said_interval
from coder.analysis.table import Table
from coder.model import Bilingual, Coding

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

TITLE = Bilingual("校正后的片段占比", "Corrected shares of segments")
CORNER = Bilingual("编码", "Code")
_NAN = float("nan")
UNKNOWN = Corrected(_NAN, _NAN, _NAN, _NAN, _NAN, _NAN, _NAN, 0)
HEADS = {
    "raw": Bilingual("原始占比", "as it stands"),
    "share": Bilingual("校正后", "corrected"),
    "interval": Bilingual("95% 区间", "95 % interval"),
}
SAID = {
    "none": Bilingual(
        "没有随机抽取的片段，无法校正。编码室里挑着看的（例如先看没把握的）不能代表其余，所以不能用来估计机器错了多少。",
        "No segments were drawn at random: nothing can be corrected. Segments that people picked (the doubtful ones "
        "first, say) do not stand for the rest, so the tagger's errors cannot be estimated from them.",
    ),
    "how": Bilingual(
        "原始占比把机器的建议也算数，机器多标、漏标多少，它就偏多少。校正后的占比用随机抽取、由人看过的 {judged} 个片段"
        "估计机器错了多少，再把它扣掉（预测驱动推断 PPI++，按访谈计算区间）；即使大多数标注出自机器，区间也可靠。",
        "The share as it stands counts the tagger's suggestions too and is off by as much as the tagger errs. The "
        "corrected share takes off that error, estimated on {judged} segments drawn at random and judged by people "
        "(prediction-powered inference, PPI++, intervals by interviews): it is valid although most tags are the machine's.",
    ),
    "most": Bilingual(
        "原始占比落在区间之外的有 {count} 个编码，相差最大的是“{name}”：原始 {raw:.1%}，校正后 {share:.1%}（{interval}）。",
        "Codes whose share as it stands lies outside the interval: {count}, most of all “{name}”, {raw:.1%} as it stands "
        "and {share:.1%} corrected ({interval}).",
    ),
    "within": Bilingual(
        "各编码的原始占比都在校正后的区间之内：凭已看过的片段，说不上机器多标或少标了哪一个。",
        "All shares as they stand lie within the corrected intervals: the segments judged so far do not show that the "
        "tagger gives any code too often or too seldom.",
    ),
    "waiting": Bilingual(
        "抽出的片段里还有 {waiting} 个没有人看过，暂未计入；都看完，校正才算数。",
        "{waiting} of the segments drawn have not been judged yet and are left out: the correction holds once all are.",
    ),
    "few": Bilingual(
        "一格里看过的抽样片段不到 {drawn} 个，或来自不到 {interviews} 篇访谈，就不校正（–）。",
        "Cells with fewer than {drawn} judged segments, or from fewer than {interviews} interviews, are not corrected (–).",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Judged:
    """What is known of each segment of a `Ground`.

    Attributes:
        codes: the codes that the columns of the arrays are of.
        predictions: (segments, codes) the tagger's confidence, not learned from these labels.
        labels: (segments, codes) whether people gave the code.
        looked: (segments, codes) whether people judged the segment knowing the code.
        drawn: (segments,) whether the segment was drawn at random.
    """

    codes: Sequence[str]
    predictions: Floats
    labels: Booleans
    looked: Booleans
    drawn: Booleans


def looked_at(
    coded: Coded, looks: Sequence[tuple[str, int, int, frozenset[str] | None]], codes: Sequence[str]
) -> Booleans:
    """(segments, codes) whether some look covers the segment and knew the code.

    Args:
        looks: document, start, end, and the codes known then; None for all.
    """
    known = {said: f"{number}" for number, said in enumerate({look[3] for look in looks})}
    rows = {
        name: [at for at, code in enumerate(codes) if said is None or code in said]
        for said, name in known.items()
    }
    marks = [Coding(document, start, end, known[said]) for document, start, end, said in looks]
    return marked(coded.on, marks, rows, len(codes))


def correction_table(
    coded: Coded, choice: Choice, judged: Judged, *, digests: Mapping[str, str] | None = None
) -> Table:
    """For each column the share that stands, the corrected one and its interval; rows are codes.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    language = choice.language
    used = {one.code for one in coded.codings}
    layout = lay_out(used, coded.documents, coded.codebook, choice)
    stands = coded.in_rows(layout.homes, len(layout.rows))
    frame: dict[tuple[str, str], object] = {}
    total: list[Corrected] = []
    for name, chosen in _columns(coded, layout, choice).items():
        found = _cells(coded, judged, list(layout.rows), chosen)
        total = total or found
        frame[name, HEADS["raw"].say(language)] = _raw(stands, chosen)
        frame[name, HEADS["share"].say(language)] = [one.share for one in found]
        frame[name, HEADS["interval"].say(language)] = [
            said_interval(one.low, one.high) for one in found
        ]
    index = pd.Index(list(layout.rows.values()), dtype=object)
    made = pd.DataFrame(frame, index=index)
    notes = _notes(layout, _raw(stands, np.ones(len(coded.on), dtype=bool)), total, judged)
    return Table(made, TITLE, notes, dict(digests or {}), CORNER)


def _columns(coded: Coded, layout: Layout, choice: Choice) -> dict[str, Booleans]:
    """Which segments each column is of: first all, then each group's."""
    everything = np.ones(len(coded.on), dtype=bool)
    columns = {f"{WORDS['total'].say(choice.language)} (n={len(coded.documents)})": everything}
    if choice.columns:
        place = np.array([layout.column_of[one.id] for one in coded.documents], dtype=np.int64)
        for at, name in enumerate(layout.columns.values()):
            size = int((place == at).sum())
            columns[f"{name} (n={size})"] = place[coded.on.document] == at
    return columns


def _cells(coded: Coded, judged: Judged, codes: Sequence[str], chosen: Booleans) -> list[Corrected]:
    """The correction of each code over the *chosen* segments."""
    clusters, drawn = coded.on.document[chosen], judged.drawn[chosen]
    labels, looked = judged.labels[chosen].T, judged.looked[chosen].T
    predictions = np.ascontiguousarray(judged.predictions[chosen].T)
    place = {code: at for at, code in enumerate(judged.codes)}
    return [
        corrected(
            labels[place[code]],
            predictions[place[code]],
            drawn & looked[place[code]],
            clusters=clusters,
        )
        if code in place
        else UNKNOWN
        for code in codes
    ]


def _raw(stands: Booleans, chosen: Booleans) -> Floats:
    if not chosen.any():
        return np.full(stands.shape[1], np.nan)
    result: Floats = stands[chosen].mean(axis=0)
    return result


def _notes(
    layout: Layout, raw: Floats, total: Sequence[Corrected], judged: Judged
) -> tuple[Bilingual, ...]:
    if not judged.drawn.any():
        return (SAID["none"],)
    seen = judged.looked.any(axis=1)
    notes = [_filled("how", judged=int((judged.drawn & seen).sum()))]
    notes += _apart(list(layout.rows.values()), raw, total)
    waiting = int((judged.drawn & ~seen).sum())
    notes += [_filled("waiting", waiting=waiting)] if waiting else []
    notes.append(_filled("few", drawn=FEWEST_DRAWN, interviews=FEWEST_INTERVIEWS))
    return tuple(notes)


def _apart(names: Sequence[str], raw: Floats, total: Sequence[Corrected]) -> list[Bilingual]:
    """For how many codes the correction says more than chance, and for which it says most."""
    known = [at for at, one in enumerate(total) if not np.isnan(one.low)]
    outside = [at for at in known if not total[at].low <= raw[at] <= total[at].high]
    if not outside:
        return [SAID["within"]] if known else []
    most = max(outside, key=lambda at: abs(float(raw[at]) - total[at].share))
    one = total[most]
    interval = said_interval(one.low, one.high)
    values = {"name": names[most], "raw": raw[most], "share": one.share, "interval": interval}
    return [_filled("most", count=len(outside), **values)]


def _filled(key: str, **values: object) -> Bilingual:
    return Bilingual(SAID[key].zh.format(**values), SAID[key].en.format(**values))
