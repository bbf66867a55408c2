"""Custom properties of Word and Excel files, and zips without the time they were made at.

ECMA-376 part 1, 15.2.12.2 (custom properties); a value holds 255 characters in Office, so that a
longer text is spread over several.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

PART = "docProps/custom.xml"
PREFIX = "provenance"  # begins the names of the properties that hold it
LONGEST = 255
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of time, for a zip
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of user-defined properties
_NAMES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


def pieces(name: str, said: str) -> Iterator[tuple[str, str]]:
    """The properties that hold *said*: `name.1` its beginning, and so on."""
    for number, at in enumerate(range(0, len(said), LONGEST), start=1):
        yield f"{name}.{number}", said[at : at + LONGEST]


def put_properties(path: Path, name: str, said: str) -> None:
    """Give the file *path* the properties of `pieces`; entries lose the time they were made at.

    A file that has them already stays as it is: a large one takes long to be zipped again.
    """
    with contextlib.suppress(KeyError, ValueError):
        if "".join(properties(path, name)) == said:
            return
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    parts[PART] = _custom(name, said)
    types, relations = "[Content_Types].xml", "_rels/.rels"
    override = f'<Override PartName="/{PART}" ContentType="{_KIND}"/>'
    relation = f'<Relationship Id="rIdProvenance" Type="{_RELATION}" Target="{PART}"/>'
    parts[types] = _before_end(parts[types], "Types", override)
    parts[relations] = _before_end(parts[relations], "Relationships", relation)
    # Zipped in memory: a half-written zip would complain once more when it is thrown away.
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for filename, content in parts.items():
            entry = zipfile.ZipInfo(filename, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    path.write_bytes(whole.getbuffer())


def properties(path: Path, name: str) -> list[str]:
    """The values of `name.1`, `name.2`, … in that order; [] where there are none.

    Raises:
        KeyError, ValueError: the file has no custom properties, or is no zip.
    """
    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(path) as file:
            root = fromstring(file.read(PART))
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from error
    values: dict[int, str] = {}
    for one in root:
        if found := re.fullmatch(rf"{re.escape(name)}\.(\d+)", one.get("name", "")):
            values[int(found[1])] = "".join(one.itertext())
    return [values[number] for number in sorted(values)]


def _custom(name: str, said: str) -> bytes:
    inside = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{key}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (key, value) in enumerate(pieces(name, said), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<Properties {_NAMES}>{inside}</Properties>".encode()


def _before_end(part: bytes, root: str, element: str) -> bytes:
    if element.encode() in part:
        return part
    return part.replace(f"</{root}>".encode(), f"{element}</{root}>".encode())
