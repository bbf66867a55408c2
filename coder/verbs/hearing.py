"""What a language model said, brought to the segments and weighed by what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.coding.decided import UNKNOWN, YES, Answers
from coder.model import Codebook
from coder.store.study import Study
from coder.store.voices import last_answer, voice_id
from coder.verbs.scoring import FULL, Scored, Spoken
from coder.verbs.voice import answers_of, lines_of, voice_settings
from coder.voice.batches import keys
from coder.voice.prompt import told


@dataclass(frozen=True)
class Heeded:
    """What a run needs to know again of the voice it listened to; plain values, kept with the run.

    Attributes:
        voice: number of the voice; until: id of the last answer that counted.
        model, endpoint: whose they are. segments: interviewees' segments it had spoken on.
        common: what a yes and a no add, and the share of doubt; codes: what each code adds.
    """

    voice: int
    until: int
    model: str
    endpoint: str
    segments: int = 0
    common: tuple[float, float, float] = (0.0, 0.0, 0.0)
    codes: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Heeded | None:
        """What `plain` made; None of a run that listened to none."""
        if not plain:
            return None
        codes = {code: (float(yes), float(no)) for code, (yes, no) in plain["codes"].items()}
        yes, no, doubt = plain["common"]
        return cls(**{**plain, "common": (yes, no, doubt), "codes": codes})


@dataclass(frozen=True, slots=True)
class Borne:
    """What people say of what a language model said, over segments and codes.

    Attributes:
        yes: it said so; of those people decided on `decided` and gave `given`.
        missed: people gave what it said no to.
    """

    segments: int
    yes: int
    decided: int
    given: int
    missed: int


def borne_out(scored: Sequence[Scored], said: Sequence[Answers]) -> Borne | None:
    """How the model that the last run listened to compares with people; None where it heard none.

    Args:
        said: by document, (segments, codes) what people said.
    """
    heard = [
        (one.spoken.said, people) for one, people in zip(scored, said, strict=True) if one.spoken
    ]
    if not heard:
        return None
    return Borne(
        sum(int(model.any(axis=1).sum()) for model, _ in heard),
        sum(int((model == 1).sum()) for model, _ in heard),
        sum(int(((model == 1) & (people != UNKNOWN)).sum()) for model, people in heard),
        sum(int(((model == 1) & (people == YES)).sum()) for model, people in heard),
        sum(int(((model == -1) & (people == YES)).sum()) for model, people in heard),
    )


def listened_to(study: Study) -> Heeded | None:
    """The voice that is on, with all its answers until now; None where it is off or silent."""
    settings = voice_settings(study)
    number = voice_id(study, settings.voice) if settings.on else 0
    until = last_answer(study, number) if number else 0
    return Heeded(number, until, settings.model, settings.voice.endpoint) if until else None


def hear(
    study: Study,
    scored: Sequence[Scored],
    codebook: Codebook,
    decided: Sequence[Answers],
    voice: Heeded | None,
) -> tuple[list[Scored], Heeded | None]:
    """*scored* with what *voice* said, worth what people's decisions show it to be.

    Args:
        decided: by document, what people said; () where nobody has decided.
        voice: with None, or without an answer on these segments, everything stays as it is.
    """
    said = said_on(study, scored, codebook, voice) if voice else []
    if voice is None or not any(one.any() for one in said):
        return list(scored), None
    common, codes = _worth(scored, said, decided)
    segments = sum(int(one.any(axis=1).sum()) for one in said)
    heeded = replace(voice, segments=segments, common=common, codes=codes)
    return _with(scored, said, heeded), heeded


def hear_again(
    study: Study, scored: Sequence[Scored], codebook: Codebook, heeded: Heeded | None
) -> list[Scored]:
    """*scored* as the run that *heeded* comes from heard it."""
    if heeded is None:
        return list(scored)
    said = said_on(study, scored, codebook, heeded)
    return _with(scored, said, heeded)


def said_on(
    study: Study, scored: Sequence[Scored], codebook: Codebook, voice: Heeded
) -> list[NDArray[np.int8]]:
    """By document (segments, codes): 1 yes, -1 no, 0 where the voice was not asked."""
    known = answers_of(study, voice.voice, voice.until)
    found = []
    for one in scored:
        made = np.zeros((len(one.segments), len(one.codes)), dtype=np.int8)
        places = keys(lines_of(one.document, one.segments))
        for column, code in enumerate(one.codes):
            answers = known.get(told(codebook.by_id[code]), {})
            made[:, column] = [answers.get(place, 0) for place in places]
        found.append(made)
    return found


def _with(
    scored: Sequence[Scored], said: Sequence[NDArray[np.int8]], heeded: Heeded
) -> list[Scored]:
    from coder.tag.heard import Worth, heard

    yes, no, doubt = heeded.common
    worth = Worth(yes, no, doubt, heeded.codes)
    found = []
    for one, spoken in zip(scored, said, strict=True):
        columns = [
            heard(one.scores[:, at].astype(np.float64), spoken[:, at], worth, code)
            for at, code in enumerate(one.codes)
        ]
        scores = np.column_stack([*columns, np.zeros((len(one.segments), 0))]).astype(FULL)
        # An interviewer's segments have 0 and are never asked about.
        without = Spoken(heeded.model, spoken, one.scores)
        found.append(replace(one, scores=scores, spoken=without))
    return found


def _worth(
    scored: Sequence[Scored], said: Sequence[NDArray[np.int8]], decided: Sequence[Answers]
) -> tuple[tuple[float, float, float], Mapping[str, tuple[float, float]]]:
    from coder.tag.heard import fit

    sure, spoken, given, codes = [], [], [], []
    for one, here, people in zip(scored, said, decided, strict=False):
        rows, columns = np.nonzero((here != 0) & (people != UNKNOWN))
        sure.append(one.scores[rows, columns].astype(np.float64))
        spoken.append(here[rows, columns])
        given.append((people[rows, columns] == YES).astype(np.float64))
        codes.append(columns)
    if not sure:
        return (0.0, 0.0, 0.0), {}
    made = fit(
        np.concatenate(sure),
        np.concatenate(spoken),
        np.concatenate(given),
        np.concatenate(codes),
        scored[0].codes,
    )
    return (made.yes, made.no, made.doubt), made.codes
