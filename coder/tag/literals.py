"""Words that a regular expression cannot match without: a cheap test before the costly one."""

from __future__ import annotations

from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 600  # words a set may hold

Words = frozenset[str]
NOTHING_YET: Words = frozenset({""})


def needed_words(regex: str) -> tuple[Words, ...]:
    """Sets of words of which any matching text holds at least one each; () if none are known.

    Words are in lower case.

    Raises:
        re.error: *regex* cannot be parsed.
    """
    if "(?" in regex.replace("(?:", "").replace("(?!", "").replace("(?<!", ""):
        return ()
    _, sets = _sequence(_parser.parse(regex, 0))
    return tuple(dict.fromkeys(sets))


def _sequence(parsed: Any) -> tuple[Words | None, list[Words]]:
    """(all strings that a sequence can match, if they are few; sets of needed words)."""
    exact: Words | None = NOTHING_YET
    run, sets = NOTHING_YET, []
    for kind, value in parsed:
        strings, inner = _node(kind, value)
        joined = _product(run, strings) if strings is not None else None
        if joined is not None:
            run = joined
            exact = _product(exact, strings) if exact is not None and strings else exact
            continue
        exact = None
        sets += [run] if _useful(run) else []
        sets += inner
        run = strings if strings is not None else NOTHING_YET
    return exact, [*sets, run] if _useful(run) else sets


def _node(kind: Any, value: Any) -> tuple[Words | None, list[Words]]:
    if kind is _constants.LITERAL:
        return _characters([(kind, value)]), []
    if kind is _constants.IN:
        return _characters(value), []
    if kind is _constants.SUBPATTERN:
        return _sequence(value[-1])
    if kind is _constants.BRANCH:
        return _branches([_sequence(branch) for branch in value[1]])
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _repeat(*value)
    if kind in (_constants.AT, _constants.ASSERT_NOT):
        return NOTHING_YET, []
    return None, []


def _characters(items: Any) -> Words | None:
    if any(kind is not _constants.LITERAL for kind, _ in items):
        return None
    characters = frozenset(chr(value).lower() for _, value in items)
    return characters if all(len(one) == 1 for one in characters) else None


def _branches(branches: list[tuple[Words | None, list[Words]]]) -> tuple[Words | None, list[Words]]:
    exact: Words = frozenset()
    for strings, _ in branches:
        if strings is None:
            best = [_best(*branch) for branch in branches]
            either = frozenset().union(*(words or () for words in best))
            known = all(best) and _useful(either)
            return None, [either] if known else []
        exact |= strings
    return (exact, []) if len(exact) <= MOST else (None, [])


def _best(strings: Words | None, sets: list[Words]) -> Words | None:
    """The set that says most: the one whose shortest word is longest."""
    useful = [words for words in [*sets, *([strings] if strings else [])] if _useful(words)]
    return max(useful, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _repeat(least: int, most: int, inside: Any) -> tuple[Words | None, list[Words]]:
    strings, sets = _sequence(inside)
    if (least, most) == (0, 1) and strings is not None:
        return strings | NOTHING_YET, []
    if (least, most) == (1, 1):
        return strings, sets
    if least == 0:
        return None, []
    return None, [*sets, *([strings] if strings and _useful(strings) else [])]


def _product(first: Words, second: Words) -> Words | None:
    if len(first) * len(second) > MOST:
        return None
    return frozenset(one + other for one in first for other in second)


def _useful(words: Words) -> bool:
    return 0 < len(words) <= MOST and "" not in words
