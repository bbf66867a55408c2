"""The verb that asks a language model: settings, estimate, trial, and, when confirmed, asking."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from coder.cli.show import line, problems, progress, show_json, words
from coder.errors import CoderError
from coder.store.study import Study, open_study

if TYPE_CHECKING:
    from coder.verbs.ask_model import AskReport, Trial
    from coder.verbs.ask_plan import Plan
    from coder.verbs.voice import VoiceSettings

SETTINGS = ("url", "model", "key_variable", "price_read", "price_written", "batch", "per_minute")
DROPPED = {
    "no_quote": ("引的话原文里没有", "quoting words that are not there"),
    "unknown_code": ("没有这个编码", "naming no code of these"),
    "no_segment": ("没有这个片段", "naming no segment of these"),
    "odd": ("格式不对", "in no proper form"),
}


def ask_model(arguments: Namespace) -> int:
    """`ask-model`."""
    from coder.verbs.ask_plan import plan

    study = open_study(arguments.study)
    settings, changed = _settings(study, arguments)
    if not settings.on:
        if not changed:
            raise CoderError("voice_off")
        return _show_off(settings, arguments)
    if arguments.test:
        return _try(study, settings, arguments)
    planned = plan(study, only=arguments.document, codes=arguments.code, most=arguments.most)
    if not arguments.yes:
        return _show_plan(planned, arguments)
    return _ask(study, planned, arguments)


def _settings(study: Study, arguments: Namespace) -> tuple[VoiceSettings, bool]:
    from coder.verbs.voice import remember_voice, voice_settings

    changes = {name: getattr(arguments, name) for name in ("on", *SETTINGS)}
    changes["veil"] = arguments.names and arguments.names == "hide"
    changed = any(value is not None for value in changes.values())
    return (remember_voice(study, **changes) if changed else voice_settings(study)), changed


def _show_off(settings: VoiceSettings, arguments: Namespace) -> int:
    if arguments.json:
        show_json({"settings": settings, "estimate": None, "report": None, "trial": None})
        return 0
    line(
        words(
            "语言模型没有开启，不会发送任何内容；设置已记住。",
            "The language model is off and nothing will be sent; the settings are remembered.",
        )
    )
    return 0


def _try(study: Study, settings: VoiceSettings, arguments: Namespace) -> int:
    from coder.verbs.ask_model import try_model

    found = try_model(study, key=key_of(settings))
    if arguments.json:
        show_json({"settings": settings, "estimate": None, "report": None, "trial": found})
    else:
        line(trial_says(found))
    return 0


def _show_plan(planned: Plan, arguments: Namespace) -> int:
    if arguments.json:
        asked = {"settings": planned.settings, "estimate": planned.estimate}
        show_json({**asked, "report": None, "trial": None})
        return 0
    line(estimate_says(planned))
    if planned.batches:
        to = planned.settings.address
        also = "" if to.loopback else f" --send-text-to {to.host}"
        line(
            words(
                f"还没有发送任何内容；加 --yes{also} 开始提问。",
                f"Nothing has been sent; add --yes{also} to ask.",
            )
        )
    return 0


def _ask(study: Study, planned: Plan, arguments: Namespace) -> int:
    from coder.verbs.ask_model import ask_model as ask

    if not arguments.json:
        line(estimate_says(planned))
    report = ask(
        study,
        planned,
        key=key_of(planned.settings),
        consent=arguments.send_text_to.strip().lower(),
        progress=progress(),
    )
    if arguments.json:
        asked = {"settings": planned.settings, "estimate": planned.estimate}
        show_json({**asked, "report": report, "trial": None})
    else:
        line(report_says(report))
        problems(report.problems)
    return 1 if report.problems else 0


def key_of(settings: VoiceSettings) -> str:
    """The key from the environment variable that the settings name, "" for none."""
    return os.environ.get(settings.key_variable, "").strip()


def trial_says(found: Trial) -> str:
    """A trial in a sentence."""
    if found.understood:
        return words(
            f"{found.host} 的“{found.model}”用 {found.seconds:g} 秒答对了一句虚构的话，可以使用；没有发送任何访谈文字。",
            f"“{found.model}” at {found.host} answered a made-up sentence in {found.seconds:g} s and got it right; no interview text was sent.",
        )
    return words(
        f"{found.host} 的“{found.model}”用 {found.seconds:g} 秒回答了，格式对，但一句很明显的虚构的话没有答对，"
        "这个模型可能不够用；没有发送任何访谈文字。",
        f"“{found.model}” at {found.host} answered in {found.seconds:g} s in the right form, but not rightly on a plain made-up "
        "sentence: it may be too weak. No interview text was sent.",
    )


def estimate_says(planned: Plan) -> str:
    """What asking would take, and where text would go, in sentences."""
    settings, amount = planned.settings, planned.estimate
    if not planned.batches:
        return words(
            f"“{settings.model}”已经看过所有要问的片段，没有要问的了。",
            f"“{settings.model}” has seen all of these segments; there is nothing to ask.",
        )
    priced = settings.price_read or settings.price_written
    cost = (
        words(
            f"费用约 {amount.cost:g}（按所填单价）",
            f"costing about {amount.cost:g} by the prices given",
        )
        if priced
        else words("没有填单价，费用未估算", "the cost unknown as no prices are set")
    )
    said = words(
        f"要问“{settings.model}”：{amount.documents} 篇访谈的 {amount.segments} 个片段，分 {amount.requests} 次，"
        f"约读 {amount.read:,}、写 {amount.written:,} 个词元，{cost}，约需 {amount.minutes:g} 分钟。",
        f"To ask “{settings.model}”: {amount.segments} segments of {amount.documents} documents in {amount.requests} requests, "
        f"about {amount.read:,} tokens read and {amount.written:,} written, {cost}, in about {amount.minutes:g} minutes.",
    )
    return f"{said}\n{place_says(settings)}"


def place_says(settings: VoiceSettings) -> str:
    """Whether text leaves this machine, and to where: one sentence."""
    to = settings.address
    if to.loopback:
        return words(
            f"{to.host} 就是这台电脑，文字不会离开它。",
            f"{to.host} is this machine: no text leaves it.",
        )
    plain = "" if to.encrypted else words("（未加密，途中可能被人看到）", " (not encrypted: others on the way may read it)")  # fmt: skip
    said = words(
        f"注意：访谈文字会离开这台电脑，发送到 {to.host}{plain}。",
        f"Note: interview text will leave this machine and be sent to {to.host}{plain}.",
    )
    return said + (
        words(
            "认得出的人名、单位、地点、号码会先换成代称，但不能保证一个不漏。",
            " Names, organisations, places and numbers that are recognised are replaced first, but some may be missed.",
        )
        if settings.veil
        else words("人名等保持原样。", " Names are sent as they are.")
    )


def report_says(report: AskReport) -> str:
    """What came of asking, in sentences."""
    cost = (
        words(f"，费用约 {report.cost:g}", f", a cost of about {report.cost:g}")
        if report.cost
        else ""
    )
    said = words(
        f"“{report.model}”回答了 {report.segments} 个片段，给出编码 {report.yes} 处；用了 {report.requests} 次提问、"
        f"{report.read + report.written:,} 个词元{cost}，{report.seconds:g} 秒。",
        f"“{report.model}” answered on {report.segments} segments and gave {report.yes} codes; it took {report.requests} requests, "
        f"{report.read + report.written:,} tokens{cost}, and {report.seconds:g} s.",
    )
    if report.dropped:
        parts = [f"{words(*DROPPED[why])} {count}" for why, count in report.dropped.items()]
        comma = words("，", ", ")
        said += words(f"不算数的：{comma.join(parts)}。", f" Not counted: {comma.join(parts)}.")
    if report.left:
        said += words(
            f"还有 {report.left} 个片段没有回答，再运行一次会接着问。",
            f" {report.left} segments are still open; run it again to go on.",
        )
    return said + words(
        "\n它的回答只是建议；运行 python -m coder tag 让它们算进建议。",
        "\nIts answers only suggest; run python -m coder tag to let them count.",
    )
