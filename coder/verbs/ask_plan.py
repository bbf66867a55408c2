"""What is still to be asked of a study's language model, and what that will cost; nothing is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.errors import CoderError
from coder.model import Code, Document
from coder.store import documents
from coder.store.study import Study
from coder.store.voices import Spent, last_answer, spent, voice_id
from coder.verbs.scoring import cut
from coder.verbs.settings import wanted
from coder.verbs.standing import loaded, read_codebook
from coder.verbs.voice import VoiceSettings, answers_of, lines_of, voice_settings
from coder.voice.batches import Batch, Line, batches, keys
from coder.voice.estimate import Estimate, Measured, estimate
from coder.voice.prompt import told

AT_ONCE, AT_ONCE_HERE = 4, 2  # requests under way; a model on this machine has but one processor


@dataclass(frozen=True)
class Plan:
    """What would be asked, and what that amounts to. Nothing has been sent."""

    settings: VoiceSettings
    batches: tuple[Batch, ...]
    estimate: Estimate


def plan(
    study: Study,
    *,
    only: Collection[str] = (),
    codes: Collection[str] = (),
    most: int = 0,
) -> Plan:
    """What is still to be asked of the voice that is on.

    Args:
        only: documents to ask about, () for all; codes: likewise.
        most: segments to ask about, 0 for all.

    Raises:
        CoderError: voice_off, no_document, unknown_code. Problems: the codebook cannot be used.
    """
    settings = voice_settings(study)
    if not settings.on:
        raise CoderError("voice_off")
    stored = documents.stored(study)
    codebook, _ = read_codebook(study)
    _known(only, [one.id for one in stored], codes, [code.id for code in codebook.active])
    number = voice_id(study, settings.voice)
    until = last_answer(study, number) if number else 0
    texts = tuple((one.id, one.digest, one.file_hash) for one in stored)
    rests_on = (settings, texts, codebook.version, wanted(study).unit, until)
    key = (*rests_on, tuple(only), tuple(codes), most)
    # A page draws again at every click, and nothing of this has changed by then.
    if study.memory.get("plan", ((), None))[0] != key:
        asked = [code for code in codebook.active if not codes or code.id in codes]
        known = answers_of(study, number, until) if until else {}
        chosen = [loaded(study, one) for one in stored if not only or one.id in only]
        found = tuple(_questions(study, chosen, asked, known, settings.batch, most))
        study.memory["plan"] = (key, Plan(settings, found, _estimate(study, settings, found)))
    made: Plan = study.memory["plan"][1]
    return made


def _questions(
    study: Study,
    texts: Sequence[Document],
    codes: Sequence[Code],
    known: Mapping[str, Mapping[str, int]],
    size: int,
    most: int,
) -> Iterator[Batch]:
    have = [(code, known.get(told(code), {})) for code in codes]
    left = most or sum(len(one.text) for one in texts)
    seen: set[str] = set()
    for document in texts:
        lines = lines_of(document, cut(study, document, wanted(study).unit))
        open_ = dict(list(_open(lines, have, seen).items())[:left])
        left -= len(open_)
        yield from batches(document.id, lines, open_, size)


def at_once(settings: VoiceSettings) -> int:
    """Requests that may be under way together."""
    return AT_ONCE_HERE if settings.address.loopback else AT_ONCE


def spent_so_far(study: Study, settings: VoiceSettings) -> Spent:
    """What all questions to this voice took until now."""
    number = voice_id(study, settings.voice) if settings.url else 0
    return spent(study, number) if number else Spent()


def _open(
    lines: Sequence[Line], have: Sequence[tuple[Code, Mapping[str, int]]], seen: set[str]
) -> dict[int, tuple[Code, ...]]:
    """Row → codes that have no answer there, of what interviewees say.

    What is said in the same words after the same words is asked about once.

    Args:
        have: each code with the segments on which it has an answer.
        seen: keys that are asked about already; those of *lines* are added.
    """
    found: dict[int, tuple[Code, ...]] = {}
    for row, (line, key) in enumerate(zip(lines, keys(lines), strict=True)):
        if line.who == "interviewer" or not line.text.strip() or key in seen:
            continue
        seen.add(key)
        missing = tuple(code for code, answers in have if key not in answers)
        if missing:
            found[row] = missing
    return found


def _estimate(study: Study, settings: VoiceSettings, asked: Sequence[Batch]) -> Estimate:
    earlier = spent_so_far(study, settings)
    known = Measured(
        earlier.read / earlier.read_expected if earlier.read_expected else 1.0,
        earlier.written / earlier.written_expected if earlier.written_expected else 1.0,
        earlier.seconds / earlier.requests if earlier.requests else 0.0,
    )
    return estimate(
        asked,
        settings.prices,
        per_minute=settings.per_minute,
        at_once=at_once(settings),
        measured=known,
    )


def _known(
    only: Collection[str], there: Sequence[str], codes: Collection[str], active: Sequence[str]
) -> None:
    for name in only:
        if name not in there:
            raise CoderError("no_document", document=name, known=", ".join(there) or "–")
    for code in codes:
        if code not in active:
            raise CoderError("unknown_code", code=code, hint="")
