"""The rows and columns of a table: which there are, what they are called, what counts in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coder.analysis.rows import LEVEL, own, row_ids, row_order
from coder.analysis.table import TOTAL
from coder.errors import CoderError
from coder.model import Bilingual, Codebook, Document

ROWS = ("code", "kind", "parent", "level1", "level2", "level3", "aspect")
CROSS = "×"  # between the values of two attributes
Labels = Mapping[str, Mapping[str, str]]
SAID = {
    "total": TOTAL,
    "unstated": Bilingual("（未注明）", "(not stated)"),
    "none": Bilingual("（无）", "(none)"),
    "own": Bilingual("（仅自身）", " (itself only)"),
}
ATTRIBUTES = {
    "group": Bilingual("组别", "group"),
    "role": Bilingual("身份", "role"),
    "date": Bilingual("日期", "date"),
    "interviewer": Bilingual("访谈员", "interviewer"),
    "note": Bilingual("备注", "note"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is counted, and the words for it.

    Attributes:
        rows: of `ROWS`. columns: as for `column_of`. kinds: only codes of these; of any if empty.
        labels: words for the ids of "group", "kind", "aspect", …, which also give their order.
    """

    rows: str = "code"
    columns: str = "group"
    kinds: Sequence[str] = ()
    labels: Labels = field(default_factory=dict)
    language: str = "zh"


@dataclass(frozen=True, eq=False)
class Layout:
    """Names by id, in the table's order, and where everything counts.

    Attributes:
        homes: for each code that counts, the numbers of the rows it counts in.
        column_of: for each document, the number of its column.
    """

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    homes: Mapping[str, Sequence[int]]
    column_of: Mapping[str, int]


def lay_out(
    used: Collection[str], documents: Sequence[Document], codebook: Codebook, choice: Choice
) -> Layout:
    """The table's rows and columns.

    Args:
        used: the codes that something is coded with; retired ones without are not shown.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    _check(choice, documents, codebook)
    homes = row_ids(codebook, choice.rows, choice.kinds)
    order = row_order(codebook, homes, choice.rows, used)
    heads = _column_names(documents, choice)
    row_at = {row: at for at, row in enumerate(order)}
    column_at = {column: at for at, column in enumerate(heads)}
    return Layout(
        _row_names(order, codebook, choice),
        heads,
        {code: [row_at[row] for row in some if row in row_at] for code, some in homes.items()},
        {one.id: column_at[column_of(one, choice.columns)] for one in documents},
    )


def column_of(document: Document, columns: str) -> str:
    """The id of the column that a document counts in.

    Args:
        columns: an attribute, two with a comma between, "document", or "" for one column of all.
    """
    values = [_value(document, name) for name in columns.split(",")] if columns else []
    return CROSS.join(values) if any(values) else ""


def unstated(documents: Sequence[Document], columns: str) -> list[tuple[Bilingual, int]]:
    """The attributes of *columns* that some documents lack, and how many do."""
    found = []
    for name in columns.split(",") if columns else ():
        lacking = sum(not _value(document, name) for document in documents)
        if lacking:
            found.append((ATTRIBUTES.get(name, Bilingual(name, name)), lacking))
    return found


def known_choice(what: str, value: str, known: Sequence[str]) -> None:
    """Refuse a *value* that is none of the *known*.

    Raises:
        CoderError: bad_table.
    """
    if value not in known:
        raise CoderError("bad_table", what=what, value=value, known=" ".join(known))


def _value(document: Document, name: str) -> str:
    return document.id if name == "document" else document.attributes.get(name, "")


def _check(choice: Choice, documents: Sequence[Document], codebook: Codebook) -> None:
    known_choice("rows", choice.rows, ROWS)
    attributes = sorted({name for one in documents for name in one.attributes} - {"group"})
    names = choice.columns.split(",") if choice.columns else []
    for name in names:
        known_choice("columns", name, ("group", "document", *attributes))
    if len(names) > 2 or len(set(names)) < len(names):
        known_choice("columns", choice.columns, ("group", "group,role"))
    known = {code.kind for code in codebook.codes} | choice.labels.get("kind", {}).keys()
    for kind in choice.kinds:
        known_choice("kind", kind, sorted(known - {""}))


def _row_names(order: Sequence[str], codebook: Codebook, choice: Choice) -> dict[str, str]:
    language = choice.language
    if choice.rows in ("code", "parent") or choice.rows.startswith(LEVEL):
        names = {code.id: code.label.say(language) for code in codebook.codes}
        names |= {own(code): name + SAID["own"].say(language) for code, name in names.items()}
    else:
        known, none = choice.labels.get(choice.rows, {}), SAID["none"].say(language)
        names = {row: known.get(row, row) or none for row in order}
    return _distinct({row: names[row] for row in order}, SAID["total"].say(language))


def _column_names(documents: Sequence[Document], choice: Choice) -> dict[str, str]:
    total = SAID["total"].say(choice.language)
    if not choice.columns:
        return {"": total}
    names = choice.columns.split(",")
    there = {tuple(_value(one, name) for name in names) for one in documents}
    ranks = [_ranks(name, at, there, choice.labels) for at, name in enumerate(names)]
    order = sorted(
        there, key=lambda key: [rank[part] for rank, part in zip(ranks, key, strict=True)]
    )
    said = {CROSS.join(key) if any(key) else "": _said(key, names, choice) for key in order}
    said |= {"": said.pop("")} if "" in said else {}
    return _distinct(said, total)


def _ranks(
    name: str, at: int, there: Collection[tuple[str, ...]], labels: Labels
) -> dict[str, int]:
    """The order of an attribute's values: the codebook's, then by name, then what is not stated."""
    known, values = labels.get(name, {}), {key[at] for key in there}
    order = [value for value in known if value in values]
    order += [*sorted(values - set(known) - {""}), ""]
    return {value: rank for rank, value in enumerate(order)}


def _said(key: Sequence[str], names: Sequence[str], choice: Choice) -> str:
    missing = SAID["unstated"].say(choice.language)
    if not any(key):
        return missing
    parts = zip(names, key, strict=True)
    return f" {CROSS} ".join(
        choice.labels.get(name, {}).get(part, part) or missing for name, part in parts
    )


def _distinct(names: Mapping[str, str], taken: str) -> dict[str, str]:
    """What would be called the same is told apart by its id."""
    times = Counter([*names.values(), taken])
    return {key: f"{name} ({key})" if times[name] > 1 else name for key, name in names.items()}
