"""Tables that people have given a name, kept with the study's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coder.errors import CoderError
from coder.store.study import Study, put_setting, setting

KEY = "views"


def views(study: Study) -> dict[str, dict[str, Any]]:
    """The options of each view, by name, in the order in which they were saved."""
    return dict(setting(study, KEY, {}))


def view(study: Study, name: str) -> dict[str, Any]:
    """The options of the view *name*, as `verbs.table.table` takes them.

    Raises:
        CoderError: bad_table if there is none of that name.
    """
    known = views(study)
    if name not in known:
        raise CoderError("bad_table", what="view", value=name, known=" ".join(known) or "–")
    return known[name]


def save_view(study: Study, name: str, options: Mapping[str, Any]) -> None:
    """Keep *options* under *name*, in place of what had that name; not the language.

    Raises:
        CoderError: as the store.
    """
    kept = {key: value for key, value in options.items() if key != "language"}
    put_setting(study, KEY, views(study) | {name: kept})


def drop_view(study: Study, name: str) -> None:
    """Forget the view *name*; nothing happens where there is none."""
    put_setting(study, KEY, {key: kept for key, kept in views(study).items() if key != name})
