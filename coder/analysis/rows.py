"""Which rows of a table a code counts in, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from coder.model import Codebook

LEVEL = "level"  # begins the names of the tree's levels, counted from 1 at the top


def own(code: str) -> str:
    """The id of the row that holds a parent's own codings, without those of codes below it."""
    return f"{code}/own"


def row_ids(codebook: Codebook, rows: str, kinds: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """For each code that counts, the ids of the rows it counts in."""
    counted = [code for code in codebook.codes if not kinds or code.kind in kinds]
    if rows == "code":
        return {code.id: (code.id,) for code in counted}
    if rows.startswith(LEVEL):
        return _at_level(codebook, {code.id for code in counted}, int(rows.removeprefix(LEVEL)))
    if rows != "parent":
        return {code.id: (getattr(code, rows),) for code in counted}
    above = {code.id: _above(codebook, code.id) for code in counted}
    parents = {parent for some in above.values() for parent in some}
    homes = {}
    for code, some in above.items():
        itself = (code, own(code)) if code in parents else (code,)
        homes[code] = itself + tuple(parent for parent in some if parent in above)
    return homes


def _at_level(
    codebook: Codebook, counted: Collection[str], level: int
) -> dict[str, tuple[str, ...]]:
    """Each code with the one above it at *level*, or with itself where it stands higher."""
    homes: dict[str, tuple[str, ...]] = {}
    for code in codebook.codes:
        if code.id in counted:
            above = [one for one in _above(codebook, code.id) if one in counted]
            path = [*above[::-1], code.id]
            homes[code.id] = (path[min(level, len(path)) - 1],)
    return homes


def row_order(
    codebook: Codebook, homes: Mapping[str, Sequence[str]], rows: str, used: Collection[str]
) -> list[str]:
    """The rows to show: all but those of retired codes that nothing is coded with.

    In the codebook's order; with "parent" each code is followed by its own row and what is below.
    """
    retired = {code.id for code in codebook.codes if code.retired and code.id not in used}
    shown = {row for code, some in homes.items() if code not in retired for row in some}
    if rows != "parent":
        order = dict.fromkeys(row for some in homes.values() for row in some)
    else:
        order = dict.fromkeys(row for code in _tree(codebook, homes) for row in (code, own(code)))
    return [row for row in order if row in shown]


def row_depths(codebook: Codebook, rows: Collection[str]) -> tuple[int, ...]:
    """How many of *rows* (of a "parent" table) each stands below."""
    owners = {own(code.id): code.id for code in codebook.codes}
    return tuple(
        sum(above in rows for above in _above(codebook, owners.get(row, row))) + (row in owners)
        for row in rows
    )


def _above(codebook: Codebook, code: str) -> list[str]:
    """The parents of *code*, the nearest first."""
    found: list[str] = []
    parent = codebook.by_id[code].parent
    while parent in codebook.by_id and parent not in found:
        found.append(parent)
        parent = codebook.by_id[parent].parent
    return found


def _tree(codebook: Codebook, counted: Collection[str]) -> list[str]:
    """The codes that count, each right before those below it."""
    below: dict[str, list[str]] = defaultdict(list)
    for code in codebook.codes:
        if code.id in counted:
            nearest = [parent for parent in _above(codebook, code.id) if parent in counted]
            below[nearest[0] if nearest else ""].append(code.id)
    order: list[str] = []
    waiting = below[""][::-1]
    while waiting:
        order.append(waiting.pop())
        waiting += below[order[-1]][::-1]
    return order
