"""The verbs that give results: table, export, evaluate."""

from __future__ import annotations

from argparse import Namespace

from coder.cli.show import line, problems, show_json, words
from coder.errors import language
from coder.store.study import open_study


def table(arguments: Namespace) -> int:
    """`table`."""
    from coder.verbs.table import table as make

    made = make(
        open_study(arguments.study),
        rows=arguments.rows,
        columns=arguments.columns,
        count=arguments.count or ("documents", "references"),
        kinds=arguments.kind,
        who=arguments.who,
        language=language(),
    )
    if arguments.out:
        from coder.write.tables import write_table

        write_table(made, arguments.out, language=language())
        line(words(f"已写入 {arguments.out}", f"wrote {arguments.out}"))
    elif arguments.json:
        show_json({"digests": made.digests, "rows": made.records()})
    else:
        line(made.frame.to_string())
    return 0


def export(arguments: Namespace) -> int:
    """`export WHAT --out FILE`."""
    from coder.verbs.export import export as write

    count = write(open_study(arguments.study), arguments.what, arguments.out, language=language())
    if arguments.json:
        show_json({"file": arguments.out, "rows": count})
    else:
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
