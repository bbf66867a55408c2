"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from coder.errors import CoderError


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let *write* fill a file beside *path*, then put it in *path*'s place.

    Raises:
        CoderError: no_folder, file_open, disk_full_out; then *path* is as it was.
    """
    if not path.parent.is_dir():
        raise CoderError("no_folder", folder=path.parent)
    temporary = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        temporary.replace(path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CoderError("disk_full_out", file=path.name) from error
        raise CoderError("file_open", file=path.name) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def writer(path: Path, known: dict[str, object]) -> object:
    """What *known* has for the suffix of *path*.

    Raises:
        CoderError: unknown_format.
    """
    if path.suffix.lower() not in known:
        raise CoderError("unknown_format", file=path.name, known=" ".join(known))
    return known[path.suffix.lower()]
