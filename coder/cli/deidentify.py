"""The verbs that hide names: find, hide, key, undo."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from coder.cli.show import line, problems, progress, show_json, words
from coder.errors import CoderError, language
from coder.read.encoding import decode
from coder.store.study import Study, open_study
from coder.store.vault import NAME, Vault, has_vault, open_vault
from coder.text.identify.hits import Lists
from coder.verbs.identify import NOTHING_KNOWN, Choice, Known, choices, identify, named
from coder.verbs.sealing import known, with_lists
from coder.words.identify import KINDS, WHY

PASSPHRASE = "CODER_PASSPHRASE"  # noqa: S105 -- the name of an environment variable


def find(arguments: Namespace) -> int:
    """`deidentify find`."""
    from coder.verbs.hits_table import write_hits

    study = open_study(arguments.study)
    lists = _lists_of(arguments)
    vault = _vault(study) if has_vault(study.folder) or lists != Lists() else None
    if vault and lists != Lists():
        vault = with_lists(vault, _joined(known(vault).lists, lists))
    found = _proposed(study, known(vault) if vault else NOTHING_KNOWN)
    places = sum(len(one.places) for one in found)
    if arguments.out:
        write_hits(found, arguments.out, language())
    if arguments.json:
        show_json({"words": len(found), "places": places, "found": found})
        return 0
    for one in found:
        _show(one)
    hidden = sum(one.hide for one in found)
    line(
        words(
            f"共 {len(found)} 个词、{places} 处，建议隐去 {hidden} 个；没有改动任何东西。",
            f"{len(found)} words at {places} places, {hidden} of them proposed to be hidden; nothing was changed.",
        )
    )
    if arguments.out:
        line(
            words(
                f"已写到 {arguments.out}：里面有真实姓名，改好 decision 一列后运行 deidentify hide，然后把它删掉。",
                f"Written to {arguments.out}: it holds real names. Decide in its column decision, run deidentify hide, then delete it.",
            )
        )
    return 0


def hide(arguments: Namespace) -> int:
    """`deidentify hide FILE`."""
    from coder.verbs.changed import texts
    from coder.verbs.hide import hide as hide_all
    from coder.verbs.hits_table import read_hits
    from coder.verbs.import_ import import_transcripts

    study = open_study(arguments.study)
    vault = _vault(study)
    import_transcripts(study)
    said = known(vault)
    chosen = _proposed(study, said)
    if arguments.file:
        chosen = read_hits(chosen, arguments.file)
    chosen = named(chosen, said, texts(study).values())
    report = hide_all(study, vault, chosen)
    if arguments.json:
        show_json(report)
        return 0
    line(
        words(
            f"已隐去 {report.words} 个词、{report.places} 处，改了 {report.documents} 篇访谈、{report.memos} 条备注。",
            f"Hidden: {report.words} words at {report.places} places, in {report.documents} documents and {report.memos} memos.",
        )
    )
    for old, new in report.files:
        line(f"  {old} → {new}")
    problems(report.problems)
    line(
        words(
            f"密钥在 {NAME}，请连同口令另外保存，不要和研究项目一起交给别人；{arguments.file or '原始访谈稿'}和别处的原件请自行妥善处理。",
            f"The key is {NAME}: keep it and its passphrase elsewhere, never hand it on with the study. Look after {arguments.file or 'the original transcripts'} and other copies yourself.",
        )
    )
    return 0


def key(arguments: Namespace) -> int:
    """`deidentify key`."""
    study = open_study(arguments.study)
    said = known(_vault(study)) if has_vault(study.folder) else NOTHING_KNOWN
    if arguments.json:
        show_json({text: name for text, (_, name) in said.words.items()})
        return 0
    for text, (kind, name) in sorted(said.words.items(), key=lambda one: one[1]):
        line(f"{name}\t{text}\t{KINDS[kind][language() == 'en']}")
    if not said.words:
        line(words("密钥里还没有任何化名。", "The key holds no pseudonyms yet."))
    return 0


def undo(arguments: Namespace) -> int:
    """`deidentify undo`."""
    from coder.verbs.reveal import reveal

    study = open_study(arguments.study)
    if not has_vault(study.folder):
        raise CoderError("nothing_to_reveal")
    count = reveal(study, _vault(study))
    if arguments.json:
        show_json({"documents": count})
    else:
        line(
            words(
                f"已还原 {count} 篇访谈；此后的人工决定都在。",
                f"{count} documents show names again; decisions made since are kept.",
            )
        )
    return 0


def _proposed(study: Study, said: Known) -> tuple[Choice, ...]:
    return choices(identify(study, said.lists, progress()), said)


def _show(one: Choice) -> None:
    english = language() == "en"
    mark = words("隐去", "hide") if one.hide else words("待定", "look")
    kind, why = KINDS[one.kind][english], WHY[one.why][english]
    first = one.places[0]
    context = f"…{first.before}【{one.text}】{first.after}…".replace("\n", " ")
    count = words(
        f"{len(one.places)} 处 {one.documents} 篇", f"{len(one.places)} in {one.documents}"
    )
    line(f"[{mark}] {kind}  {one.text}  {count}  ({why})  {context}")


def _vault(study: Study) -> Vault:
    """The study's vault, opened with the passphrase of the environment or of the terminal."""
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return open_vault(study.folder, given)
    if not sys.stdin.isatty():
        raise CoderError("passphrase_missing", variable=PASSPHRASE)
    typed = getpass.getpass(words("口令：", "Passphrase: "))
    if not has_vault(study.folder) and typed != getpass.getpass(words("再输一次：", "Once more: ")):
        raise CoderError("passphrases_differ")
    return open_vault(study.folder, typed)


def _lists_of(arguments: Namespace) -> Lists:
    return Lists(
        **{
            name: _names_in(getattr(arguments, name))
            for name in ("people", "organisations", "places", "never")
        }
    )


def _names_in(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    said = decode(file.read_bytes(), file.name).text
    return tuple(dict.fromkeys(name.strip() for name in said.split("\n") if name.strip()))


def _joined(one: Lists, other: Lists) -> Lists:
    names = ("people", "organisations", "places", "never")
    return Lists(
        **{
            name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
            for name in names
        }
    )
