"""The verbs that show people's words: quotes, search."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.cli.show import line, show_json, words
from coder.errors import language
from coder.store.study import open_study

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 50  # lines on the screen; a file has all


def quotes(arguments: Namespace) -> int:
    """`quotes`."""
    from coder.verbs.quotes import Wanted
    from coder.verbs.quotes import quotes as find

    wanted = Wanted(
        codes=arguments.code,
        kinds=arguments.kind,
        groups=arguments.group,
        documents=arguments.document,
        coder=arguments.coder,
        who=arguments.who,
        least=arguments.least,
        order=arguments.order,
        most=arguments.most,
    )
    frame = find(open_study(arguments.study), wanted, language=language())
    if arguments.out:
        _write(frame, arguments.out, quiet=arguments.json)
    if arguments.json:
        show_json({"file": arguments.out, "count": len(frame), "quotes": _records(frame)})
    elif not arguments.out:
        _show_quotes(frame)
    return 0


def search(arguments: Namespace) -> int:
    """`search QUERY`."""
    from coder.verbs.quotes import search as find

    report = find(
        open_study(arguments.study),
        " ".join(arguments.query),
        scope=arguments.scope,
        groups=arguments.group,
        interviewer=not arguments.interviewee,
        language=language(),
    )
    if arguments.out:
        _write(report.frame(), arguments.out, quiet=arguments.json)
    if arguments.json:
        show_json({"file": arguments.out} | vars(report))
        return 0
    if not arguments.out:
        for one in report.passages[:SHOWN]:
            line(f"{one.document} #{one.turn} {one.speaker}: {_flat(one.text)}")
    line(
        words(
            f"{report.documents} 篇访谈里找到 {report.count} 处。",
            f"{report.count} passages in {report.documents} documents.",
        )
    )
    return 0


def _show_quotes(frame: pd.DataFrame) -> None:
    for label, some in frame.groupby("label", sort=False):
        line(f"{label} ({len(some)})")
        for row in some.head(SHOWN).itertuples():
            line(f"  {row.document} #{row.turn} {row.speaker}: {_flat(str(row.text))}")
    if frame.empty:
        line(words("没有这样的引文。", "There is no such quote."))


def _write(frame: pd.DataFrame, out: Path, *, quiet: bool) -> None:
    from coder.write.rows import write_rows

    write_rows(frame, out)
    if not quiet:
        line(words(f"已写入 {out}（{len(frame)} 行）", f"wrote {out} ({len(frame)} rows)"))


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    values = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in values.to_dict("records")]


def _flat(text: str) -> str:
    return " ".join(text.split())
