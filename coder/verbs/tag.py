"""Import what is new, bring suggestions up to date, say what changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from coder.codebook.load import load
from coder.coding.rerun import Rerun, compare
from coder.coding.stand import fold
from coder.errors import CoderError
from coder.model import Codebook, Document, Suggestion, Unit
from coder.read.which import READERS
from coder.store import codebooks, documents, log, runs
from coder.store.runs import Run, put_run
from coder.store.study import Study
from coder.verbs.changed import Impact, impacts
from coder.verbs.changed import texts as texts_of
from coder.verbs.hearing import listened_to
from coder.verbs.import_ import ImportReport, Progress, import_transcripts
from coder.verbs.learning import Lessons
from coder.verbs.scoring import Computed, bring_up_to_date, scorer_name
from coder.verbs.settings import remember
from coder.verbs.standing import corrected, learned, loaded, placed_log, read_codebook


@dataclass(frozen=True)
class TagReport:
    """What a run did.

    Attributes:
        run: the run that now stands; an older one where nothing has changed.
        computed: what had to be computed for it.
        rerun: what became of the suggestions.
        suggestions: how many stand above the threshold.
        edited: what became of people's codings on documents whose text changed.
    """

    imported: ImportReport
    run: Run
    computed: Computed
    rerun: Rerun
    suggestions: int
    segments: int
    fresh: bool
    edited: tuple[Impact, ...] = ()


def tag(
    study: Study,
    *,
    unit: str = "",
    goal: str = "",
    threshold: float | None = None,
    imports: bool = True,
    progress: Progress | None = None,
) -> TagReport:
    """Bring documents and suggestions up to date.

    Args:
        unit, goal, threshold: new settings, remembered for the study; left as they are when not given.

    Raises:
        Problems: the codebook cannot be used.
        CoderError: bad_setting, no_transcripts, and what the disk says.
    """
    began = time.perf_counter()
    codebook, text = read_codebook(study)
    settings = remember(study, unit=unit, goal=goal, threshold=threshold)
    earlier = texts_of(study) if imports else {}
    imported = import_transcripts(study, progress=progress) if imports else ImportReport(())
    texts = [loaded(study, one) for one in documents.stored(study)]
    if imports and not (texts or imported.files):
        raise CoderError("no_transcripts", suffixes=" ".join(READERS))
    codebooks.put_codebook(study, codebook, text)
    scored, computed = bring_up_to_date(study, texts, codebook, settings.unit, progress)
    last = runs.last_run(study)
    until = log.last_id(study)
    voice = listened_to(study)
    scored, lessons, computed.models = learned(
        study, scored, codebook, settings, until=until, voice=voice
    )
    computed.heard = _news(last, lessons)
    after = [s for one in scored for s in one.suggestions()]
    before = _before(study, last, texts)
    placed = placed_log(study, {one.id: one for one in texts})
    folded = fold(placed.decisions, codebooks.known_codes(study))
    rerun = compare(before, after, folded)
    run = Run(
        codebook=codebook.version,
        unit=settings.unit,
        threshold=settings.threshold,
        scorer=scorer_name(),
        documents={one.id: one.digest for one in texts},
        lessons=lessons.plain(),
        counts=_counts(computed, rerun, len(after)),
        seconds=round(time.perf_counter() - began, 3),
    )
    fresh = last is None or _said(last) != _said(run)
    segments = sum(len(one.segments) for one in scored)
    kept = put_run(study, run) if last is None or fresh else last
    edited = impacts(study, earlier, {one.id: one for one in texts})
    return TagReport(imported, kept, computed, rerun, len(after), segments, fresh, edited)


def _before(study: Study, last: Run | None, texts: Sequence[Document]) -> list[Suggestion]:
    """The last run's suggestions on texts that are still the same."""
    if last is None:
        return []
    same = [one for one in texts if last.documents.get(one.id) == one.digest]
    codebook = _codebook_of(study, last)
    scored, _ = bring_up_to_date(study, same, codebook, Unit(last.unit))
    return [s for one in corrected(study, scored, codebook, last) for s in one.suggestions()]


def _news(last: Run | None, lessons: Lessons) -> int:
    """Segments that a language model had spoken on, 0 where the last run knew as much."""
    known = Lessons.of(last.lessons) if last else None
    heeded, before = lessons.voice, known.voice if known else None
    if heeded is None or (before and (before.voice, before.until) == (heeded.voice, heeded.until)):
        return 0
    return heeded.segments


def _codebook_of(study: Study, run: Run) -> Codebook:
    versions = {one.version: one.text for one in codebooks.codebook_versions(study)}
    return load(versions[run.codebook]) if run.codebook in versions else Codebook()


def _counts(computed: Computed, rerun: Rerun, suggestions: int) -> dict[str, int]:
    return asdict(computed) | {
        "suggestions": suggestions,
        "gained": len(rerun.gained),
        "lost": len(rerun.lost),
        "unchanged": len(rerun.unchanged),
        "held": len(rerun.held),
        "contradicted": len(rerun.contradicted),
    }


def _said(run: Run) -> tuple[object, ...]:
    """What makes two runs the same."""
    taught = {name: said for name, said in run.lessons.items() if name != "decisions"}
    return (run.codebook, run.unit, run.threshold, taught, run.scorer, dict(run.documents))
