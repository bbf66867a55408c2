"""Where ranges are after edits that are known exactly, as those that put pseudonyms for names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

Range = tuple[int, int]
Edit = tuple[int, int, str]  # start and end in the old text, what is put there


def apply(text: str, edits: Sequence[Edit]) -> str:
    """*text* after *edits*, which are in order and do not overlap.

    Raises:
        ValueError: they overlap, are out of order, or lie outside the text.
    """
    _check(edits, len(text))
    pieces = []
    at = 0
    for start, end, put in edits:
        pieces += [text[at:start], put]
        at = end
    return "".join([*pieces, text[at:]])


def follow(ranges: Sequence[Range], edits: Sequence[Edit]) -> list[Range]:
    """Where each of *ranges* is after *edits* (in order, not overlapping). Exact.

    What replaces text inside a range is in the range, also at its ends. An edit that reaches
    across an end takes the range along: its whole replacement is in. What is put in at an end
    stays outside. A range of which every character was deleted is empty: start == end.

    Raises:
        ValueError: edits overlap or are out of order.
    """
    _check(edits)
    starts = [start for start, _, _ in edits]
    ends = [end for _, end, _ in edits]
    grown = list(accumulate((len(put) - (b - a) for a, b, put in edits), initial=0))
    found = []
    for start, end in ranges:
        # Edits before `first` end at or before the range, those from `last` on begin behind it.
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        first = min(first, last) if start < end else first
        new_start = start + grown[first]
        if first < last and starts[first] < start:
            new_start = starts[first] + grown[first]
        new_end = end + grown[last]
        if first < last and ends[last - 1] > end:
            new_end = ends[last - 1] + grown[last]
        found.append((new_start, max(new_start, new_end)))
    return found


def _check(edits: Sequence[Edit], length: int | None = None) -> None:
    overlap = any(one[1] > two[0] for one, two in pairwise(edits))
    backward = any(start > end or start < 0 for start, end, _ in edits)
    if overlap or backward or (length is not None and edits and edits[-1][1] > length):
        raise ValueError(edits)
