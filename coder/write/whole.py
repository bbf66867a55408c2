"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from coder.errors import CoderError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
Writer = TypeVar("Writer")


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let *write* fill a file beside *path*, then put it in *path*'s place.

    Raises:
        CoderError: no_folder, is_folder, read_only_out, file_open, disk_full_out, not_written;
            then *path* is as it was and nothing lies beside it.
    """
    # A link stays a link: what it points to is replaced.
    place = path.resolve()
    if not place.parent.is_dir():
        raise CoderError("no_folder", folder=path.parent)
    temporary = place.with_name(f".{secrets.token_hex(6)}{path.suffix}")
    try:
        if place.is_dir():
            raise CoderError("is_folder", folder=path)
        temporary.touch(exist_ok=False)
        write(temporary)
        if place.exists():
            shutil.copymode(place, temporary)
        temporary.replace(place)
    except OSError as error:
        raise _said(error, path, began=temporary.exists()) from error
    finally:
        temporary.unlink(missing_ok=True)


def writer_for(path: Path, known: Mapping[str, Writer]) -> Writer:
    """What *known* has for the suffix of *path*.

    Raises:
        CoderError: unknown_format.
    """
    if path.suffix.lower() not in known:
        raise CoderError("unknown_format", file=path.name, known=" ".join(known))
    return known[path.suffix.lower()]


def _said(error: OSError, path: Path, *, began: bool) -> CoderError:
    if error.errno in FULL:
        return CoderError("disk_full_out", file=path.name)
    if error.errno == errno.EROFS or (isinstance(error, PermissionError) and not began):
        return CoderError("read_only_out", folder=path.parent, file=path.name)
    if isinstance(error, PermissionError):
        return CoderError("file_open", file=path.name)
    return CoderError("not_written", file=path.name, reason=error.strerror or error)
