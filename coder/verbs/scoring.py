"""Scores of the study's segments: taken from the cache, computed where the cache has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.model import (
    MODEL,
    TAGGER,
    Code,
    Codebook,
    Document,
    Role,
    Segments,
    Suggestion,
    Unit,
    digest_of,
)
from coder.store.cache import Cache
from coder.store.study import Study
from coder.text.segment import segment

Progress = Callable[[int, int, str], None]
Scores = NDArray[np.float32]
SEGMENTING = "1"  # changes when the same text may be cut differently
HALF = np.dtype("<f2")  # what vectors are kept in; scoring always sees them rounded to it
FULL = np.dtype("<f4")
TOGETHER = 5_000  # segments scored in one go: what they need fits into a processor's cache
KEPT = 120_000  # segments whose reading is kept in memory, 4 kB each


@dataclass(frozen=True, eq=False)
class Spoken:
    """What a language model has to do with a document's scores.

    Attributes:
        said: (segments, codes) 1 yes, -1 no, 0 not asked.
        without: (segments, codes) the scores as they are without it.
    """

    model: str
    said: NDArray[np.int8]
    without: Scores


@dataclass(frozen=True, eq=False)
class Scored:
    """A document cut into segments, with a score for each of them and each code.

    Attributes:
        scores: (segments, codes) confidences 0..1, codes in the order of `codes`.
        place: what the segments are kept under in the cache.
        cuts: (codes,) the confidence from which on a score is a suggestion.
        spoken: None where no language model has a part in them.
    """

    document: Document
    segments: Segments
    codes: tuple[str, ...]
    scores: Scores
    place: str
    cuts: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    spoken: Spoken | None = None

    def source(self, row: int, column: int) -> str:
        """Whose suggestion it is: a language model's where it is none without its word."""
        spoken = self.spoken
        if spoken is None:
            return TAGGER
        alone = spoken.without[row, column] < self.cuts[column] <= self.scores[row, column]
        return MODEL + spoken.model if alone else TAGGER

    def suggestions(self) -> list[Suggestion]:
        """Those at or above their code's threshold, in reading order."""
        rows, columns = np.nonzero(self.scores >= self.cuts)
        return [
            Suggestion(
                self.document.id,
                self.segments.start[row],
                self.segments.end[row],
                self.codes[column],
                round(float(self.scores[row, column]), 4),
                self.source(row, column),
            )
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]


@dataclass(slots=True)
class Computed:
    """How much was computed and how much was there already.

    Attributes:
        columns: codes of which at least one document's column was computed.
        cells: (segment, code) pairs; vectors: embeddings of distinct texts.
        models: codes whose decisions were learned from anew.
        heard: segments that a language model had spoken on, where that is news to the run.
    """

    documents: int = 0
    columns: int = 0
    cells: int = 0
    vectors: int = 0
    cached_cells: int = 0
    models: int = 0
    heard: int = 0

    @property
    def nothing(self) -> bool:
        """Whether everything was there already."""
        return not (self.cells or self.vectors or self.models or self.heard)


def cut(study: Study, document: Document, unit: Unit) -> Segments:
    """The document's segments; each text is cut once a process."""
    key = ("segments", document.id, document.turns_digest, unit)
    if key not in study.memory:
        study.memory[key] = segment(document, unit)
    found: Segments = study.memory[key]
    return found


def bring_up_to_date(
    study: Study,
    documents: Sequence[Document],
    codebook: Codebook,
    unit: Unit,
    progress: Progress | None = None,
) -> tuple[list[Scored], Computed]:
    """Every document's scores for the active codes of *codebook* alone, and what that took."""
    store = Cache(study.folder)
    codes = codebook.active
    keys = [code.tagging_key for code in codes]
    places = [_segments_key(document, unit) for document in documents]
    known = store.scores_of(places, keys)
    computed = Computed()
    cuts = [cut(study, document, unit) for document in documents]
    missing = [
        tuple(
            code for code, key in zip(codes, keys, strict=True) if key not in known.get(place, {})
        )
        if len(segments)
        else ()
        for segments, place in zip(cuts, places, strict=True)
    ]
    for run in _runs(missing, list(map(len, cuts))):
        if progress:
            progress(run.start, len(documents), documents[run.start].id)
        fresh = _compute(
            study, documents[run], cuts[run], places[run], missing[run.start], computed
        )
        store.put_scores((p, key, c) for p, some in fresh.items() for key, c in some.items())
        for place, some in fresh.items():
            known.setdefault(place, {}).update(some)
    every = [
        len(segments) * (len(codes) - len(some))
        for segments, some in zip(cuts, missing, strict=True)
    ]
    computed.cached_cells = sum(every)
    computed.columns = len({code.id for some in missing for code in some})
    made = [
        Scored(
            document,
            segments,
            _ids(codes),
            _matrix(known.get(place, {}), keys, len(segments)),
            place,
        )
        for document, segments, place in zip(documents, cuts, places, strict=True)
    ]
    return made, computed


def _runs(missing: Sequence[tuple[Code, ...]], sizes: Sequence[int]) -> Iterator[slice]:
    """Neighbouring documents that lack the same codes, as many as are scored together."""
    begin = rows = 0
    for at in range(len(missing) + 1):
        full = at == len(missing) or missing[at] != missing[begin] or rows + sizes[at] > TOGETHER
        if full and at > begin:
            if missing[begin]:
                yield slice(begin, at)
            begin, rows = at, 0
        rows += sizes[at] if at < len(sizes) else 0


def batch_of(document: Document, segments: Segments) -> Any:
    """The document's segments as the tagger reads them."""
    from coder.tag.score import Batch

    turns = document.turns
    return Batch(
        texts=tuple(document.text[s.start : s.end] for s in segments),
        interviewee=tuple(turns[s.turn].role is not Role.INTERVIEWER for s in segments),
        turns=tuple(segments.turn),
    )


@dataclass
class Kept:
    """An encoder whose vectors are kept in the study's cache, each distinct text computed once.

    The codebook's texts are kept like the segments': a process that only explains what stands
    need not load the model.

    Attributes:
        made: how many texts this process has encoded.
    """

    encoder: Any
    cache: Cache
    made: int = 0

    @property
    def name(self) -> str:
        """The encoder's."""
        return str(self.encoder.name)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, dimensions) rounded to half precision."""
        hashes = [digest_of(text) for text in texts]
        known = self.cache.vectors(self.name, list(dict.fromkeys(hashes)))
        missing = {h: t for h, t in zip(hashes, texts, strict=True) if h not in known}
        if missing:
            made = np.asarray(self.encoder.encode(list(missing.values()))).astype(HALF)
            fresh = {key: row.tobytes() for key, row in zip(missing, made, strict=True)}
            self.cache.put_vectors(self.name, fresh)
            known |= fresh
            self.made += len(fresh)
        joined = b"".join(known[key] for key in hashes)
        return np.frombuffer(joined, dtype=HALF).reshape(len(texts), -1).astype(np.float32)


def scorer(study: Study) -> Any:
    """The study's scorer; its model is loaded when a text has no vector yet.

    An encoder under `study.memory["encoder"]` takes the place of the usual one.
    """
    if "scorer" not in study.memory:
        from coder.tag.encoders import usem
        from coder.tag.score import Scorer

        encoder = study.memory.get("encoder") or usem()
        study.memory["scorer"] = Scorer(Kept(encoder, Cache(study.folder)))
    return study.memory["scorer"]


def scorer_name() -> str:
    """Changes when the same text and codebook may be scored differently."""
    from coder.tag.version import SCORER_VERSION

    return f"{SCORER_VERSION}/{SEGMENTING}"


def _compute(
    study: Study,
    documents: Sequence[Document],
    cuts: Sequence[Segments],
    places: Sequence[str],
    codes: Sequence[Code],
    computed: Computed,
) -> dict[str, dict[str, bytes]]:
    """By place, tagging key → (segments,) scores of *codes*; each as it is alone."""
    scoring = scorer(study)
    before = scoring.encoder.made
    # Products here are small: a second thread costs more than it does, and the rest waits for it.
    with _one_thread().limit(limits=1, user_api="blas"):
        prepared = _prepared(study, scoring, documents, cuts, places)
        made = scoring.score(prepared, codes)
    computed.vectors += scoring.encoder.made - before
    computed.documents += len(documents)
    computed.cells += made.size
    keys = [code.tagging_key for code in codes]
    parts = np.split(made, np.cumsum([len(segments) for segments in cuts])[:-1])
    return {
        place: {key: part[:, at].astype(FULL).tobytes() for at, key in enumerate(keys)}
        for place, part in zip(places, parts, strict=True)
    }


def _prepared(
    study: Study,
    scoring: Any,
    documents: Sequence[Document],
    cuts: Sequence[Segments],
    places: Sequence[str],
) -> Any:
    """The documents' segments ready to be scored, kept in memory for the next edit."""
    from coder.tag.score import put_together

    kept = study.memory.setdefault("prepared", {})
    key = (scoring.encoder.name, *places)
    made = kept.get(key)
    if made is None:
        batch = put_together(list(map(batch_of, documents, cuts)))
        made = scoring.prepare(batch, scoring.encoder.encode(batch.texts))
        if sum(len(one.batch) for one in list(kept.values())) + len(batch) > KEPT:
            kept.clear()
        kept[key] = made
    return made


@cache
def _one_thread() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def _matrix(have: dict[str, bytes], keys: Sequence[str], rows: int) -> Scores:
    if not keys or not rows:
        return np.zeros((rows, len(keys)), dtype=np.float32)
    joined = b"".join(have[key] for key in keys)
    return np.frombuffer(joined, dtype=FULL).reshape(len(keys), rows).T


def _ids(codes: Sequence[Code]) -> tuple[str, ...]:
    return tuple(code.id for code in codes)


def _segments_key(document: Document, unit: Unit) -> str:
    return digest_of(document.turns_digest, unit, scorer_name())
