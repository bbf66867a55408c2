"""A report as one HTML page that needs nothing else: figures drawn in it, style in it, no script."""

from __future__ import annotations

import re
from html import escape

from coder.write.picture import svg
from coder.write.report.blocks import (
    Block,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Report,
    joined,
)

STYLE = """
body { max-width: 46rem; margin: 2rem auto 4rem; padding: 0 1.2rem; color: #1c1c1c; background: #fff;
  font: 17px/1.75 "Times New Roman", "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
h1 { text-align: center; font-size: 1.7rem; line-height: 1.4; margin: 2rem 0 .4rem; }
.sub { text-align: center; margin: 0 0 1rem; font-size: 1.1rem; }
h2, h3, h4 { font-family: SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif; line-height: 1.4; margin: 2rem 0 .6rem; }
h2 { font-size: 1.3rem; } h3 { font-size: 1.12rem; } h4 { font-size: 1rem; }
p { margin: .5rem 0; text-indent: 2em; } .plain, .note { text-indent: 0; }
.note { font-size: .88rem; color: #444; }
[lang=en] p { text-indent: 0; }
blockquote { margin: .6rem 2em; font-family: KaiTi, "Kaiti SC", "Times New Roman", "Noto Serif CJK SC", serif; }
blockquote p { text-indent: 0; } blockquote footer { font-size: .88rem; color: #444; text-align: right; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; margin: 0 auto; font-size: .9rem; border-top: 1.5pt solid; border-bottom: 1.5pt solid; }
caption, figcaption { font-size: .95rem; padding: .3rem; text-align: center; }
th, td { padding: .25rem .6rem; text-align: center; font-weight: normal; vertical-align: top; }
th:first-child[scope=row], .text { text-align: left; }
thead tr:last-child th { border-bottom: .75pt solid; } .total td, .total th { border-top: .75pt solid; }
figure { margin: 1.4rem 0; text-align: center; } figure svg { max-width: 100%; height: auto; }
.foot { margin-top: 3rem; border-top: .75pt solid #999; font-size: .8rem; color: #555; word-break: break-all; text-indent: 0; }
@media print { body { margin: 0; max-width: none; } h2, h3, h4, caption { break-after: avoid; } tr, figure, blockquote { break-inside: avoid; } }
"""


def web(report: Report) -> str:
    """The page."""
    language = "zh-CN" if report.language == "zh" else "en"
    body = [f"<h1>{escape(report.title)}</h1>", f'<p class="sub">{escape(report.subtitle)}</p>']
    body += [f'<p class="plain">{escape(line)}</p>' for line in report.lines]
    body += [_block(block, report) for block in report.blocks]
    body.append(f'<p class="foot">{escape(report.footer)}</p>')
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}</title><style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _block(block: Block, report: Report) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f"<h{level}>{escape(f'{block.number} {block.text}'.strip())}</h{level}>"
        case Paragraph():
            kind = ' class="note"' if block.note else ""
            tongue = ' lang="en"' if block.foreign and report.language == "zh" else ""
            return f"<p{kind}{tongue}>{escape(block.text)}</p>"
        case Quote():
            return f"<blockquote><p>{escape(block.text)}</p><footer>{escape(block.source)}</footer></blockquote>"
        case Picture():
            notes = "".join(f'<p class="note">{escape(note)}</p>' for note in block.notes)
            drawn = re.sub(r"<\?xml[^>]*>|<!DOCTYPE[^>]*>", "", svg(block.chart).decode())
            title = f"{block.label}　{block.caption}"
            drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)
            return f"<figure>{drawn}<figcaption>{escape(title)}</figcaption>{notes}</figure>"
        case Grid():
            return _grid(block, report)


def _grid(grid: Grid, report: Report) -> str:
    heads = "".join(
        "<tr>"
        + "".join(
            f'<th colspan="{span}" scope="col">{escape(joined(text))}</th>' for text, span in head
        )
        + "</tr>"
        for head in grid.heads
    )
    rows = "".join(_row(row, grid, at) for at, row in enumerate(grid.rows))
    said = report.words["note"] + " ".join(grid.notes)
    notes = f'<p class="note">{escape(said)}</p>' if grid.notes else ""
    title = f"{escape(grid.label)}　{escape(grid.caption)}"
    return f'<div class="wide"><table><caption>{title}</caption><thead>{heads}</thead><tbody>{rows}</tbody></table></div>{notes}'


def _row(row: tuple[str, ...], grid: Grid, at: int) -> str:
    kind = ' class="total"' if grid.total and at == len(grid.rows) - 1 else ""
    first, *rest = row
    cells = "".join(
        f'<td class="text">{_lines(cell)}</td>'
        if number < grid.texts
        else f"<td>{_lines(cell)}</td>"
        for number, cell in enumerate(rest, start=1)
    )
    return f'<tr{kind}><th scope="row">{_lines(first)}</th>{cells}</tr>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
