"""Asking a model that answers, fails, stalls, sends away and talks nonsense."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from coder.errors import CoderError, Problem
from coder.model import Bilingual, Code
from coder.voice.address import address
from coder.voice.answers import Checked
from coder.voice.asking import Pace, ask_all
from coder.voice.batches import Batch, Line
from coder.voice.wire import MOST_BYTES, Wire
from tests.voice.server import Answer, Model, answers, completion, entry, serving

MONEY = Code("money", Bilingual("资金不足", "Funding"))
SECRET = "sk-very-secret"  # noqa: S105 -- of no server
GOOD: Answer = (200, answers(entry(1, "money", "经费")), {})
NONSENSE: Answer = (200, completion("经费？"), {})


def batch(number: int) -> Batch:
    """A question on one segment."""
    line = Line(f"经费{number}不够。", "interviewee")
    return Batch(f"D{number}", ((1, line),), (f"key{number}",), (MONEY,))


@dataclass
class Run:
    """What came of asking.

    Attributes:
        waits: seconds that were waited, without really waiting.
    """

    kept: list[tuple[str, Checked]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    error: CoderError | None = None


def ask(
    model: Model,
    many: int = 1,
    *,
    seconds: float = 20.0,
    at_once: int = 2,
    per_minute: int = 1_000_000,
    url: str = "",
) -> Run:
    """Ask *model* so many questions."""
    run = Run()

    async def sleep(wait: float) -> None:
        if wait >= 0.01:
            run.waits.append(round(wait, 1))
        await asyncio.sleep(0)

    def keep(asked: Batch, said: Checked, _seconds: float) -> None:
        run.kept.append((asked.document, said))

    async def work() -> None:
        to = address(url or model.url)
        pace = Pace("m", to.host, per_minute, at_once, secret=SECRET, sleep=sleep)
        async with Wire(to, SECRET, seconds) as wire:
            some = [batch(number) for number in range(many)]
            run.problems = await ask_all(some, wire.post, pace, keep=keep)

    try:
        asyncio.run(work())
    except CoderError as error:
        run.error = error
    return run


def money(segments: list[tuple[int, str]], _codes: list[str]) -> list[dict[str, object]]:
    """Every segment is about money, and one entry is invented."""
    return [entry(number, "money", text[:2]) for number, text in segments] + [
        entry(1, "money", "没有的话")
    ]


def test_good_answers_with_an_invented_quote():
    """Each question is asked once, with the key; what stands in the text is kept, what does not is counted."""
    with serving(Model(say=money)) as model:
        run = ask(model, 5)

    assert sorted(name for name, _ in run.kept) == ["D0", "D1", "D2", "D3", "D4"]
    assert {(len(said.answers), said.dropped["no_quote"]) for _, said in run.kept} == {(1, 1)}
    assert (len(model.asked), set(model.keys), run.problems) == (5, {f"Bearer {SECRET}"}, [])


def test_the_request_holds_codebook_segments_and_form():
    """Temperature 0, a JSON Schema, the codebook as instructions, the segments as lines."""
    with serving(Model(say=money)) as model:
        ask(model)

    (body,) = model.bodies
    assert (body["model"], body["temperature"], body["response_format"]["type"]) == (
        "m",
        0,
        "json_schema",
    )
    assert "- id: money\n  名称: 资金不足" in body["messages"][0]["content"]
    assert body["messages"][1]["content"] == '{"n": 1, "who": "受访者", "text": "经费0不够。"}'


@pytest.mark.parametrize(
    ("script", "waits"),
    [
        ([(429, b"{}", {"Retry-After": "7"}), GOOD], [7.0]),
        ([(429, b"{}", {}), (429, b"{}", {}), GOOD], [1.0, 2.0]),
        ([(500, b"oops", {}), (503, b"", {"Retry-After": "0.5"}), GOOD], [1.0, 2.0]),
        (["cut", GOOD], [1.0]),
        ([(429, b"", {"Retry-After": "soon"}), GOOD], [1.0]),
        ([(429, b"", {"Retry-After": "nan"}), GOOD], [1.0]),
        ([NONSENSE, GOOD], []),
        ([(200, b"x" * (MOST_BYTES + 1), {}), GOOD], []),
        ([(200, b'{"choices":[]}', {"Content-Encoding": "gzip"}), GOOD], []),
    ],
)  # fmt: skip
def test_what_passes_is_waited_for(script: list[Answer | str], waits: list[float]):
    """Too many requests, a failing server, a cut connection, nonsense, a flood: asked again, once enough."""
    with serving(Model(script=list(script))) as model:
        run = ask(model)

    assert [said.answers[0].quote for _, said in run.kept] == ["经费"]
    assert run.waits == waits
    assert len(model.asked) == len(script)


def test_a_date_in_retry_after_is_waited_for():
    """Servers may name the moment instead of the seconds."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    with serving(Model(script=[(429, b"", {"Retry-After": later}), GOOD])) as model:
        run = ask(model)

    assert 25 <= run.waits[0] <= 31


@pytest.mark.parametrize(
    ("script", "code", "requests"),
    [
        ([(401, b'{"error": {"message": "bad key sk-very-secret"}}', {})], "voice_key", 1),
        ([(402, b"", {})], "voice_payment", 1),
        ([(404, b"", {})], "voice_not_found", 1),
        ([(302, b"", {"Location": "http://example.org/v1"})], "voice_redirect", 1),
        ([(307, b"", {"Location": "http://[bad"})], "voice_redirect", 1),
        ([(429, b"", {"Retry-After": "86400"})], "voice_busy", 1),
        ([(429, b"", {"Retry-After": "inf"})], "voice_busy", 1),
        ([(429, b"", {})] * 5, "voice_limited", 5),
        (["cut"] * 5, "voice_unreached", 5),
        ([NONSENSE] * 6, "voice_failing", 6),
        ([(500, b"", {})] * 15, "voice_failing", 15),
    ],
)
def test_what_does_not_pass_ends_the_work(script: list[Answer | str], code: str, requests: int):
    """One sentence in both languages, nothing asked after it, and the key is in none of it."""
    with serving(Model(script=list(script))) as model:
        run = ask(model, 8, at_once=1)

    assert run.error is not None
    assert run.error.code == code
    assert len(model.asked) == requests
    assert SECRET not in run.error.say("zh") + run.error.say("en") + repr(run.error)


def test_a_question_that_is_refused_is_a_problem_and_others_go_on():
    """The server's reason is shown without the key, after the simpler forms were tried."""
    said = b'{"error": {"message": "too long for sk-very-secret\\n!"}}'
    with serving(Model(say=money, script=[GOOD, (413, said, {})])) as model:
        run = ask(model, 4, at_once=1)

    assert [name for name, _ in run.kept] == ["D0", "D2", "D3"]
    assert [(p.code, p.file, p.values["said"]) for p in run.problems] == [
        ("voice_refused", "D1", "too long for … !")
    ]


def test_a_server_that_knows_no_schema_is_asked_simpler():
    """The form that works is found once and used for the rest."""
    refusals: list[Answer | str] = [(400, b"response_format", {}), (400, b"response_format", {})]
    with serving(Model(script=[*refusals, GOOD, GOOD, GOOD])) as model:
        run = ask(model, 3, at_once=1)

    forms = [body.get("response_format", {}).get("type") for body in model.bodies]
    assert forms == ["json_schema", "json_schema", "json_object", "json_object", "json_object"]
    assert ["temperature" in body for body in model.bodies[:3]] == [True, False, True]
    assert len(run.kept) == 3


def test_too_slow_is_cut_off():
    """An answer that does not end in time is given up, and the sentence says where."""
    stall: Callable[[int], None] = lambda _number: time.sleep(0.4)  # noqa: E731
    with serving(Model(hold=stall)) as model:
        run = ask(model, seconds=0.1)

    assert run.error is not None
    assert run.error.values == {"host": "127.0.0.1", "reason": "timeout"}


def test_nobody_there():
    """Where no server listens, it is said so after a few tries."""
    with serving(Model()) as model:
        url = model.url
    run = ask(model, url=url)

    assert run.error is not None
    assert run.error.code == "voice_unreached"
    assert run.waits == [1.0, 2.0, 4.0, 8.0]


def test_the_pace_is_kept():
    """Ten a minute: each starts six seconds after the one before."""
    with serving(Model(say=money)) as model:
        run = ask(model, 4, per_minute=10, at_once=1)

    assert [round(wait) for wait in run.waits] == [6, 12, 18]


def test_no_more_at_once_than_allowed():
    """The first goes alone; then two are under way together, never three."""
    under_way = [0]
    seen: list[int] = []
    model = Model(say=money)

    def hold(_number: int) -> None:
        with model.lock:
            under_way[0] += 1
            seen.append(under_way[0])
        time.sleep(0.05)
        with model.lock:
            under_way[0] -= 1

    model.hold = hold
    with serving(model):
        ask(model, 7, at_once=2)

    assert seen[:2] == [1, 1]
    assert max(seen) == 2


def test_loopback_takes_no_proxy(monkeypatch: pytest.MonkeyPatch):
    """A proxy set for the internet is not told what goes to this machine."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(Model(say=money)) as model:
        run = ask(model)

    assert len(run.kept) == 1


def test_the_key_is_in_no_picture_of_the_objects():
    """What is logged by accident holds no key."""
    pace = Pace("m", "h", secret=SECRET)

    assert SECRET not in repr(replace(pace)) + repr(Wire(address("http://127.0.0.1:1"), SECRET))
