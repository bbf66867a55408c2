"""What language models said, kept for ever as theirs: answers by what was shown, by which model."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from coder.store import schema
from coder.store.study import Study, now


@dataclass(frozen=True, slots=True)
class Voice:
    """A model at an address, asked in one way."""

    model: str
    endpoint: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model said of one segment and one code.

    Attributes:
        segment, code: hashes of what it was shown of them.
        said: 1 yes, -1 no, 0 where the words it quoted are not there.
    """

    segment: str
    code: str
    said: int
    quote: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a request took, and what had been expected: tokens read and written, seconds."""

    read: int
    written: int
    read_expected: int
    written_expected: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Spent:
    """All requests to a voice so far; tokens as far as the server said.

    Attributes:
        counted: requests of which the server said how many tokens they took.
        read_expected, written_expected: of those.
    """

    requests: int = 0
    counted: int = 0
    read: int = 0
    written: int = 0
    read_expected: int = 0
    written_expected: int = 0
    seconds: float = 0.0


def voice_id(study: Study, voice: Voice) -> int:
    """The number of *voice*, 0 where it has never been asked."""
    with study.reading() as connection:
        return _number(connection, voice)


def put_answers(
    study: Study, voice: Voice, question: Question, answers: Sequence[Answered]
) -> None:
    """Keep what came of one request, in one transaction. What is known already stays as it is."""
    table = schema.answer
    with study.writing() as connection:
        number = _number(connection, voice) or _made(connection, voice)
        segments = sorted({one.segment for one in answers})
        where = (table.c.voice == number) & table.c.segment.in_(segments)
        rows = connection.execute(select(table.c.segment, table.c.code).where(where))
        known = {(row.segment, row.code) for row in rows}
        values = {"voice": number, "time": now(), **_plain(question)}
        key = connection.execute(insert(schema.question).values(values)).inserted_primary_key
        fresh = [
            {"voice": number, "question": key[0] if key else 0, **_plain(one)}
            for one in {(one.segment, one.code): one for one in answers}.values()
            if (one.segment, one.code) not in known
        ]
        if fresh:
            connection.execute(insert(table), fresh)


def said(study: Study, voice: int, until: int) -> dict[str, dict[str, int]]:
    """code → segment → 1, 0 or -1, of all answers of *voice* up to answer *until*."""
    table = schema.answer
    query = select(table.c.code, table.c.segment, table.c.said).where(
        (table.c.voice == voice) & (table.c.id <= until)
    )
    found: dict[str, dict[str, int]] = {}
    with study.reading() as connection:
        for code, segment, value in connection.execute(query):
            found.setdefault(code, {})[segment] = value
    return found


def words(study: Study) -> dict[int, tuple[str, str]]:
    """Id → quote and reason of every answer that has words."""
    table = schema.answer
    query = select(table.c.id, table.c.quote, table.c.reason).where(table.c.said != -1)
    with study.reading() as connection:
        return {row.id: (row.quote, row.reason) for row in connection.execute(query)}


def last_answer(study: Study, voice: int) -> int:
    """The id of the voice's latest answer, 0 before the first."""
    query = select(func.max(schema.answer.c.id)).where(schema.answer.c.voice == voice)
    with study.reading() as connection:
        return int(connection.execute(query).scalar() or 0)


def answers_on(
    study: Study, voice: int, until: int, segment: str, codes: Collection[str]
) -> dict[str, Answered]:
    """code → what *voice* said of *segment*, for those of *codes* that it was asked about."""
    table = schema.answer
    here = (table.c.voice == voice) & (table.c.segment == segment)
    query = select(table).where(here & (table.c.id <= until) & table.c.code.in_(list(codes)))
    with study.reading() as connection:
        rows = connection.execute(query).all()
    return {r.code: Answered(r.segment, r.code, r.said, r.quote, r.reason) for r in rows}


def spent(study: Study, voice: int) -> Spent:
    """What *voice* took until now."""
    table = schema.question
    total = Spent()
    with study.reading() as connection:
        for row in connection.execute(select(table).where(table.c.voice == voice)):
            told = bool(row.read)
            total = Spent(
                total.requests + 1,
                total.counted + told,
                total.read + row.read,
                total.written + row.written,
                total.read_expected + told * row.read_expected,
                total.written_expected + told * row.written_expected,
                total.seconds + row.seconds,
            )
    return total


def _number(connection: Connection, voice: Voice) -> int:
    table = schema.voice
    same = (table.c.model == voice.model) & (table.c.endpoint == voice.endpoint)
    query = select(table.c.id).where(same & (table.c.prompt == voice.prompt))
    return int(connection.execute(query).scalar() or 0)


def _made(connection: Connection, voice: Voice) -> int:
    key = connection.execute(insert(schema.voice).values(_plain(voice))).inserted_primary_key
    return int(key[0]) if key else 0


def _plain(one: Voice | Question | Answered) -> Mapping[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}
