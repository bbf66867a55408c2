"""Make one code's entry in the text say another code: only what differs is written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from coder.codebook.entry import FIELDS, Entry
from coder.codebook.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_null
from coder.codebook.quote import (
    after_key,
    field_lines,
    flow,
    item_text,
    text_lines,
    written_fields,
)
from coder.codebook.splice import CannotSplice, Sheet
from coder.model import Bilingual, Code, Pattern

Pairs: TypeAlias = Mapping[str, tuple[Node, Node]]
Item: TypeAlias = str | Pattern


def flow_spans(sheet: Sheet, nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """Where each of *nodes*, which stand in brackets, begins and ends."""
    return [(node.start_mark.index, sheet.end(node)) for node in nodes]


def patch_entry(sheet: Sheet, entry: Entry, new: Code) -> None:
    """Let *entry* say *new*, field by field and item by item."""
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
        case Bilingual(), MappingNode() if isinstance(old, Bilingual) and _share(old, new):
            _patch_languages(sheet, node, old, new)
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


def _share(old: Bilingual, new: Bilingual) -> bool:
    """Whether a language that was written stays so."""
    return bool((old.zh and new.zh) or (old.en and new.en))


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
        sheet.cut_flow(flow_spans(sheet, node.value), first, last)
        return
    dashes = sheet.dashes(node)
    for index in range(first, last):
        end = sheet.next_line(sheet.end(node.value[index]))
        sheet.put(sheet.line_start(dashes[index]), end, "")


def _add_items(sheet: Sheet, node: SequenceNode, after: int, new: Sequence[Item]) -> None:
    column = node.start_mark.column
    if node.flow_style:
        said = [item_text(one, 0, "\n") if isinstance(one, Pattern) else flow(one) for one in new]
        sheet.add_flow(flow_spans(sheet, node.value), after, said)
        return
    pad = " " * column
    lines = "".join(
        f"{pad}- {item_text(item, column + 2, sheet.newline)}{sheet.newline}" for item in new
    )
    if after < 0:
        sheet.put_lines(sheet.line_start(node.start_mark.index), lines)
    else:
        sheet.put_lines(sheet.next_line(sheet.end(node.value[after])), lines)
