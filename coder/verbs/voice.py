"""The language model that a study may ask: whether at all and where; its answers so far."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from coder.errors import CoderError
from coder.model import Document, Role, Segments, Unit
from coder.store.study import Study, put_setting, setting
from coder.store.voices import Voice, said
from coder.verbs.scoring import cut
from coder.voice.address import Address, address
from coder.voice.batches import Line, keys
from coder.voice.estimate import Prices
from coder.voice.prompt import PROMPT

KEY = "voice"
KEY_VARIABLE = "CODER_MODEL_KEY"


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """As the study keeps them. The key is never among them, only where to find it.

    Attributes:
        key_variable: environment variable with the key.
        price_read, price_written: per million tokens, in any currency.
        batch: segments in a question. per_minute: requests.
        veil: what tells who somebody is is replaced before text goes to another machine.
    """

    on: bool = False
    url: str = ""
    model: str = ""
    key_variable: str = KEY_VARIABLE
    price_read: float = 0.0
    price_written: float = 0.0
    batch: int = 20
    per_minute: int = 60
    veil: bool = True

    @property
    def prices(self) -> Prices:
        """What tokens cost."""
        return Prices(self.price_read, self.price_written)

    @property
    def address(self) -> Address:
        """Where the model is.

        Raises:
            CoderError: voice_address.
        """
        return address(self.url)

    @property
    def voice(self) -> Voice:
        """What its answers are kept under."""
        return Voice(self.model, self.address.url, PROMPT)


def voice_settings(study: Study) -> VoiceSettings:
    """As last remembered; off at first."""
    kept = setting(study, KEY, {})
    known = {field.name for field in fields(VoiceSettings)}
    return VoiceSettings(**{name: value for name, value in kept.items() if name in known})


def remember_voice(study: Study, **changes: Any) -> VoiceSettings:
    """Take over what is given and not None. Nothing is sent.

    Raises:
        CoderError: bad_setting, voice_address; voice_unset where it shall be on without address or model.
    """
    before = voice_settings(study)
    made = replace(before, **{name: value for name, value in changes.items() if value is not None})
    made = replace(made, url=made.url.strip() and address(made.url).url, model=made.model.strip())
    _check(made)
    if made != before:
        put_setting(study, KEY, asdict(made))
    return made


def lines_of(document: Document, segments: Segments) -> list[Line]:
    """The document's segments, each with the side that speaks."""
    turns = document.turns
    return [
        Line(
            document.text[one.start : one.end],
            "interviewer" if turns[one.turn].role is Role.INTERVIEWER else "interviewee",
        )
        for one in segments
    ]


def carried_keys(study: Study, old: Document, new: Document, unit: Unit) -> dict[str, str]:
    """What answers on *old* are kept under → what they are to be kept under when its text is *new*'s.

    Nothing where the two are not cut into as many segments.
    """
    before, after = (keys(lines_of(one, cut(study, one, unit))) for one in (old, new))
    if len(before) != len(after):
        return {}
    return {was: now for was, now in zip(before, after, strict=True) if was != now}


def answers_of(study: Study, voice: int, until: int) -> dict[str, dict[str, int]]:
    """What `store.voices.said` gives, read once a process."""
    key = (voice, until)
    if study.memory.get("said", ((), {}))[0] != key:
        study.memory["said"] = (key, said(study, *key))
    known: dict[str, dict[str, int]] = study.memory["said"][1]
    return known


def _check(made: VoiceSettings) -> None:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", made.key_variable):
        # Whatever stands there may be the key itself: it is not repeated.
        raise CoderError("bad_setting", name="key-variable", value="…", allowed=KEY_VARIABLE)
    for name, low, high in (
        ("price_read", 0, 1e6),
        ("price_written", 0, 1e6),
        ("batch", 1, 100),
        ("per_minute", 1, 10_000),
    ):
        value = getattr(made, name)
        if not low <= value <= high:
            shown = name.replace("_", "-")
            raise CoderError("bad_setting", name=shown, value=value, allowed=f"{low:g}–{high:g}")
    if made.on and not (made.url and made.model):
        raise CoderError("voice_unset")
