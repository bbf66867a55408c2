"""The words of a Word file as they stand on its page: changes as accepted, nothing left out.

python-docx gives the runs that stand directly in a paragraph. Words also stand in tracked
insertions and moves, content controls, smart tags, fields and under pinyin (ECMA-376, part 1,
17.3 and 17.5); what was deleted or moved away, and the pinyin itself, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AWAY = frozenset(
    f"{_W}{name}"
    for name in "del moveFrom rt txbxContent pPr rPr sdtPr rubyPr instrText delText".split()
) | {_FALLBACK}
_WRITTEN = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one run."""

    words: str
    bold: bool


def blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs (`w:p`) and tables (`w:tbl`) below *parent* in order, out of what wraps them."""
    for one in parent:
        if one.tag in (f"{_W}p", f"{_W}tbl"):
            yield one
        elif isinstance(one.tag, str) and one.tag not in _AWAY:
            yield from blocks(one)


def pieces(paragraph: Any) -> list[Piece]:
    """The words of a `w:p`, run by run."""
    return [
        Piece(words, _is_bold(run)) for run in _runs(paragraph) if (words := "".join(_letters(run)))
    ]


def words_of(paragraph: Any) -> str:
    """The words of a `w:p`."""
    return "".join(piece.words for piece in pieces(paragraph))


def is_heading(paragraph: Any, headings: frozenset[str]) -> bool:
    """Whether a `w:p` is a heading: by one of the styles *headings* or a level of its own."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    style, level = properties.find(f"{_W}pStyle"), properties.find(f"{_W}outlineLvl")
    styled = style is not None and style.get(f"{_W}val") in headings
    return styled or (level is not None and level.get(f"{_W}val") != "9")


def _runs(parent: Any) -> Iterator[Any]:
    for one in parent:
        if one.tag == f"{_W}r":
            yield one
            # Under pinyin, a run holds the runs that are read.
            for base in one.iterfind(f"{_W}ruby/{_W}rubyBase"):
                yield from _runs(base)
        elif isinstance(one.tag, str) and one.tag not in _AWAY:
            yield from _runs(one)


def _letters(run: Any) -> Iterator[str]:
    for one in run:
        if one.tag in (f"{_W}t", _MATH):
            yield one.text or ""
        elif one.tag == f"{_W}br" and one.get(f"{_W}type", "textWrapping") == "textWrapping":
            yield "\n"
        else:
            yield _WRITTEN.get(one.tag, "")


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(f"{_W}val", "1") not in _OFF
