"""A file that is on disk, whole, before anything goes on; or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

from coder.store.study import saying


def write_synced(file: Path, content: bytes, folder: Path) -> None:
    """Put *content* on disk, and under its name only when all of it is there.

    Args:
        folder: of the study, below which *file* is; the file is called by its path in it.

    Raises:
        CoderError: what the disk says; then *file* is as it was.
    """
    unfinished = file.with_name(f".{file.name}.part")
    with saying(file.relative_to(folder).as_posix(), folder):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(file)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
