"""Checks of patterns, without the libraries that run them: regular expressions, spaCy tokens.

The keys, operators and predicates of token patterns follow spaCy's documentation of
`Matcher` (https://spacy.io/api/matcher).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BOOLEAN_KEYS = frozenset(
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP "
    "IS_SENT_START SENT_START LIKE_NUM LIKE_URL LIKE_EMAIL SPACY IS_BRACKET IS_QUOTE "
    "IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY".split()
)
_TEXT_KEYS = frozenset("ORTH TEXT LOWER NORM SHAPE PREFIX SUFFIX".split())
# A blank pipeline sets none of these, so such a token never matches.
_UNSET_KEYS = frozenset("POS TAG DEP MORPH LEMMA ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID".split())
TOKEN_KEYS = _BOOLEAN_KEYS | _TEXT_KEYS | _UNSET_KEYS | {"LENGTH", "OP", "_"}
_OPERATOR = re.compile(r"[!?+*1]|\{\d+(,\d*)?\}|\{,\d+\}")
_LIST_PREDICATES = frozenset("IN NOT_IN IS_SUBSET IS_SUPERSET INTERSECTS".split())
_COMPARISONS = frozenset({"==", "!=", ">=", "<=", ">", "<"})
_TEXT_PREDICATES = frozenset({"REGEX", "FUZZY", *(f"FUZZY{n}" for n in range(1, 10))})


@dataclass(frozen=True)
class PatternFault:
    """What is wrong with a pattern: the sentence's code, its values, and where in a regex."""

    code: str
    values: dict[str, object] = field(default_factory=dict)
    error: bool = True
    position: int = 0


def regex_faults(regex: str) -> Iterator[PatternFault]:
    """Why *regex* cannot be used (an error), or may surprise (warnings)."""
    try:
        compiled = re.compile(regex)
    except re.error as error:
        yield PatternFault(
            "regex_" + _cause(error.msg), {"reason": error.msg}, True, error.pos or 0
        )
        return
    except (OverflowError, RecursionError):
        yield PatternFault("regex_too_large")
        return
    if compiled.match(""):
        yield PatternFault("regex_matches_nothing", error=False)
    if _repeats_a_repetition(regex):
        yield PatternFault("regex_slow", error=False)


_CAUSES = {
    "unterminated subpattern": "open_bracket",
    "unbalanced parenthesis": "stray_bracket",
    "unterminated character set": "open_set",
    "nothing to repeat": "nothing_to_repeat",
    "multiple repeat": "multiple_repeat",
    "bad escape": "bad_escape",
    "bad character range": "bad_range",
    "look-behind requires fixed-width": "lookbehind",
    "min repeat greater than max": "bad_count",
}


def _cause(message: str) -> str:
    """Our name for what `re` says."""
    return next((name for words, name in _CAUSES.items() if words in message), "other")


_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|(?P<many>[*+]|\{\d+,\}|\{,\})"
    r"|(?P<some>\{\d*,?\d*\})|.",
    re.DOTALL,
)


def _repeats_a_repetition(regex: str) -> bool:
    """Whether a group with an unbounded repetition in it is itself repeated, as in `(a+)+`."""
    open_groups, just_closed = [False], False
    for piece in _PIECE.finditer(regex):
        if piece["many"]:
            if just_closed:
                return True
            open_groups[-1] = True
        just_closed = False
        if piece["open"]:
            open_groups.append(False)
        elif piece["close"] and len(open_groups) > 1:
            just_closed = open_groups.pop()
            open_groups[-1] |= just_closed
    return False


def token_faults(tokens: object) -> Iterator[PatternFault]:
    """What is wrong with a spaCy token pattern given as plain lists and mappings."""
    if not isinstance(tokens, list) or not tokens:
        yield PatternFault("tokens_not_list")
        return
    for number, token in enumerate(tokens, 1):
        if not isinstance(token, dict):
            yield PatternFault("token_not_mapping", {"number": number})
            continue
        for key, value in token.items():
            for fault in _key_faults(str(key).upper(), value):
                yield PatternFault(
                    fault.code, {"number": number, "key": key} | fault.values, fault.error
                )


def _key_faults(key: str, value: object) -> Iterator[PatternFault]:
    if key not in TOKEN_KEYS:
        yield PatternFault("token_unknown_key", {"known": ", ".join(sorted(_TEXT_KEYS))})
    elif key == "OP":
        if not (isinstance(value, str) and _OPERATOR.fullmatch(value)):
            yield PatternFault("token_operator", {"value": value})
    elif key == "_":
        yield PatternFault("token_extension")
    elif key in _UNSET_KEYS:
        yield PatternFault("token_never_matches", error=False)
    elif key in _BOOLEAN_KEYS:
        if not isinstance(value, bool):
            yield PatternFault("token_value", {"value": value, "wanted": "true / false"})
    else:
        yield from _value_faults(key, value)


def _value_faults(key: str, value: object) -> Iterator[PatternFault]:
    wanted = int if key == "LENGTH" else str
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _predicate_faults(str(name), part, wanted)
    elif not isinstance(value, wanted) or isinstance(value, bool):
        yield PatternFault("token_value", {"value": value, "wanted": wanted.__name__})


def _predicate_faults(name: str, part: object, wanted: type) -> Iterator[PatternFault]:
    upper = name.upper()
    if upper in _TEXT_PREDICATES and isinstance(part, dict):
        for inner, inside in part.items():
            yield from _predicate_faults(str(inner), inside, wanted)
    elif upper in _LIST_PREDICATES:
        if not (isinstance(part, list) and all(isinstance(item, wanted) for item in part)):
            yield PatternFault("token_value", {"value": part, "wanted": f"[{wanted.__name__}, …]"})
    elif upper == "REGEX" and isinstance(part, str):
        yield from (fault for fault in regex_faults(part) if fault.code != "regex_matches_nothing")
    elif upper in _TEXT_PREDICATES or name in _COMPARISONS:
        kind = str if upper in _TEXT_PREDICATES else int
        if not isinstance(part, kind) or isinstance(part, bool):
            yield PatternFault("token_value", {"value": part, "wanted": kind.__name__})
    else:
        yield PatternFault("token_unknown_predicate", {"predicate": name})
