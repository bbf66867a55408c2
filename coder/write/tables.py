"""Theme frequency tables as files: by suffix .csv .xlsx .docx .md .tex."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from coder.analysis.table import Cell, Table
from coder.write.excel_table import write_xlsx
from coder.write.heads import flat
from coder.write.latex import write_latex
from coder.write.provenance import write_stamped
from coder.write.whole import writer_for
from coder.write.word import write_docx

Write = Callable[[Table, Path, str], None]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula's beginning


def write_table(table: Table, path: Path, *, language: str = "zh") -> None:
    """Write *table* to *path*, the form by its suffix.

    Raises:
        CoderError: unknown_format, and those of `write_stamped`.
    """
    write = writer_for(path, WRITERS)
    write_stamped(path, lambda temporary: write(table, temporary, language), table.stamp)


def _csv(table: Table, path: Path, language: str) -> None:
    """UTF-8 with BOM; shares as numbers from 0 to 1; no label can be run as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(_safe(head) for head in [table.corner.say(language), *flat(table)])
        for label, values in table.rows():
            out.writerow([_safe(label), *map(_plain, values)])


def _plain(value: Cell) -> Cell:
    return _safe(value) if isinstance(value, str) else "" if value is None else value


def _safe(label: str) -> str:
    return f"'{label}" if label.startswith(FORMULA) else label


def _markdown(table: Table, path: Path, language: str) -> None:
    """A GitHub table; what it was made from stands in a comment."""
    lines = [f"**{table.title.say(language)}**", ""]
    lines.append(_piped([table.corner.say(language), *flat(table)]))
    lines.append("|---|" + "---:|" * len(table.frame.columns))
    lines += [_piped([label, *values]) for label, values in table.said(language)]
    lines += ["", *(note.say(language) + "  " for note in table.notes)]
    if table.digests:
        lines += ["", f"<!-- {'; '.join(table.made_from(language))} -->"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _piped(values: list[str]) -> str:
    flat_values = (" ".join(value.split("\n")).replace("|", "\\|") for value in values)
    return "| " + " | ".join(flat_values) + " |"


WRITERS: dict[str, Write] = {
    ".csv": _csv,
    ".xlsx": write_xlsx,
    ".docx": write_docx,
    ".md": _markdown,
    ".tex": write_latex,
}
