"""The verbs that say how far the tagger can be relied on: quality and next."""

from __future__ import annotations

import math
from argparse import Namespace
from typing import TYPE_CHECKING

from coder.cli.show import line, show_json, words
from coder.store.study import open_study

if TYPE_CHECKING:
    from coder.analysis.reliance import Reliance
    from coder.analysis.resample import Interval


def quality(arguments: Namespace) -> int:
    """`quality`."""
    from coder.verbs.quality import quality as measure

    if arguments.curve:
        return _curve(arguments)
    found = measure(open_study(arguments.study))
    if arguments.json:
        show_json(found)
        return 0
    line(
        words(
            f"{found.documents} 篇访谈的 {found.decided} 个片段有人决定过（受访者片段共 {found.segments} 个）；"
            "每一篇都由没有见过它的模型来判，方括号里是 95% 区间。",
            f"people decided on {found.decided} segments of {found.documents} interviews "
            f"({found.segments} in all); each is judged by models that have not seen it; "
            "95 % intervals in brackets.",
        )
    )
    for one in found.codes:
        line(f"{one.code:28} {one.threshold:.2f}  {_figures(one.reliance)}")
    total = words("合计", "all")
    line(f"{total:{28 if total == 'all' else 26}}       {_figures(found.overall)}")
    error = "–" if math.isnan(found.error) else f"{found.error:.3f}"
    line(
        words(
            f"把握在 0.3 以上的，把握误差 {error}。",
            f"Calibration error {error}, of confidences from 0.3.",
        )
    )
    return 0


def _curve(arguments: Namespace) -> int:
    from coder.verbs.curve import learning_curve

    points = learning_curve(open_study(arguments.study))
    if arguments.json:
        show_json({"curve": points})
        return 0
    if not points:
        line(words("至少要有两篇访谈被人决定过。", "People must have decided on two interviews."))
    for one in points:
        what = words(f"学过 {one.decided:5} 个片段", f"{one.decided:5} segments learned from")
        line(f"{what}  {_row(F=(one.f1, one.f1_interval))}")
    return 0


def next_up(arguments: Namespace) -> int:
    """`next [N]`."""
    from coder.verbs.quality import next_up as choose

    found = choose(open_study(arguments.study), arguments.count)
    if arguments.json:
        show_json({"next": found})
        return 0
    for one in found:
        likely = "; ".join(f"{code} {sure:.2f}" for code, sure in one.codes)
        chance = words("随机 ", "by chance ") if one.by_chance else ""
        line(f"{one.document} {one.start}–{one.end}  {chance}{likely}\n    {one.text.strip()}")
    return 0


def _figures(one: Reliance) -> str:
    shown = _row(
        P=(one.precision, one.precision_interval),
        R=(one.recall, one.recall_interval),
        F=(one.f1, one.f1_interval),
        κ=(one.kappa, one.kappa_interval),
    )
    hoped = one.expected
    ahead = _row(
        P=(hoped.precision, hoped.precision_interval), R=(hoped.recall, hoped.recall_interval)
    )
    left = words(f"已给 {one.found}，估计还剩", f"given {one.found}, still to find")
    return f"{shown}  {left} {one.remaining:.0f}  {words('预期', 'expected')} {ahead}"


def _row(**figures: tuple[float, Interval]) -> str:
    return "  ".join(
        f"{name} {_number(value)} [{_number(low)}, {_number(high)}]"
        for name, (value, (low, high)) in figures.items()
    )


def _number(value: float) -> str:
    return "  – " if math.isnan(value) else f"{value:.2f}"
