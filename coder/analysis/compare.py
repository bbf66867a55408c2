"""Do the groups differ? Shares of each group, tested by dealing the interviews out anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coder.analysis.adjust import benjamini_hochberg, holm
from coder.analysis.frequency import CORNERS
from coder.analysis.ground import Coded
from coder.analysis.layout import Choice, Layout, known_choice
from coder.analysis.measure import MEANS, SHARE, Measured, intervals, measured
from coder.analysis.nested import Shares, difference
from coder.analysis.permutation import LEVEL, Difference, differ
from coder.analysis.rows import row_depths
from coder.analysis.table import Table
from coder.model import Bilingual

ADJUSTMENTS = ("holm", "bh")
FEWEST = 2  # interviews of a group that is compared
TITLE = Bilingual("组间差异", "Differences between groups")
HEADS = {
    "test": Bilingual("检验", "Test"),
    "p": Bilingual("p", "p"),
    "holm": Bilingual("校正后 p（Holm）", "adjusted p (Holm)"),
    "bh": Bilingual("校正后 p（BH）", "adjusted p (BH)"),
    "effect": Bilingual("效应量", "Effect"),
    "gap": Bilingual("两组之差", "Difference"),
    "interval": Bilingual("95% 区间", "95 % interval"),
    "few": Bilingual("例数太少", "too few to test"),
}
NOTES = {
    "test": Bilingual(
        "p：假如各组其实没有差别，仅凭把访谈随机分到各组，出现这么大或更大差别的机会；打乱的是整篇访谈，不是片段。",
        "p: the chance of a difference at least as large if the groups did not differ and interviews fell into "
        "them at random; whole interviews are dealt out anew, not segments.",
    ),
    "few": Bilingual(
        "“例数太少”：即使差别大到极点，p 也不可能小于 0.05，所以不检验；不等于没有差别。",
        "“Too few to test”: even the greatest possible difference could not have had p below 0.05, so it is not "
        "tested; that does not mean there is none.",
    ),
    "holm": Bilingual(
        "同时检验了 {count} 个编码，校正后 p（Holm 法）小于 0.05 的才算站得住。",
        "{count} codes were tested at once: only an adjusted p (Holm) below 0.05 holds up.",
    ),
    "bh": Bilingual(
        "同时检验了 {count} 个编码；校正后 p（Benjamini–Hochberg 法）小于 0.05 的发现里，预期至多 5% 是误报。",
        "{count} codes were tested at once; of those with an adjusted p (Benjamini–Hochberg) below 0.05 at most "
        "5 % are expected to be false.",
    ),
    "documents": Bilingual(
        "效应量：Cramér V，0 为毫无关系，1 为完全由组别决定。",
        "Effect: Cramér's V, 0 for no relation, 1 where the group decides all.",
    ),
    "segments": Bilingual(
        "效应量：ε²，访谈之间的差异里由组别解释的份额（已扣除偶然）。",
        "Effect: epsilon squared, the share of the variation between interviews that the groups explain, less "
        "what chance would.",
    ),
    "left": Bilingual(
        "未参与比较：{names}（不足 {fewest} 篇，或没有填写）。",
        "Not compared: {names} (fewer than {fewest} interviews, or not stated).",
    ),
    "one": Bilingual(
        "可比较的组不足两个，没有做检验。", "There are fewer than two groups to compare: no test."
    ),
    "held": Bilingual(
        "可以检验的编码有 {tested} 个，其中 {held} 个的组间差异在校正后站得住。",
        "{tested} codes could be tested; for {held} of them the difference holds after adjustment.",
    ),
    "none_held": Bilingual(
        "可以检验的编码有 {tested} 个，没有一个的组间差异在校正后站得住。",
        "{tested} codes could be tested; for none of them the difference holds after adjustment.",
    ),
    "none_tested": Bilingual(
        "没有一个编码的例数够做检验（共 {few} 个）。",
        "None of the {few} codes has enough to be tested.",
    ),
    "untested": Bilingual(
        "另有 {few} 个例数太少，无法检验。", " {few} more are too few to test."
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Comparison:
    """What was compared.

    Attributes:
        groups: names by number, of those compared; left: names of those that were not.
        share, low, high: (rows, groups).
        adjusted: (rows,) by the adjustment chosen.
        gap: (difference, low, high) of two groups, None where there are more.
    """

    layout: Layout
    groups: Mapping[int, str]
    left: tuple[str, ...]
    sizes: Mapping[int, int]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    test: Difference
    adjusted: NDArray[np.float64]
    gap: tuple[NDArray[np.float64], ...] | None


def compare(
    coded: Coded, choice: Choice, *, measure: str = "segments", adjust: str = "holm"
) -> Comparison:
    """Compare the groups that have at least `FEWEST` interviews; those without a value are left out.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    known_choice("adjust", adjust, ADJUSTMENTS)
    layout, found = measured(coded, choice, measure)
    sizes = np.bincount(found.column[found.sizes > 0], minlength=len(layout.columns))
    names = {
        at: name
        for at, (key, name) in enumerate(layout.columns.items())
        if key and sizes[at] >= FEWEST
    }
    left = tuple(name for at, name in enumerate(layout.columns.values()) if at not in names)
    each = [intervals(found, found.column == at) for at in names]
    share, low, high = (
        np.array([one[part] for one in each]).reshape(len(names), len(layout.rows)).T
        for part in range(3)
    )
    test = _tested(found, names)
    adjusted = (holm if adjust == "holm" else benjamini_hochberg)(test.p)
    gap = difference(*map(_as_shares, each)) if len(each) == 2 else None
    counts = {at: int(sizes[at]) for at in names}
    return Comparison(layout, names, left, counts, share, low, high, test, adjusted, gap)


def comparison_table(
    coded: Coded,
    choice: Choice,
    *,
    measure: str = "segments",
    adjust: str = "holm",
    digests: Mapping[str, str] | None = None,
) -> Table:
    """The groups' shares, the p-values and effects as a table; no row of totals.

    Raises:
        CoderError: bad_table for an unknown choice.
    """
    found = compare(coded, choice, measure=measure, adjust=adjust)
    language = choice.language
    frame: dict[tuple[str, str], object] = {}
    for number, (at, name) in enumerate(found.groups.items()):
        head = f"{name} (n={found.sizes[at]})"
        frame[head, SHARE[measure].say(language)] = found.share[:, number]
    if found.gap is not None:
        gap, low, high = found.gap
        frame[HEADS["gap"].say(language), HEADS["gap"].say(language)] = gap
        frame[HEADS["gap"].say(language), HEADS["interval"].say(language)] = [
            _said_gap(*ends) for ends in zip(low, high, strict=True)
        ]
    test, few = HEADS["test"].say(language), HEADS["few"].say(language)
    frame[test, HEADS["p"].say(language)] = [_said_p(p, few) for p in found.test.p]
    frame[test, HEADS[adjust].say(language)] = [_said_p(p, "–") for p in found.adjusted]
    frame[test, HEADS["effect"].say(language)] = found.test.effect
    return Table(
        pd.DataFrame(frame, index=pd.Index(list(found.layout.rows.values()), dtype=object)),
        TITLE,
        _notes(found, measure, adjust),
        dict(digests or {}),
        CORNERS[choice.rows],
        row_depths(coded.codebook, found.layout.rows) if choice.rows == "parent" else (),
        decimals={HEADS["effect"].say(language): 2},
    )


def answer(found: Comparison) -> Bilingual:
    """In one sentence: how many codes could be tested, and how many differences hold."""
    if len(found.groups) < 2:
        return NOTES["one"]
    tested = int(np.count_nonzero(~np.isnan(found.test.p)))
    if not tested:
        return _filled("none_tested", few=len(found.test.p))
    held = int(np.count_nonzero(found.adjusted < LEVEL))
    said = _filled("held" if held else "none_held", tested=tested, held=held)
    few = len(found.test.p) - tested
    more = _filled("untested", few=few) if few else Bilingual()
    return Bilingual(said.zh + more.zh, said.en + more.en)


def _tested(found: Measured, names: Mapping[int, str]) -> Difference:
    chosen = np.isin(found.column, list(names)) & (found.sizes > 0)
    return differ(found.hits[chosen], found.sizes[chosen], found.column[chosen])


def _as_shares(some: tuple[NDArray[np.float64], ...]) -> Shares:
    share, low, high = some
    return Shares(share, low, high, np.full_like(share, np.nan), np.full_like(share, np.nan))


def _notes(found: Comparison, measure: str, adjust: str) -> tuple[Bilingual, ...]:
    tested = int(np.count_nonzero(~np.isnan(found.test.p)))
    notes = [answer(found), MEANS[measure]]
    if len(found.groups) >= 2:
        notes += [NOTES["test"], _filled(adjust, count=tested)] if tested else []
        notes.append(NOTES[measure])
        notes += [NOTES["few"]] if tested < len(found.test.p) else []
    if found.left:
        notes.append(_filled("left", names="、".join(found.left), fewest=FEWEST))
    return tuple(notes)


def _filled(key: str, **values: object) -> Bilingual:
    return Bilingual(NOTES[key].zh.format(**values), NOTES[key].en.format(**values))


def _said_p(p: float, otherwise: str) -> str:
    if np.isnan(p):
        return otherwise
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def _said_gap(low: float, high: float) -> str:
    return "–" if np.isnan(low) else f"[{100 * low:+.1f}%, {100 * high:+.1f}%]"
