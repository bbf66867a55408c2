"""Taguette's HTML and tags."""

from __future__ import annotations

import pytest

from coder.exchange.project import CodeEntry
from coder.exchange.taguette import HtmlText, tag_entries, tag_rows


@pytest.mark.parametrize(
    ("html", "start", "end", "text"),
    [
        ("<h1>T</h1><p>Hello <b>bold</b> wörld</p>", 7, 18, "bold wörld"),
        ("<p>甲</p>\n<p>乙😀丙</p>", 4, 11, "乙😀"),
        ("<p>a &amp; b</p>", 2, 3, "&"),
        ("<p>一<br>二</p>", 3, 6, "二"),
    ],
)
def test_bytes_of_html_become_offsets(html: str, start: int, end: int, text: str) -> None:
    """Tags are not counted, entities are one character, a letter counts its bytes."""
    page = HtmlText(html)
    first, last = page.span(start, end)

    assert page.text[first:last] == text


def test_a_block_is_a_line() -> None:
    """White space between blocks is not shown."""
    assert HtmlText("<div>\n<p>一</p>\n\n<p>二<br/>三</p></div>").text == "一\n二\n三"


def test_tags_make_a_tree() -> None:
    """A tag stands below the longest tag that its path goes on from."""
    tags = [("b.x", ""), ("a", "A"), ("a.a1.1", ""), ("a.a1", "")]

    assert [(one.name, one.parent) for one in tag_entries(tags)] == [
        ("a", ""),
        ("a1", "a"),
        ("b.x", ""),
        ("1", "a.a1"),
    ]


def test_dots_and_formulas_are_changed_and_told() -> None:
    """A dot would be a level, a leading = a formula."""
    rows, problems = tag_rows(
        [CodeEntry("1", "v1.0", description="d"), CodeEntry("2", "=1+1", "1")]
    )

    assert rows == [("v1．0", "d"), ("v1．0.·=1+1", "")]
    assert [one.code for one in problems] == ["export_dots", "export_tag_formula"]
