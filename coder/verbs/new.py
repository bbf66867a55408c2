"""Make an empty study with a commented codebook."""

from __future__ import annotations

from pathlib import Path

from coder.codebook.starter import STARTER
from coder.store.study import Study, new_study


def new(folder: Path) -> Study:
    """Make the study in *folder* and open it.

    Raises:
        CoderError: study_exists, folder_not_empty, store_readonly, disk_full.
    """
    return new_study(folder, STARTER)
