"""Is anything new still coming up? Codes met for the first time, interview after interview.

Two questions, kept apart. How many codes does one meet in any n of the interviews: the mean over all
orders has a closed form (sample-based rarefaction: Colwell et al., 2012, Journal of Plant Ecology 5,
3-21), and many random orders give the band. And had one stopped: the base size, run length and
new-information threshold of Guest, Namey & Chen (2020), PLoS ONE 15(5), e0232076, in the order of
the interviews and over random orders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.ground import Coded
from coder.analysis.layout import Choice
from coder.analysis.measure import measured
from coder.analysis.table import Table
from coder.model import Bilingual

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

ORDERS = 1000
SEED = 20230517
BASE, RUN, THRESHOLD = 4, 2, 0.05
TITLE = Bilingual("饱和分析", "Saturation")
CORNER = Bilingual("访谈篇数", "Interviews")
HEADS = {
    "mean": Bilingual("累计编码数（平均）", "codes met (mean)"),
    "band": Bilingual("95% 的次序落在", "95 % of orders"),
    "new": Bilingual("再访一篇新增", "new with one more"),
}
SAID = {
    "order": Bilingual(
        "按{order}的次序：前 {base} 篇得到 {codes} 个编码；到第 {at} 篇时，最近 {run} 篇只新增 {new} 个"
        "（占前 {base} 篇的 {share:.0%}，不超过 {threshold:.0%}），按此标准已经饱和。",
        "In the order of {order_en}: the first {base} interviews give {codes} codes; by interview {at} the last "
        "{run} added {new} ({share:.0%} of the first {base}'s, not above {threshold:.0%}): saturated by this standard.",
    ),
    "not_order": Bilingual(
        "按{order}的次序：前 {base} 篇得到 {codes} 个编码；到最后一篇（第 {count} 篇），最近 {run} 篇还新增 {new} 个"
        "（占前 {base} 篇的 {share:.0%}，高于 {threshold:.0%}），按此标准尚未饱和。",
        "In the order of {order_en}: the first {base} interviews give {codes} codes; by the last, number {count}, "
        "the last {run} still added {new} ({share:.0%} of the first {base}'s, above {threshold:.0%}): not "
        "saturated by this standard.",
    ),
    "orders": Bilingual(
        "把访谈随机排 {orders} 次：{reached:.0%} 的次序达到这个标准，其中一半到第 {half} 篇为止就达到。",
        "Over {orders} random orders {reached:.0%} reach this standard, half of those by interview {half}.",
    ),
    "never": Bilingual(
        "把访谈随机排 {orders} 次，没有一次达到这个标准。",
        "Over {orders} random orders none reaches this standard.",
    ),
    "few": Bilingual(
        "只有 {count} 篇访谈，不到 {needed} 篇（基数 {base} 加一轮 {run}），谈不上饱和。",
        "With {count} interviews, fewer than {needed} (a base of {base} and a run of {run}), nothing can be said.",
    ),
    "nothing": Bilingual(
        "前 {base} 篇里没有任何编码，比例无从算起。",
        "The first {base} interviews have no codes at all: there is no share to reckon with.",
    ),
    "next": Bilingual(
        "再访谈一位同类的人，预计还会出现 {more:.1f} 个没见过的编码；只出现在一篇访谈里的编码有 {once} 个。",
        "One more interview of this kind would bring about {more:.1f} codes not met before; {once} codes stand "
        "in one interview only.",
    ),
    "curve": Bilingual(
        "平均数是所有次序的精确平均；范围来自 {orders} 种随机次序。",
        "The mean is exact over all orders; the band is of {orders} random ones.",
    ),
    "source": Bilingual(
        "基数、轮长和阈值的定义见 Guest、Namey 与 Chen（2020）。饱和说的是现有码本：新访谈不会带来码本里还没有的想法，需由人判断。",
        "Base size, run length and threshold: Guest, Namey & Chen (2020). It speaks of the codebook as it is: whether "
        "interviews hold ideas that it lacks is for people to judge.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """Where an order of interviews reaches the standard.

    Attributes:
        at: the number of interviews by which it is reached, 0 if never.
        codes: met in the base. new, share: met for the first time in the last run looked at.
    """

    at: int
    codes: int
    new: int
    share: float


@dataclass(frozen=True, eq=False)
class Curve:
    """Codes met in 0, 1, …, all interviews.

    Attributes:
        mean: over all orders. low, high: the middle 95 % of random orders.
    """

    mean: Floats
    low: Floats
    high: Floats


def stop(met: Booleans, *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Stop:
    """The first run with too little that is new, interviews in the order of *met*.

    Args:
        met: (interviews, codes) whether the code stands in the interview.
        base: interviews whose codes are the measure. run: further interviews looked at together;
            runs overlap, each starts one interview later. threshold: share of the base's codes
            that a run may add at most.
    """
    first = _first(met)
    codes = int((first < base).sum())
    new, share = 0, float("nan")
    for start in range(base, len(met) - run + 1):
        new = int(((first >= start) & (first < start + run)).sum())
        share = new / codes if codes else float("nan")
        if share <= threshold:
            return Stop(start + run, codes, new, share)
    return Stop(0, codes, new, share)


def curve(met: Booleans, *, orders: int = ORDERS, seed: int = SEED) -> Curve:
    """How many codes any n interviews give."""
    count = len(met)
    held = met.sum(axis=0)
    mean = np.array([_expected(held, count, n) for n in range(count + 1)])
    drawn = accumulated(met, orders=orders, seed=seed)
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0) if count else (mean, mean)
    return Curve(mean, low, high)


def accumulated(met: Booleans, *, orders: int = ORDERS, seed: int = SEED) -> Integers:
    """(orders, interviews + 1) codes met after n interviews, in random orders."""
    count = len(met)
    places = np.argsort(_orders(count, orders, seed), axis=1)
    found = np.zeros((orders, count + 1), dtype=np.int64)
    # An interview's place in the order is when its codes are met; a code counts from the earliest.
    for code in met.T:
        place = places[:, code]
        if place.shape[1]:
            found[np.arange(orders), place.min(axis=1) + 1] += 1
    return found.cumsum(axis=1)


def stops(
    met: Booleans,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    orders: int = ORDERS,
    seed: int = SEED,
) -> Integers:
    """(orders,) by which interview random orders reach the standard, 0 where they do not."""
    met_by = accumulated(met, orders=orders, seed=seed)
    count = len(met)
    ends = np.arange(base + run, count + 1)
    if not len(ends):
        return np.zeros(len(met_by), dtype=np.int64)
    new = met_by[:, ends] - met_by[:, ends - run]
    codes = met_by[:, base]
    enough = (new <= threshold * codes[:, np.newaxis]) & (codes > 0)[:, np.newaxis]
    result: Integers = np.where(enough.any(axis=1), ends[enough.argmax(axis=1)], 0)
    return result


def saturation_table(
    coded: Coded,
    choice: Choice,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    digests: Mapping[str, str] | None = None,
) -> Table:
    """Codes met by number of interviews, for each column and for all; the answers in the notes.

    Interviews are taken in the order of their date where all have one, else of their names.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    language = choice.language
    frame: dict[tuple[str, str], list[object]] = {}
    notes: list[Bilingual] = []
    groups = met_by_group(coded, choice)
    longest = max((len(met) for met, _ in groups.values()), default=0)
    for name, (met, order) in groups.items():
        found = curve(met)
        head = f"{name} (n={len(met)})"
        # Rounding may make the last steps a hair less than nothing.
        steps = [*np.maximum(0.0, np.diff(found.mean)), float("nan")]
        blank: list[object] = [None] * (longest - len(met))
        frame[head, HEADS["mean"].say(language)] = [*found.mean[1:], *blank]
        frame[head, HEADS["band"].say(language)] = [
            *(
                f"{low:.0f}–{high:.0f}"
                for low, high in zip(found.low[1:], found.high[1:], strict=True)
            ),
            *([""] * len(blank)),
        ]
        frame[head, HEADS["new"].say(language)] = [*steps[1:], *blank]
        said = answer(met, order, base=base, run=run, threshold=threshold)
        notes += said if name == next(iter(groups)) else [_of_group(name, one) for one in said]
    notes += [_filled("curve", orders=ORDERS), SAID["source"]]
    index = pd.Index([str(n) for n in range(1, longest + 1)], dtype=object)
    made = pd.DataFrame(frame, index=index)
    decimals = {HEADS["mean"].say(language): 1, HEADS["new"].say(language): 2}
    return Table(made, TITLE, tuple(notes), dict(digests or {}), CORNER, decimals=decimals)


def met_by_group(coded: Coded, choice: Choice) -> dict[str, tuple[Booleans, str]]:
    """For all ("合计") and each column: (interviews, codes) in order, and what the order is of."""
    from coder.analysis.layout import SAID as WORDS

    layout, found = measured(coded, choice, "documents")
    dated = all(one.attributes.get("date") for one in coded.documents)
    keys = [one.attributes.get("date", "") if dated else "" for one in coded.documents]
    order = sorted(range(len(keys)), key=lambda at: (keys[at], coded.documents[at].id))
    kind = "date" if dated and keys else "name"
    met, column = (found.hits > 0)[order], found.column[order]
    groups = {WORDS["total"].say(choice.language): (met, kind)}
    if choice.columns:
        for at, name in enumerate(layout.columns.values()):
            groups[name] = (met[column == at], kind)
    return groups


def answer(
    met: Booleans,
    order: str,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> list[Bilingual]:
    """Whether the standard is reached, in words."""
    count = len(met)
    if count < base + run:
        return [_filled("few", count=count, needed=base + run, base=base, run=run)]
    found = stop(met, base=base, run=run, threshold=threshold)
    if not found.codes:
        return [_filled("nothing", base=base)]
    of = {"date": ("日期", "date"), "name": ("编号", "their ids")}[order]
    first = _filled(
        "order" if found.at else "not_order",
        order=of[0], order_en=of[1], base=base, run=run, threshold=threshold, count=count,
        at=found.at, codes=found.codes, new=found.new, share=found.share,
    )  # fmt: skip
    ends = stops(met, base=base, run=run, threshold=threshold)
    reached = ends[ends > 0]
    if len(reached):
        half = int(np.ceil(np.median(reached)))
        often = _filled("orders", orders=ORDERS, reached=len(reached) / len(ends), half=half)
    else:
        often = _filled("never", orders=ORDERS)
    once = int((met.sum(axis=0) == 1).sum())
    return [first, often, _filled("next", more=once / count, once=once)]


def _first(met: Booleans) -> Integers:
    """(codes,) the place of the first interview with the code; far beyond the last if none."""
    if not len(met):
        return np.full(met.shape[1], np.iinfo(np.int64).max)
    first: Integers = np.where(met.any(axis=0), met.argmax(axis=0), np.iinfo(np.int64).max)
    return first


def _expected(held: Integers, count: int, n: int) -> float:
    """Codes expected in *n* of *count* interviews, when *held* of them have each."""
    from scipy.special import gammaln

    lacking = count - held
    possible = lacking >= n
    logs = (
        gammaln(lacking[possible] + 1)
        - gammaln(lacking[possible] - n + 1)
        - gammaln(count + 1)
        + gammaln(count - n + 1)
    )
    return float(len(held) - np.exp(logs).sum())


def _orders(count: int, orders: int, seed: int) -> Integers:
    rng = np.random.default_rng(seed)
    return rng.permuted(np.tile(np.arange(count), (orders, 1)), axis=1)


def _of_group(name: str, said: Bilingual) -> Bilingual:
    return Bilingual(f"{name}：{said.zh}", f"{name}: {said.en}")


def _filled(key: str, **values: object) -> Bilingual:
    return Bilingual(SAID[key].zh.format(**values), SAID[key].en.format(**values))
