"""Make a codebook's text say another codebook, and leave all else in it as it is.

Comments, order, quotation marks, indentation and line ends survive because only what differs
is cut out and written anew; what comes out is loaded and compared before it is handed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from coder.codebook.load import Located, load, locate
from coder.codebook.nodes import Node, SequenceNode, is_null
from coder.codebook.patch_code import flow_spans, patch_entry
from coder.codebook.quote import code_lines, flow, written_fields
from coder.codebook.splice import CannotSplice, Sheet
from coder.errors import CoderError
from coder.model import Code, Codebook


@dataclass(frozen=True)
class Block:
    """A code as it stood in some text.

    Attributes:
        lead: what stood between it and the code before it, "" for the first one.
        lines: its own lines, with the comments in them.
        column: where its dash stood.
    """

    lead: str
    lines: str
    column: int


def patch(
    text: str,
    new: Codebook,
    *,
    renamed: Mapping[str, str] = {},
    blocks: Mapping[str, Block] = {},
) -> str:
    """*text* changed to say *new*, whose kept codes stand in the order they have in *text*.

    Args:
        renamed: old id → new id, for codes that are the same under another id.
        blocks: by id, an added code as it stood in another text.

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


def block_of(text: str, code_id: str) -> Block | None:
    """A code as it stands in *text*; None where the codes stand in brackets.

    Raises:
        Problems: *text* is no usable codebook.
    """
    sheet = Sheet(text.removeprefix("\ufeff"))
    located = locate(sheet.text)
    codes = located.codes
    if not _in_block(codes):
        return None
    done = 0
    for entry, (start, end) in zip(located.entries, _spans(sheet, codes), strict=True):
        if entry.code.id == code_id:
            lead = sheet.text[done:start] if done else ""
            return Block(lead, sheet.text[start:end], codes.start_mark.column)
        done = end
    return None


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
    blocks: Mapping[str, Block],
) -> None:
    kept = {renamed.get(one.code.id, one.code.id): i for i, one in enumerate(located.entries)}
    for id, index in kept.items():
        if id in new.by_id:
            patch_entry(sheet, located.entries[index], new.by_id[id])
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


def _remove(sheet: Sheet, located: Located, gone: Sequence[int]) -> None:
    if not gone or located.codes is None:
        return
    if not _in_block(located.codes):
        items = flow_spans(sheet, located.codes.value)
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
    sheet: Sheet, located: Located, after: int, codes: Sequence[Code], blocks: Mapping[str, Block]
) -> None:
    node = located.codes
    if node is not None and not is_null(node) and node.value and not _in_block(node):
        sheet.add_flow(flow_spans(sheet, node.value), after, [_flow_code(code) for code in codes])
        return
    if node is None or not _in_block(node):
        lines = [code_lines(code, _first_column(located), sheet.newline) for code in codes]
        _add_first(sheet, located, sheet.newline.join(lines))
        return
    spans = _spans(sheet, node)
    gap = sheet.newline if _spaced(sheet, spans) else ""
    at = spans[after][1] if after >= 0 else spans[0][0]
    for code in codes:
        block = blocks.get(code.id)
        if block and _follows(sheet, block, at) and _fits(sheet, block, node.start_mark.column):
            sheet.put_lines(at + len(block.lead), block.lines)
            continue
        said = _lines(sheet, node, code, block)
        sheet.put_lines(at, gap + said if after >= 0 else said + gap)


def _follows(sheet: Sheet, block: Block, at: int) -> bool:
    """Whether the heading that stood before *block* still stands there."""
    return "#" in block.lead and sheet.text.startswith(block.lead, at)


def _fits(sheet: Sheet, block: Block, column: int) -> bool:
    """Whether the lines of *block* can stand in the text as they are."""
    ends = "\r\n" if "\r\n" in block.lines else "\n"
    return block.column == column and block.lines.endswith("\n") and ends == sheet.newline


def _lines(sheet: Sheet, codes: SequenceNode, code: Code, block: Block | None) -> str:
    """A new code in the manner of the others, or as it stood before where that fits."""
    column = codes.start_mark.column
    if block and _fits(sheet, block, column):
        return block.lines
    offset = max(2, int(codes.value[0].start_mark.column) - column)
    return code_lines(code, column, sheet.newline, offset=offset)


def _first_column(located: Located) -> int:
    return 0 if located.key is located.codes else 2


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
    sheet.put(sheet.colon(key), end, " " if sheet.text.startswith("#", end) else "")
    sheet.put_lines(sheet.next_line(end), lines)


def _flow_code(code: Code) -> str:
    said = written_fields(code).items()
    return "{" + ", ".join(f"{name}: {flow(value)}" for name, value in said) + "}"
