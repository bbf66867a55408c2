"""The verbs that show people's words: quotes, search."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from coder.cli.opened import opened
from coder.cli.show import line, show_json, words
from coder.errors import language

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 50  # lines on the screen; a file has all


def quotes(arguments: Namespace) -> int:
    """`quotes`."""
    from coder.verbs.make import make
    from coder.verbs.quotes import Wanted
    from coder.verbs.quotes import quotes as find

    asked = {
        "codes": arguments.code,
        "kinds": arguments.kind,
        "groups": arguments.group,
        "documents": arguments.document,
        "coder": arguments.coder,
        "who": arguments.who,
        "least": arguments.least,
        "order": arguments.order,
        "most": arguments.most,
    }
    study = opened(arguments)
    frame = find(study, Wanted(**asked), language=language())
    if arguments.out:
        make(study, "quotes", asked | {"language": language()}, arguments.out)
        _wrote(len(frame), arguments)
    if arguments.json:
        show_json({"file": arguments.out, "count": len(frame), "quotes": records(frame)})
    elif not arguments.out:
        _show_quotes(frame)
    return 0


def search(arguments: Namespace) -> int:
    """`search QUERY`."""
    from coder.verbs.make import make
    from coder.verbs.quotes import search as find

    asked = {
        "query": " ".join(arguments.query),
        "scope": arguments.scope,
        "groups": arguments.group,
        "interviewer": not arguments.interviewee,
        "language": language(),
    }
    study = opened(arguments)
    report = find(study, **asked)
    if arguments.out:
        make(study, "search", asked, arguments.out)
        _wrote(report.count, arguments)
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


def _wrote(rows: int, arguments: Namespace) -> None:
    if not arguments.json:
        out = arguments.out
        line(words(f"已写入 {out}（{rows} 行）", f"wrote {out} ({rows} rows)"))


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of *frame* for JSON, None where there is no value."""
    values = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in values.to_dict("records")]


def _flat(text: str) -> str:
    return " ".join(text.split())
