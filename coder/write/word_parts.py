"""What all DOCX files share: type, rules and marks that python-docx has no words for."""

from __future__ import annotations

from typing import Any

THICK, THIN = "12", "6"  # eighths of a point
BEFORE_BORDERS = ("w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge")
CELL_MARGIN = 50  # twentieths of a point


def narrow_margins(grid: Any, *, above: int = 0) -> None:
    """Half of Word's usual room at the sides of a cell, so that six groups fit a page.

    Args:
        above: room above and below, in twentieths of a point.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    rooms = {"top": above, "left": CELL_MARGIN, "bottom": above, "right": CELL_MARGIN}
    sides = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in rooms.items() if room
    )
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties = grid._tbl.tblPr  # noqa: SLF001 (python-docx has no cell margins)
    properties.find(qn("w:tblLook")).addprevious(margins)


def close(paragraph: Any) -> Any:
    """The paragraph, without room below it."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def say(paragraph: Any, text: str, *, bold: bool = False, size: float = 10.5) -> None:
    """Add *text* in 宋体 and Times New Roman; *size* in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")  # noqa: SLF001 (python-docx has no setter)


def clean(text: str) -> str:
    """XML has no control characters."""
    return "".join(letter for letter in text if letter >= " " or letter == "\t")


def rule(row: Any, edge: str, size: str) -> None:
    """A line at the "top" or "bottom" of a row; *size* in eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in row._tr.tc_lst:  # noqa: SLF001 (python-docx has no borders)
        properties = cell.get_or_add_tcPr()
        borders = properties.find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            # Word wants the properties of a cell in the order of the standard.
            later = [one for one in properties if one.tag not in map(qn, BEFORE_BORDERS)]
            (later[0].addprevious if later else properties.append)(borders)
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)


def mark(row: Any, what: str) -> None:
    """Give a row a property: `cantSplit`, or `tblHeader` for one that each page repeats."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{what}"))  # noqa: SLF001 (no setter either)
