"""Acts on a codebook's text, for the app and the command line: YAML text in, YAML text out.

Each act leaves comments, order, quotation marks and line ends of what it does not touch as they
are, and what it returns loads. All raise `Problems` where the text, before or after, is no usable
codebook, and `CoderError` codebook_edit_refused where the file is written so that the change
cannot be made in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from coder.codebook.entry import FIELDS
from coder.codebook.load import load
from coder.codebook.patch import block_of, patch
from coder.codebook.rules import cycles
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Pattern

T = TypeVar("T")

_TEXTS = frozenset("kind parent aspect origin color".split())
_LISTS = frozenset("include exclude examples counter_examples terms".split())


def set_fields(text: str, code_id: str, fields: Mapping[str, object]) -> str:
    """Give fields of a code new values; an empty value takes the field out of the file.

    Args:
        fields: by name; texts, `Bilingual` or {zh, en} or text, lists of texts, patterns as
            `Pattern`, regular expression, list of tokens or {regex: …}, {tokens: …}.

    Raises:
        CoderError: no_such_code, code_field_unknown, code_field_value, code_cycle.
    """
    book = load(text)
    code = _code(book, code_id)
    changed = replace(code, **_coerced(code_id, fields))  # type: ignore[arg-type]
    if changed.id != code_id:
        raise CoderError("code_field_value", id=code_id, field="id")
    return patch(text, _checked(_with(book, changed)))


def add_code(text: str, code_id: str, fields: Mapping[str, object], after: str = "") -> str:
    """Add a code behind code *after*, by default behind the last.

    Raises:
        CoderError: code_id_taken, no_such_code, and those of `set_fields`.
    """
    book = load(text)
    _free(book, code_id)
    at = book.codes.index(_code(book, after)) + 1 if after else len(book.codes)
    values = _coerced(code_id, dict(fields) | {"id": code_id})
    code = replace(Code(code_id, Bilingual()), **values)  # type: ignore[arg-type]
    return patch(text, _checked(_inserted(book, code, at)))


def add_codes(text: str, codes: Sequence[Code]) -> str:
    """Add *codes* behind the last one, all at once.

    Raises:
        CoderError: code_id_taken, no_such_code, code_cycle.
    """
    book = load(text)
    for code in codes:
        _free(book, code.id)
    return patch(text, _checked(Codebook((*book.codes, *codes)))) if codes else text


def change_codes(text: str, codes: Sequence[Code]) -> str:
    """Let codes that are there say what *codes* say under the same ids.

    Raises:
        CoderError: no_such_code, code_cycle.
    """
    book = load(text)
    for code in codes:
        _code(book, code.id)
        book = _with(book, code)
    return patch(text, _checked(book)) if codes else text


def remove_code(text: str, code_id: str) -> str:
    """Take a code out; its children move up to its parent.

    Raises:
        CoderError: no_such_code.
    """
    book = load(text)
    code = _code(book, code_id)
    return patch(text, _without(book, code, heir=code.parent))


def rename(text: str, old: str, new: str) -> str:
    """Call code *old* *new*, also where it is a parent.

    Raises:
        CoderError: no_such_code, code_id_taken.
    """
    book = load(text)
    _code(book, old)
    if new == old:
        return text
    _free(book, new)
    return patch(text, _renamed(book, old, new), renamed={old: new})


def merge(text: str, source: str, target: str) -> str:
    """Let code *source* go into *target*: its terms, examples, patterns and children.

    Raises:
        CoderError: no_such_code, code_with_itself.
    """
    book = load(text)
    gone, heir = _code(book, source), _code(book, target)
    if source == target:
        raise CoderError("code_with_itself", id=source)
    joined = replace(
        heir,
        terms=_joined(heir.terms, gone.terms),
        examples=_joined(heir.examples, gone.examples),
        patterns=_joined(heir.patterns, gone.patterns),
    )
    book = _with(book, joined)
    if source in _above(book, target):
        book = _with(book, replace(joined, parent=gone.parent))
    return patch(text, _without(book, gone, heir=target))


def part(text: str, before: str, source: str, target: str) -> str:
    """Undo `merge`: bring back *source* as it stood in the text *before*, free *target* of it.

    What was added to *target* since the merge stays with it.

    Raises:
        CoderError: no_such_code, code_id_taken.
    """
    book, then = load(text), load(before)
    _free(book, source)
    old, kept = _code(then, source), _code(then, target)
    now = _code(book, target)
    freed = replace(
        now,
        terms=_parted(now.terms, old.terms, kept.terms),
        examples=_parted(now.examples, old.examples, kept.examples),
        patterns=_parted(now.patterns, old.patterns, kept.patterns),
    )
    parent = old.parent if old.parent in book.by_id else ""
    back = replace(old, parent=parent)
    book = _inserted(_with(book, freed), back, _place(then, book, source))
    book = _checked(_children_back(book, then, source, target))
    block = block_of(before, source) if back == old else None
    return patch(text, book, blocks={source: block} if block else {})


def reparent(text: str, code_id: str, parent: str) -> str:
    """Put a code below *parent*, or at the top for "".

    Raises:
        CoderError: no_such_code, code_cycle.
    """
    return set_fields(text, code_id, {"parent": parent})


def retire(text: str, code_id: str) -> str:
    """Mark a code as no longer given.

    Raises:
        CoderError: no_such_code.
    """
    return set_fields(text, code_id, {"retired": True})


def restore(text: str, code_id: str) -> str:
    """Take the mark of `retire` away.

    Raises:
        CoderError: no_such_code.
    """
    return set_fields(text, code_id, {"retired": False})


def _code(book: Codebook, id: str) -> Code:
    if id not in book.by_id:
        raise CoderError("no_such_code", id=id, known=", ".join(book.by_id) or "—")
    return book.by_id[id]


def _free(book: Codebook, id: str) -> None:
    if id in book.by_id:
        raise CoderError("code_id_taken", id=id)


def _checked(book: Codebook) -> Codebook:
    """*book* if every parent exists and none stands above itself."""
    for code in book.codes:
        if code.parent:
            _code(book, code.parent)
    rings = cycles({code.id: code.parent for code in book.codes if code.parent})
    if rings:
        raise CoderError("code_cycle", cycle=" → ".join([*rings[0], rings[0][0]]))
    return book


def _above(book: Codebook, id: str) -> list[str]:
    """The ids above *id*, nearest first."""
    found = []
    step = book.by_id[id].parent
    while step:
        found.append(step)
        step = book.by_id[step].parent
    return found


def _with(book: Codebook, changed: Code) -> Codebook:
    return Codebook(tuple(changed if one.id == changed.id else one for one in book.codes))


def _without(book: Codebook, gone: Code, *, heir: str) -> Codebook:
    left = (one for one in book.codes if one.id != gone.id)
    return Codebook(
        tuple(replace(one, parent=heir) if one.parent == gone.id else one for one in left)
    )


def _renamed(book: Codebook, old: str, new: str) -> Codebook:
    return Codebook(
        tuple(
            replace(
                one,
                id=new if one.id == old else one.id,
                parent=new if one.parent == old else one.parent,
            )
            for one in book.codes
        )
    )


def _inserted(book: Codebook, code: Code, at: int) -> Codebook:
    return Codebook((*book.codes[:at], code, *book.codes[at:]))


def _joined(ours: tuple[T, ...], theirs: tuple[T, ...]) -> tuple[T, ...]:
    return (*ours, *(one for one in dict.fromkeys(theirs) if one not in ours))


def _parted(now: tuple[T, ...], source: tuple[T, ...], target: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(one for one in now if one in target or one not in source)


def _place(then: Codebook, now: Codebook, source: str) -> int:
    """Behind the nearest code before *source* that is still there, else before all."""
    before = then.codes[: then.codes.index(then.by_id[source])]
    near = next((one.id for one in reversed(before) if one.id in now.by_id), "")
    return now.codes.index(now.by_id[near]) + 1 if near else 0


def _children_back(now: Codebook, then: Codebook, source: str, target: str) -> Codebook:
    """Children that the merge moved return below *source*, and *target* to where it stood."""
    for code in now.codes:
        was = then.by_id.get(code.id)
        if was and was.parent == source and code.parent == target:
            now = _with(now, replace(code, parent=source))
    heir, was = now.by_id[target], then.by_id[target]
    moved_up = source in _above(then, target) and heir.parent == then.by_id[source].parent
    if moved_up and was.parent in now.by_id:
        now = _with(now, replace(heir, parent=was.parent))
    return now


def _coerced(id: str, fields: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(id, name, value) for name, value in fields.items()}


def _value(id: str, name: str, value: object) -> object:
    """*value* as `Code` holds it."""
    match name, value:
        case (("label" | "definition"), None | str() | Bilingual() | Mapping()):
            return _bilingual(value)
        case "retired", None | bool():
            return bool(value)
        case "patterns", None:
            return ()
        case "patterns", Sequence() if not isinstance(value, str):
            return tuple(_pattern(id, one) for one in value if one)
        case "id", str():
            return value
        case _, None | str() if name in _TEXTS:
            return _text(value or "")
        case _, None if name in _LISTS:
            return ()
        case _, Sequence() if name in _LISTS:
            return _texts(id, name, [value] if isinstance(value, str) else value)
    if name not in FIELDS:
        raise CoderError("code_field_unknown", field=name, known=", ".join(FIELDS))
    raise CoderError("code_field_value", id=id, field=name)


def _text(value: object) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _texts(id: str, name: str, values: Iterable[object]) -> tuple[str, ...]:
    texts = list(values)
    if not all(isinstance(one, str) for one in texts):
        raise CoderError("code_field_value", id=id, field=name)
    return tuple(said for one in texts if (said := _text(one)))


def _bilingual(value: object) -> Bilingual:
    match value:
        case Bilingual():
            return Bilingual(_text(value.zh), _text(value.en))
        case Mapping():
            return Bilingual(_text(value.get("zh") or ""), _text(value.get("en") or ""))
    return Bilingual(_text(value or ""))


def _pattern(id: str, value: object) -> Pattern:
    match value:
        case Pattern():
            return value
        case str():
            return Pattern(regex=value.strip("\r\n"))
        case {"regex": str(regex)}:
            return Pattern(regex=regex.strip("\r\n"))
        case {"tokens": list(tokens)} | list(tokens):
            return Pattern(tokens=json.dumps(tokens, ensure_ascii=False, sort_keys=True))
    raise CoderError("code_field_value", id=id, field="patterns")
