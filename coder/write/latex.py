"""A frequency table as LaTeX, with the rules of booktabs."""

from __future__ import annotations

from pathlib import Path

from coder.analysis.table import Table
from coder.write.heads import heads, names

ESCAPES = {
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
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "\n": " ",
    "\u3000": r"\quad ",
    "κ": r"$\kappa$",  # no letters of the Latin typeface: they would be left out in silence
    "ε": r"$\varepsilon$",
    "²": r"\textsuperscript{2}",
}


def write_latex(table: Table, path: Path, language: str) -> None:
    r"""A `table` to `\input`; its first line names the packages it needs."""
    body = [" & ".join(map(escaped, [label, *cells])) for label, cells in table.said(language)]
    if table.has_total:
        body[-1:] = [r"\midrule", body[-1]]
    lines = [
        r"% \usepackage{booktabs,adjustbox}; for Chinese \usepackage{ctex}, run with XeLaTeX or LuaLaTeX",
        *(f"% {line}" for line in table.made_from(language)),
        r"\begin{table}[htbp]",
        r"\centering",
        rf"\caption{{{escaped(table.title.say(language))}}}",
        r"\begin{adjustbox}{max width=\linewidth}",
        rf"\begin{{tabular}}{{l{'r' * len(table.frame.columns)}}}",
        r"\toprule",
        *_head(table, language),
        r"\midrule",
        *(line if line == r"\midrule" else rf"{line} \\" for line in body),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{adjustbox}",
        *(rf"\par\footnotesize {escaped(note.say(language))}" for note in table.notes),
        r"\end{table}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def escaped(text: str) -> str:
    """*text* with what LaTeX would take for commands made plain."""
    return "".join(ESCAPES.get(letter, letter) for letter in text)


def _head(table: Table, language: str) -> list[str]:
    groups, rules, at = [""], "", 2
    for head, span in heads(table):
        groups.append(rf"\multicolumn{{{span}}}{{c}}{{{escaped(head)}}}")
        rules += rf"\cmidrule(lr){{{at}-{at + span - 1}}}"
        at += span
    counts = [escaped(text) for text in (table.corner.say(language), *names(table))]
    return [" & ".join(groups) + r" \\", rules, " & ".join(counts) + r" \\"]
