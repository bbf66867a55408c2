"""How often each code stands, by group of interviewees: documents and references side by side.

材料来源 (documents) counts interviews in which a code stands at least once, 参考点 (references)
its codings; a code on two adjoining sentences is two references.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from coder.analysis.table import Table
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Coding, Document

COUNTS = ("documents", "references", "characters")
ROWS = ("code", "kind", "parent", "aspect")
Labels = Mapping[str, Mapping[str, str]]
SAID = {
    "documents": Bilingual("材料来源", "documents"),
    "references": Bilingual("参考点", "references"),
    "characters": Bilingual("字数", "characters"),
    "total": Bilingual("合计", "total"),
    "unstated": Bilingual("（未注明）", "(not stated)"),
    "none": Bilingual("（无）", "(none)"),
}
TITLE = Bilingual("主题频次表", "Theme frequency table")
NOTES = (
    Bilingual(
        "材料来源：至少有一处该编码的访谈篇数；参考点：该编码的处数。",
        "Documents: interviews with at least one coding of the code; references: its codings.",
    ),
    Bilingual(
        "列标题中的 n 是该组访谈总篇数；合计的材料来源是不重复的篇数，不是各行之和。",
        "n in the column heads is the number of interviews in the group; totals of documents "
        "count each interview once and are no sums.",
    ),
)


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
    """The same counts in long form, one line a cell, empty cells included as 0.

    Returns:
        Columns row_id, row, column_id, column, n (documents in the column), documents,
        references, characters.

    Raises:
        CoderError: bad_table for an unknown *rows* or *columns*.
    """
    labels = labels or {}
    _check(rows, columns, documents)
    names = _row_names(codebook, rows, kinds, labels, language)
    heads = _column_names(documents, columns, labels, language)
    sizes = pd.Series([column_of(one, columns) for one in documents]).value_counts()
    counted = _counted(codings, documents, codebook, rows=rows, columns=columns, kinds=kinds)
    grouped = counted.groupby(["row_id", "column_id"], observed=True).agg(
        documents=("document", "nunique"),
        references=("document", "size"),
        characters=("characters", "sum"),
    )
    index = pd.MultiIndex.from_product([names, heads], names=["row_id", "column_id"])
    long = grouped.reindex(index, fill_value=0).reset_index()
    long.insert(1, "row", long["row_id"].map(names))
    long.insert(3, "column", long["column_id"].map(heads))
    long.insert(4, "n", long["column_id"].map(sizes).fillna(0).astype(int))
    return long


def frequency(
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
        rows: "code", "kind", "parent" (a parent with all codes below it) or "aspect".
        columns: an attribute of the documents, "document", or "" for the total alone.
        count: of "documents", "references", "characters"; each is a column below each group.

    Raises:
        CoderError: bad_table for an unknown *rows*, *columns* or *count*.
    """
    for name in count:
        if name not in COUNTS:
            raise CoderError("bad_table", what="count", value=name, known=" ".join(COUNTS))
    options: dict[str, Any] = {"rows": rows, "kinds": kinds, "labels": labels, "language": language}
    wide = _wide(cells(codings, documents, codebook, columns=columns, **options), count, language)
    total = _wide(cells(codings, documents, codebook, columns="", **options), count, language)
    frame = pd.concat([wide, total], axis=1) if columns else total
    counted = _counted(codings, documents, codebook, rows="code", columns=columns, kinds=kinds)
    whole = _total_row(counted, documents, columns, labels or {}, count, language)
    frame.loc[SAID["total"].say(language)] = whole
    return Table(frame.astype(int), TITLE, NOTES, dict(digests or {}))


def row_ids(codebook: Codebook, rows: str, kinds: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """For each code that counts, the ids of the rows it counts in."""
    counted = (code for code in codebook.codes if not kinds or code.kind in kinds)
    return {code.id: _rows_of(code, codebook, rows) for code in counted}


def column_of(document: Document, columns: str) -> str:
    """The id of the column that a document counts in."""
    if not columns:
        return ""
    return document.id if columns == "document" else document.attributes.get(columns, "")


def _check(rows: str, columns: str, documents: Sequence[Document]) -> None:
    if rows not in ROWS:
        raise CoderError("bad_table", what="rows", value=rows, known=" ".join(ROWS))
    attributes = sorted({name for one in documents for name in one.attributes})
    known = ("", "group", "document", *attributes)
    if columns not in known:
        raise CoderError("bad_table", what="columns", value=columns, known=" ".join(known[1:]))


def _counted(
    codings: Sequence[Coding],
    documents: Sequence[Document],
    codebook: Codebook,
    *,
    rows: str,
    columns: str,
    kinds: Sequence[str],
) -> pd.DataFrame:
    """One line a coding and row it counts in: document, row_id, column_id, characters."""
    homes = row_ids(codebook, rows, kinds)
    places = {one.id: column_of(one, columns) for one in documents}
    kept = [c for c in codings if c.code in homes and c.document in places]
    lines = [
        (coding.document, row, places[coding.document], coding.end - coding.start)
        for coding in kept
        for row in homes[coding.code]
    ]
    return pd.DataFrame(lines, columns=["document", "row_id", "column_id", "characters"])


def _rows_of(code: Code, codebook: Codebook, rows: str) -> tuple[str, ...]:
    if rows == "code":
        return (code.id,)
    if rows != "parent":
        return (getattr(code, rows),)
    above = [code.id]
    while codebook.by_id[above[-1]].parent in codebook.by_id:
        above.append(codebook.by_id[above[-1]].parent)
    return tuple(above)


def _row_names(
    codebook: Codebook, rows: str, kinds: Sequence[str], labels: Labels, language: str
) -> dict[str, str]:
    codes = [code for code in codebook.codes if not kinds or code.kind in kinds]
    if rows in ("code", "parent"):
        return _distinct({code.id: code.label.say(language) for code in codes})
    none, known = SAID["none"].say(language), labels.get(rows, {})
    ids = dict.fromkeys(getattr(code, rows) for code in codes)
    return {value: known.get(value, value) or none for value in ids}


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Two codes with one label are told apart by their ids."""
    seen = pd.Series(list(names.values()), dtype=object).value_counts()
    return {key: f"{name} ({key})" if seen[name] > 1 else name for key, name in names.items()}


def _column_names(
    documents: Sequence[Document], columns: str, labels: Labels, language: str
) -> dict[str, str]:
    if not columns:
        return {"": SAID["total"].say(language)}
    known = labels.get(columns, {})
    there = {column_of(one, columns) for one in documents}
    order = [name for name in known if name in there] + sorted(there - set(known) - {""})
    names = {name: known.get(name, name) for name in order}
    return names | ({"": SAID["unstated"].say(language)} if "" in there else {})


def _wide(long: pd.DataFrame, count: Sequence[str], language: str) -> pd.DataFrame:
    parts = {}
    for _column, part in long.groupby("column_id", sort=False):
        head = f"{part['column'].iloc[0]} (n={part['n'].iloc[0]})"
        for name in count:
            said = SAID[name].say(language)
            parts[(head, said)] = pd.Series(part[name].to_numpy(), index=part["row"].to_numpy())
    frame = pd.DataFrame(parts)
    frame.index.name = None
    return frame


def _total_row(
    counted: pd.DataFrame,
    documents: Sequence[Document],
    columns: str,
    labels: Labels,
    count: Sequence[str],
    language: str,
) -> list[int]:
    """Each coding and each document once, however many rows it counts in."""
    values = []
    names = list(_column_names(documents, columns, labels, language)) if columns else []
    for column in [*names, None]:
        part = counted if column is None else counted[counted["column_id"] == column]
        values += [_summed(part, name) for name in count]
    return values


def _summed(part: pd.DataFrame, name: str) -> int:
    if name == "documents":
        return int(part["document"].nunique())
    return len(part) if name == "references" else int(part["characters"].sum())
