"""What a person does, checked against the text it is about and written into the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from coder.errors import CoderError
from coder.model import (
    LINK_ACTIONS,
    RANGE_ACTIONS,
    TWO_RANGES,
    Action,
    Codebook,
    Decision,
    Document,
)
from coder.store.documents import stored
from coder.store.log import Entry, append_once
from coder.store.study import Study
from coder.verbs.standing import loaded, read_codebook

NEEDS_CODE = frozenset(
    {Action.ACCEPT, Action.REJECT, Action.ADD, Action.REMOVE, Action.RECODE, Action.MOVE}
    | LINK_ACTIONS
)
GIVES_CODE = frozenset({Action.ACCEPT, Action.ADD})


@dataclass(frozen=True)
class Decided:
    """What became of a client's actions.

    Attributes:
        acked: every action up to this number is settled: on disk, or refused.
        refused: number → why, for actions that will never be taken.
    """

    acked: int
    refused: Mapping[int, CoderError]


def decide(study: Study, coder: str, client: str, actions: Sequence[Mapping[str, Any]]) -> Decided:
    """Write *actions* into the log in order of `seq`, each of a client's numbers once.

    An action has `seq`, `action`, and by its kind `document`, `start`, `end`, `text`, `code`,
    `to_code`, `to_start`, `to_end`, `memo`, `undoes` (an id) or `undoes_seq` (own number).
    When this returns, what it acknowledges is on disk.

    Raises:
        CoderError: what the disk says; then none of *actions* was taken.
    """
    codebook, _ = read_codebook(study)
    texts = {one.id: one for one in stored(study)}
    entries, refused = [], {}
    for said in actions:
        seq = int(said["seq"])
        try:
            entries.append(_entry(study, coder, said, codebook, texts))
        except CoderError as error:
            refused[seq] = error
    written = append_once(study, client, entries)
    return Decided(max([written, *refused]), refused)


def did_you_mean(code: str, codebook: Codebook, language: str = "zh") -> str:
    """A hint at the id that was probably meant, "" where none is near."""
    near = get_close_matches(code, list(codebook.by_id), n=1)
    if not near:
        return ""
    return f", did you mean “{near[0]}”" if language == "en" else f"，是不是“{near[0]}”"


def _entry(
    study: Study,
    coder: str,
    said: Mapping[str, Any],
    codebook: Codebook,
    texts: Mapping[str, Any],
) -> Entry:
    try:
        action = Action(said.get("action", ""))
    except ValueError as error:
        raise CoderError("unknown_action", action=said.get("action")) from error
    seq, undoes_seq = int(said["seq"]), int(said.get("undoes_seq") or 0)
    if action is Action.UNDO:
        undo = Decision(action=action, coder=coder, undoes=int(said.get("undoes") or 0))
        return Entry(undo, seq, undoes_seq)
    if action not in RANGE_ACTIONS | LINK_ACTIONS:
        raise CoderError("unknown_action", action=action)
    if said.get("document") not in texts:
        known = ", ".join(texts) or "–"
        raise CoderError("no_document", document=said.get("document"), known=known)
    document = loaded(study, texts[said["document"]])
    decision = Decision(
        action=action,
        coder=coder,
        codebook=codebook.version,
        document=document.id,
        digest=document.digest,
        start=int(said["start"]),
        end=int(said["end"]),
        code=said.get("code") or "",
        to_code=said.get("to_code") or "",
        to_start=int(said.get("to_start") or 0),
        to_end=int(said.get("to_end") or 0),
        memo=said.get("memo") or "",
    )
    _check_range(decision, document, said.get("text"))
    _check_codes(decision, codebook)
    return Entry(decision, seq)


def _check_range(decision: Decision, document: Document, text: str | None) -> None:
    ranges = [(decision.start, decision.end)]
    if decision.action in TWO_RANGES:
        ranges.append((decision.to_start, decision.to_end))
    for start, end in ranges:
        if not 0 <= start < end <= len(document.text):
            raise CoderError(
                "range_outside",
                document=document.id,
                start=start,
                end=end,
                length=len(document.text),
            )
    if text is not None and document.text[decision.start : decision.end] != text:
        raise CoderError("text_differs", document=document.id)


def _check_codes(decision: Decision, codebook: Codebook) -> None:
    """A code may be given only if it is in the codebook; it may be taken away in any case."""
    given = []
    if decision.action in GIVES_CODE:
        given.append(decision.code)
    if decision.action is Action.RECODE:
        given.append(decision.to_code)
    if decision.action is Action.LINK:
        given += [decision.code, decision.to_code]
    for code in given:
        if code not in codebook.by_id:
            hint = did_you_mean(code, codebook)
            raise CoderError("unknown_code", code=code, hint=hint)
    if decision.action in NEEDS_CODE and not decision.code:
        raise CoderError("unknown_code", code="", hint="")
