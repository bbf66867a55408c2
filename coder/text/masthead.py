"""The fields at the top of a transcript: when, where, who asks and who answers. Pure.

`访谈时间：2024-03-05`, `访谈人：李华`: nobody speaks there, and the names say who asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coder.model import Role
from coder.text.labels import NO_SPEAKERS
from coder.text.lines import Line
from coder.text.roles import role_of_words

_MOST = 40  # lines that a head may have
_FIELD = re.compile(
    r"[【\[*#\s]{0,8}(?P<name>[^:：。！？\s*]{1,12}?)[】\]*\s]{0,8}[:：][*\s]{0,8}(?P<value>.*)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}|[A-Za-z][\w.'-]*(?: [A-Za-z][\w.'-]*){0,2}")
_GREETINGS = frozenset(
    "您好 你好 大家好 好的 请坐 可以 没有 谢谢 开始 hello hi yes no ok okay".split()
)


@dataclass(frozen=True)
class Masthead:
    """What the head says.

    Attributes:
        end: where in the text it ends.
        asking, answering: names beside a word for a role.
    """

    end: int = 0
    asking: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()


def masthead(lines: Sequence[Line]) -> Masthead:
    """The head of *lines*; none where no field such as 访谈时间 stands at the top."""
    end = 0
    names: list[tuple[Role, tuple[str, ...]]] = []
    waiting: list[tuple[Role, tuple[str, ...]]] = []
    for number, line in enumerate(lines[:_MOST]):
        field = _FIELD.fullmatch(line.text)
        if not field:
            if len(line.text) > 40 or line.text[-1] in "。！？!?…":
                break
            continue
        name, value = field["name"].casefold(), field["value"].strip()
        role = role_of_words(name)
        if name in NO_SPEAKERS or name.endswith(("时间", "日期", "地点", "编号")):
            end = number + 1
            names += waiting
            waiting = []
        elif role and (people := _people(value)) and role not in dict(waiting):
            waiting.append((role, people))
            # Behind the last field a name is the head's if a blank line closes it, or if it speaks.
            if end == number and (_closes(lines, number) or _speaks(lines[number:], people)):
                end, names, waiting = number + 1, names + waiting, []
        elif role:
            break
    if not end or end == len(lines):
        return Masthead()
    return Masthead(lines[end - 1].end, _of(names, Role.INTERVIEWER), _of(names, Role.INTERVIEWEE))


def _people(value: str) -> tuple[str, ...]:
    """The names in *value*, none where it is something said."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", value).strip()
    parts = tuple(part.strip() for part in re.split(r"[、,，;；/\s]+", bare) if part.strip())
    said = any(part.casefold() in _GREETINGS for part in parts)
    named = all(_NAME.fullmatch(part) for part in parts) and len(parts) <= 6
    return parts if parts and named and not said and len(value) <= 40 else ()


def _closes(lines: Sequence[Line], number: int) -> bool:
    """Whether what follows is fields up to a blank line."""
    for line in lines[number + 1 : number + 6]:
        if line.opens:
            return True
        if not _FIELD.fullmatch(line.text) or line.text[-1] in "。！？!?…":
            return False
    return False


def _speaks(lines: Sequence[Line], people: Sequence[str]) -> bool:
    heads = tuple(name + colon for name in people for colon in ":：")
    return any(line.text.startswith(heads) for line in lines)


def _of(names: Sequence[tuple[Role, tuple[str, ...]]], role: Role) -> tuple[str, ...]:
    return tuple(name for one, people in names if one is role for name in people)
