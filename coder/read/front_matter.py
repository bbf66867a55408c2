"""The YAML block that may stand at the beginning of a transcript."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.errors import CoderError

FENCE = "---"
FARTHEST = 60  # lines, within which the block must end


@dataclass(frozen=True)
class FrontMatter:
    """The attributes, how many lines they took, and the text behind them."""

    attributes: dict[str, str] = field(default_factory=dict)
    lines: int = 0
    body: str = ""


def split(text: str, file: str) -> FrontMatter:
    """Part *text* at its front matter; without one, all of it is body.

    Raises:
        CoderError: front_matter (with its line), front_matter_open.
    """
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        return FrontMatter(body=text)
    ends = [at for at, line in enumerate(lines[1:FARTHEST], 1) if line.strip() in (FENCE, "...")]
    if not ends:
        # A rule at the top of a text is no front matter; `name: value` behind it is.
        if len(lines) > 1 and ":" in lines[1]:
            raise CoderError("front_matter_open", file=file)
        return FrontMatter(body=text)
    block = "\n".join(lines[1 : ends[0]])
    return FrontMatter(_attributes(block, file), ends[0] + 1, "\n".join(lines[ends[0] + 1 :]))


def _attributes(block: str, file: str) -> dict[str, str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    reader = YAML(typ="safe", pure=True)
    try:
        said = reader.load(block)
    except MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        reason = error.problem or error
        raise CoderError("front_matter", file=file, line=line, reason=reason) from error
    except YAMLError as error:
        raise CoderError("front_matter", file=file, line=2, reason=error) from error
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise CoderError("front_matter", file=file, line=2, reason=type(said).__name__)
    return {str(name): _said(value) for name, value in said.items()}


def _said(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
