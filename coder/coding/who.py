"""Whose codings count: one coder's, what coders agree on, what people decided, or all that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coder.coding.stand import Fold, Key, Standing, Verdict
from coder.model import Codebook, Coding

ALL, REVIEWED, CONSENSUS = "all", "reviewed", "consensus"
WHO = (ALL, REVIEWED, CONSENSUS)
CODER = "coder:"  # begins the name of one coder

Range = tuple[int, int]


def counted(standing: Standing, folded: Fold, codebook: Codebook, who: str = ALL) -> list[Coding]:
    """The codings that count, in reading order; codes that the codebook lacks are left out.

    Args:
        who: "all" that stands; "reviewed": what people accepted or added; "consensus": what at
            least two coders have looked at and all of those gave; "coder:NAME": what NAME gave,
            whatever others say.
    """
    if who.startswith(CODER):
        return of_coder(folded, codebook, who.removeprefix(CODER))
    if who == CONSENSUS:
        return consensus(folded, codebook)
    return [one for one in standing.codings if who == ALL or one.decision]


def coders(folded: Fold) -> list[str]:
    """Everybody who has decided on anything, by name."""
    looked = {one.decision.coder for some in folded.looked.values() for one in some}
    return sorted(looked | {name for name, verdicts in folded.by_coder.items() if verdicts})


def of_coder(folded: Fold, codebook: Codebook, coder: str) -> list[Coding]:
    """What *coder* accepted or added."""
    return _codings(folded.by_coder.get(coder, {}), codebook)


def consensus(folded: Fold, codebook: Codebook) -> list[Coding]:
    """What every coder gave who looked at the text, where at least two did.

    Ranges need not be the same: half of the shorter must lie in the other. Of the coders' own
    ranges the one of the coder first by name counts.
    """
    given = {name: _codings(folded.by_coder.get(name, {}), codebook) for name in coders(folded)}
    ranges = {name: _by_place(some) for name, some in given.items()}
    seen = {name: _looked(folded, name) for name in given}
    found: list[Coding] = []
    for at, (name, some) in enumerate(given.items()):
        earlier = list(given)[:at]
        for coding in some:
            others = [one for one in given if one != name and _has_looked(seen[one], coding)]
            agree = [one for one in others if _gave(ranges[one], coding)]
            if others and agree == others and not any(one in earlier for one in agree):
                found.append(coding)
    return sorted(found, key=lambda one: (one.document, one.start, one.end, one.code))


def _codings(verdicts: Mapping[Key, Verdict], codebook: Codebook) -> list[Coding]:
    found = []
    for key, verdict in verdicts.items():
        if verdict.yes and key[3] in codebook.by_id:
            decision = verdict.decision
            source = decision.source or "person"
            found.append(
                Coding(
                    *key, coder=decision.coder, source=source, time=decision.time,
                    memo=decision.memo, decision=decision.id,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.document, one.start, one.end, one.code))


def _by_place(codings: Iterable[Coding]) -> dict[tuple[str, str], list[Range]]:
    found: dict[tuple[str, str], list[Range]] = defaultdict(list)
    for one in codings:
        found[(one.document, one.code)].append((one.start, one.end))
    return found


def _looked(folded: Fold, coder: str) -> dict[str, list[Range]]:
    """Where *coder* has looked or decided anything, by document."""
    found: dict[str, list[Range]] = defaultdict(list)
    for document, some in folded.looked.items():
        found[document] += [
            (one.decision.start, one.decision.end) for one in some if one.decision.coder == coder
        ]
    for document, start, end, _ in folded.by_coder.get(coder, {}):
        found[document].append((start, end))
    return found


def _has_looked(seen: Mapping[str, Sequence[Range]], coding: Coding) -> bool:
    return any(_same(one, coding) for one in seen.get(coding.document, ()))


def _gave(ranges: Mapping[tuple[str, str], Sequence[Range]], coding: Coding) -> bool:
    return any(_same(one, coding) for one in ranges.get((coding.document, coding.code), ()))


def _same(one: Range, coding: Coding) -> bool:
    both = min(one[1], coding.end) - max(one[0], coding.start)
    return both > 0 and 2 * both >= min(one[1] - one[0], coding.end - coding.start)
