"""The container of a REFI-QDA project: a ZIP with one `*.qde` and its texts in `sources/`.

Members are looked up by name and never unpacked to disk, so that no path in the file can lead
anywhere. What the standard demands (project.qde, lower-case `sources`) is not insisted on: real
programs write other names and cases.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.errors import CoderError
from coder.read.encoding import decode

UNPACKED_MB = 100  # of one member: the project itself, or one text
WHOLE_MB = 300  # of all that is read
# In how many ways zipfile says that a ZIP is damaged, locked, or packed in a way it does not know.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_INTERNAL = re.compile(r"internal:/*", re.IGNORECASE)


@dataclass(frozen=True)
class Package:
    """The project's XML and its members by their names in lower case.

    Attributes:
        folder: where the XML lies in the archive, "" at the root; ends in `/` otherwise.
        spent: the bytes of every text that was read, also of one that was read before.
    """

    file: str
    xml: bytes
    archive: zipfile.ZipFile | None = None
    members: Mapping[str, zipfile.ZipInfo] = field(default_factory=dict)
    folder: str = ""
    spent: list[int] = field(default_factory=list)

    def raw(self, path: str) -> str | None:
        """The text that a `plainTextPath` names, line ends as they are; None if it is not here.

        Raises:
            CoderError: not_text, exchange_too_large, exchange_damaged.
        """
        info = self.members.get(f"{self.folder}sources/{_INTERNAL.sub('', path)}".lower())
        if info is None or self.archive is None or outside(path):
            return None
        content = _read(self.archive, info, self.file)
        self.spent.append(len(content))
        if sum(self.spent) > WHOLE_MB * 2**20:
            raise CoderError("exchange_too_large", file=self.file, limit=WHOLE_MB)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return decode(content, info.filename).text


def outside(path: str) -> bool:
    """Whether *path* points out of the archive: to another place on disk, or upwards."""
    scheme = path.lower().partition(":")[0]
    return ("://" in path and scheme != "internal") or ".." in re.split(r"[/\\]", path)


def open_package(content: bytes, file: str) -> Package:
    """The package in *content*: a ZIP, or the XML alone (`.qde`, `.qdc`).

    Raises:
        CoderError: exchange_damaged, exchange_no_project, exchange_too_large.
    """
    if not content.startswith(b"PK"):
        return Package(file, content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        raise CoderError("exchange_damaged", file=file, reason=error) from error
    members = {
        info.filename.replace("\\", "/").lower(): info
        for info in archive.infolist()
        if info.filename and not info.is_dir()
    }
    projects = sorted((name for name in members if name.endswith((".qde", ".qdc"))), key=_depth)
    if not projects:
        raise CoderError("exchange_no_project", file=file)
    folder = projects[0].rpartition("/")[0]
    xml = _read(archive, members[projects[0]], file)
    return Package(file, xml, archive, members, f"{folder}/" if folder else "")


def _depth(name: str) -> tuple[int, bool, str]:
    return name.count("/"), not name.endswith("project.qde"), name


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> bytes:
    """A member's content, of which no more is unpacked than the limit."""
    limit = UNPACKED_MB * 2**20
    try:
        with archive.open(info) as stream:
            content = stream.read(limit + 1)
    except DAMAGE as error:
        raise CoderError("exchange_damaged", file=file, reason=error) from error
    if len(content) > limit:
        raise CoderError("exchange_too_large", file=file, limit=UNPACKED_MB)
    return content
