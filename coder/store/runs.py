"""The passes of the tagger that the study has seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import insert, select

from coder.store import schema
from coder.store.study import Study, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One pass of the tagger. Its suggestions can be computed again from what stands here.

    Attributes:
        codebook: version; unit: of segmentation; threshold: 0..1.
        scorer: which scorer, by a name that changes when its results may.
        documents: document id → digest of the text that was tagged.
        lessons: what the run learned from decisions, as it makes it known again; {} for nothing.
        counts: what was computed and what changed.
        seconds: how long it took.
    """

    codebook: str
    unit: str
    threshold: float
    scorer: str
    id: int = 0
    time: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)
    lessons: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


def put_run(study: Study, run: Run) -> Run:
    """Write *run*; returns it with id and time."""
    row = asdict(run) | {"time": run.time or now()}
    del row["id"]
    with study.writing() as connection:
        key = connection.execute(insert(schema.run).values(row)).inserted_primary_key
    return Run(**(row | {"id": int(key[0]) if key else 0}))


def runs(study: Study) -> list[Run]:
    """All runs, newest first."""
    query = select(schema.run).order_by(schema.run.c.id.desc())
    with study.reading() as connection:
        return [Run(**dict(row._mapping)) for row in connection.execute(query)]


def last_run(study: Study) -> Run | None:
    """The newest run, None before the first."""
    query = select(schema.run).order_by(schema.run.c.id.desc()).limit(1)
    with study.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else Run(**dict(row._mapping))
