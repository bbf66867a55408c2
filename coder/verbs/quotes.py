"""Quotes of what stands, the most telling first, and search over all texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from coder.analysis.quotes import AROUND, Turns
from coder.analysis.quotes import quotes as quoted
from coder.analysis.telling import ORDERS as TELLING
from coder.analysis.telling import telling
from coder.errors import CoderError
from coder.model import Document, Role, Unit, by_machine
from coder.store.study import Study
from coder.verbs.scoring import cut, scorer
from coder.verbs.standing import State, present, read_labels
from coder.verbs.table import counted, labels

if TYPE_CHECKING:
    import pandas as pd

    from coder.analysis.search import Corpus

ORDERS = ("place", *TELLING)
SCOPES = ("sentence", "turn")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which quotes; everything that is empty wants all.

    Attributes:
        coder: who gave the code. who: "all" that stands, or "reviewed" by people.
        least: of the tagger's confidence; quotes that people gave are not measured by it.
        order: "place", or of the code's quotes the most "typical" or "varied" first.
        most: quotes a code; 0 for all.
    """

    codes: Collection[str] = ()
    kinds: Collection[str] = ()
    groups: Collection[str] = ()
    documents: Collection[str] = ()
    coder: str = ""
    who: str = "all"
    least: float = 0.0
    order: str = "place"
    most: int = 0


def quotes(study: Study, wanted: Wanted | None = None, *, language: str = "zh") -> pd.DataFrame:
    """One line a quote, see `analysis.quotes.quotes`; by code, then in the order wanted.

    Raises:
        CoderError: unknown_choice for a code, kind, group, document or order that there is not.
    """
    wanted = wanted or Wanted()
    state = present(study)
    _check(study, state, wanted)
    frame = quoted(
        _chosen(state, wanted),
        state.documents,
        state.codebook,
        labels=labels(study, language),
        language=language,
    )
    if wanted.order != "place":
        frame = _telling(study, frame, wanted)
    elif wanted.most:
        frame = frame.groupby("code", sort=False).head(wanted.most)
    return frame.reset_index(drop=True)


def _chosen(state: State, wanted: Wanted) -> list[Any]:
    """The codings that are wanted."""
    kinds = {code.id: code.kind for code in state.codebook.codes}
    groups = {one.id: one.group for one in state.documents.values()}
    return [
        c
        for c in counted(state, wanted.who)
        if c.document in groups
        and (not wanted.codes or c.code in wanted.codes)
        and (not wanted.kinds or kinds.get(c.code) in wanted.kinds)
        and (not wanted.groups or groups[c.document] in wanted.groups)
        and (not wanted.documents or c.document in wanted.documents)
        and wanted.coder in ("", c.coder)
        and (bool(c.decision) or (c.confidence or 0.0) >= wanted.least)
    ]


def _check(study: Study, state: State, wanted: Wanted) -> None:
    attributes = {one.group for one in state.documents.values()}
    known: dict[str, Collection[str]] = {
        "code": state.codebook.by_id.keys(),
        "kind": {code.kind for code in state.codebook.codes},
        "group": attributes | read_labels(study, "groups", "zh").keys(),
        "document": state.documents.keys(),
        "order": ORDERS,
    }
    given = {
        "code": wanted.codes,
        "kind": wanted.kinds,
        "group": wanted.groups,
        "document": wanted.documents,
        "order": (wanted.order,),
    }
    for what, values in given.items():
        for value in values:
            if value not in known[what]:
                choices = " ".join(sorted(filter(None, known[what])))
                raise CoderError("unknown_choice", what=what, value=value, known=choices)


def _telling(study: Study, frame: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """The quotes of each code, the most telling first, near-duplicates left out."""
    if frame.empty:
        return frame
    texts = frame["text"].tolist()
    vectors = scorer(study).encoder.encode(texts)
    sure = np.where(frame["source"].map(by_machine), frame["confidence"].fillna(0.0), 1.0)
    rows: list[int] = []
    for places in frame.groupby("code", sort=False).indices.values():
        best = telling(
            [texts[at] for at in places],
            vectors[places],
            weights=sure[places].tolist(),
            order=wanted.order,
            most=wanted.most,
        )
        rows += [int(places[at]) for at in best]
    return frame.iloc[rows]


@dataclass(frozen=True)
class Passage:
    """A sentence or turn that a query found.

    Attributes:
        hits: what was found, as ranges of the document's text.
        codes: that stand on it. before, after: what stands around it.
    """

    document: str
    group: str
    role: str
    turn: int
    speaker: str
    start_ms: int | None
    start: int
    end: int
    before: str
    text: str
    after: str
    hits: tuple[tuple[int, int], ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class SearchReport:
    """What a query found: how many passages, in how many documents, and the passages asked for."""

    query: str
    count: int
    documents: int
    passages: tuple[Passage, ...] = field(default=())

    def frame(self) -> pd.DataFrame:
        """One line a passage; hits as `start-end` and codes, joined by `;`."""
        import pandas as pd

        rows = [
            asdict(one)
            | {"hits": ";".join(f"{a}-{b}" for a, b in one.hits), "codes": ";".join(one.codes)}
            for one in self.passages
        ]
        made = pd.DataFrame(rows, columns=list(Passage.__dataclass_fields__))
        return made.astype({"start_ms": "Int64"})


def search(
    study: Study,
    query: str,
    *,
    scope: str = "sentence",
    groups: Collection[str] = (),
    interviewer: bool = True,
    most: int = 0,
    language: str = "zh",
) -> SearchReport:
    """The passages in which *query* (see `text.query`) is true, by document and place.

    Args:
        scope: what it must be true in: a "sentence" or a "turn".
        interviewer: whether the interviewer's words are searched too.
        most: passages to give; 0 for all. They are counted all the same.

    Raises:
        CoderError: unknown_choice, and those of `text.query.parse`.
    """
    from coder.analysis.search import search as find
    from coder.text.query import parse

    if scope not in SCOPES:
        raise CoderError("unknown_choice", what="scope", value=scope, known=" ".join(SCOPES))
    tree = parse(query)
    state = present(study)
    documents = [one for one in state.documents.values() if not groups or one.group in groups]
    found = find(tree, _corpus(study, documents, scope, interviewer=interviewer))
    some = found[:most] if most else found
    codes = _codes_by_document(state, {documents[one.document].id for one in some})
    named = read_labels(study, "groups", language)
    turn_of = Turns(state.documents)
    passages = []
    for one in some:
        document = documents[one.document]
        number, turn = turn_of(document.id, one.start)
        text, here = document.text, codes.get(document.id, ())
        passages.append(
            Passage(
                document.id,
                named.get(document.group, document.group),
                document.attributes.get("role", ""),
                number,
                turn.speaker if turn else "",
                turn.start_ms if turn else None,
                one.start,
                one.end,
                text[max(0, one.start - AROUND) : one.start],
                text[one.start : one.end],
                text[one.end : one.end + AROUND],
                one.hits,
                tuple(dict.fromkeys(c for a, b, c in here if a < one.end and one.start < b)),
            )
        )
    return SearchReport(query, len(found), len({one.document for one in found}), tuple(passages))


def _corpus(
    study: Study, documents: Sequence[Document], scope: str, *, interviewer: bool
) -> Corpus:
    """The documents made ready, once a process for each choice."""
    from coder.analysis.search import corpus

    key = (scope, interviewer, tuple((one.id, one.digest, one.turns) for one in documents))
    known = study.memory.get("corpus")
    if not known or known[0] != key:
        units = [_units(study, one, scope, interviewer=interviewer) for one in documents]
        known = (key, corpus(documents, units))
        study.memory["corpus"] = known
    made: Corpus = known[1]
    return made


def _units(
    study: Study, document: Document, scope: str, *, interviewer: bool
) -> list[tuple[int, int]]:
    turns = document.turns
    if scope == "turn":
        return [(t.start, t.end) for t in turns if interviewer or t.role is not Role.INTERVIEWER]
    return [
        (one.start, one.end)
        for one in cut(study, document, Unit.SENTENCE)
        if interviewer or turns[one.turn].role is not Role.INTERVIEWER
    ]


def _codes_by_document(
    state: State, documents: Collection[str]
) -> Mapping[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for coding in state.standing.codings:
        if coding.document in documents:
            place = (coding.start, coding.end, coding.code)
            found.setdefault(coding.document, []).append(place)
    return found
