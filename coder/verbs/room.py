"""What the coding room needs of the study: a document to draw, actions to take, reasons to show.

Everything is plain JSON; offsets are code points. The page works out what stands from the same
facts by the same rules as `coding.stand`, so that a key press shows at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from coder.codebook.colors import color_of
from coder.coding.stand import live
from coder.errors import CoderError
from coder.model import RANGE_ACTIONS, Code, Document, Role, by_model
from coder.store import log
from coder.store.study import Study
from coder.tag.score import NEAR
from coder.verbs.blind import blind_rows
from coder.verbs.decide import decide
from coder.verbs.scoring import Scored
from coder.verbs.standing import State, present, tagged, whole_log

UNDOABLE = 50  # of a coder's latest decisions, for undo after a reload


def room_document(study: Study, document_id: str, coder: str) -> dict[str, Any]:
    """The document as the page draws it.

    Raises:
        CoderError: no_document, not_tagged.
    """
    state = present(study)
    tagged(state)
    document = _document(state, document_id)
    scored = state.scored.get(document_id)
    codes = list(state.codebook.codes)
    parked = {key[3] for key in state.folded.verdicts if key[0] == document_id}
    names = {code.id: at for at, code in enumerate(codes)}
    for vanished in sorted(parked - names.keys()):
        names[vanished] = len(names)
    shown = [_code(state, code) for code in codes]
    shown += [
        {"id": name, "zh": name, "en": name, "color": "#888888", "parked": True}
        for name in list(names)[len(codes) :]
    ]
    blind = blind_rows(study, scored.segments) if scored else set()
    return {
        "id": document.id,
        "digest": document.digest,
        "revision": log.last_id(study),
        "text": document.text,
        "thresholds": {names[code]: round(cut, 3) for code, cut in _cuts(scored) if code in names},
        "group": document.group,
        "turns": [
            [t.speaker, t.role.value, t.start, t.end, t.label_start, t.start_ms]
            for t in document.turns
        ],
        "segments": [[s.start, s.end, s.turn] for s in scored.segments] if scored else [],
        "codes": shown,
        "suggestions": _suggestions(scored, names, blind) if scored else [],
        "blind": sorted(blind),
        "verdicts": [
            [start, end, names[code], int(v.yes), v.decision.coder, v.decision.id]
            for (home, start, end, code), v in state.folded.verdicts.items()
            if home == document_id
        ],
        "looked": [
            [
                look.decision.start,
                look.decision.end,
                [at for name, at in names.items() if not look.covers(name)],
            ]
            for look in state.folded.looked.get(document_id, ())
        ],
        "memos": [
            [start, end, names.get(code, -1), memo]
            for (home, start, end, code), memo in state.folded.memos.items()
            if home == document_id and memo
        ],
        "undoable": _undoable(study, document_id, coder),
    }


def act(
    study: Study, coder: str, client: str, actions: Sequence[Mapping[str, Any]], language: str
) -> dict[str, Any]:
    """Take *actions*; what is acknowledged is on disk.

    Returns:
        acked: the client's highest settled number; refused: number → why.

    Raises:
        CoderError: what the disk says; then none of them was taken.
    """
    done = decide(study, coder, client, actions)
    refused = {str(seq): error.say(language) for seq, error in done.refused.items()}
    return {"acked": done.acked, "refused": refused}


def _document(state: State, document_id: str) -> Document:
    if document_id not in state.documents:
        known = ", ".join(state.documents) or "–"
        raise CoderError("no_document", document=document_id, known=known)
    return state.documents[document_id]


def _code(state: State, code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "zh": code.label.say("zh"),
        "en": code.label.say("en"),
        "kind": code.kind,
        "color": color_of(state.codebook, code.id),
        "retired": code.retired,
        "define": [code.definition.say("zh"), code.definition.say("en")],
        "pinyin": initials(code.label.zh),
    }


def initials(text: str) -> str:
    """The first letters of the pinyin of a Chinese *text*: 资金不足 → zjbz."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def _cuts(scored: Scored | None) -> list[tuple[str, float]]:
    return [] if scored is None else list(zip(scored.codes, scored.cuts.tolist(), strict=True))


def _suggestions(
    scored: Scored, names: Mapping[str, int], blind: Collection[int]
) -> list[list[Any]]:
    """[segment, code, confidence, near miss, a language model's] of the interviewee's segments."""
    least = np.maximum(scored.cuts - np.float32(NEAR), np.float32(0.05))
    rows, columns = np.nonzero(scored.scores >= least)
    turns = scored.document.turns
    found = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        name = scored.codes[column]
        if (
            name not in names
            or row in blind
            or turns[scored.segments.turn[row]].role is Role.INTERVIEWER
        ):
            continue
        value = round(float(scored.scores[row, column]), 3)
        near = int(scored.scores[row, column] < scored.cuts[column])
        found.append([row, names[name], value, near, int(by_model(scored.source(row, column)))])
    return found


def _undoable(study: Study, document_id: str, coder: str) -> list[int]:
    """This coder's latest live decisions on the document, oldest first."""
    mine = [
        decision.id
        for decision in live(whole_log(study))
        if decision.document == document_id
        and decision.coder == coder
        and decision.action in RANGE_ACTIONS
        and not decision.source
    ]
    return mine[-UNDOABLE:]
