"""Who asks and who answers: by the user's word, by the label's, else by a guess that is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coder.errors import Problem
from coder.model import Role, Turn
from coder.text.labels import ASKS, ROLE_STEMS, ROLE_WORDS, SIMPLE, TITLES


def give_roles(
    text: str, turns: Sequence[Turn], interviewers: Sequence[str], roles: Mapping[str, Role]
) -> tuple[list[Turn], list[Problem]]:
    """*turns* with their roles, and a warning where the labels alone do not say them.

    Order: *roles* (the user's), *interviewers* (names), words for roles, then: with an
    interviewer known, all others answer; else the one who begins and asks most is taken for it.
    """
    speakers = list(dict.fromkeys(turn.speaker for turn in turns))
    said = {one: roles[one] for one in speakers if one in roles}
    for one in speakers:
        role = said.get(one) or _by_name(one, interviewers) or role_of_words(one)
        if role:
            said[one] = role
    asking = Role.INTERVIEWER in said.values()
    if not asking:
        # A and B, P and R: a lone letter is a word for a role only beside one who asks.
        said = {one: role for one, role in said.items() if one in roles or len(one) > 1}
    silent = [one for one in speakers if one not in said]
    guessed, problems = _guess(text, turns, silent, said)
    said |= guessed
    return [replace(turn, role=said[turn.speaker]) for turn in turns], problems


def role_of_words(label: str) -> Role | None:
    """The role that *label* names, in Chinese or English; None where it names none."""
    label = label.translate(SIMPLE)
    bracketed = re.search(r"[(（]([^()（）]+)[)）]", label)
    for said in (label, bracketed[1] if bracketed else ""):
        for role, words in ROLE_WORDS:
            if said and words.fullmatch(said.strip()):
                return role
    for role, stem in ROLE_STEMS:
        if stem.match(label):
            return role
    return None


def _by_name(label: str, interviewers: Iterable[str]) -> Role | None:
    """Interviewer if *label* is or holds one of the names, or is the surname with a title."""
    for name in interviewers:
        folded, other = label.casefold(), name.casefold()
        alone = len(folded) == 1 and "\u4e00" <= folded <= "\u9fff" and other.startswith(folded)
        if other in folded or alone or (len(folded) > 1 and folded in other):
            return Role.INTERVIEWER
        surname = TITLES.sub("", label)
        if surname and surname != label and name.startswith(surname):
            return Role.INTERVIEWER
    return None


def _guess(
    text: str, turns: Sequence[Turn], silent: Sequence[str], said: Mapping[str, Role]
) -> tuple[dict[str, Role], list[Problem]]:
    asking = Role.INTERVIEWER in said.values()
    answering = Role.INTERVIEWEE in said.values()
    answers = dict.fromkeys(silent, Role.INTERVIEWEE)
    if not silent or (asking and not answering):
        unsure = not asking and len(said) > 1
        return answers, [_unsure(said)] if unsure else []
    if asking or len(silent) + len(said) == 1:
        return answers, [_unsure(silent)]
    if answering and len(silent) == 1:
        return {silent[0]: Role.INTERVIEWER}, []
    asker = _asker(text, turns, silent)
    answers[asker] = Role.INTERVIEWER
    others = "、".join(one for one in silent if one != asker)
    values: dict[str, object] = {"interviewer": asker, "interviewee": others}
    return answers, [Problem("roles_guessed", error=False, values=values)]


def _unsure(speakers: Iterable[str]) -> Problem:
    values: dict[str, object] = {"interviewee": "、".join(speakers)}
    return Problem("roles_unsure", error=False, values=values)


def _asker(text: str, turns: Sequence[Turn], speakers: Sequence[str]) -> str:
    """Who begins, asks in the larger share of turns, and has the fewer characters."""
    asked: dict[str, list[bool]] = defaultdict(list)
    spoken: dict[str, int] = defaultdict(int)
    for turn in turns:
        asked[turn.speaker].append(bool(ASKS.search(text, turn.start, turn.end)))
        spoken[turn.speaker] += turn.end - turn.start
    total = sum(spoken[one] for one in speakers) or 1

    def score(one: str) -> float:
        questions = sum(asked[one]) / len(asked[one])
        return questions + (1 - spoken[one] / total) + 0.5 * (one == turns[0].speaker)

    return max(speakers, key=score)
