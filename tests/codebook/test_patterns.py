"""Patterns are checked without the libraries that run them."""

from __future__ import annotations

import json

import pytest

from coder.codebook.patterns import TOKEN_KEYS, regex_faults, token_faults


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        ("资金.{0,4}不足", []),
        ("(资金", ["regex_open_bracket"]),
        ("资金)", ["regex_stray_bracket"]),
        ("[资金", ["regex_open_set"]),
        ("+钱", ["regex_nothing_to_repeat"]),
        ("钱**", ["regex_multiple_repeat"]),
        (r"\q", ["regex_bad_escape"]),
        ("[b-a]", ["regex_bad_range"]),
        ("(?<=a*)b", ["regex_lookbehind"]),
        ("a{3,2}", ["regex_bad_count"]),
        ("(?Pa)", ["regex_other"]),
        ("a{99999999999}", ["regex_too_large"]),
        ("(a|)", ["regex_matches_nothing"]),
        ("(?:钱+)+", ["regex_slow"]),
        ("((a+)b)*c", ["regex_slow"]),
        ("(a+){2,}", ["regex_slow"]),
        ("(a+)?b+", []),
        (r"(\++)b", []),
        ("([+*])+", []),
        ("(a{1,3})+", []),
    ],
)
def test_regular_expressions(regex: str, expected: list[str]) -> None:
    """Each fault has a name of its own; nested repetition and empty matches are warnings."""
    found = list(regex_faults(regex))

    assert [fault.code for fault in found] == expected
    warnings = {"regex_slow", "regex_matches_nothing"}
    assert all(fault.error == (fault.code not in warnings) for fault in found)


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([{"LOWER": "没"}, {"OP": "?"}, {}, {"text": {"in": ["钱", "款"]}}], []),
        (
            [{"TEXT": {"REGEX": "^钱"}}, {"LENGTH": {">=": 2}}, {"IS_PUNCT": True, "OP": "{1,2}"}],
            [],
        ),
        ([{"LOWER": {"FUZZY": {"IN": ["money"]}}}], []),
        ([], ["tokens_not_list"]),
        ("TEXT", ["tokens_not_list"]),
        (["钱"], ["token_not_mapping"]),
        ([{"WORD": "钱"}], ["token_unknown_key"]),
        ([{"LEMMA": "钱"}], ["token_never_matches"]),
        ([{"TEXT": "钱", "OP": "x"}], ["token_operator"]),
        ([{"_": {"a": 1}}], ["token_extension"]),
        ([{"TEXT": 1}], ["token_value"]),
        ([{"IS_ALPHA": "yes"}], ["token_value"]),
        ([{"LENGTH": "2"}], ["token_value"]),
        ([{"TEXT": {"IN": "钱"}}], ["token_value"]),
        ([{"TEXT": {"REGEX": "("}}], ["regex_open_bracket"]),
        ([{"TEXT": {"LIKE": "钱"}}], ["token_unknown_predicate"]),
    ],
)
def test_token_patterns(tokens: object, expected: list[str]) -> None:
    """The structure is checked token by token."""
    assert [fault.code for fault in token_faults(tokens)] == expected


@pytest.mark.slow
def test_spacy_agrees() -> None:
    """What passes here, spaCy's own validation accepts; every key is one that it knows."""
    spacy = pytest.importorskip("spacy")
    from spacy.matcher import Matcher

    matcher = Matcher(spacy.blank("zh").vocab, validate=True)
    for key in TOKEN_KEYS - {"OP", "_", "PREFIX", "SUFFIX"}:
        value: object = "x"
        if key.startswith(("IS_", "LIKE_", "SPACY", "SENT_")):
            value = True
        elif key in ("LENGTH", "ENT_IOB"):
            value = 2
        matcher.add(key, [json.loads(json.dumps([{key: value, "OP": "{1,2}"}]))])

    assert len(matcher) == len(TOKEN_KEYS) - 4
