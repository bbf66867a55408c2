"""What stands: a pure fold over the log of decisions, joined with the tagger's suggestions.

Rules, in the order in which they bind:

1. An undone decision counts as if it had never been made (an undone undo restores it).
2. Of all coders' verdicts on the same range and code the latest one holds.
3. A verdict outlives every run: a "yes" stands whether or not it is suggested, a "no" keeps
   every suggestion of the code away from the text it was said of.
4. Where a coder has looked at a text, a suggestion of a code that coder knew and did not give
   does not stand.
5. Everything else stands if the tagger suggests it.

A verdict on a code that the codebook no longer has is parked, not dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.model import Action, Codebook, Coding, Decision, Suggestion

Key = tuple[str, int, int, str]  # document, start, end, code

SAYS_YES = frozenset({Action.ACCEPT, Action.ADD})
SAYS_NO = frozenset({Action.REJECT, Action.REMOVE})
REVIEWED_SHARE = 0.5  # of a segment's characters, for the segment to count as looked at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one coder holds of a code on a range."""

    yes: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class Looked:
    """A range that a coder looked at as a whole, and the codes that coder knew of then.

    `codes` is None where the codebook of that moment is not known: then all codes were.
    """

    decision: Decision
    codes: frozenset[str] | None

    def covers(self, code: str) -> bool:
        """Whether not having given *code* says anything."""
        return self.codes is None or code in self.codes


@dataclass(frozen=True)
class Fold:
    """The log folded, before suggestions come in.

    Attributes:
        by_coder: every coder's own verdicts, for agreement.
        verdicts: the verdict that holds for each range and code.
        looked: the ranges looked at, by document.
        memos: notes by range and code; code "" for a note on the range itself.
    """

    by_coder: Mapping[str, Mapping[Key, Verdict]]
    verdicts: Mapping[Key, Verdict]
    looked: Mapping[str, tuple[Looked, ...]]
    memos: Mapping[Key, str]


@dataclass(frozen=True)
class Standing:
    """What stands, what is parked, and what people said no to."""

    codings: tuple[Coding, ...]
    parked: tuple[Coding, ...]
    rejected: tuple[Key, ...]
    looked: Mapping[str, tuple[Looked, ...]]
    memos: Mapping[Key, str]


def live(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that no live UNDO makes void, without the undos; order kept."""
    void: set[int] = set()
    for decision in reversed(decisions):
        if decision.action is Action.UNDO and decision.id not in void:
            void.add(decision.undoes)
    return [d for d in decisions if d.action is not Action.UNDO and d.id not in void]


def fold(decisions: Sequence[Decision], known: Mapping[str, frozenset[str]] | None = None) -> Fold:
    """Fold the log, oldest first, all ranges in the present text's coordinates.

    Args:
        known: codebook version → ids of its codes; an unknown version counts as "all codes".
    """
    by_coder: dict[str, dict[Key, Verdict]] = defaultdict(dict)
    looked: dict[str, list[Looked]] = defaultdict(list)
    memos: dict[Key, str] = {}
    for decision in live(decisions):
        match decision.action:
            case Action.RENAME | Action.MERGE:
                _carry(by_coder, looked, memos, decision.code, decision.to_code)
            case Action.MEMO:
                memos[_key(decision)] = decision.memo
            case Action.REVIEW:
                codes = (known or {}).get(decision.codebook)
                looked[decision.document].append(Looked(decision, codes))
            case Action.LINK | Action.UNLINK | Action.PLACE | Action.GONE:
                continue  # says nothing of what stands: see `coding.links`, `coding.place`
            case _:
                _judge(by_coder[decision.coder], decision)
    held: dict[Key, Verdict] = {}
    for verdicts in by_coder.values():
        for key, verdict in verdicts.items():
            if key not in held or held[key].decision.id <= verdict.decision.id:
                held[key] = verdict
    return Fold(by_coder, held, {k: tuple(v) for k, v in looked.items()}, memos)


def stand(
    decisions: Sequence[Decision],
    suggestions: Iterable[Suggestion],
    codebook: Codebook,
    known: Mapping[str, frozenset[str]] | None = None,
) -> Standing:
    """What stands of *decisions* and *suggestions* (those above the threshold) by *codebook*."""
    return join(fold(decisions, known), suggestions, codebook)


def join(
    folded: Fold,
    suggestions: Iterable[Suggestion],
    codebook: Codebook,
    made: dict[Suggestion, Coding] | None = None,
) -> Standing:
    """The second half of `stand`: let *suggestions* in where no person has spoken.

    Args:
        made: what has become of suggestions before, where nobody had a note on them; added to.
            One decision among many thousand suggestions then makes few codings.
    """
    made = {} if made is None else made
    spoken = spoken_by_place(folded.verdicts)
    confidence: dict[Key, float] = {}
    from_tagger = []
    for suggestion in suggestions:
        said = said_of(spoken.get((suggestion.document, suggestion.code), ()), suggestion)
        for key in said:
            confidence[key] = max(suggestion.confidence, confidence.get(key, 0.0))
        if said or suggestion.code not in codebook.by_id:
            continue
        looked = folded.looked.get(suggestion.document)
        if not (looked and passed_over(looked, suggestion)):
            from_tagger.append(_suggested(suggestion, folded.memos, made))
    codings: list[Coding] = []
    parked: list[Coding] = []
    for key, verdict in folded.verdicts.items():
        if verdict.yes:
            home = codings if key[3] in codebook.by_id else parked
            home.append(_given(key, verdict, confidence.get(key), folded.memos))
    rejected = tuple(sorted(key for key, v in folded.verdicts.items() if not v.yes))
    codings = sorted(codings + from_tagger, key=_reading_order)
    parked = sorted(parked, key=_reading_order)
    return Standing(tuple(codings), tuple(parked), rejected, folded.looked, folded.memos)


def passed_over(looked: Sequence[Looked], suggestion: Suggestion) -> bool:
    """Whether coders have looked at the segment, knew the code, and did not give it."""
    covered = sum(
        max(0, min(look.decision.end, suggestion.end) - max(look.decision.start, suggestion.start))
        for look in looked
        if look.covers(suggestion.code)
    )
    return covered >= REVIEWED_SHARE * (suggestion.end - suggestion.start) and covered > 0


def _key(decision: Decision) -> Key:
    return (decision.document, decision.start, decision.end, decision.code)


def _judge(verdicts: dict[Key, Verdict], decision: Decision) -> None:
    key = _key(decision)
    if decision.action in SAYS_YES:
        verdicts[key] = Verdict(True, decision)
    elif decision.action in SAYS_NO:
        verdicts[key] = Verdict(False, decision)
    elif decision.action is Action.RECODE:
        verdicts[key] = Verdict(False, decision)
        verdicts[(*key[:3], decision.to_code)] = Verdict(True, decision)
    elif decision.action is Action.MOVE:
        verdicts[key] = Verdict(False, decision)
        verdicts[(key[0], decision.to_start, decision.to_end, key[3])] = Verdict(True, decision)


def _carry(
    by_coder: Mapping[str, dict[Key, Verdict]],
    looked: Mapping[str, list[Looked]],
    memos: dict[Key, str],
    old: str,
    new: str,
) -> None:
    """Let everything said of code *old* be said of code *new*; of two verdicts a "yes" wins."""
    for verdicts in by_coder.values():
        for key in [key for key in verdicts if key[3] == old]:
            verdict, target = verdicts.pop(key), (*key[:3], new)
            if target not in verdicts or not verdicts[target].yes:
                verdicts[target] = verdict
    for key in [key for key in memos if key[3] == old]:
        memos[(*key[:3], new)] = memos.pop(key)
    for looks in looked.values():
        looks[:] = [
            replace(look, codes=look.codes | {new}) if look.codes and old in look.codes else look
            for look in looks
        ]


def spoken_by_place(verdicts: Mapping[Key, Verdict]) -> dict[tuple[str, str], list[Key]]:
    """Where somebody has decided, by (document, code)."""
    spoken: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in verdicts:
        spoken[(key[0], key[3])].append(key)
    return spoken


def said_of(keys: Iterable[Key], suggestion: Suggestion) -> list[Key]:
    """Those of *keys*, all of its document and code, that share a character with *suggestion*."""
    return [key for key in keys if key[1] < suggestion.end and suggestion.start < key[2]]


def _suggested(
    suggestion: Suggestion, memos: Mapping[Key, str], made: dict[Suggestion, Coding]
) -> Coding:
    key = (suggestion.document, suggestion.start, suggestion.end, suggestion.code)
    source, sure = suggestion.source, suggestion.confidence
    if key in memos:
        return Coding(*key, source=source, confidence=sure, memo=memos[key])
    if suggestion not in made:
        made[suggestion] = Coding(*key, source=source, confidence=sure)
    return made[suggestion]


def _given(
    key: Key, verdict: Verdict, confidence: float | None, memos: Mapping[Key, str]
) -> Coding:
    decision = verdict.decision
    return Coding(
        *key,
        coder=decision.coder,
        source=decision.source or "person",
        confidence=confidence,
        memo=memos.get(key) or decision.memo,
        time=decision.time,
        decision=decision.id,
    )


def _reading_order(coding: Coding) -> tuple[str, int, int, str]:
    return (coding.document, coding.start, coding.end, coding.code)
