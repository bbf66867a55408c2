"""Search over a corpus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.search import corpus, search
from coder.model import Document
from coder.text.query import Term, parse

ONE = Document("A", "經費年年不夠。𠮷街道也沒有標準。\nThe policies were stopped, 2 Policies.")
TWO = Document("B", "经费够。街道的检查，经费不归我们管。No policy stops us.")


def units(text: str) -> list[tuple[int, int]]:
    """Sentences, ended by 。 or the text's end."""
    ends = [at + 1 for at, letter in enumerate(text) if letter == "。"] + [len(text)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


BOTH = corpus([ONE, TWO], [units(ONE.text), units(TWO.text)])


def found(query: str) -> list[str]:
    """The texts of the units found, with what was found in brackets."""
    said = []
    for one in search(parse(query), BOTH):
        text = (ONE, TWO)[one.document].text
        assert all(one.start <= a < b <= one.end for a, b in one.hits)
        said.append(text[one.start : one.end].strip())
    return said


@pytest.mark.parametrize("query", ["经费", "經費", "“經费”"])
def test_either_script(query: str):
    """A query in one script, or in both, finds texts in either."""
    assert found(query) == ["經費年年不夠。", "经费够。", "街道的检查，经费不归我们管。"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("经费 不够", ["經費年年不夠。"]),
        ("经费 NOT 够", ["街道的检查，经费不归我们管。"]),
        ("检查 OR 标准", ["𠮷街道也沒有標準。", "街道的检查，经费不归我们管。"]),
        ("街道 NEAR/4 经费", ["街道的检查，经费不归我们管。"]),
        ("经费 NEAR/3 街道", ["街道的检查，经费不归我们管。"]),
        ("经费 NEAR/2 街道", []),
        ("(标准 OR 检查) NEAR/1 街道", ["街道的检查，经费不归我们管。"]),
        ("够经", []),
        ("没有的话", []),
    ],
)
def test_operators(query: str, texts: list[str]):
    """They hold within one unit; NEAR counts the characters between, in either order."""
    assert found(query) == texts


@pytest.mark.parametrize(
    ("query", "count"),
    [("policy", 2), ("POLICY", 2), ("stop", 2), ("“policies”", 1), ("lic", 0), ("“no policy”", 1)],
)
def test_english(query: str, count: int):
    """Inflections and either case; no part of a word; a phrase as it stands."""
    assert len(found(query)) == count


def test_the_places_found():
    """Each hit in the document's own offsets, none twice."""
    (first, _) = search(parse("policy"), BOTH)

    assert [ONE.text[a:b] for a, b in first.hits] == ["policies", "Policies"]


def test_an_empty_corpus():
    """No documents, or documents without units, find nothing."""
    assert search(Term("x"), corpus([], [])) == []
    assert search(Term("经费"), corpus([ONE], [[]])) == []


LETTERS = "经費费aA 。"


@given(
    st.lists(st.text(LETTERS, max_size=12), max_size=4),
    st.text("经费費", min_size=1, max_size=2),
)
def test_as_the_plain_way(texts: list[str], wanted: str):
    """Chinese text: exactly the units that hold it."""
    documents = [Document(str(at), text) for at, text in enumerate(texts)]
    plain = wanted.replace("費", "费")

    some = search(Term(wanted), corpus(documents, [units(text) for text in texts]))

    expected = [
        (at, start, end)
        for at, text in enumerate(texts)
        for start, end in units(text)
        if plain in text[start:end].replace("費", "费")
    ]
    assert [(one.document, one.start, one.end) for one in some] == expected
