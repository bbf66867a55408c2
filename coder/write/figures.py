"""Figures for a page: 16 cm wide, 小五 to 五号 type, readable in black and white.

Every colour scale is a ladder of lightness in one hue, so that neither colour blindness nor a
photocopier takes anything away; groups differ in lightness and outline, kinds of codes in shape.
The functions take data frames and words, and give Altair charts for a browser or a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from coder.write.excel import width

WIDTH = 453  # points: 16 cm
FONTS = (
    "Times New Roman, Liberation Serif, SimSun, Songti SC, Noto Serif CJK SC, Source Han Serif SC, "
    "Noto Serif SC, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, WenQuanYi Zen Hei, serif"
)  # what has a letter is used: Chinese falls to the first Chinese font that there is
INK, GREY = "#222222", "#777777"
LADDER = ("#4f8ab8", "#a9cbe4", "#eaf2f9", "#7fb0d6", "#cfe2f1", "#ffffff")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
BOUNDS = [-0.12, 1.12]  # of a network whose points stand from 0 to 1: labels need room
SIZE = 9.5  # points: 小五 and a half
Frame = pd.DataFrame
Chart = Any  # altair.LayerChart; Altair is imported only where one is drawn


def heat_map(
    frame: Frame, *, value: str = "references", title: str = "", percent: bool = False
) -> Chart:
    """Rows × columns, darker for more, with the number in each cell.

    Args:
        frame: columns row, column, and *value*; in the order to be shown.
    """
    import altair as alt

    most = max(float(frame[value].max()), 1e-9) if len(frame) else 1.0
    base = alt.Chart(frame).encode(
        x=_names(
            "column", frame, axis=above(list(map(str, dict.fromkeys(frame["column"]))), WIDTH - 150)
        ),
        y=_names("row", frame),
    )
    scale = alt.Scale(range=["#ffffff", "#08306b"], domain=[0, most], interpolate="rgb")
    boxes = base.mark_rect(stroke="#999999", strokeWidth=0.5).encode(
        color=alt.Color(f"{value}:Q", scale=scale, legend=None)
    )
    numbers = base.mark_text(fontSize=SIZE, font=FONTS).encode(
        text=alt.Text(f"{value}:Q", format=".0%" if percent else "d"),
        color=alt.condition(alt.datum[value] > most * 0.5, alt.value("white"), alt.value(INK)),
    )
    return _page(alt.layer(boxes, numbers), 22 * max(2, frame["row"].nunique()), title)


def bars(frame: Frame, *, axis: str, percent: bool = True, title: str = "") -> Chart:
    """A bar for each row and column, with its interval as a line.

    Args:
        frame: columns row, column, value, low, high; low and high may be missing (nan).
        axis: what the values are.
    """
    import altair as alt

    groups = list(dict.fromkeys(frame["column"]))
    base = alt.Chart(frame).encode(
        y=_names("row", frame), yOffset=alt.YOffset("column:N", sort=groups)
    )
    where = alt.X(
        "value:Q",
        title=axis,
        axis=alt.Axis(format="%" if percent else "d", tickMinStep=0 if percent else 1, tickCount=5),
    )
    legend = alt.Legend(
        title=None,
        orient="top",
        symbolStrokeColor=INK,
        symbolType="square",
        columns=_in_a_row(groups),
    )
    solid = base.mark_bar(stroke=INK, strokeWidth=0.6).encode(
        x=where,
        fill=alt.Fill(
            "column:N",
            sort=groups,
            legend=legend,
            scale=alt.Scale(domain=groups, range=_ladder(groups)),
        ),
    )
    spans = base.mark_rule(color=INK, strokeWidth=1.2).encode(
        x=alt.X("low:Q", title=axis), x2="high:Q"
    )
    ends = [
        base.mark_tick(color=INK, thickness=1.2, height=5).encode(x=alt.X(f"{end}:Q", title=axis))
        for end in ("low", "high")
    ]
    height = frame["row"].nunique() * (9 * max(1, len(groups)) + 8)
    return _page(alt.layer(solid, spans, *ends), max(60, height), title)


def network(
    nodes: Frame, edges: Frame, *, kinds: Mapping[str, str] | None = None, title: str = ""
) -> Chart:
    """Codes as points, what stands together as lines, the thicker the oftener.

    Args:
        nodes: columns id, label, kind, size. edges: columns first, second, weight.
        kinds: words for the kinds.
    """
    import altair as alt

    from coder.write.layout import places

    height = 380 + 10 * max(0, len(nodes) - 16)  # points; the drawing is `BOUNDS` of it
    span = BOUNDS[1] - BOUNDS[0]
    rooms = {
        name: (span * (width(label) + 1) * SIZE / 2 / WIDTH, span * 31 / height)
        for name, label in zip(nodes["id"], nodes["label"], strict=True)
    }
    where = places(
        nodes["id"].tolist(),
        list(edges[["first", "second", "weight"]].itertuples(index=False, name=None)),
        rooms=rooms,
    )
    points = nodes.assign(
        x=[where[name][0] for name in nodes["id"]],
        y=[where[name][1] for name in nodes["id"]],
        sort=[(kinds or {}).get(kind, kind) for kind in nodes["kind"]],
    )
    ends = {"first": ("x", "y"), "second": ("x2", "y2")}
    lines = edges.assign(
        **{
            axis: [where[name][at] for name in edges[end]]
            for end, axes in ends.items()
            for at, axis in enumerate(axes)
        }
    )
    bounds = alt.Scale(domain=BOUNDS, nice=False)
    x, y = (alt.X("x:Q", axis=None, scale=bounds), alt.Y("y:Q", axis=None, scale=bounds))
    most = max(1.0, float(edges["weight"].max())) if len(edges) else 1.0
    rules = alt.Chart(lines).mark_rule(color=GREY, opacity=0.7).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        strokeWidth=alt.StrokeWidth(
            "weight:Q", scale=alt.Scale(domain=[0, most], range=[0.3, 6]), legend=None
        ),
    )  # fmt: skip
    sorts = list(dict.fromkeys(points["sort"]))
    legend = alt.Legend(title=None, orient="top", symbolStrokeColor=INK, symbolStrokeWidth=0.7)
    dots = alt.Chart(points).mark_point(filled=True, stroke=INK, strokeWidth=0.7, opacity=1).encode(
        x=x, y=y,
        size=alt.Size("size:Q", scale=alt.Scale(range=[40, 420]), legend=None),
        shape=alt.Shape("sort:N", sort=sorts, legend=legend, scale=alt.Scale(domain=sorts, range=_shapes(sorts))),
        fill=alt.Fill("sort:N", sort=sorts, legend=legend, scale=alt.Scale(domain=sorts, range=_ladder(sorts))),
    )  # fmt: skip
    halo: dict[str, Any] = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.9}
    named = [
        alt.Chart(points).mark_text(dy=-13, fontSize=SIZE, font=FONTS, color=INK, **more).encode(x=x, y=y, text="label:N")
        for more in (halo, {})
    ]  # fmt: skip
    return _page(alt.layer(rules, dots, *named), height, title)


def saturation(frame: Frame, *, across: str, up: str, title: str = "") -> Chart:
    """Codes found against interviews read: the mean over random orders, with a band.

    Args:
        frame: columns interviews, mean, low, high, and group where there are several curves.
        across, up: what the axes are.
    """
    import altair as alt

    whole = frame if "group" in frame else frame.assign(group="")
    groups = list(dict.fromkeys(whole["group"]))
    x = alt.X("interviews:Q", title=across, axis=alt.Axis(tickMinStep=1, format="d"))
    base = alt.Chart(whole).encode(x=x)
    legend = alt.Legend(title=None, orient="top", symbolStrokeColor=INK)
    key = legend if len(groups) > 1 else None
    domain = alt.Scale(domain=groups, range=_shapes(groups))
    band = base.mark_area(color="#9ecae1", opacity=0.35).encode(
        y=alt.Y("low:Q", title=up), y2="high:Q", detail="group:N"
    )
    line = base.mark_line(color="#08306b", strokeWidth=1.6).encode(
        y=alt.Y("mean:Q", title=up), detail="group:N"
    )
    marks = base.mark_point(filled=True, fill="white", stroke=INK, opacity=1, size=36).encode(
        y=alt.Y("mean:Q", title=up), shape=alt.Shape("group:N", scale=domain, legend=key)
    )
    return _page(alt.layer(band, line, marks), 230, title)


def portrait(frame: Frame, *, title: str = "") -> Chart:
    """Interviews × codes: a dot the larger the more references, the interviews by group.

    Args:
        frame: columns document, group, code, references; in the order to be shown.
    """
    import altair as alt

    shown = frame.assign(
        name=frame["group"].where(frame["group"] == "", frame["group"] + "\u3000")
        + frame["document"]
    )
    base = alt.Chart(shown).encode(
        x=_names(
            "code", shown, axis=alt.Axis(labelAngle=-45, labelLimit=170, orient="bottom", grid=True)
        ),
        y=_names("name", shown, axis=alt.Axis(labelLimit=190, grid=True)),
    )
    dots = base.transform_filter(alt.datum.references > 0).mark_circle(
        color="#2f7ebc", opacity=1, stroke=INK, strokeWidth=0.5
    )
    sizes = alt.Size("references:Q", scale=alt.Scale(range=[12, 210]), legend=None)
    numbers = base.transform_filter(alt.datum.references > 4).mark_text(
        fontSize=7, color="white", font=FONTS
    )
    layers = alt.layer(dots.encode(size=sizes), numbers.encode(text="references:Q"))
    return _page(layers, 17 * max(2, shown["name"].nunique()), title)


def _names(field: str, frame: Frame, axis: Any = None) -> Any:
    import altair as alt

    kind = alt.X if field in ("column", "code") else alt.Y
    order = list(dict.fromkeys(frame[field]))
    shown = axis or alt.Axis(labelLimit=170)
    shown.labelOverlap = False
    # The names are given, so that one without a mark is there too.
    return kind(f"{field}:N", sort=order, title=None, axis=shown, scale=alt.Scale(domain=order))


def above(names: Sequence[str], wide: float) -> Any:
    """An axis on top whose *names* are parted into lines that fit their columns.

    Args:
        wide: points that all columns have together.
    """
    import altair as alt

    room = max(6, int(wide / max(1, len(names)) / SIZE * 2))
    parted = {name: _lines(name, room) for name in names}
    said = f"({json.dumps(parted, ensure_ascii=False)})[datum.label]"
    lines = max(map(len, parted.values()), default=1)
    # The lines of a name run downwards from where the first one stands.
    padding = 4 + (SIZE + 2) * (lines - 1)
    return alt.Axis(
        labelAngle=0,
        labelOverlap=False,
        orient="top",
        labelLimit=0,
        labelExpr=said,
        labelLineHeight=SIZE + 2,
        labelPadding=padding,
    )


def _lines(name: str, room: int) -> list[str]:
    """*name* in lines of at most *room* narrow characters, a Chinese one counting two.

    Latin words stay whole where they fit; a name all in Chinese is parted into like lines.
    """
    lines = -(-width(name) // room)
    most = room if " " in name else max(2, -(-width(name) // max(1, lines)))
    found = [""]
    for piece in re.findall(r"[!-~]+|.", name):
        if found[-1] and width(found[-1] + piece) > most:
            found.append("")
        found[-1] += piece if found[-1] or piece != " " else ""
    return [line.rstrip() for line in found]


def _in_a_row(names: Sequence[str]) -> int:
    """How many entries of a legend fit side by side."""
    longest = max((width(str(name)) for name in names), default=1)
    return max(1, int(WIDTH / (longest * SIZE * 0.5 + 30)))


def _ladder(names: Sequence[str]) -> list[str]:
    return [LADDER[at % len(LADDER)] for at in range(len(names))]


def _shapes(names: Sequence[str]) -> list[str]:
    return [SHAPES[at % len(SHAPES)] for at in range(len(names))]


def _page(chart: Any, height: float, title: str) -> Any:
    """The chart as wide as a page, in its type."""
    whole = chart.properties(
        width=WIDTH,
        height=float(height),
        autosize={"type": "fit-x", "contains": "padding"},
        background="white",
        **({"title": title} if title else {}),
    )
    text = {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelColor": INK, "titleColor": INK}
    return (
        whole.configure(font=FONTS)
        .configure_axis(**text, titleFontWeight="normal", gridColor="#e3e3e3", domainColor=INK)
        .configure_legend(labelFontSize=SIZE, labelLimit=200, symbolSize=90)
        .configure_title(fontSize=10.5, fontWeight="normal", color=INK)
        .configure_view(stroke=None)
    )
