"""Codes against groups of codes: in how many interviews they come up in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from coder.analysis.ground import Coded
from coder.analysis.table import Table
from coder.model import Bilingual

COUNT = Bilingual("受访者", "respondents")
TITLE = Bilingual("{first} × 方面", "{first} × aspect")
PLACES = {"segment": Bilingual("片段", "segment"), "turn": Bilingual("话轮", "turn")}
NOTE = Bilingual(
    "每格是这样的受访者（访谈）数：在同一个{place}里，既有该编码，又有属于该方面的另一个编码；同一位受访者只算一位。",
    "Each cell counts the respondents (interviews) in whom one {place} holds the code and another code of the "
    "aspect, each once.",
)


def crossing_table(
    coded: Coded,
    first: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    *,
    within: str = "turn",
    name: Bilingual = Bilingual("编码", "Code"),
    language: str = "zh",
    digests: Mapping[str, str] | None = None,
) -> Table:
    """Codes of *first* by *groups* of codes (label → ids), counting respondents; no totals.

    Args:
        within: the same "segment" or the same "turn".
    """
    at = {code.id: number for number, code in enumerate(coded.codebook.codes)}
    marks, document = coded.by_code, coded.on.document
    if within == "turn" and len(coded.on):
        starts = np.flatnonzero(np.diff(coded.on.turn, prepend=-1))
        marks, document = np.logical_or.reduceat(marks, starts, axis=0), document[starts]
    counts = np.zeros((len(first), len(groups)), dtype=np.int64)
    for i, code in enumerate(first):
        here = marks[:, at[code]]
        for j, some in enumerate(groups.values()):
            others = [at[one] for one in some if one != code]
            counts[i, j] = len(np.unique(document[here & marks[:, others].any(axis=1)]))
    labels = {code.id: code.label.say(language) for code in coded.codebook.codes}
    heads = pd.MultiIndex.from_tuples([(group, COUNT.say(language)) for group in groups])
    frame = pd.DataFrame(
        counts, index=pd.Index([labels[code] for code in first], dtype=object), columns=heads
    )
    place = PLACES[within]
    note = Bilingual(NOTE.zh.format(place=place.zh), NOTE.en.format(place=place.en))
    title = Bilingual(TITLE.zh.format(first=name.zh), TITLE.en.format(first=name.en))
    return Table(frame, title, (note,), dict(digests or {}), name)
