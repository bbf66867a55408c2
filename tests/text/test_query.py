"""What people type into the search field."""

import pytest

from coder.errors import CoderError
from coder.text.query import All, Either, Near, Term, parse


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("经费", Term("经费")),
        ("安全 检查", All((Term("安全"), Term("检查")))),
        ("安全　AND　检查", All((Term("安全"), Term("检查")))),
        ("安全 且 检查", All((Term("安全"), Term("检查")))),
        ("a OR b c", Either((Term("a"), All((Term("b"), Term("c")))))),
        ("检查 NOT 消防", All((Term("检查"),), (Term("消防"),))),
        ("NOT 消防 检查", All((Term("检查"),), (Term("消防"),))),
        ("经费 NEAR/3 街道", Near(Term("经费"), Term("街道"), 3)),
        ("经费 近 街道", Near(Term("经费"), Term("街道"), 10)),
        ("“没有 标准”", Term("没有 标准", exact=True)),
        ("「NOT」", Term("NOT", exact=True)),
        ("（a 或 b） c", All((Either((Term("a"), Term("b"))), Term("c")))),
        ("and or", All((Term("and"), Term("or")))),
    ],
)
def test_trees(query: str, tree: object):
    """Blanks join, OR binds loosest, NEAR closest; small letters are words."""
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "query_empty"),
        ("  “ ” ", "query_empty"),
        ("“经费", "query_quote"),
        ("(经费", "query_bracket"),
        ("经费)", "query_bracket"),
        ("经费 OR", "query_operator"),
        ("AND 经费", "query_operator"),
        ("经费 NEAR/3", "query_operator"),
        ("()", "query_operator"),
        ("NOT 经费", "query_only_not"),
        ("(a b) NEAR/3 c", "query_near"),
    ],
)
def test_what_cannot_be_read(query: str, code: str):
    """Each fault has a sentence of its own."""
    with pytest.raises(CoderError) as caught:
        parse(query)

    assert caught.value.code == code
