r"""A report as LaTeX: ctex for Chinese, booktabs for the rules, figures in a folder beside it."""

from __future__ import annotations

from collections.abc import Sequence

from coder.write.latex import escaped as plain
from coder.write.report.blocks import MANY, Block, Grid, Heading, Paragraph, Picture, Quote, Report

PREAMBLE = r"""% Run with XeLaTeX (or LuaLaTeX), twice.
\documentclass[OPTIONS]{FORM}
\usepackage{geometry}\geometry{a4paper,left=25mm,right=25mm,top=30mm,bottom=25mm}
\usepackage{booktabs,longtable,array,graphicx,caption}
\captionsetup{labelformat=empty,labelsep=none,font=small}
\setlength{\emergencystretch}{3em}
\setcounter{secnumdepth}{0}
"""
COMMANDS = {1: "section", 2: "subsection", 3: "subsubsection"}
PAGE = 16.0  # cm between the margins


CURLY = str.maketrans({"’": "'", "‘": "`", "“": "``", "”": "''"})


def tex(report: Report, pictures: dict[str, str]) -> str:
    """The document; *pictures* has the file of each figure by its label."""
    zh = report.language == "zh"
    options, form = ("UTF8,zihao=-4", "ctexart") if zh else ("12pt", "article")
    head = PREAMBLE.replace("OPTIONS", options).replace("FORM", form)
    if not zh:
        # Labels and quotes may be Chinese all the same.
        head += "\\usepackage[UTF8,scheme=plain]{ctex}\n"
    lines = [head, rf"\title{{{escaped(report.title)}\\[1ex]\large {escaped(report.subtitle)}}}"]
    lines += [r"\author{}", r"\date{}", r"\begin{document}", r"\maketitle"]
    lines += [rf"\noindent {escaped(line)}\par" for line in report.lines]
    lines += [_block(block, report, pictures) for block in report.blocks]
    lines += [
        # Hashes are long words: the line may be as loose as need be.
        rf"\bigskip\noindent{{\footnotesize\sloppy {escaped(report.footer)}\par}}",
        r"\end{document}",
    ]
    return "\n\n".join(lines) + "\n"


def _block(block: Block, report: Report, pictures: dict[str, str]) -> str:
    match block:
        case Heading():
            return rf"\{COMMANDS[block.level]}{{{escaped(f'{block.number} {block.text}'.strip())}}}"
        case Paragraph():
            text = escaped(block.text)
            return rf"{{\small\noindent {text}\par}}" if block.note else text
        case Quote():
            source = escaped(block.source)
            return rf"\begin{{quote}}{escaped(block.text)}\\\hspace*{{\fill}}{{\small {source}}}\end{{quote}}"
        case Picture():
            return _picture(block, pictures)
        case Grid():
            return _grid(block, report)


def _picture(block: Picture, pictures: dict[str, str]) -> str:
    if block.label not in pictures:
        return ""
    notes = " ".join(escaped(note) for note in block.notes)
    return "\n".join(
        [
            r"\begin{figure}[htbp]\centering",
            rf"\includegraphics[width=\linewidth]{{{pictures[block.label]}}}",
            rf"\caption{{{escaped(f'{block.label}　{block.caption}')}}}",
            rf"{{\footnotesize {notes}\par}}",
            r"\end{figure}",
        ]
    )


def _grid(grid: Grid, report: Report) -> str:
    """A longtable, so that a table longer than a page goes on with its head repeated."""
    columns = len(grid.widths)
    gap = 0.2 if columns < MANY else 0.1
    part = (PAGE - 2 * gap * columns) / sum(grid.widths)
    wide = [part * one for one in grid.widths]
    form = "".join(_column(each, text=at < grid.texts) for at, each in enumerate(wide))
    heads = [_head(head, wide, gap) for head in grid.heads]
    body = [" & ".join(_cell(cell) for cell in row) + r" \\" for row in grid.rows]
    if grid.total and len(body) > 1:
        body[-1:] = [r"\midrule", body[-1]]
    top = [r"\toprule", *heads, r"\midrule"]
    notes = report.words["note"] + " ".join(grid.notes)
    return "\n".join(
        [
            rf"{{\{'small' if columns < MANY else 'footnotesize'}\setlength{{\tabcolsep}}{{{gap}cm}}",
            rf"\begin{{longtable}}{{{form}}}",
            rf"\caption{{{escaped(f'{grid.label}　{grid.caption}')}}}\\",
            *top,
            r"\endfirsthead",
            *top,
            r"\endhead",
            r"\bottomrule",
            r"\endlastfoot",
            *body,
            r"\end{longtable}",
            rf"{{\footnotesize\noindent {escaped(notes)}\par}}" if grid.notes else "",
            "}",
        ]
    )


def _column(wide: float, *, text: bool) -> str:
    set_ = r"\raggedright" if text else r"\centering"
    return rf">{{{set_}\arraybackslash}}p{{{wide:.2f}cm}}"


def _head(head: tuple[tuple[str, int], ...], wide: Sequence[float], gap: float) -> str:
    cells, rules, at = [], "", 0
    for text, span in head:
        said = _cell(text)
        if span > 1:
            room = sum(wide[at : at + span]) + 2 * gap * (span - 1)
            said = rf"\multicolumn{{{span}}}{{{_column(room, text=False)}}}{{{said}}}"
            rules += rf"\cmidrule(lr){{{at + 1}-{at + span}}}"
        cells.append(said)
        at += span
    return " & ".join(cells) + r" \\" + rules


def _cell(text: str) -> str:
    return r"\newline ".join(escaped(line) for line in text.split("\n"))


def escaped(text: str) -> str:
    """As `latex.escaped`; quotation marks in an English text are Latin ones, not Chinese."""
    made = plain(text)
    return made.translate(CURLY) if text.isascii() or _latin(text) else made


def _latin(text: str) -> bool:
    return not any("\u3400" <= letter <= "\u9fff" for letter in text)
