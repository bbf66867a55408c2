"""Every file that the program writes, by what was asked for: so that it can be made again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder import __version__
from coder.errors import CoderError
from coder.store.study import Study
from coder.verbs.past import STAMP
from coder.verbs.standing import present

if TYPE_CHECKING:
    from coder.write.provenance import Provenance


def make(study: Study, verb: str, options: Mapping[str, Any], out: Path) -> None:
    """Write the file that *verb* makes with *options*, its form by the suffix of *out*.

    Raises:
        CoderError: cannot_rebuild for a verb that this program does not know, and the verb's own.
    """
    if verb not in MAKERS:
        raise CoderError("cannot_rebuild", verb=verb, file=out.name)
    MAKERS[verb](study, out, options)


def stamp(study: Study, verb: str, options: Mapping[str, Any]) -> Provenance:
    """What a file made of the study as it stands says of itself."""
    from coder.write.provenance import Provenance

    given: Provenance | None = study.memory.get(STAMP)
    if given is not None:
        return given
    state = present(study)
    moment = asdict(state.moment)
    del moment["time"]
    return Provenance(
        verb=verb,
        options=dict(options),
        digests=state.digests,
        moment=moment,
        program=__version__,
    )


def _table(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.table import table
    from coder.write.tables import write_table

    write_table(table(study, **options), out, language=options["language"])


def _export(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.export import export

    export(
        study,
        options["what"],
        out,
        language=options["language"],
        who=options.get("who", ""),
        rows=options.get("rows", "segment"),
    )


def _quotes(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.quotes import Wanted, quotes
    from coder.write.rows import write_rows

    asked = {key: value for key, value in options.items() if key != "language"}
    frame = quotes(study, Wanted(**asked), language=options["language"])
    write_rows(frame, out, stamp=stamp(study, "quotes", options))


def _search(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.quotes import search
    from coder.write.rows import write_rows

    frame = search(study, **options).frame()
    write_rows(frame, out, stamp=stamp(study, "search", options))


def _behind(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.behind import write_behind

    write_behind(study, out, **options)


def _figure(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.figure import figure
    from coder.write.picture import write_figure

    chart = figure(study, **options).chart
    write_figure(chart, out, stamp=stamp(study, "figure", options))


def _report(study: Study, out: Path, options: Mapping[str, Any]) -> None:
    from coder.verbs.report import write
    from coder.verbs.report_draft import Options

    write(study, out, Options(**options))


def _statistics(room: str, verb: str) -> Callable[[Study, Path, Mapping[str, Any]], None]:
    def write(study: Study, out: Path, options: Mapping[str, Any]) -> None:
        from coder.write.tables import write_table

        make_table = getattr(import_module(f"coder.verbs.{room}"), verb)
        write_table(make_table(study, **options), out, language=options["language"])

    return write


MAKERS: dict[str, Callable[[Study, Path, Mapping[str, Any]], None]] = {
    "table": _table,
    "intervals": _statistics("compare", "intervals"),
    "compare": _statistics("compare", "compare"),
    "saturation": _statistics("compare", "saturation"),
    "relations": _statistics("relations", "relations"),
    "behind": _behind,
    "corrected": _statistics("corrected", "corrected"),
    "export": _export,
    "quotes": _quotes,
    "search": _search,
    "figure": _figure,
    "report": _report,
}
