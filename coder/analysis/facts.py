"""What a report says of a study, as plain numbers: the sentences are made of these alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.model import Bilingual


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group of interviewees.

    Attributes:
        characters: that the interviewees speak. segments: theirs; `reviewed` of them by a person.
    """

    label: str
    documents: int
    turns: int
    characters: int
    segments: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code: in how many interviews, how often, by group.

    Attributes:
        by_people: references that a person gave or confirmed.
        groups: (label, interviews with it, interviews in the group, references).
    """

    id: str
    label: str
    kind: str
    definition: str
    documents: int
    references: int
    by_people: int
    groups: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two codes that stand in the same turns: in how many turns, of how many interviews."""

    first: str
    second: str
    turns: int
    documents: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders on the segments that both have looked at, over all codes."""

    coders: tuple[str, str]
    segments: int
    agreement: float
    kappa: float


@dataclass(frozen=True, slots=True)
class Coders:
    """Who decided what.

    Attributes:
        names: in the order of their first decision. actions: how many decisions of each sort.
        agreements: of every two who looked at the same text.
    """

    names: tuple[str, ...]
    actions: Mapping[str, int]
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A language model that was asked for suggestions.

    Attributes:
        host: where it ran; here: whether that is the user's own machine.
        segments: how many of the interviewees' it saw.
    """

    model: str
    host: str
    here: bool
    segments: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A study in numbers.

    Attributes:
        title: of the study; fictional: its interviews say that they are.
        lines: lowest and highest confidence from which on a code was suggested. learned: whether
            decisions had corrected the confidences.
        unit: "sentence", "turn" or "paragraph". scorer: the tagger's name and version.
        kinds: the codebook's words for kinds, in its order, those that have codes.
        turns: how many turns of interviewees there are.
        who: "all" that stands is counted, or what was "reviewed".
        voice: the language model that was listened to, None for none.
    """

    title: Bilingual
    fictional: bool
    groups: tuple[GroupFacts, ...]
    codes: tuple[CodeFacts, ...]
    ties: tuple[Tie, ...]
    kinds: Mapping[str, str]
    coders: Coders
    unit: str
    lines: tuple[float, float]
    learned: bool
    scorer: str
    program: str
    codebook: str
    who: str
    language: str
    digests: Mapping[str, str] = field(default_factory=dict)
    voice: VoiceFacts | None = None

    @property
    def documents(self) -> int:
        """How many interviews there are."""
        return sum(group.documents for group in self.groups)

    @property
    def references(self) -> int:
        """How many references count."""
        return sum(code.references for code in self.codes)

    @property
    def by_people(self) -> int:
        """How many of them a person gave or confirmed."""
        return sum(code.by_people for code in self.codes)

    def of_kind(self, kind: str) -> list[CodeFacts]:
        """The codes of *kind*, those said in most interviews first, then those said oftenest."""
        found = [code for code in self.codes if code.kind == kind]
        return sorted(found, key=lambda code: (-code.documents, -code.references))
