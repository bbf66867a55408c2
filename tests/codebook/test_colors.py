"""Colours of codes."""

from __future__ import annotations

import pytest

from coder.codebook.colors import OTHER, PALETTES, color_of, colors
from coder.codebook.load import load

COLORS = [color for palette in PALETTES.values() for color in palette]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0..1."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it, 1..21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("background", ["#FFFFFF", "#0E1117"])
def test_contrast_with_both_backgrounds(background: str) -> None:
    """Every colour reaches the 3:1 that graphical objects need."""
    assert min(contrast(color, background) for color in COLORS) >= 3


def test_no_color_twice() -> None:
    """The palettes share no colour, and other kinds go through all of them."""
    assert len(set(COLORS)) == len(COLORS)
    assert sorted(OTHER) == sorted(COLORS)


def test_own_color_else_by_kind_and_order() -> None:
    """A code's own colour counts; a kind's other codes keep theirs, whatever stands between."""
    book = load(
        '- {id: a, label: x, kind: cause}\n- {id: b, label: x, color: "#abc"}\n'
        "- {id: c, label: x, kind: cause}\n- {id: d, label: x, kind: mine}\n"
    )

    assert dict(colors(book)) == {
        "a": PALETTES["cause"][0],
        "b": "#AABBCC",
        "c": PALETTES["cause"][1],
        "d": OTHER[1],
    }
    assert color_of(book, "c") == PALETTES["cause"][1]
    assert color_of(book, "gone") == "#7A7A7A"


def test_more_codes_than_colors() -> None:
    """The colours of a kind begin again when they are used up."""
    book = load("".join(f"- {{id: a{n}, label: x, kind: cause}}\n" for n in range(9)))

    assert color_of(book, "a6") == color_of(book, "a0")
