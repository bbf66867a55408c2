"""What counts, with the segments it stands on: what every statistic begins with."""

from __future__ import annotations

from coder.analysis.ground import Coded, ground
from coder.model import Segments
from coder.store.study import Study
from coder.verbs.standing import State, present, tagged
from coder.verbs.table import counted


def coded(study: Study, who: str) -> Coded:
    """What counts of what stands, with the segments it stands on.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    state = present(study)
    tagged(state)
    key = ("coded", who)
    known = study.memory.get(key)
    if not known or known[0] is not state:
        documents = list(state.documents.values())
        on = ground(documents, segments_of(state))
        known = (state, Coded(counted(state, who), documents, state.codebook, on))
        study.memory[key] = known
    found: Coded = known[1]
    return found


def segments_of(state: State) -> dict[str, Segments]:
    """The segments of the last run, by document."""
    return {one.document.id: one.segments for one in state.scored.values()}
