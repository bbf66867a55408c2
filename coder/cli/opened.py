"""The study that a verb reads: as it stands, or as of a moment."""

from __future__ import annotations

from argparse import Namespace

from coder.store.study import Study, open_study


def opened(arguments: Namespace) -> Study:
    """The study in the folder given, as of `--as-of` where that is given.

    Raises:
        CoderError: as `open_study`; no_moment.
    """
    study = open_study(arguments.study)
    if not arguments.as_of:
        return study
    from coder.verbs.past import at, moment_of

    return at(study, moment_of(study, arguments.as_of))
