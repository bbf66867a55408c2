"""Decisions on texts that were rewritten with known edits: exactly where their words are now.

What hides names in a transcript changes every version of its text, and says where. Where a
decision points to stays in the log as it was written; it is carried when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from coder.model import Decision
from coder.text.follow import Edit, follow

Version = tuple[str, str]  # document, digest of its text


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One version of a document's text that became another one.

    Attributes:
        digest: of the text as it was. to_digest: as it is.
        edits: in order, not overlapping, in the old text.
        batch: rewrites that were made at once have one number; later ones a higher one.
        after: id of the last decision made before.
    """

    document: str
    digest: str
    to_digest: str
    edits: tuple[Edit, ...]
    batch: int
    after: int


def carry(decisions: Iterable[Decision], rewrites: Sequence[Rewrite]) -> list[Decision]:
    """*decisions* (as they were written) on the texts as *rewrites*, oldest first, left them."""
    batches = _batches(rewrites)
    carried = []
    for decision in decisions:
        now = decision
        for after, by_version in batches:
            if decision.id <= after:
                now = _carried(now, by_version)
        carried.append(now)
    return carried


def carry_range(
    version: Version, start: int, end: int, rewrites: Sequence[Rewrite]
) -> tuple[Version, int, int]:
    """A range of a text, as all *rewrites* in order left it."""
    for _, by_version in _batches(rewrites):
        if rewrite := by_version.get(version):
            version = (version[0], rewrite.to_digest)
            ((start, end),) = follow([(start, end)], rewrite.edits)
    return version, start, end


def _batches(rewrites: Sequence[Rewrite]) -> list[tuple[int, Mapping[Version, Rewrite]]]:
    found: list[tuple[int, Mapping[Version, Rewrite]]] = []
    for _, several in groupby(rewrites, key=lambda one: one.batch):
        batch = list(several)
        found.append((batch[0].after, {(one.document, one.digest): one for one in batch}))
    return found


def _carried(decision: Decision, rewrites: Mapping[Version, Rewrite]) -> Decision:
    here = rewrites.get((decision.document, decision.digest))
    there = rewrites.get((decision.document, decision.to_digest)) if decision.to_digest else here
    changes: dict[str, str | int] = {}
    if here:
        ((start, end),) = follow([(decision.start, decision.end)], here.edits)
        changes |= {"digest": here.to_digest, "start": start, "end": end}
    if there and decision.to_end:
        ((start, end),) = follow([(decision.to_start, decision.to_end)], there.edits)
        changes |= {"to_start": start, "to_end": end}
    if there and decision.to_digest:
        changes["to_digest"] = there.to_digest
    return replace(decision, **changes) if changes else decision  # type: ignore[arg-type]
