"""Old Word files (.doc), turned into .docx by LibreOffice where that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from coder.errors import CoderError
from coder.read.docx import read_docx
from coder.read.parsed import Content
from coder.read.rows import talk_of
from coder.read.rtf import read_rtf

SECONDS = 90  # that a conversion may take
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")  # without it LibreOffice would read bytes as letters
_CELLS = re.compile("(?:[^\x00-\x06\x08\ufffd]{0,9999}\x07){4,}")
# What is often saved under .doc.
_NAMED_WRONGLY = ((b"{\\rtf", read_rtf), (b"PK\x03\x04", read_docx))


def read_doc(content: bytes, file: str) -> Content:
    """The words of a .doc file.

    Raises:
        CoderError: no_libreoffice, not_doc.
    """
    for mark, reader in _NAMED_WRONGLY:
        if content.startswith(mark):
            return reader(content, file)
    if not content.startswith(_OLE) or _STREAM not in content:
        raise CoderError("not_doc", file=file, reason="OLE")
    program = shutil.which("soffice") or next(filter(shutil.which, _PLACES), None)
    if not program:
        raise CoderError("no_libreoffice", file=file)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "transcript.doc"
        source.write_bytes(content)
        # A profile of its own: LibreOffice that is open would take the work and say nothing.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", folder]
        try:
            subprocess.run(
                [*command, str(source)], capture_output=True, timeout=SECONDS, check=True
            )
            made = source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CoderError("not_doc", file=file, reason=type(error).__name__) from error
    return _divided(read_docx(made, file), content)


def _divided(converted: Content, content: bytes) -> Content:
    """Tables whose cells came out as one line, divided again by the marks in the file.

    Word ends a cell with BEL and a row with another one ([MS-DOC], 2.4.3). A line is replaced
    only if the cells together are the line.
    """
    lines = converted.text.split("\n")
    labels = set(converted.labels)
    for codec in ("utf-16-le", "cp1252"):
        for table in _CELLS.findall(content.decode(codec, "replace")):
            cells = [cell.rpartition("\r")[2] for cell in table.split("\x07")[:-1]]
            width = cells.index("") if "" in cells else 0
            rows = [cells[at : at + width] for at in range(0, len(cells), width + 1)]
            whole = "".join("".join(cells).split())
            if width < 2 or whole not in (tight := ["".join(line.split()) for line in lines]):
                continue
            at = tight.index(whole)
            talk = talk_of(rows)
            lines[at : at + 1] = talk.lines
            labels |= talk.speakers
    return replace(converted, text="\n".join(lines), labels=frozenset(labels))
