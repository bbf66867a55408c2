"""What a person types into the search field, as a tree.

    安全 检查            both, in one unit        安全 AND 检查      且
    经费 OR 资金         either                   或
    检查 NOT 消防        the first without the second                非
    经费 NEAR/8 街道     at most 8 characters or words between       近/8
    "没有 标准"          exactly these signs      “没有标准” 「没有标准」
    (经费 OR 资金) 街道  brackets as usual        （……）

Operators are written in capitals, or in Chinese with blanks around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coder.errors import CoderError

NEAR_DEFAULT = 10
_PARTS = re.compile(
    r"\s*(?:(?P<open>[(（])|(?P<close>[)）])"
    r"|\"(?P<q1>[^\"]*)\"|“(?P<q2>[^”]*)”|「(?P<q3>[^」]*)」|(?P<loose>[\"“「])"
    r"|(?P<word>[^\s()（）\"“”「」]+))"
)
_NEAR = re.compile(r"(?:NEAR|近)(?:/(\d{1,3}))?")
_OPERATORS = {"AND": "and", "且": "and", "OR": "or", "或": "or", "NOT": "not", "非": "not"}


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a piece of text; *exact* where it stood in quotation marks."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """All of *parts* and none of *without* in one unit."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of *parts*."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Both, with at most *most* Chinese characters or other words between them."""

    first: Node
    second: Node
    most: int


Node = Term | All | Either | Near


def parse(query: str) -> Node:
    """The tree of *query*.

    Raises:
        CoderError: query_empty, query_quote, query_bracket, query_operator, query_only_not,
            query_near.
    """
    parts = _parts(query)
    if not parts:
        raise CoderError("query_empty")
    reader = _Reader(parts, query)
    tree = reader.either()
    if reader.left:
        raise CoderError("query_bracket", query=query)
    return tree


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str  # term, exact, open, close, and, or, not, near
    text: str = ""
    most: int = 0


def _parts(query: str) -> list[_Part]:
    found: list[_Part] = []
    for match in _PARTS.finditer(query):
        quoted = next((match[name] for name in ("q1", "q2", "q3") if match[name] is not None), None)
        if match["loose"]:
            raise CoderError("query_quote", query=query)
        if quoted is not None:
            found += [_Part("exact", quoted.strip())] if quoted.strip() else []
        elif match["word"]:
            found.append(_word(match["word"]))
        else:
            found.append(_Part("open" if match["open"] else "close"))
    return found


def _word(word: str) -> _Part:
    if near := _NEAR.fullmatch(word):
        return _Part("near", word, int(near[1] or NEAR_DEFAULT))
    return _Part(_OPERATORS.get(word, "term"), word)


class _Reader:
    """Recursive descent: OR binds loosest, then AND and NOT, then NEAR."""

    def __init__(self, parts: Sequence[_Part], query: str) -> None:
        self.left = list(parts)
        self.query = query

    def next_is(self, *kinds: str) -> bool:
        return bool(self.left) and self.left[0].kind in kinds

    def either(self) -> Node:
        some = [self.together()]
        while self.next_is("or"):
            self.left.pop(0)
            some.append(self.together())
        return some[0] if len(some) == 1 else Either(tuple(some))

    def together(self) -> Node:
        some: list[Node] = []
        without: list[Node] = []
        while self.left and not self.next_is("or", "close"):
            joined = self.next_is("and") and bool(some or without)
            if joined:
                self.left.pop(0)
            home = some
            if self.next_is("not"):
                self.left.pop(0)
                home = without
            home.append(self.close_by())
        if not some:
            raise CoderError("query_only_not" if without else "query_operator", query=self.query)
        return some[0] if len(some) == 1 and not without else All(tuple(some), tuple(without))

    def close_by(self) -> Node:
        found = self.one()
        while self.next_is("near"):
            most = self.left.pop(0).most
            second = self.one()
            if not (_can_be_near(found) and _can_be_near(second)):
                raise CoderError("query_near", query=self.query)
            found = Near(found, second, most)
        return found

    def one(self) -> Node:
        if self.next_is("open"):
            self.left.pop(0)
            inside = self.either()
            if not self.next_is("close"):
                raise CoderError("query_bracket", query=self.query)
            self.left.pop(0)
            return inside
        if not self.next_is("term", "exact"):
            raise CoderError("query_operator", query=self.query)
        part = self.left.pop(0)
        return Term(part.text, exact=part.kind == "exact")


def _can_be_near(node: Node) -> bool:
    """Whether *node* names places: a term, one of several terms, or what is near another."""
    if isinstance(node, Either):
        return all(map(_can_be_near, node.parts))
    return isinstance(node, Term | Near)
