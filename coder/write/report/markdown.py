"""A report as Markdown, its figures in a folder beside it."""

from __future__ import annotations

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


def markdown(report: Report, pictures: dict[str, str]) -> str:
    """The text; *pictures* has the file of each figure by its label."""
    parts = [f"# {_flat(report.title)}", report.subtitle, *report.lines]
    parts += [_block(block, report, pictures) for block in report.blocks]
    parts.append(f"<sub>{report.footer}</sub>")
    return "\n\n".join(part for part in parts if part) + "\n\n"


def _block(block: Block, report: Report, pictures: dict[str, str]) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_titled(block)}"
        case Paragraph():
            return f"*{_flat(block.text)}*" if block.note else _flat(block.text)
        case Quote():
            return f"> {_flat(block.text)}\n> —— {_flat(block.source)}"
        case Picture():
            image = (
                f"![{block.caption}]({pictures[block.label]})\n\n"
                if block.label in pictures
                else ""
            )
            notes = "\n\n".join(_flat(note) for note in block.notes)
            return f"{image}**{block.label}　{block.caption}**\n\n{notes}".strip()
        case Grid():
            return _grid(block, report)


def _grid(grid: Grid, report: Report) -> str:
    lines = [f"**{grid.label}　{grid.caption}**", "", _row(_heads(grid))]
    lines.append("|" + "---|" * grid.texts + "---:|" * (len(grid.widths) - grid.texts))
    lines += [_row(row) for row in grid.rows]
    if grid.notes:
        lines += ["", report.words["note"] + " ".join(_flat(note) for note in grid.notes)]
    return "\n".join(lines)


def _heads(grid: Grid) -> list[str]:
    """Heads of several levels in one line, as Markdown has no second level."""
    spread = [[text for text, span in head for _ in range(span)] for head in grid.heads]
    return [joined(" ".join(filter(None, column))) for column in zip(*spread, strict=True)]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(_flat(cell).replace("|", "\\|") for cell in cells) + " |"


def _titled(block: Heading) -> str:
    return f"{block.number} {_flat(block.text)}".strip()


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
