"""How the user wants the tagger to work: the unit, and what its suggestions are for."""

from __future__ import annotations

from dataclasses import dataclass

from coder.errors import CoderError
from coder.model import Goal, Unit
from coder.store.study import Study, put_setting, setting
from coder.tag.goals import USUAL

UNIT = Unit.SENTENCE


@dataclass(frozen=True, slots=True)
class Wanted:
    """The study's settings.

    Attributes:
        goal: what thresholds serve; None where the user has set one number for all codes.
        threshold: that number, or the usual one for the goal.
    """

    unit: Unit
    goal: Goal | None
    threshold: float


def wanted(study: Study) -> Wanted:
    """As last remembered."""
    said = setting(study, "goal", Goal.BALANCED.value)
    goal = Goal(said) if said else None
    threshold = USUAL[goal] if goal else setting(study, "threshold", USUAL[Goal.BALANCED])
    return Wanted(Unit(setting(study, "unit", UNIT)), goal, threshold)


def remember(
    study: Study, *, unit: str = "", goal: str = "", threshold: float | None = None
) -> Wanted:
    """Take over what is given; a *threshold* ends a goal, and a *goal* a threshold.

    Raises:
        CoderError: bad_setting.
    """
    if unit and unit not in tuple(Unit):
        raise CoderError("bad_setting", name="unit", value=unit, allowed=" ".join(Unit))
    if goal and goal not in tuple(Goal):
        raise CoderError("bad_setting", name="goal", value=goal, allowed=" ".join(Goal))
    if threshold is not None and not 0 < threshold < 1:
        raise CoderError("bad_setting", name="threshold", value=threshold, allowed="0–1")
    if unit:
        put_setting(study, "unit", unit)
    if goal:
        put_setting(study, "goal", goal)
    elif threshold is not None:
        put_setting(study, "goal", "")
        put_setting(study, "threshold", threshold)
    return wanted(study)
