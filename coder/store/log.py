"""The log of decisions: appended to, read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, Row, func, insert, select

from coder.coding.carry import carry
from coder.model import Action, Decision
from coder.store import schema
from coder.store.rewrites import rewrites
from coder.store.study import Study, now


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision on its way into the log from a client that numbers what it sends.

    Attributes:
        seq: the client's own number; an entry with a number seen before is not taken again.
        undoes_seq: for an UNDO, the client's number of what it undoes; 0 if given by id.
    """

    decision: Decision
    seq: int
    undoes_seq: int = 0


def append(study: Study, decisions: Sequence[Decision]) -> list[Decision]:
    """Write *decisions* in one transaction; returns them as written, with id and time."""
    with study.writing() as connection:
        return [_write(connection, decision, None, None) for decision in decisions]


def append_once(study: Study, client: str, entries: Sequence[Entry]) -> int:
    """Write the *entries* that this *client* has not had written yet, in order of `seq`.

    Returns:
        The highest number of this client that is on disk now.
    """
    with study.writing() as connection:
        known = _ids_by_seq(connection, client)
        for entry in sorted(entries, key=lambda entry: entry.seq):
            if entry.seq in known:
                continue
            decision = entry.decision
            if entry.undoes_seq:
                decision = replace(decision, undoes=known.get(entry.undoes_seq, 0))
            known[entry.seq] = _write(connection, decision, client, entry.seq).id
    return max(known, default=0)


def decisions(study: Study, *, document: str = "", after: int = 0) -> list[Decision]:
    """The log, oldest first; with *document* only its decisions and those on codes and undos.

    Where texts were rewritten to hide names, decisions are where their words are now.

    Args:
        after: only decisions with a higher id.
    """
    table = schema.decision
    query = select(table).where(table.c.id > after).order_by(table.c.id)
    if document:
        query = query.where(table.c.document.in_(("", document)))
    with study.reading() as connection:
        return carry([_decision(row) for row in connection.execute(query)], rewrites(study))


def last_id(study: Study) -> int:
    """The id of the newest decision, 0 in an empty log."""
    with study.reading() as connection:
        return connection.execute(select(func.max(schema.decision.c.id))).scalar() or 0


def _write(
    connection: Connection, decision: Decision, client: str | None, seq: int | None
) -> Decision:
    decision = replace(decision, time=decision.time or now())
    row = asdict(decision) | {"action": decision.action.value, "client": client, "seq": seq}
    row.pop("id")
    result = connection.execute(insert(schema.decision).values(row))
    key = result.inserted_primary_key
    return replace(decision, id=int(key[0]) if key else 0)


def _ids_by_seq(connection: Connection, client: str) -> dict[int, int]:
    table = schema.decision
    query = select(table.c.seq, table.c.id).where(table.c.client == client)
    return {row.seq: row.id for row in connection.execute(query)}


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    said = dict(row._mapping)
    del said["client"], said["seq"]
    said["action"] = Action(said["action"])
    return Decision(**said)
