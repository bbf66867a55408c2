"""The domain's nouns: what a study is made of, as plain frozen values.

Nothing here reads a file, a database or a clock. Offsets are Unicode code points into
`Document.text`, half-open, everywhere.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property


def digest_of(*parts: str) -> str:
    """The first 16 hex digits of SHA-256 over *parts*, kept apart by a NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Role(StrEnum):
    """Who speaks a turn."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """What the tagger codes."""

    SENTENCE = "sentence"
    TURN = "turn"
    PARAGRAPH = "paragraph"


class Goal(StrEnum):
    """What suggestions are wanted for."""

    FIND = "find"  # miss as little as possible
    BALANCED = "balanced"  # the best of both, by F1
    SURE = "sure"  # suggest what is nearly certain


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of one speaker.

    Attributes:
        speaker: the label as written, without colon, brackets or time.
        start, end: the utterance in the document's text, without label and time stamp.
        label_start: where the label (or the time before it) begins; `start` if there is none.
        start_ms: milliseconds from the start of the recording, None where no time is given.
    """

    speaker: str
    role: Role
    start: int
    end: int
    label_start: int
    start_ms: int | None = None


@dataclass(frozen=True)
class Document:
    """One interview: its text, who spoke when, and what is known of the interviewee.

    Attributes:
        id: unique in the study; from front matter, `interviews.csv`, else the file's stem.
        source: the file's path below `interviews/`, with `/`.
        attributes: `group`, `role`, `date`, … as text.
    """

    id: str
    text: str
    turns: tuple[Turn, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def group(self) -> str:
        """The interviewee's group, "" where none is given."""
        return self.attributes.get("group", "")

    @cached_property
    def digest(self) -> str:
        """Changes when the text changes, and only then."""
        return digest_of(self.text)

    @cached_property
    def turns_digest(self) -> str:
        """Changes when the text changes, or who says what in it."""
        return digest_of(self.digest, repr(self.turns))

    @cached_property
    def whole_digest(self) -> str:
        """Changes when anything that a result may rest on changes: text, turns, attributes."""
        return digest_of(
            self.id, self.text, repr(self.turns), repr(sorted(self.attributes.items()))
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """One coded unit: a range of a document's text, inside one turn."""

    document: str
    index: int
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segments:
    """All segments of one document in reading order, as columns; `segments[i]` gives one.

    `turn` holds the index of the turn in `Document.turns`.
    """

    document: str
    turn: array[int]
    start: array[int]
    end: array[int]

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, index: int) -> Segment:
        if index < 0:
            index += len(self)
        return Segment(self.document, index, self.turn[index], self.start[index], self.end[index])

    def __iter__(self) -> Iterator[Segment]:
        return (self[index] for index in range(len(self)))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Chinese and English; either may be empty."""

    zh: str = ""
    en: str = ""

    def say(self, language: str) -> str:
        """The text in *language* ("zh" or "en"), the other one where it is missing."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule for words that a plain term cannot say: a regular expression, or spaCy tokens.

    Attributes:
        regex: a Python regular expression; "" where `tokens` is used.
        tokens: a spaCy Matcher pattern (a list of token descriptions) as canonical JSON.
    """

    regex: str = ""
    tokens: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook. Only `id` and a label are required in the file."""

    id: str
    label: Bilingual
    kind: str = ""
    parent: str = ""
    aspect: str = ""
    origin: str = ""
    definition: Bilingual = Bilingual()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    color: str = ""
    retired: bool = False

    @property
    def tagging_key(self) -> str:
        """A hash of just the fields that the tagger reads: equal key, equal scores."""
        said = asdict(self)
        for unread in ("parent", "aspect", "origin", "color", "exclude"):
            said.pop(unread)
        return digest_of(json.dumps(said, ensure_ascii=False, sort_keys=True))


@dataclass(frozen=True)
class Codebook:
    """All codes, in the file's order."""

    codes: tuple[Code, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """The codes by their id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def version(self) -> str:
        """A hash of what the codebook says; comments and layout do not count."""
        said = [asdict(code) for code in self.codes]
        return digest_of(json.dumps(said, ensure_ascii=False, sort_keys=True))

    @cached_property
    def active(self) -> tuple[Code, ...]:
        """The codes that may be suggested and given: all but the retired ones."""
        return tuple(code for code in self.codes if not code.retired)


class Action(StrEnum):
    """What a person did at one moment.

    The first group is about ranges of text, the second about a code as a whole.
    """

    ACCEPT = "accept"  # a suggestion is right
    REJECT = "reject"  # a suggestion is wrong
    ADD = "add"  # a code given by hand
    REMOVE = "remove"  # a code taken away that stood
    RECODE = "recode"  # `code` becomes `to_code` on the same range
    MOVE = "move"  # the coding's range becomes `to_start`..`to_end`
    MEMO = "memo"  # a note on a coding, or on the range where `code` is ""
    REVIEW = "review"  # looked at: no code applies but those given by this coder
    LINK = "link"  # `code` on `start`..`end` goes with `to_code` on `to_start`..`to_end`
    UNLINK = "unlink"  # it does not
    PLACE = "place"  # the words of `start`..`end` are `to_start`..`to_end` of the text `to_digest`
    GONE = "gone"  # the words of `start`..`end` are not in the text `to_digest`
    UNDO = "undo"  # decision `undoes` is void; undoing an undo is a redo

    RENAME = "rename"  # code `code` is called `to_code` from now on
    MERGE = "merge"  # code `code` goes into `to_code`
    REPARENT = "reparent"  # code `code` stands below `to_code` ("" for the top)
    RETIRE = "retire"  # code `code` is no longer given; its codings stand
    RESTORE = "restore"  # a retired code is given again


RANGE_ACTIONS = frozenset(
    {
        Action.ACCEPT,
        Action.REJECT,
        Action.ADD,
        Action.REMOVE,
        Action.RECODE,
        Action.MOVE,
        Action.MEMO,
        Action.REVIEW,
    }
)
LINK_ACTIONS = frozenset({Action.LINK, Action.UNLINK})
TEXT_ACTIONS = frozenset({Action.PLACE, Action.GONE})  # about words in two versions of a text
TWO_RANGES = LINK_ACTIONS | {Action.MOVE}  # actions whose `to_start`..`to_end` is in the text too
CODE_ACTIONS = frozenset(
    {Action.RENAME, Action.MERGE, Action.REPARENT, Action.RETIRE, Action.RESTORE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log: what one coder did at one moment. Never changed once written.

    Attributes:
        id: place in the log, from 1; 0 while not yet written.
        time: UTC, ISO 8601 with Z.
        codebook: version of the codebook that the coder saw.
        digest: `Document.digest` of the text that `start`..`end` point into.
        to_digest: of the text that `to_start`..`to_end` point into, where it is another one.
        source: "" for a decision made here, else the program or file it was imported from.
        undoes: the id of the decision that an UNDO makes void, 0 otherwise.
    """

    action: Action
    coder: str
    id: int = 0
    time: str = ""
    codebook: str = ""
    document: str = ""
    digest: str = ""
    start: int = 0
    end: int = 0
    code: str = ""
    to_code: str = ""
    to_start: int = 0
    to_end: int = 0
    memo: str = ""
    undoes: int = 0
    source: str = ""
    to_digest: str = ""


TAGGER = "tagger"
MODEL = "model:"  # begins the source of what a language model alone suggests; its name follows


def by_machine(source: str) -> bool:
    """Whether a coding of this *source* is a suggestion that nobody has decided on."""
    return source == TAGGER or by_model(source)


def by_model(source: str) -> bool:
    """Whether a coding of this *source* is suggested by nothing but a language model's word."""
    return source.startswith(MODEL)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The tagger's proposal of a code for a segment.

    Attributes:
        confidence: 0..1; the share of such suggestions that a coder is expected to accept.
        source: TAGGER, or MODEL and a language model's name where only its word makes it one.
    """

    document: str
    start: int
    end: int
    code: str
    confidence: float
    source: str = TAGGER


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a range of text that stands (参考点).

    Attributes:
        source: "person", "tagger", "model:" and a name, or the program it was imported from.
        coder: "" for the tagger's.
        confidence: the tagger's, None for a coding that the tagger never suggested.
        decision: id of the decision it rests on, 0 for the tagger's.
    """

    document: str
    start: int
    end: int
    code: str
    coder: str = ""
    source: str = TAGGER
    confidence: float | None = None
    memo: str = ""
    time: str = ""
    decision: int = 0
