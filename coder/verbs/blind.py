"""A share of segments is shown without suggestions, to see what people code unprompted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from coder.analysis.anchoring import Anchoring, anchoring
from coder.coding.decided import UNKNOWN, YES
from coder.model import RANGE_ACTIONS, Action, Decision, Segments
from coder.store import log
from coder.store.study import Study, put_setting, setting
from coder.verbs.quality import segmented
from coder.verbs.standing import present, tagged

KEY = "blind"
SHARES = (0, 5, 10, 20)  # per cent


def blind_share(study: Study) -> int:
    """Per cent of segments that are shown without suggestions."""
    return int(setting(study, KEY, {}).get("share", 0))


def set_blind_share(study: Study, share: int) -> None:
    """From the next decision on, show *share* per cent without suggestions."""
    if share != blind_share(study):
        put_setting(study, KEY, {"share": share, "since": log.last_id(study)})


def blind_rows(study: Study, segments: Segments) -> set[int]:
    """The segments of a document that are shown without suggestions, whoever looks and when."""
    share = blind_share(study)
    places = [(segments.document, one.start, one.end) for one in segments] if share else []
    return {row for row, place in enumerate(places) if _in_lot(place, share)}


def compared(study: Study) -> Anchoring | None:
    """Blind against prompted coding since the share was set; None while it is 0.

    Raises:
        CoderError: not_tagged.
    """
    kept = setting(study, KEY, {})
    share, since = int(kept.get("share", 0)), int(kept.get("since", 0))
    state = present(study)
    tagged(state)
    if not share:
        return None
    on = segmented(state)
    fresh = _decided_since(state.log, since)
    rows = [
        row
        for row in np.flatnonzero((on.answers != UNKNOWN).any(axis=1)).tolist()
        if any(
            start < on.places[row][2] and on.places[row][1] < end
            for start, end in fresh.get(on.places[row][0], ())
        )
    ]
    blind = np.array([_in_lot(on.places[row], share) for row in rows], dtype=bool)
    suggested = on.confidences[rows] >= on.cuts
    return anchoring(suggested, on.answers[rows] == YES, blind, on.documents[rows])


def _decided_since(decisions: Sequence[Decision], since: int) -> dict[str, list[tuple[int, int]]]:
    """document → the ranges that were decided on after decision *since*."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one in decisions:
        if one.id > since and one.action in RANGE_ACTIONS and one.action is not Action.MEMO:
            found.setdefault(one.document, []).append((one.start, one.end))
    return found


def _in_lot(place: tuple[str, int, int], share: int) -> bool:
    number = hashlib.sha256(f"blind {place!r}".encode("utf-8", "surrogatepass")).digest()[0]
    return number * 100 < share * 256
