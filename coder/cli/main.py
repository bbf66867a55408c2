"""The command line: reads arguments, calls a verb, shows its report.

Exit code 0 when done, 1 when the work could not be done (one sentence on standard error), 2 on
wrong usage. Nothing heavy is imported before the verb is known.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from coder import __version__
from coder.cli.failing import drop_output, sentence_of, usage_of
from coder.cli.words import HELP, say
from coder.errors import language
from coder.model import Goal

LANGUAGES = ("zh", "en")
NAMES = (
    "segments",
    "turns",
    "codings",
    "quotes",
    "codebook",
    "decisions",
    "project",
    "matrix",
    "taguette",
)


class _Parser(argparse.ArgumentParser):
    """argparse whose complaint is one sentence, in the user's language."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        # argparse has no other door to these two headings.
        self._positionals.title = say("arguments")
        self._optionals.title = say("options")

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(say("usage", verb=self.prog, message=usage_of(message)) + "\n")
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    _choose_language(given)
    parsed = parser().parse_args(given)
    if not getattr(parsed, "run", None):
        parser().print_help()
        return 2
    room, name = parsed.run.split(":")
    try:
        done = getattr(importlib.import_module(f"coder.cli.{room}"), name)(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(say("stopped") + "\n")
        return 1
    except Exception as error:  # noqa: BLE001 — the last door: a person gets a sentence
        sys.stderr.write(sentence_of(error) + "\n")
        return 1
    return int(done or 0)


def parser() -> argparse.ArgumentParser:
    """The whole command line, with help in the user's language."""
    top = _Parser(prog="python -m coder", description=say("about"), add_help=True)
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--lang", choices=LANGUAGES, help=say("lang"))
    verbs = top.add_subparsers(metavar=say("verb"), parser_class=_Parser)
    _study_verbs(verbs)
    _codebook_verbs(verbs)
    _voice_verbs(verbs)
    _result_verbs(verbs)
    _quote_verbs(verbs)
    _made_verbs(verbs)
    _hiding_verbs(verbs)
    return top


def _study_verbs(verbs: Any) -> None:
    new = _verb(verbs, "new", "study:new", study=False)
    new.add_argument("folder", metavar="DIR", type=Path, help=say("new.folder"))
    imports = _verb(verbs, "import", "study:import_")
    imports.add_argument("paths", metavar="PATH", nargs="*", type=Path, help=say("import.paths"))
    imports.add_argument("--replace", action="store_true", help=say("import.replace"))
    imports.add_argument("--encoding", default="", metavar="NAME", help=say("import.encoding"))
    imports.add_argument("--coder", default="", metavar="NAME", help=say("import.coder"))
    imports.add_argument("--preview", action="store_true", help=say("import.preview"))
    imports.add_argument(
        "--role", action="append", default=[], metavar="LABEL=ROLE", help=say("import.role")
    )
    tag = _verb(verbs, "tag", "study:tag")
    tag.add_argument("--unit", choices=("sentence", "turn", "paragraph"), help=say("tag.unit"))
    tag.add_argument("--goal", choices=[goal.value for goal in Goal], help=say("tag.goal"))
    tag.add_argument("--threshold", type=float, help=say("tag.threshold"))
    codings = _verb(verbs, "import-codings", "study:import_codings")
    codings.add_argument("file", metavar="FILE", type=Path, help=say("codings.file"))
    codings.add_argument("--coder", required=True, metavar="NAME", help=say("codings.coder"))
    codings.add_argument("--partial", action="store_true", help=say("codings.partial"))
    _verb(verbs, "changed", "changed:changed")
    _verb(verbs, "check", "study:check")
    app = _verb(verbs, "app", "app:app")
    app.add_argument("--port", type=int, default=8501, help=say("app.port"))
    app.add_argument("--no-browser", action="store_true", help=say("app.browser"))


def _codebook_verbs(verbs: Any) -> None:
    codebook = verbs.add_parser("codebook", help=say("codebook"), description=say("codebook"))
    parts = codebook.add_subparsers(metavar=say("part"), parser_class=_Parser, required=True)
    check = _verb(parts, "check", "codebook:check", words="codebook.check")
    check.add_argument("file", nargs="?", metavar="FILE", type=Path, help=say("codebook.file"))
    diff = _verb(parts, "diff", "codebook:diff", words="codebook.diff")
    diff.add_argument("--since", default="", metavar="VERSION", help=say("codebook.since"))
    impact = _verb(parts, "impact", "codebook:impact", words="codebook.impact")
    impact.add_argument("file", metavar="FILE", type=Path, help=say("codebook.file"))
    taken = _verb(parts, "import", "exchange:import_codes", words="codebook.import")
    taken.add_argument("file", metavar="FILE", type=Path, help=say("codebook.import.file"))
    taken.add_argument("--update", action="store_true", help=say("codebook.import.update"))
    taken.add_argument("--preview", action="store_true", help=say("import.preview"))
    given = _verb(parts, "export", "exchange:export_codes", words="codebook.export")
    given.add_argument("file", metavar="FILE", type=Path, help=say("codebook.export.file"))
    for act in ("rename", "merge"):
        verb = _verb(parts, act, f"codebook:{act}", words=f"codebook.{act}")
        to = say("codebook.to" if act == "rename" else "codebook.into")
        verb.add_argument("code", metavar="CODE", help=say("codebook.code"))
        verb.add_argument("to", metavar="TO", help=to)
        verb.add_argument("--coder", default="", metavar="NAME", help=say("codebook.coder"))


def _voice_verbs(verbs: Any) -> None:
    ask = _verb(verbs, "ask-model", "ask_model:ask_model")
    switch = ask.add_mutually_exclusive_group()
    switch.add_argument("--on", action="store_true", default=None, help=say("ask.on"))
    switch.add_argument("--off", action="store_false", dest="on", default=None, help=say("ask.off"))
    ask.add_argument("--url", help=say("ask.url"))
    ask.add_argument("--model", metavar="NAME", help=say("ask.model"))
    ask.add_argument("--key-variable", metavar="NAME", help=say("ask.key"))
    ask.add_argument("--price-read", type=float, metavar="PRICE", help=say("ask.price.read"))
    ask.add_argument("--price-written", type=float, metavar="PRICE", help=say("ask.price.written"))
    ask.add_argument("--batch", type=int, metavar="N", help=say("ask.batch"))
    ask.add_argument("--per-minute", type=int, metavar="N", help=say("ask.minute"))
    ask.add_argument("--names", choices=("hide", "keep"), help=say("ask.names"))
    for name in ("document", "code"):
        ask.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help=say(f"ask.{name}")
        )
    ask.add_argument("--most", type=int, default=0, metavar="N", help=say("ask.most"))
    ask.add_argument("--test", action="store_true", help=say("ask.test"))
    ask.add_argument("--yes", action="store_true", help=say("ask.yes"))
    ask.add_argument("--send-text-to", default="", metavar="HOST", help=say("ask.send"))


def _result_verbs(verbs: Any) -> None:
    table = _shaped(_past(_verb(verbs, "table", "results:table")))
    table.add_argument("--count", action="append", default=[], help=say("table.count"))
    table.add_argument(
        "--interval", nargs="?", const="documents", default="", choices=("documents", "segments"),
        help=say("table.interval"),
    )  # fmt: skip
    table.add_argument("--save", default="", metavar="NAME", help=say("table.save"))
    table.add_argument("--view", default="", metavar="NAME", help=say("table.view"))
    compare = _shaped(_past(_verb(verbs, "compare", "statistics:compare")))
    measures = ("segments", "documents")
    compare.add_argument("--measure", choices=measures, default="segments", help=say("measure"))
    compare.add_argument("--adjust", choices=("holm", "bh"), default="holm", help=say("adjust"))
    saturation = _past(_verb(verbs, "saturation", "statistics:saturation"))
    _shape_of_columns(saturation)
    saturation.add_argument("--who", default="all", help=say("table.who"))
    saturation.add_argument("--base", type=int, default=4, metavar="N", help=say("saturation.base"))
    saturation.add_argument(
        "--run-length", type=int, default=2, metavar="N", help=say("saturation.run")
    )
    saturation.add_argument("--threshold", type=float, default=0.05, help=say("saturation.new"))
    corrected = _past(_verb(verbs, "corrected", "statistics:corrected"))
    _shape_of_columns(corrected, columns="")
    relations = _past(_verb(verbs, "relations", "statistics:relations"))
    relations.add_argument(
        "--first", default="difficulty", metavar="KIND", help=say("relations.first")
    )
    relations.add_argument(
        "--second", default="cause", metavar="KIND", help=say("relations.second")
    )
    places = ("links", "segment", "turn", "near")
    relations.add_argument(
        "--within", choices=places, default="links", help=say("relations.within")
    )
    relations.add_argument("--turns", type=int, default=1, metavar="K", help=say("relations.turns"))
    relations.add_argument("--who", default="all", help=say("table.who"))
    relations.add_argument("--quotes", action="store_true", help=say("relations.quotes"))
    relations.add_argument("--out", metavar="FILE", type=Path, help=say("table.out"))
    draw = _verb(verbs, "draw", "statistics:draw")
    draw.add_argument("count", type=int, metavar="N", help=say("draw.count"))
    draw.add_argument("--seed", type=int, metavar="N", help=say("draw.seed"))
    export = _past(_verb(verbs, "export", "results:export"))
    export.add_argument("what", choices=NAMES, metavar="|".join(NAMES), help=say("export.what"))
    export.add_argument("--out", required=True, metavar="FILE", type=Path, help=say("export.out"))
    export.add_argument("--who", choices=("all", "reviewed"), default="", help=say("export.who"))
    rows = ("segment", "document")
    export.add_argument("--rows", choices=rows, default="segment", help=say("export.rows"))
    good = _verb(verbs, "quality", "quality:quality")
    good.add_argument("--curve", action="store_true", help=say("quality.curve"))
    ahead = _verb(verbs, "next", "quality:next_up")
    ahead.add_argument(
        "count", type=int, nargs="?", default=20, metavar="N", help=say("next.count")
    )
    evaluate = _verb(verbs, "evaluate", "results:evaluate")
    evaluate.add_argument("--gold", required=True, metavar="FILE", type=Path, help=say("gold"))


def _quote_verbs(verbs: Any) -> None:
    quotes = _past(_verb(verbs, "quotes", "quotes:quotes"))
    for name in ("code", "kind", "group", "document"):
        quotes.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help=say(f"quotes.{name}")
        )
    quotes.add_argument("--coder", default="", metavar="NAME", help=say("quotes.coder"))
    quotes.add_argument("--who", default="all", metavar="WHO", help=say("table.who"))
    quotes.add_argument("--least", type=float, default=0.0, help=say("quotes.least"))
    orders = ("place", "typical", "varied")
    quotes.add_argument("--order", choices=orders, default="place", help=say("quotes.order"))
    quotes.add_argument("--most", type=int, default=0, metavar="N", help=say("quotes.most"))
    quotes.add_argument("--out", metavar="FILE", type=Path, help=say("quotes.out"))
    search = _past(_verb(verbs, "search", "quotes:search"))
    search.add_argument("query", nargs="+", metavar="QUERY", help=say("search.query"))
    scopes = ("sentence", "turn")
    search.add_argument("--scope", choices=scopes, default="sentence", help=say("search.scope"))
    search.add_argument(
        "--group", action="append", default=[], metavar="ID", help=say("quotes.group")
    )
    search.add_argument("--interviewee", action="store_true", help=say("search.interviewee"))
    search.add_argument("--out", metavar="FILE", type=Path, help=say("quotes.out"))


def _made_verbs(verbs: Any) -> None:
    figure = _past(_verb(verbs, "figure", "making:figure"))
    names = ("heat", "bars", "network", "portrait", "saturation")
    figure.add_argument("what", choices=names, metavar="|".join(names), help=say("figure.what"))
    figure.add_argument("--kind", action="append", default=[], help=say("table.kind"))
    figure.add_argument("--columns", default="group", help=say("table.columns"))
    figure.add_argument("--who", default="all", metavar="WHO", help=say("table.who"))
    figure.add_argument("--out", required=True, metavar="FILE", type=Path, help=say("figure.out"))
    report = _past(_verb(verbs, "report", "making:report"))
    report.add_argument("--out", required=True, metavar="FILE", type=Path, help=say("report.out"))
    report.add_argument("--kind", action="append", default=[], help=say("table.kind"))
    report.add_argument("--who", default="all", metavar="WHO", help=say("table.who"))
    report.add_argument("--each", type=int, default=2, metavar="N", help=say("report.each"))
    parts = ("corpus", "methods", "results", "figures", "quotes", "codebook", "interviews")
    report.add_argument(
        "--without", action="append", default=[], choices=parts, help=say("report.without")
    )
    rebuild = _verb(verbs, "rebuild", "making:rebuild")
    rebuild.add_argument("file", metavar="FILE", type=Path, help=say("rebuild.file"))
    rebuild.add_argument("--out", metavar="NEW", type=Path, help=say("rebuild.out"))


def _hiding_verbs(verbs: Any) -> None:
    hiding = verbs.add_parser("deidentify", help=say("deidentify"), description=say("deidentify"))
    parts = hiding.add_subparsers(metavar=say("part"), parser_class=_Parser, required=True)
    find = _verb(parts, "find", "deidentify:find", words="deidentify.find")
    find.add_argument("--out", metavar="FILE", type=Path, help=say("deidentify.out"))
    for name in ("people", "organisations", "places", "never"):
        find.add_argument(f"--{name}", metavar="FILE", type=Path, help=say(f"deidentify.{name}"))
    hide = _verb(parts, "hide", "deidentify:hide", words="deidentify.hide")
    chosen = hide.add_mutually_exclusive_group(required=True)
    chosen.add_argument("file", nargs="?", metavar="FILE", type=Path, help=say("deidentify.file"))
    chosen.add_argument("--proposed", action="store_true", help=say("deidentify.proposed"))
    _verb(parts, "key", "deidentify:key", words="deidentify.key")
    _verb(parts, "undo", "deidentify:undo", words="deidentify.undo")


def _shaped(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A verb that makes a table of codes by columns."""
    verb.add_argument("--rows", default="code", help=say("table.rows"))
    verb.add_argument("--who", default="all", help=say("table.who"))
    return _shape_of_columns(verb)


def _shape_of_columns(
    verb: argparse.ArgumentParser, columns: str = "group"
) -> argparse.ArgumentParser:
    verb.add_argument("--columns", default=columns, help=say("table.columns"))
    verb.add_argument("--kind", action="append", default=[], help=say("table.kind"))
    verb.add_argument("--out", metavar="FILE", type=Path, help=say("table.out"))
    return verb


def _past(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A verb that can read the study as it was."""
    verb.add_argument("--as-of", default="", metavar="WHEN", help=say("as_of"))
    return verb


def _verb(
    verbs: Any, name: str, run: str, *, study: bool = True, words: str = ""
) -> argparse.ArgumentParser:
    text = say(words or name)
    made: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help=say("json"))
    made.add_argument("--lang", choices=LANGUAGES, help=say("lang"))
    if study:
        made.add_argument("--study", metavar="DIR", type=Path, default=Path(), help=say("study"))
    return made


def _choose_language(given: Sequence[str]) -> None:
    """`--lang` anywhere on the line counts, before help is written in it."""
    for word, after in pairwise([*given, ""]):
        said = after if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and said in LANGUAGES:
            os.environ["CODER_LANG"] = said


def _speak_utf8() -> None:
    """A Windows console would otherwise stop at the first Chinese character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


__all__ = ["HELP", "language", "main", "parser"]
