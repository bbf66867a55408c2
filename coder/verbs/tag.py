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
from coder.store import codebooks, documents, runs
from coder.store.runs import Run, put_run
from coder.store.study import Study, put_setting, setting
from coder.verbs.import_ import ImportReport, Progress, import_transcripts
from coder.verbs.scoring import Computed, bring_up_to_date, scorer_name
from coder.verbs.standing import THRESHOLD, UNIT, loaded, placed_log, read_codebook


@dataclass(frozen=True)
class TagReport:
    """What a run did.

    Attributes:
        run: the run that now stands; an older one where nothing has changed.
        computed: what had to be computed for it.
        rerun: what became of the suggestions.
        suggestions: how many stand above the threshold.
    """

    imported: ImportReport
    run: Run
    computed: Computed
    rerun: Rerun
    suggestions: int
    segments: int
    fresh: bool


def tag(
    study: Study,
    *,
    unit: str = "",
    threshold: float | None = None,
    imports: bool = True,
    progress: Progress | None = None,
) -> TagReport:
    """Bring documents and suggestions up to date.

    Args:
        unit, threshold: new settings, remembered for the study; left as they are when not given.

    Raises:
        Problems: the codebook cannot be used.
        CoderError: bad_setting, no_transcripts, and what the disk says.
    """
    began = time.perf_counter()
    codebook, text = read_codebook(study)
    settings = _settings(study, unit, threshold)
    imported = import_transcripts(study, progress=progress) if imports else ImportReport(())
    texts = [loaded(study, one) for one in documents.stored(study)]
    if imports and not (texts or imported.files):
        raise CoderError("no_transcripts", suffixes=" ".join(READERS))
    codebooks.put_codebook(study, codebook, text)
    scored, computed = bring_up_to_date(study, texts, codebook, settings[0], progress)
    last = runs.last_run(study)
    after = [s for one in scored for s in one.suggestions(settings[1])]
    before = _before(study, last, texts)
    placed = placed_log(study, {one.id: one for one in texts})
    folded = fold(placed.decisions, codebooks.known_codes(study))
    rerun = compare(before, after, folded)
    run = Run(
        codebook=codebook.version,
        unit=settings[0],
        threshold=settings[1],
        scorer=scorer_name(),
        documents={one.id: one.digest for one in texts},
        counts=_counts(computed, rerun, len(after)),
        seconds=round(time.perf_counter() - began, 3),
    )
    fresh = last is None or _said(last) != _said(run)
    segments = sum(len(one.segments) for one in scored)
    kept = put_run(study, run) if last is None or fresh else last
    return TagReport(imported, kept, computed, rerun, len(after), segments, fresh)


def _settings(study: Study, unit: str, threshold: float | None) -> tuple[Unit, float]:
    if unit and unit not in tuple(Unit):
        allowed = " ".join(Unit)
        raise CoderError("bad_setting", name="unit", value=unit, allowed=allowed)
    if threshold is not None and not 0 < threshold < 1:
        raise CoderError("bad_setting", name="threshold", value=threshold, allowed="0–1")
    if unit:
        put_setting(study, "unit", unit)
    if threshold is not None:
        put_setting(study, "threshold", threshold)
    return Unit(setting(study, "unit", UNIT)), setting(study, "threshold", THRESHOLD)


def _before(study: Study, last: Run | None, texts: Sequence[Document]) -> list[Suggestion]:
    """The last run's suggestions on texts that are still the same."""
    if last is None:
        return []
    same = [one for one in texts if last.documents.get(one.id) == one.digest]
    scored, _ = bring_up_to_date(study, same, _codebook_of(study, last), Unit(last.unit))
    return [s for one in scored for s in one.suggestions(last.threshold)]


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
    return (run.codebook, run.unit, run.threshold, run.scorer, dict(run.documents))
