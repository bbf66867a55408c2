"""Theme frequency tables as files: by suffix .csv .xlsx .docx .md .tex."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.analysis.table import Table
from coder.write.whole import write_whole, writer

Write = Callable[[Table, Path, str], None]


def write_table(table: Table, path: Path, *, language: str = "zh") -> None:
    """Write *table* to *path*, the form by its suffix.

    Raises:
        CoderError: unknown_format, no_folder, file_open, disk_full_out.
    """
    write = writer(path, dict(WRITERS))
    assert callable(write)
    write_whole(path, lambda temporary: write(table, temporary, language))


def heads(table: Table) -> list[tuple[str, int]]:
    """The groups of columns in order, each with how many columns it has."""
    groups = (str(group) for group, _ in table.frame.columns)
    return [(group, len(list(some))) for group, some in groupby(groups)]


def _csv(table: Table, path: Path, _language: str) -> None:
    flat = table.frame.copy()
    flat.columns = [" ".join(map(str, key)) for key in table.frame.columns]
    flat.to_csv(path, encoding="utf-8-sig", lineterminator="\r\n")


def _xlsx(table: Table, path: Path, language: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("频次表" if language == "zh" else "Table")
        style = {"font_name": "宋体" if language == "zh" else "Times New Roman"}
        top = book.add_format(
            style | {"bold": True, "align": "center", "top": 5, "text_wrap": True}
        )
        under = book.add_format(style | {"align": "center", "bottom": 1})
        label, last_label = book.add_format(style), book.add_format(style | {"bottom": 5})
        number = book.add_format(style | {"num_format": "#,##0", "align": "center"})
        last = book.add_format(style | {"num_format": "#,##0", "align": "center", "bottom": 5})
        title = book.add_format(style | {"bold": True, "align": "center"})
        width = len(table.frame.columns)
        sheet.merge_range(0, 0, 0, max(1, width), table.title.say(language), title)
        sheet.write(1, 0, "", top)
        sheet.write(2, 0, "编码" if language == "zh" else "Code", under)
        at = 1
        for head, span in heads(table):
            if span > 1:
                sheet.merge_range(1, at, 1, at + span - 1, head, top)
            else:
                sheet.write(1, at, head, top)
            at += span
        for at, (_, name) in enumerate(table.frame.columns, start=1):
            sheet.write(2, at, name, under)
        rows = list(table.frame.itertuples())
        for at, row in enumerate(rows, start=3):
            final = at == len(rows) + 2
            sheet.write_string(at, 0, str(row[0]), last_label if final else label)
            sheet.write_row(at, 1, [int(v) for v in row[1:]], last if final else number)
        sheet.set_column(0, 0, 4 + 2 * max((len(str(r[0])) for r in rows), default=8))
        sheet.set_column(1, width, 12)
        sheet.set_row(1, 32)
        sheet.freeze_panes(3, 1)
        notes = book.add_worksheet("说明" if language == "zh" else "Notes")
        said = [note.say(language) for note in table.notes]
        said += [f"{key}: {value}" for key, value in table.digests.items()]
        for at, line in enumerate(said):
            notes.write_string(at, 0, line)
        notes.set_column(0, 0, 100)


def _docx(table: Table, path: Path, language: str) -> None:
    """三线表: rules of 1.5 pt above and below, 0.75 pt under the head, nothing else."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = "表 1　" if language == "zh" else "Table 1  "
    _say(caption, number + table.title.say(language), bold=True)
    rows = list(table.frame.itertuples())
    grid = document.add_table(rows=2 + len(rows), cols=1 + len(table.frame.columns))
    at = 1
    for head, span in heads(table):
        cell = grid.cell(0, at).merge(grid.cell(0, at + span - 1))
        _put(cell, head)
        at += span
    _put(grid.cell(1, 0), "编码" if language == "zh" else "Code", centred=False)
    for at, (_, name) in enumerate(table.frame.columns, start=1):
        _put(grid.cell(1, at), str(name))
    for number_of, row in enumerate(rows, start=2):
        _put(grid.cell(number_of, 0), str(row[0]), centred=False)
        for at, value in enumerate(row[1:], start=1):
            _put(grid.cell(number_of, at), str(value))
    _rules(grid, len(rows))
    for note in table.notes:
        _say(document.add_paragraph(), note.say(language), size=9)
    document.save(str(path))


def _put(cell: Any, text: str, *, centred: bool = True) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    _say(paragraph, text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _say(paragraph: Any, text: str, *, bold: bool = False, size: float = 10.5) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")  # noqa: SLF001 (python-docx has no setter)


def _rules(grid: Any, rows: int) -> None:
    thick, thin = "12", "6"  # eighths of a point
    for cell in grid.rows[0].cells:
        _border(cell, "top", thick)
    for cell in grid.rows[1].cells:
        _border(cell, "bottom", thin)
    for cell in grid.rows[rows + 1].cells:
        _border(cell, "bottom", thick)


def _border(cell: Any, edge: str, size: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = cell._element.get_or_add_tcPr()  # noqa: SLF001 (python-docx has no borders)
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    line = OxmlElement(f"w:{edge}")
    for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _markdown(table: Table, path: Path, language: str) -> None:
    names = [" ".join(map(str, key)) for key in table.frame.columns]
    lines = [f"**{table.title.say(language)}**", "", _piped(["", *names])]
    lines.append("|---|" + "---:|" * len(names))
    lines += [_piped([str(value) for value in row]) for row in table.frame.itertuples()]
    lines += ["", *(note.say(language) for note in table.notes)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _piped(values: list[str]) -> str:
    return "| " + " | ".join(value.replace("|", "\\|") for value in values) + " |"


def _latex(table: Table, path: Path, language: str) -> None:
    columns = "l" + "r" * len(table.frame.columns)
    first = " & ".join(["", *(f"\\multicolumn{{{n}}}{{c}}{{{_tex(h)}}}" for h, n in heads(table))])
    second = " & ".join(["", *(_tex(str(name)) for _, name in table.frame.columns)])
    body = [" & ".join(_tex(str(v)) for v in row) + r" \\" for row in table.frame.itertuples()]
    body.insert(-1, r"\midrule")
    lines = [
        r"% \usepackage{booktabs}, for Chinese \usepackage{ctex} with XeLaTeX",
        r"\begin{table}[htbp]",
        r"\centering",
        rf"\caption{{{_tex(table.title.say(language))}}}",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        first + r" \\",
        second + r" \\",
        r"\midrule",
        *body,
        r"\bottomrule",
        r"\end{tabular}",
        *(rf"\par\footnotesize {_tex(note.say(language))}" for note in table.notes),
        r"\end{table}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in text)


WRITERS: dict[str, Write] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".md": _markdown,
    ".tex": _latex,
}
