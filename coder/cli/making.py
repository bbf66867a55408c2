"""The verbs that make pages and pictures, and that make files again: figure, rebuild."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from coder.cli.opened import opened
from coder.cli.show import line, show_json, words
from coder.errors import language
from coder.store.study import open_study


def figure(arguments: Namespace) -> int:
    """`figure WHAT --out FILE`."""
    from coder.verbs.make import make

    options = {
        "what": arguments.what,
        "kinds": arguments.kind,
        "columns": arguments.columns,
        "who": arguments.who,
        "language": language(),
    }
    make(opened(arguments), "figure", options, arguments.out)
    _wrote(arguments)
    return 0


def report(arguments: Namespace) -> int:
    """`report --out FILE`."""
    from coder.verbs.make import make
    from coder.verbs.report_draft import PARTS

    options = {
        "parts": [part for part in PARTS if part not in arguments.without],
        "each": arguments.each,
        "who": arguments.who,
        "kinds": arguments.kind,
        "language": language(),
    }
    make(opened(arguments), "report", options, arguments.out)
    _wrote(arguments)
    return 0


def rebuild(arguments: Namespace) -> int:
    """`rebuild FILE`: 0 where the file is the same, 1 where it is not."""
    from coder.verbs.rebuild import rebuild as make_again

    found = make_again(open_study(arguments.study), arguments.file, out=arguments.out)
    if arguments.json:
        show_json(asdict(found) | {"says": found.say(language())})
    else:
        line(found.say(language()))
    return 0 if found.same else 1


def _wrote(arguments: Namespace) -> None:
    if arguments.json:
        show_json({"file": arguments.out})
    else:
        line(words(f"已写入 {arguments.out}", f"wrote {arguments.out}"))
