"""Files for the readers, made on the spot."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from coder.read.parsed import Parsed
from coder.read.which import read


def taken(folder: Path, name: str, content: bytes | str, **options: object) -> Parsed:
    """Write *content* to a file and read it as the study would."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, root=folder, **options)  # type: ignore[arg-type]


def zipped(**members: str) -> bytes:
    """A zip archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def said(parsed: Parsed) -> list[tuple[str, str]]:
    """(speaker, words) of every turn."""
    text = parsed.document.text
    return [(one.speaker, text[one.start : one.end]) for one in parsed.document.turns]
