"""Which codes stand in one turn: the simplest sign that people speak of two things together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from coder.analysis.quotes import Turns
from coder.model import Coding, Document


def pairs(codings: Sequence[Coding], documents: Mapping[str, Document]) -> pd.DataFrame:
    """For every two codes that share a turn: how many turns, and in how many interviews.

    Returns:
        Columns first, second (ids, in alphabetical order), turns, documents; most turns first.
    """
    turn_of = Turns(documents)
    by_turn: dict[tuple[str, int], set[str]] = defaultdict(set)
    for coding in codings:
        if coding.document in documents:
            number, _ = turn_of(coding.document, coding.start)
            by_turn[(coding.document, number)].add(coding.code)
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (document, _), codes in by_turn.items():
        for pair in combinations(sorted(codes), 2):
            places[pair].append(document)
    rows = [(*pair, len(some), len(set(some))) for pair, some in places.items()]
    rows.sort(key=lambda row: (-row[2], -row[3], row[0], row[1]))
    return pd.DataFrame(rows, columns=["first", "second", "turns", "documents"])
