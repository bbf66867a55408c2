"""How often each code stands, by group of interviewees: documents and references side by side.

材料来源 (documents) counts interviews in which a code stands at least once, 参考点 (references)
its codings; a code on two adjoining sentences is two references.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.layout import SAID as WORDS
from coder.analysis.layout import (
    Choice,
    Labels,
    known_choice,
    lay_out,
    unstated,
)
from coder.analysis.rows import LEVEL, row_depths
from coder.analysis.table import Table
from coder.analysis.tally import Tally, tally
from coder.model import Bilingual, Codebook, Coding, Document

COUNTS = ("documents", "references", "characters", "share")
SAID = {
    "documents": Bilingual("材料来源", "documents"),
    "references": Bilingual("参考点", "references"),
    "characters": Bilingual("字数", "characters"),
    "share": Bilingual("占比", "share"),
}
CORNERS = {
    **dict.fromkeys(("code", "parent", "level1", "level2", "level3"), Bilingual("编码", "Code")),
    "kind": Bilingual("类别", "Kind"),
    "aspect": Bilingual("方面", "Aspect"),
}
TITLE = Bilingual("主题频次表", "Theme frequency table")
NOTES = {
    "documents": Bilingual(
        "材料来源：至少有一处该编码的访谈篇数。",
        "Documents: interviews with at least one coding of the code.",
    ),
    "references": Bilingual("参考点：该编码的处数。", "References: the codings of the code."),
    "characters": Bilingual(
        "字数：编码覆盖的字符数，重叠之处只计一次。",
        "Characters: length of the text coded; where codings overlap it counts once.",
    ),
    "share": Bilingual(
        "占比：材料来源 ÷ 该组访谈总篇数 n。",
        "Share: documents ÷ n, the number of interviews in the group.",
    ),
    "heads": Bilingual(
        "列标题中的 n 是该组访谈总篇数；合计的材料来源是不重复的篇数，不是各行之和。",
        "n in the column heads is the number of interviews in the group; totals of documents "
        "count each interview once and are no sums.",
    ),
    "parent": Bilingual(
        "上级编码包含其下各级编码，同一篇访谈只计一次；“（仅自身）”只计直接给它的编码。",
        "A parent holds the codes below it and counts an interview once; “(itself only)” counts "
        "just the codings of the parent's own.",
    ),
    "level": Bilingual(
        "下级编码并入所示的上级，同一篇访谈只计一次。",
        "Codes below are counted with the one shown; an interview counts once.",
    ),
    "empty": Bilingual(
        "所选范围内没有任何编码，表中全为 0。",
        "Nothing of what was chosen is coded: every number is 0.",
    ),
}


@dataclass(frozen=True, eq=False)
class Counted:
    """The numbers, and what their rows and columns are: labels by id, in the table's order."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    tally: Tally


def cells(
    codings: Sequence[Coding],
    documents: Sequence[Document],
    codebook: Codebook,
    *,
    rows: str = "code",
    columns: str = "group",
    kinds: Sequence[str] = (),
    labels: Labels | None = None,
    language: str = "zh",
) -> pd.DataFrame:
    """The counts in long form, one line a cell, empty cells included as 0, without totals.

    Returns:
        Columns row_id, row, column_id, column, n (documents in the column), documents,
        references, characters, share (documents ÷ n).

    Raises:
        CoderError: bad_table for an unknown *rows*, *columns* or *kinds*.
    """
    choice = Choice(rows, columns, kinds, labels or {}, language)
    found = _counted(codings, documents, codebook, choice)
    height, width = len(found.rows), len(found.columns)
    values = {
        name: getattr(found.tally, name)[:height, :width].ravel()
        for name in ("documents", "references", "characters", "share")
    }
    return pd.DataFrame(
        {
            "row_id": np.repeat(np.array(list(found.rows), dtype=object), width),
            "row": np.repeat(np.array(list(found.rows.values()), dtype=object), width),
            "column_id": np.tile(np.array(list(found.columns), dtype=object), height),
            "column": np.tile(np.array(list(found.columns.values()), dtype=object), height),
            "n": np.tile(found.tally.sizes[:width], height),
            **values,
        }
    )


def frequency(  # noqa: PLR0913 (each is a choice of its own)
    codings: Sequence[Coding],
    documents: Sequence[Document],
    codebook: Codebook,
    *,
    rows: str = "code",
    columns: str = "group",
    count: Sequence[str] = ("documents", "references"),
    kinds: Sequence[str] = (),
    labels: Labels | None = None,
    digests: Mapping[str, str] | None = None,
    language: str = "zh",
) -> Table:
    """Rows by columns, with denominators and totals.

    Args:
        rows: "code", "kind", "aspect", or "parent": a parent with all codes below it, and a row
            of its own codings where it has codes below it; "level1" to "level3": the codes at the
            top, or down to that level, each with all that is below it.
        columns: an attribute of the documents, two of them with a comma between (crossed),
            "document", or "" for the total alone.
        count: of `COUNTS`; each is a column below each group.
        kinds: only codes of these kinds; of any where empty.
        labels: words for the ids of "group", "kind", "aspect", …, which also give their order.

    Raises:
        CoderError: bad_table for an unknown *rows*, *columns*, *kinds* or *count*.
    """
    for name in count:
        known_choice("count", name, COUNTS)
    choice = Choice(rows, columns, kinds, labels or {}, language)
    found = _counted(codings, documents, codebook, choice)
    total = WORDS["total"].say(language)
    depths = (*row_depths(codebook, found.rows), 0) if rows == "parent" else ()
    return Table(
        pd.DataFrame(
            _columns(found, dict.fromkeys(count), columns, language),
            index=pd.Index([*found.rows.values(), total], dtype=object),
        ),
        TITLE,
        _notes(found, count, rows, columns, documents),
        dict(digests or {}),
        CORNERS[rows],
        depths,
    )


def _counted(
    codings: Sequence[Coding], documents: Sequence[Document], codebook: Codebook, choice: Choice
) -> Counted:
    found = lay_out({coding.code for coding in codings}, documents, codebook, choice)
    counts = tally(
        codings,
        rows=found.homes,
        columns=found.column_of,
        shape=(len(found.rows), len(found.columns)),
    )
    return Counted(found.rows, found.columns, counts)


def _columns(
    found: Counted, count: Mapping[str, None], columns: str, language: str
) -> dict[tuple[str, str], NDArray[Any]]:
    """The frame's columns: each group's counts, and the totals' where there are groups."""
    heads = list(found.columns.values())
    heads += [WORDS["total"].say(language)] if columns else []
    sizes = found.tally.sizes
    said = [
        head if columns == "document" and at < len(found.columns) else f"{head} (n={sizes[at]})"
        for at, head in enumerate(heads)
    ]
    return {
        (head, SAID[name].say(language)): getattr(found.tally, name)[:, at]
        for at, head in enumerate(said)
        for name in count
    }


def unstated_note(name: Bilingual, lacking: int) -> Bilingual:
    """Says how many interviews lack an attribute."""
    return Bilingual(
        f"（未注明）：没有填写“{name.zh}”的访谈，共 {lacking} 篇。",
        f"(not stated): interviews for which “{name.en}” is not given, {lacking} of them.",
    )


def _notes(
    found: Counted,
    count: Sequence[str],
    rows: str,
    columns: str,
    documents: Sequence[Document],
) -> tuple[Bilingual, ...]:
    notes = [NOTES[name] for name in COUNTS if name in count]
    notes.append(NOTES["heads"])
    notes += [NOTES["parent"]] if rows == "parent" else []
    notes += [NOTES["level"]] if rows.startswith(LEVEL) else []
    notes += [unstated_note(*lacking) for lacking in unstated(documents, columns)]
    notes += [] if found.tally.references[-1, -1] else [NOTES["empty"]]
    return tuple(notes)
