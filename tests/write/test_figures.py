"""Figures: everything in them, as wide as a page, the same each time."""

import io
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coder.write import figures
from coder.write.layout import places
from coder.write.picture import chinese_font, page, png, svg, write_figure

CELLS = pd.DataFrame(
    [("资金不足", "机构", 4, 0.5, 0.1, 0.9), ("资金不足", "企业", 0, 0.0, 0.0, 0.4), ("付款晚", "机构", 9, 1.0, 0.6, 1.0), ("付款晚", "企业", 2, float("nan"), float("nan"), float("nan"))],
    columns=["row", "column", "references", "value", "low", "high"],
)  # fmt: skip
NODES = pd.DataFrame(
    [("a", "资金不足", "difficulty", 9), ("b", "预算不细", "cause", 3), ("c", "独自", "cause", 1)],
    columns=["id", "label", "kind", "size"],
)
EDGES = pd.DataFrame([("a", "b", 4)], columns=["first", "second", "weight"])
CURVE = pd.DataFrame(
    {"interviews": [1, 2, 3], "mean": [4.0, 6.5, 7.0], "low": [3, 6, 7], "high": [5, 7, 7]}
)
GRID = pd.DataFrame(
    [("A01", "机构", "资金不足", 3), ("A01", "机构", "付款晚", 0), ("B01", "", "资金不足", 12)],
    columns=["document", "group", "code", "references"],
)
DRAWN: dict[str, tuple[Callable[[], Any], set[str]]] = {
    "heat": (lambda: figures.heat_map(CELLS), {"资金不足", "机构", "9"}),
    "bars": (lambda: figures.bars(CELLS, axis="占比"), {"付款晚", "企业", "占比", "100%"}),
    "network": (
        lambda: figures.network(NODES, EDGES, kinds={"cause": "成因"}),
        {"资金不足", "独自", "成因"},
    ),
    "saturation": (
        lambda: figures.saturation(CURVE, across="篇数", up="编码数"),
        {"篇数", "编码数"},
    ),
    "portrait": (lambda: figures.portrait(GRID), {"机构\u3000A01", "付款晚", "12"}),
}


@pytest.mark.parametrize("name", list(DRAWN))
def test_what_is_in_it(name: str):
    """Every name and number of the data is in the drawing, and no second drawing differs."""
    make, words = DRAWN[name]
    drawn = svg(make()).decode()

    assert [word for word in words if word not in drawn] == []
    assert svg(make()).decode() == drawn


def test_as_wide_as_a_page():
    """16 cm at 300 dots to the inch, give or take a millimetre."""
    picture = Image.open(io.BytesIO(png(DRAWN["heat"][0]())))

    assert picture.info["dpi"][0] == pytest.approx(300, abs=1)
    assert picture.width / picture.info["dpi"][0] * 2.54 == pytest.approx(16, abs=0.1)


def test_readable_without_colour():
    """Neighbours on the ladder differ in lightness by a tenth at least, and so do ends of the map."""
    light = [
        sum(int(one[at : at + 2], 16) * w for at, w in ((1, 0.3), (3, 0.59), (5, 0.11))) / 255
        for one in figures.LADDER
    ]

    assert all(abs(one - other) > 0.1 for one, other in itertools.pairwise(light))
    assert len(set(figures.SHAPES)) == len(figures.SHAPES)


def test_chinese_is_drawn():
    """Where there is a font, a figure with Chinese words is a file in every form."""
    if not chinese_font():
        pytest.skip("no Chinese font on this machine")
    blank, words = (
        png(figures.heat_map(CELLS.assign(row="永"))),
        png(figures.heat_map(CELLS.assign(row="国"))),
    )

    assert blank != words


def test_forms(tmp_path: Path):
    """By suffix; the page needs no network."""
    chart = DRAWN["heat"][0]()
    write_figure(chart, tmp_path / "a.png")
    write_figure(chart, tmp_path / "a.svg")

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert b'src="http' not in page(chart)


@given(
    st.lists(st.sampled_from("abcdef"), min_size=1, unique=True),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), max_size=8),
)
def test_places_of_any_network(nodes: list[str], ties: list[tuple[int, int, int]]):
    """Every node within the frame, the same twice, no two in one place."""
    edges = [(nodes[a], nodes[b], float(w)) for a, b, w in ties if a < b < len(nodes)]
    found = places(nodes, edges)

    assert sorted(found) == sorted(nodes)
    assert all(0 <= side <= 1 for place in found.values() for side in place)
    assert found == places(nodes, edges)
    assert len(set(found.values())) == len(nodes)


def test_names_of_a_crowded_network_do_not_cover_each_other():
    """Twelve codes all tied to each other: every point has its room, and none is off the page."""
    nodes = list("abcdefghijkl")
    edges = [(a, b, 1.0) for a, b in itertools.combinations(nodes, 2)]
    rooms = {name: (0.12 + 0.02 * at, 0.09) for at, name in enumerate(nodes)}

    found = places(nodes, edges, rooms=rooms)

    for one, other in itertools.combinations(nodes, 2):
        apart = [abs(a - b) for a, b in zip(found[one], found[other], strict=True)]
        needed = [(a + b) / 2 for a, b in zip(rooms[one], rooms[other], strict=True)]
        assert any(a > b - 0.005 for a, b in zip(apart, needed, strict=True)), (one, other)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("安全技术服务机构", ["安全技术", "服务机构"]),
        ("应急管理部门 × 访谈员", ["应急管理部门 ×", "访谈员"]),
        (
            "Emergency management bureau × 访谈员",
            ["Emergency", "management", "bureau × 访谈", "员"],
        ),
        ("企业", ["企业"]),
        ("", [""]),
    ],
)
def test_names_above_columns_are_parted_between_words(name: str, lines: list[str]):
    """Latin words stay whole, Chinese is parted evenly."""
    axis = figures.above([name], 14 * figures.SIZE / 2).to_dict()

    assert f"{json.dumps(lines, ensure_ascii=False)}" in axis["labelExpr"]
