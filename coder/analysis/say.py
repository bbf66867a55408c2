"""An evaluation as lines of text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from coder.analysis.agreement import Counts
from coder.analysis.resample import RESAMPLES, Interval
from coder.model import Bilingual

if TYPE_CHECKING:
    from coder.analysis.evaluate import Evaluation, Macro, Score

HEADS = {
    "zh": ("编码", "精确率", "召回率", "F1", "F1 的 95% 区间", "kappa", "一致率", "对", "多", "漏"),
    "en": (
        "code", "precision", "recall", "F1", "95 % interval of F1", "kappa", "agreement",
        "right", "extra", "missed",
    ),
}  # fmt: skip
WORDS = {
    "head": Bilingual(
        "比较了 {documents} 篇访谈的 {units} 段文字；95% 区间按访谈重抽 {resamples} 次。",
        "{units} texts of {documents} documents compared; 95 % intervals from {resamples} "
        "resamples of documents.",
    ),
    "few": Bilingual(
        "不足两篇访谈，给不出区间。", "Fewer than two documents: there can be no intervals."
    ),
    "micro": Bilingual("合计（微平均）", "all (micro)"),
    "macro": Bilingual("各编码平均（宏平均）", "mean of codes (macro)"),
    "misses": Bilingual("错得最厉害的：", "The worst errors:"),
    "extra": Bilingual("多", "extra"),
    "missed": Bilingual("漏", "missed"),
}


def say_evaluation(found: Evaluation, language: str) -> list[str]:
    """What was compared, a table of scores, remarks on them, and the worst errors with text."""
    head = WORDS["head"].say(language)
    lines = [head.format(units=found.units, documents=found.documents, resamples=RESAMPLES)]
    lines += [WORDS["few"].say(language)] if found.documents < 2 else []
    rows = [(code, *_figures(score)) for code, score in found.codes.items()]
    rows.append((WORDS["micro"].say(language), *_figures(found.micro)))
    rows.append((WORDS["macro"].say(language), *_figures(found.macro)))
    lines += ["", *_aligned([HEADS["en" if language == "en" else "zh"], *rows])]
    remarks = {code: score.counts.remark.say(language) for code, score in found.codes.items()}
    said = [f"{code}: {remark}" for code, remark in remarks.items() if remark]
    lines += ["", *said] if said else []
    return lines + _misses(found, language)


def _misses(found: Evaluation, language: str) -> list[str]:
    lines = ["", WORDS["misses"].say(language)] if found.misses else []
    for miss in found.misses:
        what = WORDS["extra" if miss.ours else "missed"].say(language)
        sure = f" {miss.confidence:.2f}" if miss.confidence is not None else ""
        lines.append(f"[{what}{sure}] {miss.code}  {miss.document}: {' '.join(miss.text.split())}")
    return lines


def _figures(score: Score | Macro) -> tuple[str, ...]:
    figures = [score.precision, score.recall, score.f1]
    said = [*map(_said, figures), _said_interval(score.f1_interval), _said(score.kappa)]
    counts: Counts | None = getattr(score, "counts", None)
    if counts is None:
        return (*said, "", "", "", "")
    numbers = (counts.both, counts.only_first, counts.only_second)
    return (*said, _said(counts.agreement), *map(str, numbers))


def _said(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _said_interval(interval: Interval) -> str:
    return "–" if math.isnan(interval[0]) else f"[{interval[0]:.3f}, {interval[1]:.3f}]"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first column to the left, the others to the right; wide characters count twice."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: Sequence[str], widths: Iterable[int]) -> str:
    gaps = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
    first = row[0] + gaps[0]
    return "  ".join([first, *(g + c for g, c in zip(gaps[1:], row[1:], strict=True))]).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
