"""Where the parts of a YAML text begin and end, and a list of cuts and insertions in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coder.codebook.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_null, pairs


class CannotSplice(Exception):
    """The text is written so that its parts cannot be changed one by one."""


@dataclass
class Sheet:
    """A text and what is to be changed in it; nothing changes before `result`.

    Attributes:
        cuts: (start, end, what stands there instead), code points of `text`.
    """

    text: str
    cuts: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def newline(self) -> str:
        """The text's own line end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def put(self, start: int, end: int, instead: str) -> None:
        """Replace `text[start:end]`."""
        self.cuts.append((start, end, instead))

    def put_lines(self, at: int, lines: str) -> None:
        """Insert whole *lines* at the line start *at*, which may be the end of the text."""
        if at == len(self.text) and self.text and not self.text.endswith("\n"):
            lines = self.newline + lines.removesuffix(self.newline)
        self.put(at, at, lines)

    def result(self) -> str:
        """The text with all changes made.

        Raises:
            CannotSplice: two changes concern the same characters.
        """
        parts, done = [], 0
        for start, end, instead in sorted(self.cuts, key=lambda cut: cut[:2]):
            if start < done:
                raise CannotSplice
            parts += [self.text[done:start], instead]
            done = end
        return "".join([*parts, self.text[done:]])

    def line_start(self, at: int) -> int:
        """Where the line of character *at* begins."""
        return self.text.rfind("\n", 0, at) + 1

    def next_line(self, at: int) -> int:
        """Where the line after that of character *at* begins, or the text ends."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def line_end(self, at: int) -> int:
        """Where the line of character *at* ends, before its line end."""
        return at + len(self.text[at : self.next_line(at)].rstrip("\r\n"))

    def begins_line(self, at: int) -> bool:
        """Whether only spaces stand before character *at* in its line."""
        return not self.text[self.line_start(at) : at].strip()

    def colon(self, key: Node) -> int:
        """The place behind the colon of *key*."""
        return self.text.index(":", key.end_mark.index) + 1

    def end(self, node: Node) -> int:
        """Where what *node* says ends, before any white space and comment."""
        start: int = node.start_mark.index
        stop: int = node.end_mark.index
        if isinstance(node, ScalarNode):
            return start + len(self.text[start:stop].rstrip())
        if getattr(node, "flow_style", False):
            return stop
        if isinstance(node, MappingNode):
            return self.pair_end(*pairs(node)[-1])
        return self.end(node.value[-1])

    def pair_end(self, key: Node, value: Node) -> int:
        """Where a field ends: its value, or the colon where there is none."""
        return self.colon(key) if is_null(value) and not _written(value) else self.end(value)

    def after(self, end: int, column: int) -> int:
        """The line start behind *end*, past the comments there that stand deeper than *column*."""
        at = self.next_line(end)
        while at < len(self.text):
            line = self.text[at : self.next_line(at)]
            bare = line.lstrip(" ")
            if not bare.startswith("#") or len(line) - len(bare) <= column:
                break
            at = self.next_line(at)
        return at

    def dashes(self, node: SequenceNode) -> list[int]:
        """Where the dash of every item of a block list stands.

        Raises:
            CannotSplice: a dash is not found where the list's other dashes stand.
        """
        found = [node.start_mark.index]
        column = node.start_mark.column
        found += [self._dash(self.next_line(self.end(one)), column) for one in node.value[:-1]]
        return found

    def _dash(self, at: int, column: int) -> int:
        while at < len(self.text):
            line = self.text[at : self.next_line(at)]
            if line[: column + 1] == " " * column + "-":
                return at + column
            at = self.next_line(at)
        raise CannotSplice

    def cut_flow(self, items: Sequence[tuple[int, int]], first: int, last: int) -> None:
        """Take items first..last-1 out of brackets, with one comma each."""
        if last < len(items):
            self.put(items[first][0], items[last][0], "")
        elif first > 0:
            self.put(items[first - 1][1], items[-1][1], "")
        elif items:
            self.put(items[0][0], items[-1][1], "")

    def add_flow(self, items: Sequence[tuple[int, int]], after: int, added: Sequence[str]) -> None:
        """Put *added* into brackets behind item *after* (-1: before all)."""
        if after >= 0:
            at = items[after][1]
            self.put(at, at, "".join(f", {item}" for item in added))
        elif items:
            at = items[0][0]
            self.put(at, at, "".join(f"{item}, " for item in added))


def _written(node: Node) -> bool:
    """Whether a null is written as `~` or `null`."""
    return bool(node.end_mark.index > node.start_mark.index)
