"""Taguette's texts and tags.

Taguette keeps a document as HTML and counts a highlight's offsets in UTF-8 bytes over the text
nodes of that HTML, tags not counted and entities decoded. Here the HTML becomes a plain text with
a line a block, and the offsets become offsets in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

from coder.errors import Problem
from coder.exchange.project import CodeEntry

BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr td th blockquote pre section article "
    "header footer hr figure figcaption body".split()
)
PATH_MOST, DESCRIPTION_MOST = 200, 102_400
DOT = "\N{FULLWIDTH FULL STOP}"


class HtmlText(HTMLParser):
    """The plain text of *html*, and where each of Taguette's byte offsets lies in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._letters: list[str] = []
        self._bytes: list[int] = []
        self._count = 0
        self._line_begins = True
        self.feed(html)
        self.close()
        while self._letters and self._letters[-1] == "\n":
            self._letters.pop()
            self._bytes.pop()
        self.text = "".join(self._letters)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `text` for a range of bytes; empty where it holds nothing that is shown."""
        first, last = (min(bisect_left(self._bytes, at), len(self.text)) for at in (start, end))
        while first < last and self.text[first] == "\n":
            first += 1
        return first, last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A block begins on a line of its own."""
        if tag in BLOCKS or tag == "br":
            self._break(always=tag == "br")

    def handle_endtag(self, tag: str) -> None:
        """And ends with it."""
        if tag in BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """White space between blocks counts in bytes and is not shown."""
        for letter in data:
            shown = " " if letter in "\n\t\r" else letter
            if not (self._line_begins and shown == " "):
                self._put(shown)
                self._line_begins = False
            self._count += len(letter.encode("utf-8", "surrogatepass"))

    def _break(self, *, always: bool = False) -> None:
        if always or not self._line_begins:
            self._put("\n")
            self._line_begins = True

    def _put(self, letter: str) -> None:
        self._letters.append(letter)
        self._bytes.append(self._count)


def tag_entries(tags: Sequence[tuple[str, str]]) -> tuple[CodeEntry, ...]:
    """Tags as a tree: a tag stands below the longest other tag that its path goes on from.

    Args:
        tags: (path, description); levels divided by `.`. A path whose beginning is no tag keeps
            its dots in its name.
    """
    paths = {path for path, _ in tags}
    found = []
    for path, description in sorted(tags, key=lambda tag: (tag[0].count("."), tag[0])):
        above = path
        while above and (above == path or above not in paths):
            above = above.rpartition(".")[0]
        name = path[len(above) + 1 :] if above else path
        found.append(CodeEntry(path, name, above, description))
    return tuple(found)


def tag_rows(codes: Sequence[CodeEntry]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """(tag, description) for each code, parents before children, and what had to be changed.

    A dot in a name would be a level to Taguette: it becomes a full-width one.
    """
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    rows = []
    taken: Counter[str] = Counter()
    for code in codes:
        name = " ".join(code.name.split()).replace(".", DOT)
        if name != " ".join(code.name.split()):
            problems.append(_told("export_dots", code.name, used=name))
        if name.startswith(("=", "+", "-", "@")):
            name = f"·{name}"
            problems.append(_told("export_tag_formula", code.name, used=name))
        above = paths.get(code.parent, "")
        path = f"{above}.{name}" if above else name
        if len(path) > PATH_MOST:
            path = path[:PATH_MOST].rstrip(".")
            problems.append(_told("export_cut", code.name, limit=PATH_MOST))
        taken[path] += 1
        if taken[path] > 1:
            path = f"{path[: PATH_MOST - 5]} ({taken[path]})"
        paths[code.key] = path
        rows.append((path, code.description[:DESCRIPTION_MOST]))
    return rows, problems


def _told(code: str, name: str, **values: object) -> Problem:
    return Problem(code, error=False, values={"name": name, **values})
