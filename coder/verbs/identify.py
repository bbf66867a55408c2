"""What in the study's transcripts tells who or where somebody is, and what is to stand for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from coder.model import Document, Role
from coder.store import documents
from coder.store.study import Study, put_setting, setting
from coder.text.identify.find import find, recurring
from coder.text.identify.hits import Hit, Kind, Lists, apart
from coder.text.labels import VOICES
from coder.text.pseudonyms import pseudonyms
from coder.text.roles import role_of_words
from coder.text.script import mostly_latin
from coder.verbs.standing import loaded

AROUND = 18  # characters shown on either side
LOOKED = "looked for names"  # setting: document → digest of its text when that was done
NO_NAMES = frozenset(("group", "date", "id"))  # attributes that are looked at by nobody's name
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """One place where somebody can be told by.

    Attributes:
        attribute: "" in the text; "file" in the document's name; else the attribute that says it.
        start, end: in the text; 0 and 0 elsewhere.
        line: 1-based, in the document's text; 0 elsewhere.
        sure: it is proposed to be hidden. why: a key of `words.identify.WHY`.
        before, after: what stands around.
    """

    document: str
    attribute: str
    start: int
    end: int
    text: str
    kind: Kind
    sure: bool
    why: str
    line: int = 0
    before: str = ""
    after: str = ""

    @property
    def place(self) -> tuple[str, str, int]:
        """What one place is known by."""
        return (self.document, self.attribute, self.start)


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one word, wherever it was found.

    Attributes:
        looked: a person has decided on it before.
        spared: places (`Found.place`) where it stays although it is hidden elsewhere.
    """

    text: str
    kind: Kind
    pseudonym: str
    hide: bool
    sure: bool
    why: str
    places: tuple[Found, ...]
    looked: bool = False
    spared: frozenset[tuple[str, str, int]] = frozenset()

    @property
    def hidden(self) -> tuple[Found, ...]:
        """Where it will be hidden."""
        return tuple(one for one in self.places if self.hide and one.place not in self.spared)

    @property
    def documents(self) -> int:
        """In how many documents it was found."""
        return len({one.document for one in self.places})


@dataclass(frozen=True)
class Known:
    """What was decided earlier, as the key keeps it.

    Attributes:
        words: text → (kind, pseudonym) of all that was ever hidden.
        kept: words that were looked at and left.
    """

    words: Mapping[str, tuple[Kind, str]]
    kept: frozenset[str]
    lists: Lists


NOTHING_KNOWN = Known({}, frozenset(), Lists())


def identify(study: Study, lists: Lists, progress: Progress | None = None) -> tuple[Found, ...]:
    """Everything found in the study's present documents, in reading order.

    Texts that were looked through once with the same *lists* are not looked through again.
    """
    texts = [loaded(study, one) for one in documents.stored(study)]
    hits: dict[str, list[Hit]] = {}
    for number, document in enumerate(texts):
        if progress:
            progress(number, len(texts), document.id)
        hits[document.id] = _hits(study, document, lists)
    names = dict(
        sorted(
            (document.text[hit.start : hit.end], hit.kind)
            for document in texts
            for hit in hits[document.id]
            if hit.sure
        )
    )
    found: list[Found] = []
    for document in texts:
        more = recurring(document.text, names.items())
        every = apart([*hits[document.id], *more], document.text, lists.never)
        found += [_found(document, hit) for hit in every]
        found += _beside(document, lists, names)
    return tuple(found)


def unlooked(study: Study) -> tuple[str, ...]:
    """Documents that came or changed since names were last hidden; none where they never were."""
    known = setting(study, LOOKED)
    if known is None:
        return ()
    return tuple(one.id for one in documents.stored(study) if known.get(one.id) != one.digest)


def remember_looked(study: Study) -> None:
    """All documents, as they are now, were looked through for names."""
    put_setting(study, LOOKED, {one.id: one.digest for one in documents.stored(study)})


def choices(found: Sequence[Found], known: Known) -> tuple[Choice, ...]:
    """One choice a word, as proposed: kinds in order, what is sure first, then the commonest.

    What was hidden before is hidden by the same pseudonym; what was left before is left.
    """
    by_text: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_text[one.text].append(one)
    made = []
    for text, places in by_text.items():
        best = max(places, key=lambda one: one.sure)
        kind, name = known.words.get(text, (best.kind, ""))
        hide = bool(name) or (best.sure and text not in known.kept)
        looked = bool(name) or text in known.kept
        made.append(Choice(text, kind, name, hide, best.sure, best.why, tuple(places), looked))
    kinds = list(Kind)
    return tuple(
        sorted(made, key=lambda c: (kinds.index(c.kind), not c.sure, -len(c.places), c.text))
    )


def decided(
    proposed: Iterable[Choice], changes: Mapping[str, Mapping[str, object]]
) -> tuple[Choice, ...]:
    """*proposed* as a person changed it: text → any of `hide`, `kind`, `pseudonym`, `spared`."""
    return tuple(
        replace(one, **changes[one.text]) if one.text in changes else one  # type: ignore[arg-type]
        for one in proposed
    )


def named(
    chosen: Iterable[Choice], known: Known, texts: Collection[Document]
) -> tuple[Choice, ...]:
    """*chosen* with a pseudonym for each word that is hidden and has none yet."""
    every = tuple(chosen)
    speakers = speakers_of(texts)
    hidden = [one for one in every if one.hide]
    said = {text: name for text, (_, name) in known.words.items()}
    said |= {one.text: one.pseudonym for one in hidden if one.pseudonym}
    foreign = {document.id for document in texts if mostly_latin(document.text)}
    corpus = "\n".join(document.text for document in texts)
    given = pseudonyms(
        [(c.text, c.kind) for c in sorted(hidden, key=lambda c: c.text not in speakers)],
        said,
        speakers=speakers,
        english={one.text for one in hidden if one.places[0].document in foreign},
        occurs=lambda word: word in corpus,
    )
    return tuple(replace(one, pseudonym=given.get(one.text, "")) for one in every)


def _hits(study: Study, document: Document, lists: Lists) -> list[Hit]:
    key = ("identified", document.id)
    stamp = (document.digest, lists)
    known = study.memory.get(key)
    if not known or known[0] != stamp:
        labels = [one for one in dict.fromkeys(t.speaker for t in document.turns) if _names(one)]
        known = (stamp, find(document.text, lists, labels))
        study.memory[key] = known
    hits: list[Hit] = known[1]
    return hits


def _names(label: str) -> bool:
    """Whether a speaker's label is a name, and no word for a role or a voice."""
    return bool(label) and not role_of_words(label) and not VOICES.fullmatch(label)


def speakers_of(texts: Collection[Document]) -> dict[str, Role]:
    """The names that label turns of *texts*, and which side they are on."""
    return {
        turn.speaker: turn.role
        for document in texts
        for turn in document.turns
        if _names(turn.speaker)
    }


def _found(document: Document, hit: Hit) -> Found:
    text = document.text
    first = text.rfind("\n", 0, hit.start) + 1
    last = text.find("\n", hit.end)
    return Found(
        document.id,
        "",
        hit.start,
        hit.end,
        text[hit.start : hit.end],
        hit.kind,
        hit.sure,
        hit.why,
        text.count("\n", 0, hit.start) + 1,
        text[max(first, hit.start - AROUND) : hit.start],
        text[hit.end : min(last if last >= 0 else len(text), hit.end + AROUND)],
    )


def _beside(document: Document, lists: Lists, names: Mapping[str, Kind]) -> Iterator[Found]:
    """What names somebody in the document's name and attributes."""
    said = {"file": f"{document.id}\n{PurePosixPath(document.source).stem}"}
    said |= {name: value for name, value in document.attributes.items() if name not in NO_NAMES}
    for attribute, value in said.items():
        hits = [*find(value, lists), *recurring(value, names.items())]
        for hit in apart(hits, value, lists.never):
            text = value[hit.start : hit.end]
            yield Found(document.id, attribute, 0, 0, text, hit.kind, hit.sure, hit.why)
