"""YAML text → nodes that know where they stand; aliases, depth and size are bounded."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coder.codebook.syntax import syntax_problem
from coder.errors import Problem, Problems

LARGEST = 4_000_000
DEEPEST = 40
STRING = "tag:yaml.org,2002:str"
NULL = "tag:yaml.org,2002:null"
WRITTEN_AS_TEXT = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "timestamp")
)

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "compose", "is_null", "pairs"]


class _NoAliases(Composer):
    """Composes nodes, each written out where it is used."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            event = self.parser.peek_event()
            raise MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def compose(text: str, file: str) -> Node | None:
    """The root node of YAML *text*, None where it says nothing.

    Raises:
        Problems: what is written is no YAML, refers to itself, is too deep or too long.
    """
    if len(text) > LARGEST:
        values: dict[str, object] = {"size": len(text), "largest": LARGEST}
        raise Problems([Problem("codebook_too_large", file, values=values)])
    yaml = YAML(pure=True)
    yaml.Composer = _NoAliases
    yaml.max_depth = DEEPEST
    try:
        root: Node | None = yaml.compose(text)
    except YAMLError as error:
        raise Problems([syntax_problem(error, text, file)]) from error
    return root


def is_null(node: Node) -> bool:
    """Whether nothing (or `null`, `~`) is written at *node*."""
    return isinstance(node, ScalarNode) and str(node.tag) == NULL


def pairs(node: MappingNode) -> list[tuple[Node, Node]]:
    """The keys and values of a mapping, in the file's order."""
    return list(node.value)
