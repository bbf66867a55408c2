"""Every suggestion of the sample study can say why it is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coder.store.study import open_study
from coder.verbs import why as reasons
from coder.verbs.standing import present
from coder.verbs.tag import tag

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_suggestion_of_the_sample_has_reasons(tmp_path: Path) -> None:
    """A word, a pattern or a near example; the same confidence; places that lie in the sentence."""
    shutil.copy(ROOT / "codebook.yaml", tmp_path)
    shutil.copytree(ROOT / "interviews", tmp_path / "interviews")
    study = open_study(tmp_path)
    tag(study)
    state = present(study)

    bare, elsewhere, unlike = [], [], []
    for coding in state.standing.codings:
        segments = state.scored[coding.document].segments
        number = list(segments.start).index(coding.start)
        (why,) = reasons.evidence(study, coding.document, number, [coding.code], "zh")
        place = (coding.document, number, coding.code)
        if not any(word in line for line in why["says"] for word in ("词语", "句式", "接近")):
            bare.append(place)
        if any(not coding.start <= a < b <= coding.end for a, b, _ in why["fired"]):
            elsewhere.append(place)
        if abs(why["confidence"] - (coding.confidence or 0)) > 0.01:
            unlike.append(place)

    assert len(state.standing.codings) > 200
    assert (bare, elsewhere, unlike) == ([], [], [])
