"""The verbs that give results: table, export, evaluate."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from coder.cli.opened import opened
from coder.cli.show import line, problems, show_json, words
from coder.cli.statistics import shape, show_table
from coder.errors import language
from coder.store.study import Study, open_study


def table(arguments: Namespace) -> int:
    """`table`."""
    from coder.verbs.table import cells
    from coder.verbs.table import table as make

    study = opened(arguments)
    options = _options(study, arguments)
    measure = options.pop("measure", "")
    counts = options.pop("count", ("documents", "references"))
    if measure == "corrected":
        from coder.verbs.corrected import corrected

        asked = {key: options[key] for key in ("columns", "kinds", "language")}
        return show_table(corrected(study, **asked), arguments)
    if measure:
        from coder.verbs.compare import interval_frame, intervals

        made = intervals(study, measure=measure, **options)
        long = interval_frame(study, measure=measure, **options) if arguments.json else None
    else:
        made = make(study, count=counts, **options)
        long = cells(study, **options) if arguments.json else None
    records = {} if long is None else {"cells": long.to_dict(orient="records")}
    return show_table(made, arguments, **records)


def _options(study: Study, arguments: Namespace) -> dict[str, Any]:
    """Those of the view asked for, else those given; the latter are saved where a name is given."""
    from coder.verbs.views import save_view, view

    if arguments.view:
        return view(study, arguments.view) | {"language": language()}
    options = shape(arguments)
    options |= {"count": arguments.count} if arguments.count else {}
    options |= {"measure": arguments.interval} if arguments.interval else {}
    if arguments.save:
        save_view(study, arguments.save, options)
    return options


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
