"""The verbs about the codebook: check, diff, impact, rename, merge."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coder.cli.show import faults, line, problems, show_json, words
from coder.cli.study import tag_summary
from coder.errors import CoderError, language
from coder.store.study import open_study

if TYPE_CHECKING:
    from coder.model import Suggestion
    from coder.verbs.standing import State
    from coder.verbs.tag import TagReport


def check(arguments: Namespace) -> int:
    """`codebook check [FILE]`."""
    from coder.codebook.load import check_file

    file = arguments.file or arguments.study / "codebook.yaml"
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    found = check_file(file)
    bad = any(problem.error for problem in found)
    if arguments.json:
        show_json({"file": file, "usable": not bad, "problems": found})
        faults(found)
        return 1 if bad else 0
    problems(found)
    line(
        f"{file}: "
        + (words("不能使用", "cannot be used") if bad else words("可以使用", "can be used"))
    )
    return 1 if bad else 0


def diff(arguments: Namespace) -> int:
    """`codebook diff`."""
    from coder.verbs.codebook import difference

    found = difference(open_study(arguments.study), since=arguments.since)
    if arguments.json:
        show_json(found)
        return 0
    for text in found.say(language()) or [words("没有变化。", "No change.")]:
        line(text)
    return 0


def impact(arguments: Namespace) -> int:
    """`codebook impact FILE`."""
    from coder.codebook.load import read_text
    from coder.verbs.codebook import impact as foresee
    from coder.verbs.standing import present

    if not arguments.file.is_file():
        raise CoderError("no_such_file", file=arguments.file)
    study = open_study(arguments.study)
    found = foresee(study, read_text(arguments.file), file=arguments.file.name)
    if arguments.json:
        show_json(found)
        return 0
    state = present(study)
    for text in found.diff.say(language()):
        line(text)
    _sentences(words("新增的建议", "suggestions gained"), found.rerun.gained, state)
    _sentences(words("减少的建议", "suggestions lost"), found.rerun.lost, state)
    against = [one.suggestion for one in found.rerun.contradicted]
    _sentences(
        words("与人工决定相反（决定不变）", "against decisions (which stand)"), against, state
    )
    line(
        words(
            f"将被搁置的人工编码：{len(found.vanishing)}",
            f"human codings to be parked: {len(found.vanishing)}",
        )
    )
    return 0


def rename(arguments: Namespace) -> int:
    """`codebook rename CODE TO`."""
    from coder.verbs import codebook

    study = open_study(arguments.study)
    report = codebook.rename(study, arguments.code, arguments.to, coder=arguments.coder)
    return _acted(arguments, report)


def merge(arguments: Namespace) -> int:
    """`codebook merge CODE TO`."""
    from coder.verbs import codebook

    study = open_study(arguments.study)
    report = codebook.merge(study, arguments.code, arguments.to, coder=arguments.coder)
    return _acted(arguments, report)


def _acted(arguments: Namespace, report: TagReport) -> int:
    if arguments.json:
        show_json(tag_summary(report))
    else:
        line(words("已完成，人工编码随之改变。", "Done; human codings went along."))
    return 0


def _sentences(title: str, suggestions: Sequence[Suggestion], state: State) -> None:
    line(f"{title}：{len(suggestions)}")
    for one in suggestions[:20]:
        document = state.documents[one.document]
        text = document.text[one.start : one.end].replace("\n", " ")
        line(f"  {one.code}  {document.id}  {document.group}  {text}")
