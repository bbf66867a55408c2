"""What stands in the study at this moment: documents, suggestions of the last run, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coder.codebook.load import load
from coder.coding.place import Placed, place
from coder.coding.stand import Fold, Standing, fold, join
from coder.errors import CoderError
from coder.model import Codebook, Coding, Decision, Document, Suggestion, Unit, digest_of
from coder.store import codebooks, documents, log, runs
from coder.store.runs import Run
from coder.store.study import Study, saying
from coder.verbs import past
from coder.verbs.hearing import Heeded
from coder.verbs.learning import Lessons, again, taught
from coder.verbs.past import AS_OF, STAMP, Moment
from coder.verbs.scoring import Scored, bring_up_to_date, scorer_name
from coder.verbs.settings import Wanted

HASHED = ("corpus", "codebook", "decisions", "settings")  # what a result rests on


@dataclass(frozen=True, eq=False)
class State:
    """The study at one moment.

    Attributes:
        codebook: what the file says now; the codes that codings may stand on.
        run: the last run, whose suggestions stand; None before the first.
        scored: by document id, scores under the run's codebook.
        placed: the log in the present texts' coordinates, with what could not be brought there.
        log: the log as it was written, with its hash. words: hash of the codebook file's words
            for groups, kinds and aspects.
        stamped: digests to show instead of this state's own.
    """

    documents: Mapping[str, Document]
    codebook: Codebook
    run: Run | None
    scored: Mapping[str, Scored]
    placed: Placed
    folded: Fold
    standing: Standing
    log: Sequence[Decision] = ()
    log_digest: str = ""
    words: str = ""
    stamped: Mapping[str, str] | None = None

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Hashes of all that a result rests on: corpus, codebook, decisions, settings."""
        if self.stamped is not None:
            return {name: self.stamped[name] for name in HASHED if name in self.stamped}
        run = self.run
        settings = (run.unit, str(run.threshold), repr(run.lessons)) if run else ()
        return {
            "corpus": digest_of(*sorted(one.whole_digest for one in self.documents.values())),
            "codebook": self.codebook.version,
            "decisions": self.log_digest,
            "settings": digest_of(*settings, scorer_name(), self.words),
        }

    @property
    def moment(self) -> Moment:
        """What it takes to come back to this state."""
        last = self.log[-1].id if self.log else 0
        return Moment(last, self.run.id if self.run else 0, self.codebook.version)

    @property
    def stale(self) -> bool:
        """Whether the codebook or a text has changed since the last run."""
        if self.run is None:
            return True
        now = {one.id: one.digest for one in self.documents.values()}
        return self.run.codebook != self.codebook.version or dict(self.run.documents) != now


def read_codebook(study: Study) -> tuple[Codebook, str]:
    """The codebook and its text as they are in the file.

    Raises:
        Problems: everything that is wrong with the file.
    """
    from coder.codebook.load import load_file

    if moment := study.memory.get(AS_OF):
        text = past.codebook_text(study, moment)
        return load(text), text
    with saying("codebook.yaml", study.folder):
        # Reading takes a tenth of a second: only a file that was touched is read again.
        stat = study.codebook_file.stat()
        stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        known = study.memory.get("codebook file")
        if not known or known[0] != stamp:
            known = (stamp, load_file(study.codebook_file))
            study.memory["codebook file"] = known
    found: tuple[Codebook, str] = known[1]
    return found


def read_labels(study: Study, what: str, language: str) -> dict[str, str]:
    """The codebook file's words for its `groups`, `kinds` or `aspects`: id → label."""
    from coder.codebook.load import load_document

    try:
        _, text = read_codebook(study)
    except CoderError:
        return {}
    key = ("codebook labels", digest_of(text))
    if key not in study.memory:
        study.memory[key] = load_document(text)
    labels = getattr(study.memory[key], what)
    return {name: label.say(language) for name, label in labels.items()}


def present(study: Study) -> State:
    """The study as it stands; a second call with nothing changed costs nothing."""
    if moment := study.memory.get(AS_OF):
        return _past(study, moment)
    stored = documents.stored(study)
    run = runs.last_run(study)
    codebook, _ = read_codebook(study)
    key = (
        "present",
        tuple((one.id, one.digest, one.file_hash) for one in stored),
        run.id if run else 0,
        codebook.version,
        log.last_id(study),
    )
    known = study.memory.get("present")
    if known and known[0] == key:
        state: State = known[1]
        return state
    texts = {one.id: loaded(study, one) for one in stored}
    state = _state(study, texts, run, codebook)
    study.memory["present"] = (key, state)
    return state


def _past(study: Study, moment: Moment) -> State:
    """The study as of *moment*.

    Raises:
        CoderError: not_tagged where no run was before, codebook_not_kept.
    """
    if "past" not in study.memory:
        run = past.run_of(study, moment)
        if run is None:
            raise CoderError("not_tagged")
        texts = {one.id: one for one in past.documents_of(study, run)}
        codebook, _ = read_codebook(study)
        study.memory["past"] = _state(study, texts, run, codebook)
    state: State = study.memory["past"]
    return state


def suggesting_codebook(study: Study, run: Run) -> Codebook:
    """The codebook that *run* tagged with."""
    key = ("codebook", run.codebook)
    if key not in study.memory:
        versions = {one.version: one.text for one in codebooks.codebook_versions(study)}
        study.memory[key] = load(versions[run.codebook])
    found: Codebook = study.memory[key]
    return found


def whole_log(study: Study) -> list[Decision]:
    """The log, oldest first; of a log that has grown only the new part is read."""
    known: list[Decision] = study.memory.setdefault("log", [])
    fresh = log.decisions(study, after=known[-1].id if known else 0)
    if moment := study.memory.get(AS_OF):
        fresh = [one for one in fresh if one.id <= moment.decision]
    if fresh:
        known = [*known, *fresh]
        study.memory["log"] = known
    return known


def placed_log(study: Study, texts: Mapping[str, Document], *, until: int | None = None) -> Placed:
    """The log, whole or up to decision *until*, in the coordinates of *texts*."""
    digests = {one.id: one.digest for one in texts.values()}
    decisions = whole_log(study)
    if until is not None:
        decisions = [one for one in decisions if one.id <= until]
    older: dict[tuple[str, str], str] = {}
    if any(d.document and d.digest != digests.get(d.document) for d in decisions):
        older = documents.older_texts(study)
        if AS_OF in study.memory:
            older |= {(one.id, one.digest): one.text for one in documents.documents(study)}
    return place(decisions, {one.id: one.text for one in texts.values()}, older, digests)


def _state(
    study: Study, texts: Mapping[str, Document], run: Run | None, codebook: Codebook
) -> State:
    scored = _scored(study, texts, run)
    placed = placed_log(study, texts)
    folded = fold(placed.decisions, codebooks.known_codes(study))
    suggestions, made = _suggestions(study, scored)
    standing = join(folded, suggestions, codebook, made)
    decisions = whole_log(study)
    stamp = study.memory.get(STAMP)
    return State(
        texts,
        codebook,
        run,
        scored,
        placed,
        folded,
        standing,
        decisions,
        past.log_digest(study, decisions),
        repr([read_labels(study, what, "zh") for what in ("groups", "kinds", "aspects")]),
        stamp.digests if stamp else None,
    )


def _scored(study: Study, texts: Mapping[str, Document], run: Run | None) -> dict[str, Scored]:
    """The last run's scores, taken from the cache once a run."""
    if run is None:
        return {}
    tagged = [one for one in texts.values() if run.documents.get(one.id) == one.digest]
    key = (run.id, tuple(one.digest for one in tagged), tuple(one.turns for one in tagged))
    known = study.memory.get("scored")
    if not known or known[0] != key:
        codebook = suggesting_codebook(study, run)
        made, _ = bring_up_to_date(study, tagged, codebook, Unit(run.unit))
        made = corrected(study, made, codebook, run)
        known = (key, {one.document.id: one for one in made})
        study.memory["scored"] = known
        study.memory.pop("suggestions", None)
    scored: dict[str, Scored] = known[1]
    return scored


def learned(
    study: Study,
    scored: Sequence[Scored],
    codebook: Codebook,
    wanted: Wanted,
    *,
    until: int,
    voice: Heeded | None,
) -> tuple[list[Scored], Lessons, int]:
    """*scored* by *codebook* alone, corrected by the decisions up to *until*; see `taught`."""
    return taught(
        study,
        scored,
        codebook,
        lambda: folded_until(study, scored, until),
        goal=wanted.goal,
        threshold=wanted.threshold,
        decisions=until,
        voice=voice,
    )


def corrected(study: Study, scored: Sequence[Scored], codebook: Codebook, run: Run) -> list[Scored]:
    """*scored* by *codebook* alone, with what *run* had learned and its thresholds."""
    lessons = Lessons.of(run.lessons)
    until = lessons.decisions if lessons else 0
    return again(
        study, scored, codebook, lambda: folded_until(study, scored, until), lessons, run.threshold
    )


def folded_until(study: Study, scored: Sequence[Scored], until: int) -> Fold:
    """What people had said up to decision *until* of the documents in *scored*."""
    texts = {one.document.id: one.document for one in scored}
    placed = placed_log(study, texts, until=until)
    return fold(placed.decisions, codebooks.known_codes(study))


def _suggestions(
    study: Study, scored: Mapping[str, Scored]
) -> tuple[list[Suggestion], dict[Suggestion, Coding]]:
    """The suggestions of *scored*, and the codings that `join` has made of them before."""
    known = study.memory.get("suggestions")
    if not known or known[0] is not scored:
        known = (scored, [s for one in scored.values() for s in one.suggestions()], {})
        study.memory["suggestions"] = known
    return known[1], known[2]


def loaded(study: Study, one: documents.Stored) -> Document:
    """The document with its text, read from the database once a process."""
    key = ("document", one.id)
    stamp = (one.digest, one.file_hash)
    known = study.memory.get(key)
    if not known or known[0] != stamp:
        known = (stamp, documents.document(study, one))
        study.memory[key] = known
    document: Document = known[1]
    return document


def tagged(state: State) -> Run:
    """The last run.

    Raises:
        CoderError: not_tagged before the first.
    """
    if state.run is None:
        raise CoderError("not_tagged")
    return state.run
