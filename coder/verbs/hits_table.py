"""What was found as a table, a row a place, for a person to decide on in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coder.errors import CoderError
from coder.exchange.rows import bare, guarded
from coder.read.encoding import decode
from coder.store.study import saying
from coder.text.identify.hits import Kind
from coder.verbs.identify import Choice
from coder.words.identify import KINDS, WHY

HEADER = (
    "decision", "kind", "text", "pseudonym", "document", "where", "line", "before", "after", "why", "start",
)  # fmt: skip
HIDE, KEEP = "hide", "keep"


def write_hits(chosen: Sequence[Choice], file: Path, language: str) -> int:
    """Write *chosen* to *file* (CSV, UTF-8 with BOM); returns how many places.

    Raises:
        CoderError: what the disk says.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    rows = [row for one in chosen for row in _rows(one, language)]
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    with saying(file.name, file.parent):
        file.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return len(rows)


def read_hits(proposed: Sequence[Choice], file: Path) -> tuple[Choice, ...]:
    """*proposed* as the table in *file* decides: every place of it must still be there.

    Raises:
        CoderError: no_such_file, hits_header, hits_decision, hits_kind, hits_two_names, hits_stale.
    """
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    reader = csv.DictReader(io.StringIO(decode(file.read_bytes(), file.name).text, newline=""))
    missing = [name for name in HEADER if name not in (reader.fieldnames or ())]
    if missing:
        raise CoderError("hits_header", file=file.name, missing=", ".join(missing))
    known = {one.text: one for one in proposed}
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for cells in reader:
        row = {name: cells[name] or "" for name in HEADER}
        text = bare(row["text"])
        places = {one.place for one in known[text].places} if text in known else set()
        if _place(row) not in places:
            raise CoderError("hits_stale", file=file.name, line=reader.line_num, text=text)
        found.setdefault(text, []).append((reader.line_num, row))
    return tuple(
        _decided(one, found[one.text], file.name) if one.text in found else one for one in proposed
    )


def _rows(one: Choice, language: str) -> Iterator[list[str]]:
    english = language == "en"
    for place in one.places:
        hidden = one.hide and place.place not in one.spared
        yield [
            HIDE if hidden else KEEP,
            one.kind.value,
            one.text,
            one.pseudonym,
            place.document,
            place.attribute or "text",
            str(place.line or ""),
            place.before,
            place.after,
            f"{KINDS[one.kind][english]}: {WHY[place.why][english]}",
            str(place.start),
        ]


def _decided(one: Choice, rows: Sequence[tuple[int, dict[str, str]]], file: str) -> Choice:
    names: dict[str, int] = {}
    spared = set()
    kind = one.kind
    for line, row in rows:
        decision = row["decision"].strip().casefold()
        if decision not in (HIDE, KEEP):
            raise CoderError("hits_decision", file=file, line=line, found=row["decision"])
        said = row["kind"].strip()
        if said not in list(Kind):
            known = ", ".join(Kind)
            raise CoderError("hits_kind", file=file, line=line, found=said, known=known)
        kind = Kind(said)
        if decision == KEEP:
            spared.add(_place(row))
        elif name := bare(row["pseudonym"]).strip():
            names[name] = line
    if len(names) > 1:
        (first, _), (second, line) = list(names.items())[:2]
        raise CoderError(
            "hits_two_names", file=file, line=line, text=one.text, first=first, second=second
        )
    hide = len(spared) < len(rows)
    name = next(iter(names), "")
    return replace(
        one, hide=hide, kind=kind, pseudonym=name, spared=frozenset(spared) if hide else frozenset()
    )


def _place(row: dict[str, str]) -> tuple[str, str, int]:
    """The place that a row is about, as `Found.place` has it; -1 where it names none."""
    attribute = "" if row["where"] == "text" else row["where"]
    return (row["document"], attribute, int(row["start"]) if row["start"].isdecimal() else -1)
