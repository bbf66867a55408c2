"""The verbs that give results: table, export, evaluate."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from coder.cli.opened import opened
from coder.cli.show import line, problems, show_json, words
from coder.errors import language
from coder.store.study import Study, open_study

if TYPE_CHECKING:
    from coder.analysis.table import Table


def table(arguments: Namespace) -> int:
    """`table`."""
    from coder.verbs.table import table as make
    from coder.write.tables import write_table

    study = opened(arguments)
    made = make(
        study,
        **_shape(arguments),
        count=arguments.count or ("documents", "references"),
    )
    if arguments.out:
        write_table(made, arguments.out, language=language())
    if arguments.json:
        _table_json(study, made, arguments)
    elif arguments.out:
        line(words(f"已写入 {arguments.out}", f"wrote {arguments.out}"))
    else:
        line(made.frame.to_string())
    return 0


def _shape(arguments: Namespace) -> dict[str, Any]:
    return {
        "rows": arguments.rows,
        "columns": arguments.columns,
        "kinds": arguments.kind,
        "who": arguments.who,
        "language": language(),
    }


def _table_json(study: Study, made: Table, arguments: Namespace) -> None:
    from coder.verbs.table import cells

    long = cells(study, **_shape(arguments))
    show_json(
        {
            "file": arguments.out,
            "digests": made.digests,
            "rows": made.records(),
            "cells": long.to_dict(orient="records"),
        }
    )


def export(arguments: Namespace) -> int:
    """`export WHAT --out FILE`."""
    from coder.verbs.export import export as write
    from coder.verbs.export import notes

    count = write(
        opened(arguments),
        arguments.what,
        arguments.out,
        language=language(),
        who=arguments.who,
        rows=arguments.rows,
    )
    told = notes(opened(arguments), arguments.what, language=language())
    if arguments.json:
        show_json({"file": arguments.out, "rows": count, "problems": told})
    else:
        problems(told)
        line(
            words(f"已写入 {arguments.out}（{count} 行）", f"wrote {arguments.out} ({count} rows)")
        )
    return 0


def evaluate(arguments: Namespace) -> int:
    """`evaluate --gold FILE`."""
    from coder.verbs.evaluate import evaluate as score

    report = score(open_study(arguments.study), arguments.gold)
    if arguments.json:
        show_json(report)
        return 0
    problems(report.problems)
    for text in report.evaluation.say(language()):
        line(text)
    return 0
