"""Where codes meet: the words behind each cell of a table of codes that stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coder.analysis.ground import Coded
from coder.analysis.relations import Booleans, Integers, places
from coder.model import Coding


@dataclass(frozen=True, slots=True)
class Meeting:
    """One place that a cell counts: the codings of the one code there, and of the others."""

    first: tuple[Coding, ...]
    second: tuple[Coding, ...]

    @property
    def document(self) -> str:
        """Whose interview it is in."""
        return self.first[0].document


def meetings(
    coded: Coded, first: str, others: Sequence[str], *, within: str = "turn", k: int = 1
) -> list[Meeting]:
    """The places where *first* stands with any of *others*, in reading order.

    Args:
        within: the same "segment", the same "turn", or "near": at most *k* turns away.
    """
    second = [code for code in others if code != first]
    one, two, document = places(coded, [first], second, within)
    starts, ends = _spans(coded, within)
    there: Booleans = np.asarray(two.any(axis=1))
    ones, twos = _by_document(coded.codings, [first]), _by_document(coded.codings, second)
    found = []
    for at in np.flatnonzero(one[:, 0]).tolist():
        near = _near(document, at, k) if within == "near" else slice(at, at + 1)
        if there[near].any():
            name = coded.on.documents[int(document[at])]
            found.append(
                Meeting(
                    tuple(_inside(ones[name], int(starts[at]), int(ends[at]))),
                    tuple(_inside(twos[name], int(starts[near][0]), int(ends[near][-1]))),
                )
            )
    return [meeting for meeting in found if meeting.first and meeting.second]


def _spans(coded: Coded, within: str) -> tuple[Integers, Integers]:
    """(places,) where in its document each place begins and ends."""
    on = coded.on
    if within == "segment" or not len(on):
        return on.start, on.end
    begins = np.flatnonzero(np.diff(on.turn, prepend=-1))
    return on.start[begins], on.end[np.append(begins[1:], len(on)) - 1]


def _near(document: Integers, at: int, k: int) -> slice:
    """Places at most *k* away in the same document."""
    window = range(max(0, at - k), min(len(document), at + k + 1))
    same = [place for place in window if document[place] == document[at]]
    return slice(same[0], same[-1] + 1)


def _by_document(codings: Iterable[Coding], codes: Sequence[str]) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = defaultdict(list)
    for one in codings:
        if one.code in codes:
            found[one.document].append(one)
    return found


def _inside(codings: Iterable[Coding], start: int, end: int) -> Iterator[Coding]:
    return (one for one in codings if one.start < end and start < one.end)
