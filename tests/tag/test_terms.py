"""Where terms and patterns stand."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model import Pattern
from coder.tag.batch import Batch
from coder.tag.fold import fold
from coder.tag.literals import needed_words
from coder.tag.terms import Hit, finder
from tests.tag.strategies import batches

PATTERNS = [
    "低于.{0,6}成本",
    "(尾款|质保金).{0,4}(拖|欠)",
    "[一二三\\d]+(多|来)?万",
    "(?:报|开)(价|的)?.{0,3}低",
    "(?i:ABC)x?",
    "钱(?!包)",
    "(?<!幼儿)园(里|区)",
    "^希望",
    "(a|bc)+d",
    "拖*欠",
    "够$",
    "[^钱]够",
]


def of(*texts: str) -> Batch:
    return Batch(texts, (True,) * len(texts), tuple(range(len(texts))))


def test_terms_with_their_places() -> None:
    """Each place of a term, and only the longer of two that lie on each other."""
    found = finder(("尾款", "拖欠尾款", "ＡＢ"), ()).hits(of("他们拖欠尾款，尾款。", "𠮷ab"))

    assert found == [
        Hit(0, 2, 6, term="拖欠尾款"),
        Hit(0, 7, 9, term="尾款"),
        Hit(1, 1, 3, term="ab"),
    ]


def test_a_term_does_not_reach_over_two_segments() -> None:
    """The end of one segment and the beginning of the next are not neighbours."""
    assert finder(("尾款",), ()).hits(of("尾", "款")) == []


def test_patterns_with_their_places() -> None:
    """The first match of a regular expression in each segment."""
    found = finder((), (Pattern(regex="低于.{0,6}成本"),)).hits(
        of("这远低于我们的成本。", "成本低")
    )

    assert found == [Hit(0, 2, 9, pattern=0)]


def test_token_patterns() -> None:
    """A spaCy pattern over jieba's words matches words, not parts of them."""
    tokens = '[{"TEXT": {"IN": ["经费", "资金"]}}, {"OP": "?"}, {"TEXT": "不足"}]'

    found = finder((), (Pattern(tokens=tokens),)).hits(
        of("今年经费很不足。", "资金充足", "我们很好")
    )

    assert found == [Hit(0, 2, 7, pattern=0)]


@pytest.mark.parametrize("regex", PATTERNS)
@settings(max_examples=40)
@given(data=st.data())
def test_needed_words_are_needed(regex: str, data: st.DataObject) -> None:
    """Whatever matches holds a word of every set, in lower case."""
    text = data.draw(st.from_regex(regex)).lower()

    match = re.search(regex, text, re.IGNORECASE)
    for words in needed_words(regex) if match else ():
        assert any(word in text for word in words), (text, words)


@settings(max_examples=80)
@given(batches(), st.sampled_from(PATTERNS))
def test_the_sieve_loses_nothing(batch: Batch, regex: str) -> None:
    """The same rows match as when every segment is tried."""
    tried = [
        row
        for row, text in enumerate(batch.texts)
        if (match := re.search(regex, fold(text), re.IGNORECASE)) and match[0]
    ]

    assert [hit.row for hit in finder((), (Pattern(regex=regex),)).hits(batch)] == tried


@settings(max_examples=80)
@given(batches(), st.lists(st.text("钱款尾拖欠不够ab\0𠮷", min_size=1, max_size=4), max_size=6))
def test_every_place_of_a_term_is_found(batch: Batch, terms: list[str]) -> None:
    """The same hits as by looking at every place of every segment; of two on each other the longer."""
    expected = []
    for row, text in enumerate(map(fold, batch.texts)):
        places = {
            (start, start + len(term))
            for term in terms
            for start in range(len(text))
            if text.startswith(term, start)
        }
        expected += [
            Hit(row, start, end, term=text[start:end])
            for start, end in sorted(places)
            if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in places)
        ]

    assert finder(tuple(terms), ()).hits(batch) == expected
