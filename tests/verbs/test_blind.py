"""Segments that are shown without suggestions."""

from __future__ import annotations

from coder.store.study import Study
from coder.verbs.blind import blind_rows, blind_share, compared, set_blind_share
from coder.verbs.room import room_document
from coder.verbs.standing import present
from tests.verbs.test_learning import LINES, say, study  # noqa: F401 -- a fixture


def shown(study: Study, document: str) -> set[int]:  # noqa: F811
    """The rows that the coding room shows suggestions on."""
    return {row for row, *_ in room_document(study, document, "林")["suggestions"]}


def test_off_by_default(study: Study):  # noqa: F811
    """Every suggestion is shown until somebody asks otherwise."""
    assert blind_share(study) == 0
    assert room_document(study, "D0", "林")["blind"] == []
    assert compared(study) is None


def test_blind_segments_show_nothing_and_lose_nothing(study: Study):  # noqa: F811
    """The room leaves their suggestions out; what stands, and so every table, is the same."""
    before = present(study).standing.codings
    open_rows = {name: shown(study, name) for name in present(study).documents}

    set_blind_share(study, 20)

    blind = {name: blind_rows(study, one.segments) for name, one in present(study).scored.items()}
    assert any(blind.values())
    assert {name: shown(study, name) for name in blind} == {
        name: open_rows[name] - blind[name] for name in blind
    }
    assert present(study).standing.codings == before


def test_only_what_was_decided_since_is_compared(study: Study):  # noqa: F811
    """Decisions from before the share was set were all prompted, and say nothing."""
    say(study, "D0", LINES[0], "money")
    set_blind_share(study, 20)

    assert compared(study).prompted + compared(study).blind == 0

    for line in LINES:
        say(study, "D1", line, "money", "add" if "拨款" in line else "reject")

    found = compared(study)
    segments = present(study).scored["D1"].segments
    roles = [turn.role.value for turn in present(study).documents["D1"].turns]
    rows = {
        row for row in blind_rows(study, segments) if roles[segments.turn[row]] != "interviewer"
    }
    assert (found.blind, found.prompted) == (len(rows), 6 - len(rows))
