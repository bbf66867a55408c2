"""A figure of what stands, ready for a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coder.analysis.layout import Choice
from coder.analysis.saturation import curve, met_by_group
from coder.analysis.together import pairs
from coder.errors import CoderError
from coder.model import Bilingual
from coder.store.study import Study
from coder.verbs.coded import coded
from coder.verbs.compare import interval_frame
from coder.verbs.standing import present, tagged
from coder.verbs.table import cells, counted, labels
from coder.write import figures

FIGURES = ("heat", "bars", "network", "portrait", "saturation")
CAPTIONS = {
    "heat": Bilingual("各编码在各组的参考点数", "References of each code by group"),
    "bars": Bilingual(
        "各组提及各编码的访谈比例（95% 区间）",
        "Share of interviews in each group that mention a code (95 % intervals)",
    ),
    "network": Bilingual("同一话轮中一起出现的编码", "Codes that stand in one turn together"),
    "saturation": Bilingual("访谈篇数与出现的编码数", "Codes that occur, by number of interviews"),
    "portrait": Bilingual(
        "各篇访谈中各编码的参考点数", "References of each code in each interview"
    ),
}
SHARE = Bilingual("占该组访谈的比例", "Share of the group's interviews")
KINDS = ("difficulty",)
READ = Bilingual("访谈篇数", "Interviews")
MET = Bilingual("出现过的编码数", "Codes that have occurred")
EVERYBODY = "*"  # the column of all interviews, see `analysis.uncertain`
LINES = Bilingual(
    "横线是 95% 区间（Wilson），以访谈为单位；访谈很少时区间很宽。",
    "Lines are 95 % intervals (Wilson), with interviews as units; with few interviews they are wide.",
)
BAND = Bilingual(
    "线是任取这么多篇访谈时出现的编码数的平均，阴影是随机次序中间的 95%。",
    "The line is the mean over all choices of so many interviews, the band the middle 95 % of random orders.",
)
MOST = 12  # ties that a network has room for, or half as many again as it has codes
LEAST = 2  # turns that two codes share, to be drawn as tied


@dataclass(frozen=True, eq=False)
class Figure:
    """An Altair chart and what stands below it."""

    chart: Any
    caption: Bilingual
    notes: tuple[Bilingual, ...] = ()


def figure(
    study: Study,
    what: str,
    *,
    kinds: Sequence[str] = (),
    columns: str = "group",
    who: str = "all",
    language: str = "zh",
) -> Figure:
    """The figure *what*, of `FIGURES`.

    Raises:
        CoderError: unknown_choice, not_tagged, bad_table.
    """
    if what not in FIGURES:
        raise CoderError("unknown_choice", what="figure", value=what, known=" ".join(FIGURES))
    tagged(present(study))
    caption = CAPTIONS[what]
    if what == "network":
        return Figure(_network(study, kinds, who, language), caption, (_tied(),))
    chosen: dict[str, Any] = {"kinds": kinds, "who": who, "language": language}
    if what == "portrait":
        return Figure(figures.portrait(_portrait(study, chosen)), caption)
    if what == "saturation":
        return Figure(_saturation(study, chosen), caption, (BAND,))
    if what == "heat":
        return Figure(figures.heat_map(cells(study, columns=columns, **chosen)), caption)
    spans = interval_frame(study, columns=columns, **chosen)
    spans = spans[spans["column_id"] != EVERYBODY].rename(columns={"share": "value"})
    return Figure(figures.bars(spans, axis=SHARE.say(language)), caption, (LINES,))


def _saturation(study: Study, chosen: dict[str, Any]) -> Any:
    language = chosen["language"]
    choice = Choice("code", "", tuple(chosen["kinds"]), labels(study, language), language)
    ((met, _),) = met_by_group(coded(study, chosen["who"]), choice).values()
    found = curve(met)
    frame = pd.DataFrame(
        {
            "interviews": range(1, len(found.mean)),
            "mean": found.mean[1:],
            "low": found.low[1:],
            "high": found.high[1:],
        }
    )
    return figures.saturation(frame, across=READ.say(language), up=MET.say(language))


def _portrait(study: Study, chosen: dict[str, Any]) -> pd.DataFrame:
    state = present(study)
    long = cells(study, columns="document", **chosen)
    named = labels(study, chosen["language"])["group"]
    order = {group: at for at, group in enumerate(named)}
    groups = {one.id: one.group for one in state.documents.values()}
    frame = pd.DataFrame(
        {
            "document": long["column_id"],
            "group": [named.get(groups[one], groups[one]) for one in long["column_id"]],
            "code": long["row"],
            "references": long["references"],
        }
    )
    rank = [(order.get(groups[one], len(order)), groups[one], one) for one in frame["document"]]
    by_rank = sorted(range(len(rank)), key=rank.__getitem__)
    return frame.iloc[by_rank].reset_index(drop=True)


def _network(study: Study, kinds: Collection[str], who: str, language: str) -> Any:
    state = present(study)
    codes = {c.id: c for c in state.codebook.codes if not kinds or c.kind in kinds}
    codings = [c for c in counted(state, who) if c.code in codes]
    counts = pd.Series([c.code for c in codings], dtype=object).value_counts()
    edges = pairs(codings, state.documents)
    edges = edges[edges["turns"] >= LEAST].rename(columns={"turns": "weight"})
    edges = edges.head(max(MOST, int(1.5 * len(counts)))).reset_index(drop=True)
    nodes = pd.DataFrame(
        [(c.id, c.label.say(language), c.kind, int(counts[c.id])) for c in codes.values() if c.id in counts],
        columns=["id", "label", "kind", "size"],
    )  # fmt: skip
    return figures.network(nodes, edges, kinds=labels(study, language)["kind"])


def _tied() -> Bilingual:
    return Bilingual(
        f"线越粗，两个编码同在一个话轮里的次数越多；不足 {LEAST} 次的和排在后面的不画。点越大，参考点越多。",
        f"The thicker a line, the more turns two codes share; ties of fewer than {LEAST} and the weakest "
        "ones are not drawn. The larger a point, the more references.",
    )
