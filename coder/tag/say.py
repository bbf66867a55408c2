"""Evidence in sentences that a supervisor understands, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.tag.explain import Evidence

SENTENCES: dict[str, tuple[str, str]] = {
    "given": (
        "把握 {percent}%，达到建议线 {line}%。",
        "{percent}% sure, at or above the line of {line}%.",
    ),
    "near": (
        "把握 {percent}%，离建议线 {line}% 只差一点，没有建议。",
        "{percent}% sure, just below the line of {line}%, so it is not suggested.",
    ),
    "far": (
        "把握 {percent}%，远不到建议线 {line}%。",
        "{percent}% sure, far below the line of {line}%.",
    ),
    "denied": (
        "把握 {percent}%：说话人在否认，所以没有建议；不然会达到建议线 {line}%。",
        "{percent}% sure: the speaker denies it; otherwise it would reach the line of {line}%.",
    ),
    "interviewer": (
        "这是访谈者的话，不编码。",
        "The interviewer speaks here; this is never coded.",
    ),
    "term": ("出现了词语“{text}”。", "The term “{text}” occurs."),
    "pattern": (
        "“{text}”符合该编码的第 {number} 条句式。",
        "“{text}” fits pattern {number} of the code.",
    ),
    "term_denied": (
        "词语“{text}”出现了，但被否定，不算。",
        "The term “{text}” occurs but is denied, so it does not count.",
    ),
    "example": (
        "意思最接近例句“{text}”（相似度 {similarity}）。",
        "Closest in meaning to the example “{text}” (similarity {similarity}).",
    ),
    "definition": (
        "意思最接近编码的名称或定义“{text}”（相似度 {similarity}）。",
        "Closest in meaning to the label or definition “{text}” (similarity {similarity}).",
    ),
    "counter_example": (
        "也接近反例“{text}”（相似度 {similarity}），这会减分。",
        "Also close to the counter-example “{text}” (similarity {similarity}), which counts against it.",
    ),
    "question": (
        "所答的问题“{text}”说的就是这个话题。",
        "The question it answers, “{text}”, is about this.",
    ),
    "before": (
        "前一句“{text}”支持这个编码。",
        "The sentence before, “{text}”, speaks for the code.",
    ),
    "before_that": (
        "再前一句“{text}”支持这个编码。",
        "The sentence before that, “{text}”, speaks for the code.",
    ),
    "after": ("后一句“{text}”支持这个编码。", "The sentence after, “{text}”, speaks for the code."),
    "denial": ("“{text}”是否认的说法，会减分。", "“{text}” is a denial, which counts against it."),
    "proposal": (
        "“{text}”是提建议的说法，更像对策。",
        "“{text}” is a proposal, which points to a countermeasure.",
    ),
    "praise": ("“{text}”是肯定的说法。", "“{text}” is praise."),
    "supposition": ("“{text}”是假设的说法。", "“{text}” is a supposition."),
    "question_mark": ("这一句是问句。", "The sentence is put as a question."),
    "points_back": (
        "“{text}”指着前面的话，要连着前一句看。",
        "“{text}” points back, so the sentence before counts.",
    ),
    "taught": (
        "码本本身给 {before}%；学过 {all} 个已决定的片段（{yes} 个是、{no} 个否）以后是 {after}%。",
        "The codebook alone says {before}%; with what {all} decided segments teach ({yes} yes, {no} no) it is {after}%.",
    ),
    "calibrated": (
        "码本本身给 {before}%；这个编码还没有人决定过，按其他编码的决定校准后是 {after}%。",
        "The codebook alone says {before}%; nobody has decided on this code yet, and corrected by the decisions on others it is {after}%.",
    ),
    "word_for": (
        "“{text}”支持它：含这个词的已定片段有 {all} 个，其中 {yes} 个给了这个编码。",
        "“{text}” speaks for it: of {all} decided segments with this word, {yes} have the code.",
    ),
    "word_against": (
        "“{text}”不支持它：含这个词的已定片段有 {all} 个，给了这个编码的只有 {yes} 个。",
        "“{text}” speaks against it: of {all} decided segments with this word, only {yes} have the code.",
    ),
    "rival": (
        "这一句更像“{label}”（{percent}%）；从已有的决定看，一句多半只给一个编码，所以减分。",
        "It looks more like “{label}” ({percent}%); by what was decided a sentence mostly has one code, which counts against this one.",
    ),
    "voice_yes": (
        "语言模型“{model}”说是：{reason}依据原话“{quote}”。",
        "The language model “{model}” says yes: {reason}It rests on the words “{quote}”.",
    ),
    "voice_no": ("语言模型“{model}”说不是。", "The language model “{model}” says no."),
    "voice_void": (
        "语言模型“{model}”给了这个编码，但它引的话原文里没有，不算。",
        "The language model “{model}” gave this code on words that are not in the text, so it does not count.",
    ),
    "voice_moved": (
        "没有语言模型的话，把握是 {before}%，有它是 {after}%；它的话只是建议，由人决定。",
        "Without the language model it would be {before}% sure, with it {after}%; its word is only a suggestion, people decide.",
    ),
    "alike_given": (
        "像已定的片段“{text}”（{document}，{coder} 给了这个编码，相似度 {similarity}）。",
        "Like the decided segment “{text}” ({document}; {coder} gave this code; similarity {similarity}).",
    ),
    "alike_not_given": (
        "也像已定的片段“{text}”（{document}，{coder} 没有给这个编码，相似度 {similarity}）。",
        "Also like “{text}” ({document}; {coder} did not give this code; similarity {similarity}).",
    ),
    "points": (
        "得分构成（与本篇平均比）：{parts}。",
        "Points against the document's average: {parts}.",
    ),
}
PARTS: dict[str, tuple[str, str]] = {
    "words": ("词语", "words"),
    "meaning": ("意思", "meaning"),
    "context": ("上下文", "context"),
    "manner": ("说法", "manner"),
    "guard": ("否认", "denial"),
}
CLOSE = 0.25  # a counter-example less similar than this is not worth a sentence


def sentences(evidence: Evidence, language: str) -> list[str]:
    """The evidence, most important first, in "zh" or "en"."""
    english = int(language == "en")
    return [SENTENCES[key][english].format(**values) for key, values in _said(evidence, english)]


def _said(evidence: Evidence, english: int) -> Iterator[tuple[str, dict[str, object]]]:
    yield (
        evidence.reason or "given",
        {
            "percent": round(evidence.confidence * 100),
            "line": round(evidence.threshold * 100),
        },
    )
    if evidence.reason == "interviewer":
        return
    yield from _voiced(evidence, english)
    yield from _taught(evidence, english)
    for fired in {(one.text, one.pattern, one.denied): one for one in evidence.fired}.values():
        key = "pattern" if fired.pattern >= 0 else "term_denied" if fired.denied else "term"
        yield key, {"text": fired.text, "number": fired.pattern + 1}
    if evidence.nearest:
        near = evidence.nearest
        yield near.kind, {"text": near.text, "similarity": f"{near.similarity:.2f}"}
    if evidence.counter and evidence.counter.similarity >= CLOSE:
        far = evidence.counter
        yield far.kind, {"text": far.text, "similarity": f"{far.similarity:.2f}"}
    yield from _alike(evidence)
    for neighbour in evidence.context:
        yield neighbour.kind, {"text": neighbour.text}
    for guard in evidence.guards:
        key = "question_mark" if guard.kind == "question" else guard.kind
        yield key, {"text": guard.text}
    told = [
        f"{PARTS[part][english]} {points:+.1f}" for part, points in evidence.parts.items() if points
    ]
    if told:
        yield "points", {"parts": (", " if english else "，").join(told)}


def _voiced(evidence: Evidence, english: int) -> Iterator[tuple[str, dict[str, object]]]:
    voiced = evidence.voiced
    if voiced is None:
        return
    key = {1: "voice_yes", -1: "voice_no"}.get(voiced.said, "voice_void")
    end = ". " if english else "。"
    reason = voiced.reason.rstrip(".。 ") + end if voiced.reason else ""
    quote = voiced.quote.rstrip(".。 ")
    yield key, {"model": voiced.model, "reason": reason, "quote": quote}
    before, after = round(voiced.without * 100), round(evidence.confidence * 100)
    if before != after:
        yield "voice_moved", {"before": before, "after": after}


def _taught(evidence: Evidence, english: int) -> Iterator[tuple[str, dict[str, object]]]:
    taught = evidence.taught
    if taught is None:
        return
    after_all = evidence.voiced.without if evidence.voiced else evidence.confidence
    before, after = round(taught.codebook * 100), round(after_all * 100)
    counts: dict[str, object] = {"yes": taught.yes, "no": taught.no, "all": taught.yes + taught.no}
    if taught.yes + taught.no:
        yield "taught", {"before": before, "after": after, **counts}
    elif before != after:
        yield "calibrated", {"before": before, "after": after}
    if taught.rival:
        label = taught.rival.label.say("en" if english else "zh")
        yield "rival", {"label": label, "percent": round(taught.rival.confidence * 100)}
    for word in taught.words:
        key = "word_for" if word.speaks_for else "word_against"
        yield key, {"text": word.text, "yes": word.yes, "all": word.yes + word.no}


def _alike(evidence: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    for one in evidence.taught.alike if evidence.taught else ():
        yield (
            "alike_given" if one.decided.given else "alike_not_given",
            {
                "text": one.decided.text,
                "document": one.decided.document,
                "coder": one.decided.coder,
                "similarity": f"{one.similarity:.2f}",
            },
        )
