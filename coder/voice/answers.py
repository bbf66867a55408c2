"""A model's answer, read with suspicion: whatever bytes come, this ends in answers or `Malformed`.

An answer counts only if it names a code and a segment that were asked about and quotes words that
stand in that segment; white space and full-width forms do not matter. What is dropped is counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.coding.locate import locate
from coder.voice.batches import Batch

LONGEST_REASON = 300  # characters
_THOUGHT = re.compile(r"\A.*</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")


class Malformed(ValueError):
    """No answer can be read from it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The model says that a segment has a code.

    Attributes:
        quote: the segment's own words, as they stand there.
    """

    number: int
    code: str
    quote: str
    reason: str


@dataclass(frozen=True)
class Checked:
    """What is left of an answer.

    Attributes:
        void: (number, code) that the model gave on words which are not there: neither yes nor no.
        dropped: how many entries were dropped, by why: "odd", "unknown_code", "no_segment", "no_quote".
        read, written: tokens by the server's count, 0 where it did not say.
    """

    answers: tuple[Answer, ...]
    void: frozenset[tuple[int, str]] = frozenset()
    dropped: Mapping[str, int] = field(default_factory=dict)
    read: int = 0
    written: int = 0


def checked(body: bytes, batch: Batch) -> Checked:
    """What the response *body* says of *batch*.

    Raises:
        Malformed: it is no answer.
    """
    response = _parsed(body.decode("utf-8", "replace"))
    usage = response.get("usage")
    read, written = _count(usage, "prompt_tokens"), _count(usage, "completion_tokens")
    entries = _entries(_content(response))
    codes = {code.id for code in batch.codes}
    found: dict[tuple[int, str], Answer] = {}
    void: set[tuple[int, str]] = set()
    dropped: Counter[str] = Counter()
    for entry in entries:
        number, code, why = _place(entry, codes, len(batch.keys))
        if why:
            dropped[why] += 1
            continue
        quote = _quoted(entry.get("quote"), batch.text_of(number))
        if not quote:
            dropped["no_quote"] += 1
            void.add((number, code))
        elif (number, code) not in found:
            found[number, code] = Answer(number, code, quote, _sentence(entry.get("reason")))
    return Checked(tuple(found.values()), frozenset(void - found.keys()), dropped, read, written)


def _content(response: Mapping[str, Any]) -> str:
    try:
        content = response["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise Malformed("no message") from error
    if not isinstance(content, str):
        raise Malformed("no text")
    return content


def _entries(content: str) -> list[Any]:
    """The entries of the answer; models that think aloud or fence their JSON are understood too."""
    said = _THOUGHT.sub("", content).strip()
    fenced = _FENCED.search(said)
    entries = _parsed(fenced[1] if fenced else said).get("answers")
    if not isinstance(entries, list):
        raise Malformed("no answers")
    return entries


def _parsed(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("no JSON") from error
    if not isinstance(said, dict):
        raise Malformed("no object")
    return said


def _place(entry: Any, codes: set[str], segments: int) -> tuple[int, str, str]:
    """Number, code, and why it does not count, "" if it does."""
    if not isinstance(entry, dict):
        return 0, "", "odd"
    number, code = entry.get("n"), entry.get("code")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(code, str):
        return 0, "", "odd"
    if code not in codes:
        return number, code, "unknown_code"
    return number, code, "" if 1 <= number <= segments else "no_segment"


def _quoted(said: Any, text: str) -> str:
    if not isinstance(said, str):
        return ""
    place = locate(text, [(said, "")])[0]
    return text[place[0] : place[1]] if place else ""


def _sentence(said: Any) -> str:
    """One line of plain text that can be stored and shown anywhere."""
    return _CONTROL.sub(" ", said).strip()[:LONGEST_REASON] if isinstance(said, str) else ""


def _count(usage: Any, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if isinstance(value, int) and 0 <= value < 10**9 else 0
