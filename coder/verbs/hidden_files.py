"""The files of a study after names in it were hidden or shown again: written, whatever broke it off."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

from coder.store.rewrites import PENDING, forget_traces
from coder.store.study import Study, put_setting, saying, setting
from coder.store.synced import write_synced


def written(old: str, new: str, content: bytes) -> dict[str, str]:
    """A transcript that shall be *new* (below `interviews/`) in place of *old*, as JSON keeps it."""
    return {"old": old, "new": new, "content": b64encode(content).decode()}


def finish(study: Study) -> bool:
    """Write what an act of hiding has still to write; whether there was anything.

    Every step may be done twice. The database says that all is done when all is.

    Raises:
        CoderError: what the disk says; the next call goes on.
    """
    pending: dict[str, Any] = setting(study, PENDING, {})
    if not pending:
        return False
    for one in pending.get("files", ()):
        old, new = study.interviews / one["old"], study.interviews / one["new"]
        write_synced(new, b64decode(one["content"]), study.folder)
        if old != new:
            _take_away(study, old)
    if "table" in pending:
        write_synced(
            study.folder / "interviews.csv", pending["table"].encode("utf-8-sig"), study.folder
        )
    if "codebook" in pending:
        write_synced(study.codebook_file, pending["codebook"].encode("utf-8"), study.folder)
    if pending.get("forget", True):
        # What is pending names files as they were called: it goes before the traces do.
        put_setting(study, PENDING, {"forget": True})
        forget_traces(study, unlink=lambda file: _take_away(study, file))
    put_setting(study, PENDING, {})
    study.forget()
    return True


def _take_away(study: Study, file: Path) -> None:
    with (
        saying(file.relative_to(study.folder).as_posix(), study.folder),
        suppress(FileNotFoundError),
    ):
        file.unlink()
