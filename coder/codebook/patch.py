"""Make a codebook's text say another codebook, and leave all else in it as it is.

Comments, order, quotation marks, indentation and line ends survive because only what differs
is cut out and written anew; what comes out is loaded and compared before it is handed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeAlias, TypeGuard

from coder.codebook.entry import FIELDS, Entry
from coder.codebook.load import Located, load, locate
from coder.codebook.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_null
from coder.codebook.quote import (
    after_key,
    code_lines,
    field_lines,
    flow,
    item_text,
    text_lines,
    written_fields,
)
from coder.codebook.splice import CannotSplice, Sheet
from coder.errors import CoderError
from coder.model import Bilingual, Code, Codebook, Pattern

Pairs: TypeAlias = Mapping[str, tuple[Node, Node]]


def patch(
    text: str,
    new: Codebook,
    *,
    renamed: Mapping[str, str] = {},
    blocks: Mapping[str, str] = {},
) -> str:
    """*text* changed to say *new*, whose kept codes stand in the order they have in *text*.

    Args:
        renamed: old id → new id, for codes that are the same under another id.
        blocks: id → lines to put in for an added code, as they stood in another text.

    Raises:
        Problems: *text* is no usable codebook, or *new* would not be one.
        CoderError: codebook_edit_refused, where the change cannot be made in place.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    sheet = Sheet(text.removeprefix("\ufeff"))
    located = locate(sheet.text)
    _patch_codes(sheet, located, new, renamed, blocks)
    result = _result(sheet, new)
    if load(result) != new:
        raise _refusal(located, new)
    return bom + result


def dump(codebook: Codebook) -> str:
    """*codebook* as a new file."""
    return patch("codes: []\n", codebook)


def block_of(text: str, code_id: str) -> tuple[str, int]:
    """The lines of a code as they stand in *text*, and its dash's column; ("", 0) if in brackets."""
    sheet = Sheet(text.removeprefix("\ufeff"))
    located = locate(sheet.text)
    codes = located.codes
    if not _in_block(codes):
        return "", 0
    spans = _spans(sheet, codes)
    for entry, (start, end) in zip(located.entries, spans, strict=True):
        if entry.code.id == code_id:
            return sheet.text[start:end], codes.start_mark.column
    return "", 0


def _result(sheet: Sheet, new: Codebook) -> str:
    try:
        return sheet.result()
    except CannotSplice as error:
        raise CoderError("codebook_edit_refused", id=", ".join(new.by_id)) from error


def _refusal(located: Located, new: Codebook) -> CoderError:
    old = located.document.codebook.by_id
    concerned = [code.id for code in new.codes if old.get(code.id) != code]
    concerned += [id for id in old if id not in new.by_id]
    return CoderError("codebook_edit_refused", id=", ".join(concerned))


def _patch_codes(
    sheet: Sheet,
    located: Located,
    new: Codebook,
    renamed: Mapping[str, str],
    blocks: Mapping[str, str],
) -> None:
    kept = {renamed.get(one.code.id, one.code.id): i for i, one in enumerate(located.entries)}
    for id, index in kept.items():
        if id in new.by_id:
            _patch_entry(sheet, located.entries[index], new.by_id[id])
    gone = [index for id, index in kept.items() if id not in new.by_id]
    _remove(sheet, located, gone)
    last = -1
    added: dict[int, list[Code]] = {}
    for code in new.codes:
        last = kept.get(code.id, last)
        if code.id not in kept:
            added.setdefault(last, []).append(code)
    for after, codes in added.items():
        _add(sheet, located, after, codes, blocks)


def _in_block(codes: Node | None) -> TypeGuard[SequenceNode]:
    return isinstance(codes, SequenceNode) and not codes.flow_style and bool(codes.value)


def _spans(sheet: Sheet, codes: SequenceNode) -> list[tuple[int, int]]:
    """From line start to line start, every item of a block list with its inner comments."""
    column = codes.start_mark.column
    ends = (sheet.after(sheet.end(item), column) for item in codes.value)
    starts = (sheet.line_start(dash) for dash in sheet.dashes(codes))
    return list(zip(starts, ends, strict=True))


def _flow_spans(sheet: Sheet, nodes: Sequence[Node]) -> list[tuple[int, int]]:
    return [(node.start_mark.index, sheet.end(node)) for node in nodes]


def _remove(sheet: Sheet, located: Located, gone: Sequence[int]) -> None:
    if not gone or located.codes is None:
        return
    if not _in_block(located.codes):
        items = _flow_spans(sheet, located.codes.value)
        for first, last in _runs(gone):
            sheet.cut_flow(items, first, last)
        return
    spans = _spans(sheet, located.codes)
    for index in gone:
        start, end = _with_blank(sheet, *spans[index], first=index == 0)
        taken = index - 1 in gone
        sheet.put(spans[index][0] if taken else start, end, "")
    if len(gone) == len(spans) and located.key is located.codes:
        sheet.put(spans[0][0], spans[0][0], "[]" + sheet.newline)


def _runs(indexes: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in sorted(indexes):
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _with_blank(sheet: Sheet, start: int, end: int, *, first: bool) -> tuple[int, int]:
    """The part with one of the empty lines around it, so that no two are left together."""
    before = sheet.line_start(start - 1) if start else start
    is_blank = start > before and not sheet.text[before:start].strip()
    if end == len(sheet.text):
        return (before if is_blank else start), end
    behind = sheet.next_line(end)
    gap = not sheet.text[end:behind].strip() and (is_blank or first)
    return start, behind if gap else end


def _add(
    sheet: Sheet, located: Located, after: int, codes: Sequence[Code], blocks: Mapping[str, str]
) -> None:
    node = located.codes
    if node is not None and not is_null(node) and node.value and not _in_block(node):
        sheet.add_flow(_flow_spans(sheet, node.value), after, [_flow_code(code) for code in codes])
        return
    column = (
        node.start_mark.column if node is not None and _in_block(node) else _first_column(located)
    )
    offset = _offset(located, column)
    lines = [
        blocks.get(code.id) or code_lines(code, column, sheet.newline, offset=offset)
        for code in codes
    ]
    if node is None or not _in_block(node):
        _add_first(sheet, located, sheet.newline.join(lines))
        return
    spans = _spans(sheet, node)
    gap = sheet.newline if _spaced(sheet, spans) else ""
    if after < 0:
        sheet.put_lines(spans[0][0], "".join(line + gap for line in lines))
    else:
        sheet.put_lines(spans[after][1], "".join(gap + line for line in lines))


def _first_column(located: Located) -> int:
    return 0 if located.key is located.codes else 2


def _offset(located: Located, column: int) -> int:
    """How far the fields of the codes there stand behind their dash."""
    if located.entries and _in_block(located.codes):
        return max(2, int(located.entries[0].node.start_mark.column) - column)
    return 2


def _spaced(sheet: Sheet, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the codes are parted by empty lines; a single one says nothing against it."""
    between = [sheet.text[end:start].splitlines() for (_, end), (start, _) in pairwise(spans)]
    return not between or any(not line.strip() for lines in between for line in lines)


def _add_first(sheet: Sheet, located: Located, lines: str) -> None:
    """The first codes of a list that is `[]`, or not written at all."""
    node, key = located.codes, located.key
    if node is None or key is None:
        raise CannotSplice
    if node is key:
        sheet.put(node.start_mark.index, node.end_mark.index, "")
        sheet.put_lines(sheet.next_line(node.end_mark.index), lines)
        return
    end = sheet.pair_end(key, node)
    sheet.put(sheet.colon(key), end, "")
    sheet.put_lines(sheet.next_line(end), lines)


def _flow_code(code: Code) -> str:
    said = written_fields(code).items()
    return "{" + ", ".join(f"{name}: {flow(value)}" for name, value in said) + "}"


def _patch_entry(sheet: Sheet, entry: Entry, new: Code) -> None:
    old, now = written_fields(entry.code), written_fields(new)
    surviving = [name for name in entry.fields if name in now]
    for name in FIELDS:
        if old.get(name) == now.get(name):
            continue
        if name not in now:
            _remove_pair(sheet, entry.node, entry.fields, name)
        elif name not in entry.fields:
            _insert_pair(sheet, entry, surviving, name, now[name])
        else:
            _replace_value(sheet, entry.node, entry.fields[name], old.get(name), now[name])


def _remove_pair(sheet: Sheet, node: MappingNode, fields: Pairs, name: str) -> None:
    key, value = fields[name]
    if node.flow_style:
        items = [(k.start_mark.index, sheet.pair_end(k, v)) for k, v in node.value]
        index = next(i for i, (k, _) in enumerate(node.value) if k is key)
        sheet.cut_flow(items, index, index + 1)
        return
    end = sheet.next_line(sheet.pair_end(key, value))
    start = key.start_mark.index
    if sheet.begins_line(start):
        sheet.put(sheet.line_start(start), end, "")
        return
    _, following = node.value[0], node.value[1][0].start_mark.index
    comments = sheet.text[end : sheet.line_start(following)]
    line = sheet.line_start(start)
    sheet.put(line, line, comments)
    sheet.put(start, following, "")


def _insert_pair(
    sheet: Sheet, entry: Entry, surviving: Sequence[str], name: str, value: object
) -> None:
    """Behind the last field that usually stands before *name*."""
    rank = FIELDS.index(name)
    earlier = [one for one in surviving if FIELDS.index(one) < rank]
    key, before = entry.fields[max(earlier, key=FIELDS.index)]
    end = sheet.pair_end(key, before)
    if entry.node.flow_style:
        sheet.put(end, end, f", {name}: {flow(value)}")
        return
    column = entry.node.start_mark.column
    lines = field_lines(name, value, column, sheet.newline)
    sheet.put_lines(sheet.after(end, column), lines)


def _replace_value(
    sheet: Sheet, parent: MappingNode, pair: tuple[Node, Node], old: object, new: object
) -> None:
    key, node = pair
    match new, node:
        case Bilingual(), MappingNode():
            _patch_languages(sheet, node, old if isinstance(old, Bilingual) else Bilingual(), new)
        case tuple(), SequenceNode() if node.value and isinstance(old, tuple):
            _patch_list(sheet, node, old, new)
        case str(), ScalarNode() if not is_null(node):
            _replace_scalar(sheet, node, new, key.start_mark.column, in_flow=parent.flow_style)
        case _:
            _replace_wholly(sheet, parent, key, node, new)


def _replace_scalar(
    sheet: Sheet, node: ScalarNode, new: str, column: int, *, in_flow: bool
) -> None:
    if in_flow:
        said = flow(new, node.style)
    else:
        said = text_lines(new, column + 2, sheet.newline, style=node.style)
    sheet.put(node.start_mark.index, sheet.end(node), said)


def _replace_wholly(sheet: Sheet, parent: MappingNode, key: Node, node: Node, new: object) -> None:
    """One way of writing for another: a text becomes a list, one language becomes two."""
    start, end = sheet.colon(key), sheet.pair_end(key, node)
    if parent.flow_style:
        sheet.put(start, end, " " + flow(new))
        return
    said = after_key(new, key.start_mark.column, sheet.newline)
    if "\n" in said and isinstance(node, ScalarNode) and node.style not in ("|", ">"):
        head, rest = said[: said.index(sheet.newline)], said[said.index(sheet.newline) :]
        sheet.put(start, end, head)
        sheet.put(sheet.line_end(end), sheet.line_end(end), rest)
    else:
        sheet.put(start, end, said)


def _patch_languages(sheet: Sheet, node: MappingNode, old: Bilingual, new: Bilingual) -> None:
    fields: Pairs = {str(key.value): (key, value) for key, value in node.value}
    last_key, last = node.value[-1] if node.value else (None, None)
    for name in ("zh", "en"):
        before, now = getattr(old, name), getattr(new, name)
        if before == now:
            continue
        if not now:
            _remove_pair(sheet, node, fields, name)
        elif name in fields:
            _replace_value(sheet, node, fields[name], before, now)
        elif last_key is None or last is None:
            raise CannotSplice
        elif node.flow_style:
            end = sheet.pair_end(last_key, last)
            sheet.put(end, end, f", {name}: {flow(now)}")
        else:
            column = node.start_mark.column
            at = sheet.after(sheet.pair_end(last_key, last), column)
            sheet.put_lines(at, field_lines(name, now, column, sheet.newline))


Item: TypeAlias = str | Pattern


def _patch_list(
    sheet: Sheet, node: SequenceNode, old: tuple[Item, ...], new: tuple[Item, ...]
) -> None:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for index in range(both):
            _replace_item(sheet, node, i1 + index, new[j1 + index])
        if i2 - i1 > both:
            _cut_items(sheet, node, i1 + both, i2)
        elif j2 - j1 > both:
            _add_items(sheet, node, i1 + both - 1, new[j1 + both : j2])


def _replace_item(sheet: Sheet, node: SequenceNode, index: int, new: Item) -> None:
    item = node.value[index]
    style = item.style if isinstance(item, ScalarNode) else None
    if node.flow_style:
        said = flow(new, style) if isinstance(new, str) else item_text(new, 0, "\n", style)
    else:
        said = item_text(new, node.start_mark.column + 2, sheet.newline, style)
    if isinstance(new, Pattern) and isinstance(item, MappingNode):
        said = _as_mapping(new)
    sheet.put(item.start_mark.index, sheet.end(item), said)


def _as_mapping(pattern: Pattern) -> str:
    """A pattern as people write it who name its sort; on one line, so it stands anywhere."""
    said = item_text(pattern, 0, "\n")
    return f"{{tokens: {said}}}" if pattern.tokens else f"{{regex: {said}}}"


def _cut_items(sheet: Sheet, node: SequenceNode, first: int, last: int) -> None:
    if node.flow_style:
        sheet.cut_flow(_flow_spans(sheet, node.value), first, last)
        return
    dashes = sheet.dashes(node)
    for index in range(first, last):
        end = sheet.next_line(sheet.end(node.value[index]))
        sheet.put(sheet.line_start(dashes[index]), end, "")


def _add_items(sheet: Sheet, node: SequenceNode, after: int, new: Sequence[Item]) -> None:
    column = node.start_mark.column
    if node.flow_style:
        said = [item_text(one, 0, "\n") if isinstance(one, Pattern) else flow(one) for one in new]
        sheet.add_flow(_flow_spans(sheet, node.value), after, said)
        return
    pad = " " * column
    lines = "".join(
        f"{pad}- {item_text(item, column + 2, sheet.newline)}{sheet.newline}" for item in new
    )
    if after < 0:
        sheet.put_lines(sheet.line_start(node.start_mark.index), lines)
    else:
        sheet.put_lines(sheet.next_line(sheet.end(node.value[after])), lines)
