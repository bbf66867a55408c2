"""Ask all questions: a few at once, at the pace allowed, again where that may help.

Every answer is handed on the moment it is there, so that whatever happens later it is not paid
for twice. The first question goes alone: a wrong key or model shows before a second is sent.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from coder.errors import CoderError, Problem
from coder.voice.answers import Checked, Malformed, checked
from coder.voice.batches import Batch
from coder.voice.prompt import FORMS, payload
from coder.voice.wire import Reply, Unreached

TRIES = 5  # of one request that fails in a way that may pass
FIRST_WAIT = 1.0  # seconds; each further wait is twice as long
LONGEST_WAIT = 120.0  # a server that wants more is not waited for
FOREVER = 1e6
IN_A_ROW = 3  # questions that failed one after the other end the work
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
NOT_TAKEN = frozenset({400, 422})  # what servers say of a form they do not know

Post = Callable[[Mapping[str, Any]], Awaitable[Reply]]
Keep = Callable[[Batch, Checked, float], None]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Pace:
    """How to ask.

    Attributes:
        host: for sentences. secret: never to be repeated in one.
        sleep: waits; a test's does not.
    """

    model: str
    host: str
    per_minute: int = 60
    at_once: int = 3
    secret: str = field(default="", repr=False)
    sleep: Sleep = asyncio.sleep


@dataclass
class _Asking:
    """The state that all workers share."""

    post: Post
    pace: Pace
    keep: Keep
    told: Callable[[int], None]
    problems: list[Problem] = field(default_factory=list)
    form: int = 0
    done: int = 0
    failed: int = 0  # questions in a row
    next_start: float = 0.0
    fatal: CoderError | None = None


async def ask_all(
    batches: Iterable[Batch],
    post: Post,
    pace: Pace,
    *,
    keep: Keep,
    told: Callable[[int], None] = lambda _done: None,
) -> list[Problem]:
    """Ask; returns the questions that could not be answered, each as a problem.

    Args:
        keep: called with each answer and how many seconds it took, in the order they come.
        told: called with how many questions are done.

    Raises:
        CoderError: voice_… where asking on is of no use; what was answered until then is kept.
    """
    at_work = _Asking(post, pace, keep, told)
    ahead = iter(batches)
    for first in ahead:
        await _one(at_work, first)
        if not at_work.failed or at_work.fatal:
            break
    await asyncio.gather(*(_worker(at_work, ahead) for _ in range(pace.at_once)))
    if at_work.fatal:
        raise at_work.fatal
    return at_work.problems


async def _worker(at_work: _Asking, ahead: Iterator[Batch]) -> None:
    # Whoever is at work when another meets a dead end still hands on what is being paid for.
    while not at_work.fatal:
        batch = next(ahead, None)
        if batch is None:
            return
        await _one(at_work, batch)


async def _one(at_work: _Asking, batch: Batch) -> None:
    try:
        said, seconds = await _answered(at_work, batch)
        at_work.keep(batch, said, seconds)
        at_work.failed = 0
    except CoderError as error:
        at_work.fatal = at_work.fatal or error
        return
    except _GivenUp as given_up:
        at_work.failed += 1
        at_work.problems.append(given_up.problem)
        if at_work.failed >= IN_A_ROW:
            last = given_up.problem.say()
            at_work.fatal = CoderError("voice_failing", count=IN_A_ROW, last=last)
    at_work.done += 1
    at_work.told(at_work.done)


class _GivenUp(Exception):
    """This question is not answered; others may be."""

    def __init__(self, batch: Batch, code: str, **values: object) -> None:
        self.problem = Problem(
            code, file=batch.document, values={"segments": len(batch.keys), **values}
        )
        super().__init__(code)


async def _answered(at_work: _Asking, batch: Batch) -> tuple[Checked, float]:
    """The answer, asked for a second time where the first is no answer."""
    for _ in range(2):
        reply, seconds = await _replied(at_work, batch)
        try:
            if not reply.cut:
                return checked(reply.body, batch), seconds
        except Malformed:
            continue
    raise _GivenUp(batch, "voice_malformed")


async def _replied(at_work: _Asking, batch: Batch) -> tuple[Reply, float]:
    """A reply of success, and how long it took; what may pass is waited for."""
    pace, wait = at_work.pace, FIRST_WAIT
    for tries in range(1, TRIES + 1):
        reply, seconds, reason = await _sent(at_work, batch)
        if reply and reply.ok:
            return reply, seconds
        if reply and reply.status not in PASSING:
            raise _refusal(reply, pace, batch)
        asked = _asked_to_wait(reply) if reply else 0.0
        if asked > LONGEST_WAIT:
            raise CoderError("voice_busy", host=pace.host, seconds=round(asked))
        if tries == TRIES:
            break
        await pace.sleep(max(asked, wait))
        wait *= 2
    if reply is None:
        raise CoderError("voice_unreached", host=pace.host, reason=reason)
    if reply.status == 429:
        raise CoderError("voice_limited", host=pace.host, tries=TRIES)
    raise _GivenUp(batch, "voice_down", status=reply.status)


async def _sent(at_work: _Asking, batch: Batch) -> tuple[Reply | None, float, str]:
    """One request in a form that the server takes: reply, seconds, why there is none.

    Which form that is shows once; the other questions go in it at once.
    """
    while True:
        form = at_work.form
        await _turn(at_work)
        began = time.perf_counter()
        try:
            reply = await at_work.post(payload(at_work.pace.model, batch, FORMS[form]))
        except Unreached as error:
            return None, 0.0, str(error)
        if reply.status not in NOT_TAKEN or form + 1 == len(FORMS):
            return reply, time.perf_counter() - began, ""
        at_work.form = max(at_work.form, form + 1)


def _refusal(reply: Reply, pace: Pace, batch: Batch) -> Exception:
    """What to say of what will not pass by itself."""
    if 300 <= reply.status < 400:
        return CoderError("voice_redirect", host=pace.host, to=_host_of(reply.leads))
    if reply.status in (401, 403):
        return CoderError("voice_key", host=pace.host, status=reply.status)
    if reply.status == 402:
        return CoderError("voice_payment", host=pace.host)
    if reply.status == 404:
        return CoderError("voice_not_found", host=pace.host, model=pace.model)
    return _GivenUp(batch, "voice_refused", status=reply.status, said=_said(reply, pace))


def _host_of(leads: str) -> str:
    try:
        return (urlsplit(leads).hostname or "?")[:100]
    except ValueError:
        return "?"


def _said(reply: Reply, pace: Pace) -> str:
    """The server's own words, without the key where it repeats that."""
    text = reply.body.decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        text = str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    if pace.secret:
        text = text.replace(pace.secret, "…")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200] or "–"


def _asked_to_wait(reply: Reply) -> float:
    """Seconds that `Retry-After` asks for, as a number or a date; 0 where it says nothing."""
    said = reply.wait.strip()
    try:
        return min(max(0.0, float(said)), FOREVER) if said else 0.0
    except ValueError:
        pass
    try:
        seconds = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
        return min(max(0.0, seconds), FOREVER)
    except (ValueError, TypeError, OverflowError):
        return 0.0


async def _turn(at_work: _Asking) -> None:
    """Wait until the next request may start."""
    now = time.monotonic()
    start = max(now, at_work.next_start)
    at_work.next_start = start + 60 / at_work.pace.per_minute
    if start > now:
        await at_work.pace.sleep(start - now)
