"""The verbs about other programs' files: projects in, codebooks in and out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coder.cli.show import line, problems, show_json, words
from coder.errors import language
from coder.store.study import Study, open_study

if TYPE_CHECKING:
    from coder.verbs.exchange_codes import CodesReport
    from coder.verbs.exchange_report import ExchangeReport


PROJECTS = (".qdpx", ".qde", ".qdc", ".sqlite3", ".sqlite", ".db")


def is_project(file: Path) -> bool:
    """Whether *file* is another program's project by its suffix."""
    return file.suffix.lower() in PROJECTS


def import_projects(
    study: Study, files: Sequence[Path], *, coder: str, preview: bool
) -> list[ExchangeReport]:
    """Take each project in, or say what it would bring."""
    from coder.verbs.exchange import preview_project, read_project, take_project

    act = preview_project if preview else take_project
    return [act(study, read_project(file), file=file.name, coder=coder) for file in files]


def show_project(report: ExchangeReport) -> None:
    """What became of a project, a line a text and a line a loss."""
    names = {
        "new": words("新读入", "new"),
        "known": words("已有", "there already"),
        "other": words("已有，文字不同", "there with another text"),
        "failed": words("未读入", "not taken"),
    }
    form = f"{report.origin or 'REFI-QDA'}{f' · {report.reading}' if report.reading else ''}"
    line(f"{report.file}  {form}")
    for one in report.texts:
        placed = words(f"编码 {one.placed}/{one.codings}", f"{one.placed}/{one.codings} codings")
        line(f"  {names[one.status]}  {one.document or one.name}  {placed}")
    line(
        words(
            f"  编码 {report.codes_new} 个新增，{report.codes_known} 个已有；编码处 {report.codings} 新增，"
            f"{report.known} 已有；备注 {report.memos}；编码员 {'、'.join(report.coders) or '–'}",
            f"  {report.codes_new} codes added, {report.codes_known} there already; {report.codings} codings added, "
            f"{report.known} there already; {report.memos} memos; coders {', '.join(report.coders) or '–'}",
        )
    )
    problems(report.problems)


def import_codes(arguments: Namespace) -> int:
    """`codebook import FILE`."""
    from coder.verbs.exchange_codes import preview_codes, take_codes

    act = preview_codes if arguments.preview else take_codes
    report = act(open_study(arguments.study), arguments.file, update=arguments.update)
    if arguments.json:
        show_json(report)
    else:
        show_codes(report)
    return 0


def show_codes(report: CodesReport) -> None:
    """What became of a codebook."""
    added, changed = "、".join(report.added) or "–", "、".join(report.changed) or "–"
    line(
        words(
            f"{report.file}：{len(report.added)} 个编码新增（{added}），{len(report.changed)} 个改写（{changed}），"
            f"{report.same} 个不变。",
            f"{report.file}: {len(report.added)} codes added ({added}), {len(report.changed)} rewritten ({changed}), "
            f"{report.same} as they were.",
        )
    )
    problems(report.problems)


def export_codes(arguments: Namespace) -> int:
    """`codebook export FILE`."""
    from coder.verbs.export import export

    study = open_study(arguments.study)
    count = export(study, "codebook", arguments.file, language=language())
    if arguments.json:
        show_json({"file": arguments.file, "rows": count})
    else:
        done = words(
            f"已写入 {arguments.file}（{count} 个编码）", f"wrote {arguments.file} ({count} codes)"
        )
        line(done)
    return 0
