"""A report of the study: what was said, by whom, with the words behind it, and how it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.analysis.table import DIGESTS
from coder.errors import CoderError
from coder.store.study import Study
from coder.verbs.make import stamp
from coder.verbs.report_draft import PARTS, Draft, Options
from coder.verbs.report_material import codebook, corpus, how, interviews
from coder.verbs.report_results import further, kind_of, limits, together
from coder.write.report.blocks import Block, Report


def report(study: Study, options: Options | None = None) -> Report:
    """The report as blocks.

    Raises:
        CoderError: not_tagged, unknown_choice.
    """
    options = options or Options()
    for part in options.parts:
        if part not in PARTS:
            raise CoderError("unknown_choice", what="part", value=part, known=" ".join(PARTS))
    return _whole(Draft(study, options))


def write(study: Study, out: Path, options: Options | None = None) -> None:
    """Write the report to *out*, its form by the suffix.

    Raises:
        CoderError: as `report`; unknown_format, no_chinese_font, and what the disk says.
    """
    from coder.write.report.files import write_report

    options = options or Options()
    asked = {name: _plain(getattr(options, name)) for name in Options.__dataclass_fields__}
    write_report(report(study, options), out, stamp=stamp(study, "report", asked))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _whole(draft: Draft) -> Report:
    facts = draft.facts
    hashes = ("；" if draft.language == "zh" else "; ").join(
        f"{DIGESTS[name].say(draft.language)} {value}" for name, value in facts.digests.items()
    )
    kind, _, name = facts.who.partition(":")
    lines = [draft.say("counted", who=draft.say(f"who.{kind}", name=name))]
    if facts.fictional:
        lines.insert(0, draft.say("fictional"))
    return Report(
        title=facts.title.say(draft.language),
        subtitle=draft.say("subtitle"),
        lines=lines,
        blocks=list(_blocks(draft)),
        footer=draft.say("footer", program=facts.program, hashes=hashes),
        language=draft.language,
        words={"note": draft.say("note"), "text": draft.say("sheet.text")},
    )


def _blocks(draft: Draft) -> Iterator[Block]:
    parts = draft.options.parts
    if "corpus" in parts:
        yield from corpus(draft)
    if "methods" in parts:
        yield from how(draft)
    if "results" in parts:
        for kind in draft.facts.kinds or {"": ""}:
            yield from kind_of(draft, kind)
        yield from together(draft)
        yield from further(draft)
        yield from limits(draft)
    if "codebook" in parts:
        yield from codebook(draft)
    if "interviews" in parts:
        yield from interviews(draft)
