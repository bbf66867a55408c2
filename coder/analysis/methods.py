"""The methods paragraph: corpus, unit, coders, agreement, tagger, versions, who decided what."""

from __future__ import annotations

import math

from coder.analysis.facts import Agreement, Facts, VoiceFacts
from coder.analysis.findings import percent

UNITS = {
    "sentence": ("句", "sentences"),
    "turn": ("话轮", "turns"),
    "paragraph": ("段", "paragraphs"),
}
ACTIONS = {
    "accept": ("接受建议", "suggestions accepted"),
    "reject": ("拒绝建议", "suggestions rejected"),
    "add": ("自行添加编码", "codes added"),
    "remove": ("去掉编码", "codes removed"),
    "recode": ("改换编码", "recoded"),
    "move": ("改动边界", "boundaries moved"),
    "review": ("看过片段", "segments looked through"),
}


def methods(facts: Facts, language: str) -> list[str]:
    """Paragraphs in *language*, "zh" or "en"; names and labels stay as the facts have them."""
    return _chinese(facts) if language == "zh" else _english(facts)


def _chinese(facts: Facts) -> list[str]:
    characters = sum(group.characters for group in facts.groups)
    segments = sum(group.segments for group in facts.groups)
    reviewed = sum(group.reviewed for group in facts.groups)
    machine = facts.references - facts.by_people
    unit = UNITS[facts.unit][0]
    groups = "、".join(f"{group.label}{group.documents}篇" for group in facts.groups)
    corpus = f"研究材料为{facts.documents}篇访谈" + (
        f"（{groups}）" if len(facts.groups) > 1 else ""
    )
    material = (
        f"{corpus}，受访者的话共{characters:,}字。以{unit}为编码单位，受访者的话切分为{segments:,}个片段。"
        f"编码依据一份含{len(facts.codes)}个编码的码本（版本 {facts.codebook[:8]}）。"
    )
    low, high = facts.lines
    line = f"不低于{low:g}" if low == high else f"达到各编码建议线（{low:g}–{high:g}）"
    taught = (
        "把握用编码员此前的决定修正过（每个编码一个带惩罚的逻辑回归模型，按访谈交叉校准），"
        if facts.learned
        else ""
    )
    tagging = (
        f"编码分两步。第一步，由本机运行的“访谈编码”程序（{facts.program} 版，标注规则 {facts.scorer}）"
        f"按码本中的词语、句式和例句逐个片段给出编码建议，{taught}把握{line}的列为建议；"
        f"{_voice_zh(facts.voice)}第二步，由编码员对照原文复核。"
    )
    return [material + tagging, _people_zh(facts, segments, reviewed, machine)]


def _voice_zh(voice: VoiceFacts | None) -> str:
    if voice is None:
        return "全过程不联网，不使用大语言模型。"
    place = "在本机运行" if voice.here else f"文字发送至 {voice.host}"
    return (
        f"另请大语言模型“{voice.model}”（{place}）按同一码本看了其中{voice.segments:,}个片段，"
        "它每给一个编码都须引出片段中的原话，引文经程序核对；它的回答只作为建议和把握的一个依据，不作为编码决定。"
    )


def _people_zh(facts: Facts, segments: int, reviewed: int, machine: int) -> str:
    coders = facts.coders
    if not coders.names:
        return "目前还没有人复核，报告中的编码全部是机器建议，只能当作初步整理。" + RECORD_ZH
    actions = "、".join(
        f"{ACTIONS[name][0]}{count}次" for name, count in coders.actions.items() if name in ACTIONS
    )
    said = (
        f"{len(coders.names)}位编码员（{'、'.join(coders.names)}）参与复核，作出的决定包括{actions}；"
        f"经人看过的片段{reviewed:,}个，占{percent(reviewed, segments, 'zh')}。"
    )
    counted = (
        f"本报告计入的{facts.references:,}处参考点中，{facts.by_people:,}处"
        f"（{percent(facts.by_people, facts.references, 'zh')}）由人给出或确认，{machine:,}处为机器建议、尚未复核。"
    )
    if facts.who == "reviewed":
        counted = (
            f"本报告只计入经人给出或确认的{facts.references:,}处参考点，未经复核的机器建议不计。"
        )
    return said + counted + _agreement_zh(coders.agreements, len(coders.names)) + RECORD_ZH


def _agreement_zh(found: tuple[Agreement, ...], coders: int) -> str:
    if coders < 2:
        return "只有一位编码员，没有编码员间信度可以报告。"
    if not found:
        return "没有两位编码员看过同一段文字，编码员间信度无从计算。"
    said = [
        f"{a.coders[0]}与{a.coders[1]}都看过的片段{a.segments}个，一致率{a.agreement:.1%}，Cohen’s κ {_figure(a.kappa)}"
        for a in found
    ]
    return "编码员间信度（各编码合并计算）：" + "；".join(said) + "。"


RECORD_ZH = (
    "人工决定记入只增不改的日志，不会被重新标注覆盖；语料、码本、决定和设置的校验码列在文末，"
    "凭此可以由同一研究项目重新生成本报告并核对。"
)


def _english(facts: Facts) -> list[str]:
    characters = sum(group.characters for group in facts.groups)
    segments = sum(group.segments for group in facts.groups)
    reviewed = sum(group.reviewed for group in facts.groups)
    machine = facts.references - facts.by_people
    groups = ", ".join(f"{group.label} {group.documents}" for group in facts.groups)
    corpus = f"The material is {facts.documents} interviews" + (
        f" ({groups})" if len(facts.groups) > 1 else ""
    )
    material = (
        f"{corpus}, with {characters:,} characters spoken by the interviewees. Coded in {UNITS[facts.unit][1]}, "
        f"the interviewees’ words make {segments:,} segments. The codebook has {len(facts.codes)} codes "
        f"(version {facts.codebook[:8]}). "
    )
    low, high = facts.lines
    line = f"{low:g}" if low == high else f"each code’s threshold ({low:g}–{high:g})"
    taught = (
        "The confidences were corrected by the coders’ earlier decisions (a penalised logistic regression for each code, "
        "calibrated across interviews). "
        if facts.learned
        else ""
    )
    alone = "running on one machine"
    if facts.voice is None:
        alone += " without a network and without a large language model"
    tagging = (
        f"Coding took two steps. First the program Interview Coder ({facts.program}, tagging rules {facts.scorer}), "
        f"{alone}, proposed codes for each segment from "
        "the terms, patterns and examples of the codebook; proposals with a confidence of at least "
        f"{line} became suggestions. {taught}{_voice_en(facts.voice)}Then coders reviewed them against the text."
    )
    return [material + tagging, _people_en(facts, segments, reviewed, machine)]


def _voice_en(voice: VoiceFacts | None) -> str:
    if voice is None:
        return ""
    place = "running on the same machine" if voice.here else f"text being sent to {voice.host}"
    return (
        f"The large language model “{voice.model}” ({place}) was asked about {voice.segments:,} of the segments by the same "
        "codebook; each code it gave had to quote words of the segment, which the program checked. Its answers served as "
        "suggestions and as one ground of the confidences, never as decisions. "
    )


def _people_en(facts: Facts, segments: int, reviewed: int, machine: int) -> str:
    coders = facts.coders
    record = (
        " Decisions are kept in a log that is only ever added to, and no later tagging overrides them; the hashes of "
        "corpus, codebook, decisions and settings at the end let this report be made again and checked."
    )
    if not coders.names:
        return (
            "Nobody has reviewed them yet: every code counted is the tagger’s suggestion." + record
        )
    actions = ", ".join(
        f"{count} {ACTIONS[name][1]}" for name, count in coders.actions.items() if name in ACTIONS
    )
    plural = "coder" if len(coders.names) == 1 else "coders"
    said = (
        f"{len(coders.names)} {plural} ({', '.join(coders.names)}) decided: {actions}; {reviewed:,} segments "
        f"({percent(reviewed, segments, 'en')}) were looked at by a person. "
    )
    counted = (
        f"Of the {facts.references:,} references counted here, {facts.by_people:,} "
        f"({percent(facts.by_people, facts.references, 'en')}) were given or confirmed by a person and {machine:,} are the "
        "tagger’s, not reviewed yet. "
    )
    if facts.who == "reviewed":
        counted = f"Only the {facts.references:,} references that a person gave or confirmed are counted. "
    return said + counted + _agreement_en(coders.agreements, len(coders.names)) + record


def _agreement_en(found: tuple[Agreement, ...], coders: int) -> str:
    if coders < 2:
        return "With one coder there is no intercoder agreement to report."
    if not found:
        return "No two coders looked at the same text, so that intercoder agreement is not known."
    said = [
        f"{a.coders[0]} and {a.coders[1]} on {a.segments} segments: {100 * a.agreement:.1f} % agreement, "
        f"Cohen’s κ {_figure(a.kappa)}"
        for a in found
    ]
    return "Intercoder agreement, all codes pooled: " + "; ".join(said) + "."


def _figure(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"
