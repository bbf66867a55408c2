"""What was found: the values, and which of several that overlap holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of text tells of somebody."""

    PERSON = "person"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    EMAIL = "email"
    BANK_CARD = "bank_card"
    ACCOUNT = "account"  # a name or number in a messenger, a licence plate
    ADDRESS = "address"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of text that identifies.

    Attributes:
        sure: it is proposed to be hidden; what is not sure is shown, for a person to decide.
        why: what speaks for it, a key of `words.identify.WHY`.
    """

    start: int
    end: int
    kind: Kind
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What the user knows of this study: found wherever it stands, or never.

    Attributes:
        never: words that are never hidden.
    """

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


NO_LISTS = Lists()


def apart(hits: Iterable[Hit], text: str, never: Iterable[str] = ()) -> list[Hit]:
    """Of *hits* those that hold, in order, no two overlapping.

    What is sure wins, then the longer one, then what is on the user's list.
    """
    left_out = frozenset(never)
    taken = bytearray(len(text))
    kept = []
    for hit in sorted(
        hits, key=lambda h: (not h.sure, h.start - h.end, h.why != "list", h.why == "again", h)
    ):
        if text[hit.start : hit.end] in left_out or any(taken[hit.start : hit.end]):
            continue
        taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        kept.append(hit)
    return sorted(kept)
