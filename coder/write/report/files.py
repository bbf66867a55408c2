"""A report as a file, the form by its suffix: .docx .xlsx .tex .md .html."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from coder.write.picture import png
from coder.write.provenance import Provenance, write_stamped
from coder.write.report.blocks import Report
from coder.write.report.excel import xlsx
from coder.write.report.markdown import markdown
from coder.write.report.tex import tex
from coder.write.report.web import web
from coder.write.report.word import docx
from coder.write.whole import write_whole, writer_for


def write_report(report: Report, path: Path, *, stamp: Provenance | None = None) -> None:
    """Write *report* to *path*; for .tex and .md its figures into a folder beside it.

    Raises:
        CoderError: unknown_format, no_chinese_font, and those of `write_stamped`.
    """
    write = writer_for(path, WRITERS)
    write_stamped(path, lambda temporary: write(report, temporary, path.stem), stamp)
    if path.suffix.lower() in (".tex", ".md"):
        folder = path.parent / _folder(path.stem)
        for picture, name in zip(report.pictures(), _names(report), strict=True):
            folder.mkdir(exist_ok=True)
            write_whole(folder / name, partial(_put, content=png(picture.chart)))


def _docx(report: Report, path: Path, _stem: str) -> None:
    path.write_bytes(docx(report))


def _xlsx(report: Report, path: Path, _stem: str) -> None:
    xlsx(report, path)


def _web(report: Report, path: Path, _stem: str) -> None:
    path.write_text(web(report), encoding="utf-8", newline="\n")


def _beside(make: Callable[[Report, dict[str, str]], str]) -> Callable[[Report, Path, str], None]:
    def write(report: Report, path: Path, stem: str) -> None:
        files = [f"{_folder(stem)}/{name}" for name in _names(report)]
        labels = [picture.label for picture in report.pictures()]
        text = make(report, dict(zip(labels, files, strict=True)))
        path.write_text(text, encoding="utf-8", newline="\n")

    return write


def _folder(stem: str) -> str:
    return f"{stem}-figures"


def _names(report: Report) -> list[str]:
    return [f"figure-{at}.png" for at, _ in enumerate(report.pictures(), start=1)]


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


WRITERS: dict[str, Callable[[Report, Path, str], None]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".tex": _beside(tex),
    ".md": _beside(markdown),
    ".html": _web,
}
