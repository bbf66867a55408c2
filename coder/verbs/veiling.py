"""What text passes through before it leaves this machine. The one place where names are taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from coder.store import documents
from coder.store.study import Study
from coder.text.identify.veil import Veil
from coder.verbs.identify import speakers_of
from coder.verbs.standing import loaded
from coder.verbs.voice import VoiceSettings
from coder.voice.batches import Batch

Mask = Callable[[str], str]
MASK = "mask"  # key of a study's memory: what takes the place of `mask_of`


def mask_of(study: Study, settings: VoiceSettings) -> Mask:
    """What the words of a segment pass through on their way to *settings*' address."""
    if MASK in study.memory:
        given: Mask = study.memory[MASK]
        return given
    if settings.address.loopback or not settings.veil:
        return as_it_is
    texts = [loaded(study, one) for one in documents.stored(study)]
    return Veil(speakers=tuple(speakers_of(texts)))


def as_it_is(text: str) -> str:
    """*text*."""
    return text


def masked(asked: Iterable[Batch], mask: Mask) -> Iterator[Batch]:
    """The questions as they are sent, each made when its turn comes.

    Quotes are checked against what was sent; what answers are kept under stays that of the study's
    own text, so that nothing is asked again for another pseudonym.
    """
    for batch in asked:
        lines = tuple((number, replace(line, text=mask(line.text))) for number, line in batch.lines)
        yield replace(batch, lines=lines)
