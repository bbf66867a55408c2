"""Ask a language model about the study's segments, once the user has agreed to what that costs.

Nothing here opens a connection before the model is switched on and, where it is on another
machine, the user has named that machine. Each answer is on disk the moment it comes.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from coder.errors import CoderError, Problem
from coder.model import Bilingual, Code
from coder.store.study import Study, saying
from coder.store.voices import Answered, Question, put_answers
from coder.verbs.ask_plan import Plan, at_once
from coder.verbs.scoring import Progress
from coder.verbs.veiling import mask_of, masked
from coder.verbs.voice import VoiceSettings, voice_settings
from coder.voice.batches import Batch, Line
from coder.voice.estimate import of_batch
from coder.voice.prompt import told

if TYPE_CHECKING:
    from coder.voice.answers import Checked
    from coder.voice.asking import Sleep

SECONDS, SECONDS_HERE = 180.0, 600.0  # for one answer; a model on this machine is slow
_KEY = re.compile(r"[\x21-\x7e]*")

TRIAL_SENTENCE = "（连接测试，虚构的句子）今年的经费还是不够，好几件事只能往后推。"
TRIAL_CODE = Code(
    id="funding",
    label=Bilingual("资金不足", "Not enough funding"),
    definition=Bilingual("说到经费、拨款不够", "Money or grants are said to be too little"),
)


@dataclass(frozen=True)
class AskReport:
    """What came of asking.

    Attributes:
        requests, segments: answered. yes: codes it gave. dropped: entries that did not count, by why.
        read, written: tokens by the server's count, 0 where it does not say; cost: by the prices.
        problems: questions without an answer. left: segments that are still open.
    """

    model: str
    host: str
    requests: int
    segments: int
    yes: int
    dropped: Mapping[str, int]
    read: int
    written: int
    cost: float
    seconds: float
    problems: Sequence[Problem] = ()
    left: int = 0


@dataclass(frozen=True)
class Trial:
    """A made-up sentence was asked about; no text of the study was sent.

    Attributes:
        understood: whether the model gave the code that fits.
    """

    model: str
    host: str
    seconds: float
    understood: bool


def ask_model(
    study: Study,
    planned: Plan,
    *,
    key: str = "",
    consent: str = "",
    progress: Progress | None = None,
    sleep: Sleep = asyncio.sleep,
) -> AskReport:
    """Ask what *planned* says. Planned and run again after a stop, it goes on where it was.

    Args:
        key: for the endpoint, "" for none; kept nowhere.
        consent: the host to which the user agrees that text is sent; not needed for this machine.

    Raises:
        CoderError: voice_consent before anything is sent; voice_already; what `ask_all` raises.
    """
    settings = planned.settings
    to = settings.address
    if not to.loopback and consent != to.host:
        raise CoderError("voice_consent", host=to.host)
    taken = _Taken(study, settings)
    total = len(planned.batches)

    def told_of(done: int) -> None:
        if progress:
            progress(done - 1, total, settings.model)

    began = time.perf_counter()
    with _alone(study):
        asked = masked(planned.batches, mask_of(study, settings))
        problems = _run(settings, asked, key, taken.keep, told_of, sleep)
    return AskReport(
        settings.model,
        to.host,
        taken.requests,
        taken.segments,
        taken.yes,
        dict(taken.dropped),
        taken.read,
        taken.written,
        round(settings.prices.of(taken.read, taken.written), 4),
        round(time.perf_counter() - began, 1),
        problems,
        planned.estimate.segments - taken.segments,
    )


def try_model(study: Study, *, key: str = "", sleep: Sleep = asyncio.sleep) -> Trial:
    """Ask about one made-up sentence, to see whether address, key and model work.

    Raises:
        CoderError: voice_off, and what `ask_all` raises.
    """
    settings = voice_settings(study)
    if not settings.on:
        raise CoderError("voice_off")
    found: list[Checked] = []
    began = time.perf_counter()
    batch = Batch("–", ((1, Line(TRIAL_SENTENCE, "interviewee")),), ("",), (TRIAL_CODE,))

    def keep(_batch: Batch, said: Checked, _seconds: float) -> None:
        found.append(said)

    problems = _run(settings, [batch], key, keep, lambda _done: None, sleep)
    if problems:
        raise CoderError(problems[0].code, **problems[0].values)
    seconds = round(time.perf_counter() - began, 1)
    return Trial(settings.model, settings.address.host, seconds, bool(found[0].answers))


@dataclass
class _Taken:
    """What has been taken in so far; `keep` puts each answer on disk."""

    study: Study
    settings: VoiceSettings
    requests: int = 0
    segments: int = 0
    yes: int = 0
    read: int = 0
    written: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def keep(self, batch: Batch, said: Checked, seconds: float) -> None:
        read, written = of_batch(batch)
        question = Question(said.read, said.written, read, written, round(seconds, 3))
        put_answers(self.study, self.settings.voice, question, _rows(batch, said))
        self.requests += 1
        self.segments += len(batch.keys)
        self.yes += len(said.answers)
        self.read += said.read
        self.written += said.written
        self.dropped.update(said.dropped)


def _rows(batch: Batch, said: Checked) -> list[Answered]:
    """A row for each segment and code that was asked about: what was not given is a no."""
    given = {(one.number, one.code): one for one in said.answers}
    rows = []
    for number, segment in enumerate(batch.keys, start=1):
        for code in batch.codes:
            one = given.get((number, code.id))
            if one:
                rows.append(Answered(segment, told(code), 1, one.quote, one.reason))
            else:
                void = (number, code.id) in said.void
                rows.append(Answered(segment, told(code), 0 if void else -1))
    return rows


def _run(
    settings: VoiceSettings,
    batches: Iterable[Batch],
    key: str,
    keep: Callable[[Batch, Checked, float], None],
    told_of: Callable[[int], None],
    sleep: Sleep,
) -> list[Problem]:
    from coder.voice.asking import Pace, ask_all
    from coder.voice.wire import Wire

    if not _KEY.fullmatch(key):
        raise CoderError("voice_key_form", name=settings.key_variable)
    to = settings.address
    pace = Pace(
        settings.model, to.host, settings.per_minute, at_once(settings), secret=key, sleep=sleep
    )

    async def work() -> list[Problem]:
        async with Wire(to, key, SECONDS_HERE if to.loopback else SECONDS) as wire:
            return await ask_all(batches, wire.post, pace, keep=keep, told=told_of)

    return asyncio.run(work())


@contextmanager
def _alone(study: Study) -> Iterator[None]:
    """Two at once would pay twice for the same answers."""
    with saying(".coder", study.folder):
        lock = FileLock(study.folder / ".coder" / "asking.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise CoderError("voice_already") from error
    try:
        yield
    finally:
        lock.release()
