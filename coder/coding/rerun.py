"""Three sides meet after an edit: the old suggestions, the new ones, people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coder.coding.stand import Fold, Key, passed_over, said_of, spoken_by_place
from coder.model import Suggestion


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A person's verdict that the new rules disagree with; the verdict stands."""

    suggestion: Suggestion
    person_says: bool


@dataclass(frozen=True)
class Rerun:
    """What a run changed; each suggestion of the old or new run is in exactly one of the first four.

    Attributes:
        gained, lost: newly suggested, no longer suggested; no person has spoken.
        unchanged: suggested before and now; no person has spoken.
        held: a person has spoken; nothing changes whatever the rules say.
        contradicted: those of `held` where the new rules now say otherwise than the person
            and the old rules did not.
    """

    gained: tuple[Suggestion, ...]
    lost: tuple[Suggestion, ...]
    unchanged: tuple[Suggestion, ...]
    held: tuple[Suggestion, ...]
    contradicted: tuple[Contradiction, ...]


def compare(before: Iterable[Suggestion], after: Iterable[Suggestion], folded: Fold) -> Rerun:
    """Sort the suggestions (those above the threshold) of two runs by what becomes of them."""
    old = {_key(suggestion): suggestion for suggestion in before}
    new = {_key(suggestion): suggestion for suggestion in after}
    spoken = spoken_by_place(folded.verdicts)
    gained, lost, unchanged, held, contradicted = [], [], [], [], []
    for key in sorted(old.keys() | new.keys()):
        suggestion = new.get(key) or old[key]
        said = _person_says(suggestion, folded, spoken)
        if said is not None:
            held.append(suggestion)
            if said != (key in new) and (key in old) != (key in new):
                contradicted.append(Contradiction(suggestion, said))
        elif key not in old:
            gained.append(suggestion)
        elif key not in new:
            lost.append(suggestion)
        else:
            unchanged.append(suggestion)
    return Rerun(tuple(gained), tuple(lost), tuple(unchanged), tuple(held), tuple(contradicted))


def _key(suggestion: Suggestion) -> Key:
    return (suggestion.document, suggestion.start, suggestion.end, suggestion.code)


def _person_says(
    suggestion: Suggestion, folded: Fold, spoken: Mapping[tuple[str, str], list[Key]]
) -> bool | None:
    keys = said_of(spoken.get((suggestion.document, suggestion.code), ()), suggestion)
    if keys:
        return any(folded.verdicts[key].yes for key in keys)
    if passed_over(folded.looked.get(suggestion.document, ()), suggestion):
        return False
    return None
