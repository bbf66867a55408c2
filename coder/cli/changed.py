"""The verb `changed`, and what other verbs say of codings on transcripts that were edited."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coder.cli.show import line, show_json, words
from coder.errors import language
from coder.store.study import open_study

if TYPE_CHECKING:
    from coder.verbs.changed import Impact


def changed(arguments: Namespace) -> int:
    """`changed`."""
    from coder.verbs.changed import changed as waiting

    found = waiting(open_study(arguments.study))
    if arguments.json:
        show_json(found)
        return 0
    gone = words("原文已删", "text gone")
    doubtful = words("存疑", "doubtful")
    for one in found.waiting:
        codes = ", ".join(code for code, _ in one.codes) or words("备注", "memo")
        line(f"{one.document}  [{gone if one.status == 'gone' else doubtful}]  {codes}")
        line(f"  - {_flat(one.text)}")
        if one.to_text:
            line(f"  + {_flat(one.to_text)}")
    line(
        words(
            f"等待确认 {len(found.waiting)} 处；另有 {found.others} 处否定或看过的句子已改动，"
            "按新文字重新复核即可。",
            f"{len(found.waiting)} wait for you; {found.others} refused or reviewed sentences "
            "changed too and only need a new look.",
        )
    )
    return 0


def show_edited(edited: Sequence[Impact]) -> None:
    """What became of codings on edited transcripts, a line each, and what to do next."""
    for one in edited:
        line(one.say(language()))
    if any(one.doubtful or one.gone for one in edited):
        line(
            words(
                "存疑的编码没有放到别的文字上：请在“语料”页确认，或运行 python -m coder changed 查看。",
                "Doubtful codings were not put on other words: settle them on the corpus page, "
                "or see python -m coder changed.",
            )
        )


def _flat(text: str) -> str:
    return " ".join(text.split())
