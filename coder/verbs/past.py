"""The study as it was: the log is only ever added to, and texts, codebooks and runs are kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from coder.errors import CoderError
from coder.model import Decision, Document
from coder.store import codebooks, documents, log, runs
from coder.store.runs import Run
from coder.store.study import MODELS, Study

AS_OF, STAMP = "as of", "stamp"  # keys of a study's memory: its moment; what its files shall say
PAUSE = 30 * 60  # seconds without a decision that end a sitting
_NUMBER = re.compile(r"#?(\d+)")


@dataclass(frozen=True, slots=True)
class Moment:
    """Decisions up to and with `decision`, the suggestions of `run`, the codebook of then.

    Attributes:
        time: when that was, UTC, ISO 8601; "" where nobody asked.
    """

    decision: int
    run: int
    codebook: str
    time: str = ""


def at(study: Study, moment: Moment, *, stamp: object = None) -> Study:
    """The study as of *moment*, to be read by every verb that reads.

    Args:
        stamp: the provenance that its files shall carry, instead of that of now.
    """
    memory: dict[object, object] = {AS_OF: moment, STAMP: stamp}
    kept = {key: study.memory[key] for key in MODELS if key in study.memory}
    return Study(study.folder, study.engine, memory | kept)


def moment_of(study: Study, said: str) -> Moment:
    """The moment that a person names: a decision's number, or a time as the history shows it.

    Raises:
        CoderError: no_moment.
    """
    every = log.decisions(study)
    if found := _NUMBER.fullmatch(said.strip()):
        number = int(found[1])
        times = [one.time for one in every if one.id == number]
        if number and not times:
            raise CoderError("no_moment", moment=said)
        first = min((run.time for run in runs.runs(study)), default="")
        return _moment(study, number, times[0] if times else first)
    time = said.strip().replace(" ", "T")
    if not re.match(r"\d{4}-\d\d-\d\d", time):
        raise CoderError("no_moment", moment=said)
    # A date alone, or a minute, means its end.
    last = time.rstrip("Z") + "~"
    return _moment(study, max((d.id for d in every if d.time <= last), default=0), last)


def moments(study: Study) -> list[Moment]:
    """The states worth going back to, oldest first: after each run and each coder's sitting."""
    found = [_moment(study, _last_before(study, run.time), run.time) for run in runs.runs(study)]
    decisions = log.decisions(study)
    ends = [one for one, after in pairwise(decisions) if _pause(one, after)] + decisions[-1:]
    found += [_moment(study, one.id, one.time) for one in ends]
    known = {(one.decision, one.run): one for one in sorted(found, key=lambda m: m.time)}
    return [one for one in known.values() if one.run]


def run_of(study: Study, moment: Moment) -> Run | None:
    """The run whose suggestions stood then."""
    return next((run for run in runs.runs(study) if run.id == moment.run), None)


def codebook_text(study: Study, moment: Moment) -> str:
    """The codebook's file as it was.

    Raises:
        CoderError: codebook_not_kept for one that was never tagged with.
    """
    for one in codebooks.codebook_versions(study):
        if one.version == moment.codebook:
            return one.text
    raise CoderError("codebook_not_kept", version=moment.codebook[:8])


def documents_of(study: Study, run: Run) -> list[Document]:
    """The texts that *run* tagged, with what is known of the interviewees now."""
    return documents.past(study, run.documents)


def log_digest(study: Study, decisions: Sequence[Decision]) -> str:
    """A hash of the log; of a log that has grown only the new part is read."""
    count, last, known = study.memory.get("log digest") or (0, 0, hashlib.sha256())
    if count > len(decisions) or (count and decisions[count - 1].id != last):
        count, known = 0, hashlib.sha256()
    known = known.copy()
    for one in decisions[count:]:
        known.update(repr(one).encode("utf-8", "surrogatepass"))
    study.memory["log digest"] = (len(decisions), decisions[-1].id if decisions else 0, known)
    return known.hexdigest()[:16]


def _last_before(study: Study, time: str) -> int:
    return max((one.id for one in log.decisions(study) if one.time <= time), default=0)


def _pause(one: Decision, after: Decision) -> bool:
    if one.coder != after.coder:
        return True
    between = datetime.fromisoformat(after.time) - datetime.fromisoformat(one.time)
    return between.total_seconds() > PAUSE


def _moment(study: Study, decision: int, time: str) -> Moment:
    """The codebook of then is that of the last run or decision before *time*."""
    earlier = [run for run in runs.runs(study) if run.time <= time]
    books = [one.version for one in codebooks.codebook_versions(study) if one.time <= time]
    run = earlier[0] if earlier else None
    version = run.codebook if run else (books[-1] if books else "")
    return Moment(decision, run.id if run else 0, version, time.rstrip("~"))
