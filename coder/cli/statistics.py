"""The verbs that say how sure a number is: compare, and what tables with intervals print."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coder.cli.opened import opened
from coder.cli.show import line, show_json, words
from coder.errors import language
from coder.store.study import open_study

if TYPE_CHECKING:
    import pandas as pd

    from coder.analysis.table import Table


def compare(arguments: Namespace) -> int:
    """`compare`."""
    from coder.verbs.compare import compare as make

    options = shape(arguments) | {"measure": arguments.measure, "adjust": arguments.adjust}
    return show_table(make(opened(arguments), **options), arguments)


def saturation(arguments: Namespace) -> int:
    """`saturation`."""
    from coder.verbs.compare import saturation as make

    options = {
        "columns": arguments.columns,
        "kinds": arguments.kind,
        "who": arguments.who,
        "language": language(),
        "base": arguments.base,
        "run": arguments.run_length,
        "threshold": arguments.threshold,
    }
    return show_table(make(opened(arguments), **options), arguments)


def corrected(arguments: Namespace) -> int:
    """`corrected`."""
    from coder.verbs.corrected import corrected as make

    options = {"columns": arguments.columns, "kinds": arguments.kind, "language": language()}
    return show_table(make(opened(arguments), **options), arguments)


def relations(arguments: Namespace) -> int:
    """`relations`."""
    from coder.verbs.relations import relations as make

    options = {
        "first": arguments.first,
        "second": arguments.second,
        "within": arguments.within,
        "k": arguments.turns,
        "who": arguments.who,
        "language": language(),
    }
    if arguments.quotes:
        return _behind(arguments, options)
    return show_table(make(opened(arguments), **options), arguments)


def _behind(arguments: Namespace, options: Mapping[str, Any]) -> int:
    """The words behind the cells, in a file or on the screen."""
    from coder.cli.quotes import records
    from coder.verbs.behind import behind_rows, write_behind

    study = opened(arguments)
    if arguments.out:
        write_behind(study, arguments.out, **options)
    rows = behind_rows(study, **options)
    if arguments.json:
        show_json({"file": arguments.out, "count": len(rows), "quotes": records(rows)})
    elif arguments.out:
        line(words(f"已写入 {arguments.out}", f"wrote {arguments.out}"))
    else:
        _show_behind(rows)
    return 0


def _show_behind(rows: pd.DataFrame) -> None:
    for (first, second), some in rows.groupby(["first", "second"], sort=False):
        line(
            words(
                f"{first} — {second}（{len(some)} 处）", f"{first} — {second} (places: {len(some)})"
            )
        )
        for row in some.to_dict("records"):
            line(f"  {row['document']} #{row['turn']} {row['first_text']} ←→ {row['second_text']}")
    if not len(rows):
        line(
            words("所有的格都是 0，没有原话可列。", "Every cell is 0: there are no words to list.")
        )


def draw(arguments: Namespace) -> int:
    """`draw COUNT`."""
    from coder.verbs.draws import draw as make

    found = make(open_study(arguments.study), arguments.count, seed=arguments.seed)
    if arguments.json:
        show_json(found)
    else:
        line(
            words(
                f"新抽 {found.added} 个片段，连同以前的共 {found.drawn} 个（受访者片段共 {found.segments} 个）。",
                f"{found.added} segments drawn, {found.drawn} in all of the interviewees' {found.segments}.",
            )
        )
    return 0


def shape(arguments: Namespace) -> dict[str, Any]:
    """What the verbs that make tables have in common."""
    return {
        "rows": arguments.rows,
        "columns": arguments.columns,
        "kinds": arguments.kind,
        "who": arguments.who,
        "language": language(),
    }


def show_table(made: Table, arguments: Namespace, **more: Any) -> int:
    """Write *made* where `--out` says, print it else, its notes below; *more* goes into the JSON."""
    from coder.write.tables import write_table

    if arguments.out:
        write_table(made, arguments.out, language=language())
    if arguments.json:
        notes = [note.say(language()) for note in made.notes]
        said = {"file": arguments.out, "digests": made.digests, "rows": made.records()}
        show_json(said | {"notes": notes} | more)
    elif arguments.out:
        line(words(f"已写入 {arguments.out}", f"wrote {arguments.out}"))
    else:
        for text in as_text(made):
            line(text)
    return 0


def as_text(made: Table) -> list[str]:
    """The table in columns of one width, and its notes."""
    import pandas as pd

    said = made.said(language())
    frame = pd.DataFrame(
        [cells for _, cells in said],
        index=[label for label, _ in said],
        columns=made.frame.columns,
    )
    with pd.option_context("display.unicode.east_asian_width", True):
        return [frame.to_string(), "", *(note.say(language()) for note in made.notes)]
