"""The verbs that make a study and fill it: new, import, tag, import-codings, check."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.cli.changed import show_edited
from coder.cli.exchange import import_projects, is_project, show_project
from coder.cli.show import faults, line, problems, progress, show_json, words
from coder.cli.words import say
from coder.errors import CoderError, language
from coder.model import Role
from coder.store.study import Study, open_study, put_setting, saying, setting
from coder.words.reading import DOUBTS

if TYPE_CHECKING:
    from pathlib import Path

    from coder.verbs.exchange_report import ExchangeReport
    from coder.verbs.file_report import FileReport
    from coder.verbs.import_ import ImportReport
    from coder.verbs.tag import TagReport

_ROLES = {
    "interviewer": ("访谈员", "interviewer"),
    "interviewee": ("受访者", "interviewee"),
    "unknown": ("不确定", "unknown"),
}
_DOUBTS = 5  # lines shown for a file


def new(arguments: Namespace) -> int:
    """`new DIR`."""
    from coder.verbs.new import new as make

    study = make(arguments.folder)
    if arguments.json:
        show_json({"folder": study.folder})
        return 0
    line(
        words(
            f"已新建研究项目 {study.folder}：把访谈稿放进 interviews/，在 codebook.yaml 里写编码。",
            f"Made the study {study.folder}: put transcripts into interviews/, codes into codebook.yaml.",
        )
    )
    return 0


def import_(arguments: Namespace) -> int:
    """`import [PATH…]`."""
    from coder.verbs.changed import impacts, texts
    from coder.verbs.import_ import import_transcripts

    study = open_study(arguments.study)
    projects = [one for one in arguments.paths if is_project(one)]
    taken = import_projects(study, projects, coder=arguments.coder, preview=arguments.preview)
    if projects and len(projects) == len(arguments.paths):
        return _show_projects(arguments, taken)
    transcripts = [one for one in arguments.paths if one not in projects]
    if arguments.preview and transcripts:
        return _preview(study, transcripts, arguments)
    _remember_roles(study, arguments.role)
    before = texts(study)
    report = import_transcripts(
        study,
        transcripts,
        replace=arguments.replace,
        encoding=arguments.encoding,
        progress=progress(),
    )
    edited = impacts(study, before, texts(study))
    if arguments.json:
        show_json(
            {
                "files": report.files,
                "problems": report.problems,
                "edited": edited,
                **({"projects": taken} if taken else {}),
            }
        )
        faults([*(p for file in report.files for p in file.problems), *report.problems])
    else:
        _show_projects(arguments, taken)
        show_files(report)
        show_edited(edited)
    return 1 if report.count("failed") else 0


def _preview(study: Study, paths: list[Path], arguments: Namespace) -> int:
    """`import --preview PATH…` of transcripts: who speaks, how each begins, what is dropped."""
    from coder.verbs.import_ import ImportReport
    from coder.verbs.incoming import preview

    found = []
    for path in paths:
        if not path.is_file():
            raise CoderError("no_such_file", file=path)
        with saying(path.name, study.folder):
            content = path.read_bytes()
        found.append(preview(study, path.name, content, encoding=arguments.encoding))
    if arguments.json:
        show_json({"previews": found})
    for one in [] if arguments.json else found:
        show_files(ImportReport((one.report,)))
        for voice in one.voices:
            role = words(*_ROLES[voice.role])
            name, first = voice.name or "–", voice.first[:40]
            line(
                words(
                    f"    {name}（{role}，话轮 {voice.turns}）{first}",
                    f"    {name} ({role}, {voice.turns} turns) {first}",
                )
            )
    return 1 if any(one.report.status == "failed" for one in found) else 0


def _show_projects(arguments: Namespace, taken: list[ExchangeReport]) -> int:
    if arguments.json:
        show_json({"files": [], "projects": taken})
        return 0
    for one in taken:
        show_project(one)
    return 0


def tag(arguments: Namespace) -> int:
    """`tag`."""
    from coder.verbs.tag import tag as run

    study = open_study(arguments.study)
    report = run(
        study,
        unit=arguments.unit or "",
        goal=arguments.goal or "",
        threshold=arguments.threshold,
        progress=progress(),
    )
    if arguments.json:
        show_json(tag_summary(report))
        said = [p for file in report.imported.files for p in file.problems]
        faults([*said, *report.imported.problems])
    else:
        _show_tag(report)
    return 1 if report.imported.count("failed") else 0


def import_codings(arguments: Namespace) -> int:
    """`import-codings FILE --coder NAME`."""
    from coder.verbs.import_codings import import_codings as take

    study = open_study(arguments.study)
    report = take(study, arguments.file, coder=arguments.coder, partial=arguments.partial)
    if arguments.json:
        show_json(report)
        return 0
    problems(report.problems)
    line(
        words(
            f"{report.rows} 行：新增编码 {report.codings}，新看过的句子 {report.looked}，"
            f"早已导入 {report.known}，放不进去 {len(report.problems)}。",
            f"{report.rows} rows: {report.codings} codings, {report.looked} sentences looked at, "
            f"{report.known} known already, {len(report.problems)} not placed.",
        )
    )
    return 0


def check(arguments: Namespace) -> int:
    """`check`."""
    from coder.verbs.check import check as verify

    report = verify(open_study(arguments.study))
    if arguments.json:
        show_json({"sound": report.sound, **vars(report)})
        faults(report.problems)
        return 0 if report.sound else 1
    problems(report.problems)
    counts = words(
        f"访谈 {report.documents} 篇，决定 {report.decisions} 条",
        f"{report.documents} documents, {report.decisions} decisions",
    )
    verdict = (
        words("完好", "sound") if report.sound else words("有问题，见上", "not sound, see above")
    )
    line(words(f"{counts}：{verdict}。", f"{counts}: {verdict}."))
    copied = report.backup or words("还没有", "none yet")
    line(words(f"上次备份：{copied}（.coder/backups）", f"last backup: {copied} (.coder/backups)"))
    return 0 if report.sound else 1


def show_files(report: ImportReport) -> None:
    """An import report, a line a file and the problems below it."""
    names = {
        "new": words("新读入", "new"),
        "changed": words("有改动", "changed"),
        "same": words("未变", "same"),
        "gone": words("已移走", "gone"),
        "failed": words("未读入", "failed"),
    }
    for file in report.files:
        read = f"  {file.say(language())}" if file.turns else ""
        line(f"{names[file.status]}  {file.file}{read}")
        problems(file.problems)
        _show_doubts(file)
    problems(report.problems)


def _show_doubts(file: FileReport) -> None:
    for number, reason, text in file.doubtful[:_DOUBTS]:
        why = words(*DOUBTS.get(reason, (reason, reason)))
        line(
            words(
                f"    第 {number} 行：{why}：{text[:40]}", f"    line {number}: {why}: {text[:40]}"
            )
        )
    more = len(file.doubtful) - _DOUBTS
    if more > 0:
        line(
            words(
                f"    另有 {more} 行存疑，见应用的语料页",
                f"    {more} more to look at, on the corpus page",
            )
        )


def tag_summary(report: TagReport) -> dict[str, object]:
    """What `tag --json` prints."""
    rerun, computed = report.rerun, report.computed
    return {
        "run": report.run,
        "files": {
            status: report.imported.count(status)
            for status in ("new", "changed", "same", "gone", "failed")
        },
        "segments": report.segments,
        "suggestions": report.suggestions,
        "computed": computed,
        "nothing_computed": computed.nothing,
        "changes": {
            name: len(getattr(rerun, name))
            for name in ("gained", "lost", "unchanged", "held", "contradicted")
        },
        "edited": report.edited,
        "problems": [
            *(p for file in report.imported.files for p in file.problems),
            *report.imported.problems,
        ],
    }


def _show_tag(report: TagReport) -> None:
    imported = report.imported
    touched = [file for file in imported.files if file.status != "same"]
    if touched or imported.problems:
        show_files(replace(imported, files=tuple(touched)))
    show_edited(report.edited)
    computed, rerun = report.computed, report.rerun
    if computed.nothing:
        line(
            words(
                "没有需要计算的内容：文字和码本都没有变。",
                "Nothing to compute: neither texts nor codebook changed.",
            )
        )
    else:
        line(
            words(
                f"计算了 {computed.columns} 个编码 × {computed.documents} 篇访谈（{computed.cells} 格，"
                f"新句向量 {computed.vectors} 条，从决定重学编码 {computed.models} 个）。",
                f"Computed {computed.columns} codes × {computed.documents} documents "
                f"({computed.cells} cells, {computed.vectors} new sentence vectors, {computed.models} codes learned anew).",
            )
        )
    line(
        words(
            f"片段 {report.segments}，建议 {report.suggestions}：新增 {len(rerun.gained)}，"
            f"减少 {len(rerun.lost)}，不变 {len(rerun.unchanged)}，由人决定 {len(rerun.held)}，"
            f"其中与新规则相反 {len(rerun.contradicted)}。",
            f"{report.segments} segments, {report.suggestions} suggestions: "
            f"{len(rerun.gained)} gained, {len(rerun.lost)} lost, {len(rerun.unchanged)} unchanged, "
            f"{len(rerun.held)} held by a person, {len(rerun.contradicted)} of them against the new rules.",
        )
    )


def _remember_roles(study: Study, given: list[str]) -> None:
    if not given:
        return
    known = dict(setting(study, "roles", {}))
    for said in given:
        label, _, role = said.rpartition("=")
        document, _, speaker = label.rpartition(":")
        if role not in tuple(Role) or not speaker:
            raise CoderError("bad_setting", name="--role", value=said, allowed=say("import.roles"))
        known[document] = {**known.get(document, {}), speaker: role}
    put_setting(study, "roles", known)
