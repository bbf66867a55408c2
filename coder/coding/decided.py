"""What people have said of each segment and code: the answers a tagger can learn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coder.coding.stand import REVIEWED_SHARE, Fold, Key, Looked
from coder.model import Segments

YES, NO, UNKNOWN = 1, 0, -1
Answers = NDArray[np.int8]


def answers(folded: Fold, documents: Sequence[Segments], codes: Sequence[str]) -> list[Answers]:
    """For each document (segments, codes) YES, NO or UNKNOWN.

    A verdict speaks for a segment when at least half of the shorter of the two lies in the other.
    A code not given where a coder looked is a NO, if that coder knew it; a YES outweighs a NO.
    """
    at = {code: number for number, code in enumerate(codes)}
    verdicts: dict[str, list[tuple[bool, Key]]] = defaultdict(list)
    for key, verdict in folded.verdicts.items():
        if key[3] in at:
            verdicts[key[0]].append((verdict.yes, key))
    return [
        _of_one(one, at, folded.looked.get(one.document, ()), verdicts[one.document])
        for one in documents
    ]


def _of_one(
    segments: Segments,
    at: Mapping[str, int],
    looked: Sequence[Looked],
    verdicts: Sequence[tuple[bool, Key]],
) -> Answers:
    made = np.full((len(segments), len(at)), UNKNOWN, dtype=np.int8)
    if not len(segments):
        return made
    starts, ends = np.array(segments.start), np.array(segments.end)
    for look in looked:
        seen = _covered(starts, ends, look.decision.start, look.decision.end)
        rows = seen >= REVIEWED_SHARE * (ends - starts)
        columns = [number for code, number in at.items() if look.covers(code)]
        made[np.ix_(rows & (seen > 0), columns)] = NO
    for yes, (_, start, end, code) in sorted(verdicts, key=lambda one: one[0]):
        both = _covered(starts, ends, start, end)
        rows = (both > 0) & (2 * both >= np.minimum(ends - starts, end - start))
        made[rows, at[code]] = YES if yes else NO
    return made


def _covered(
    starts: NDArray[np.int64], ends: NDArray[np.int64], start: int, end: int
) -> NDArray[np.int64]:
    """(segments,) how many characters lie in start..end."""
    both: NDArray[np.int64] = np.maximum(np.minimum(ends, end) - np.maximum(starts, start), 0)
    return both
