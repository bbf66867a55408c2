"""A line of text in a PNG, where viewers leave it alone (PNG specification, iTXt)."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = 8  # bytes before the first chunk


def with_text(image: bytes, key: str, said: str) -> bytes:
    """*image* with *said* under *key*, behind its header."""
    after_header = SIGNATURE + 12 + struct.unpack(">I", image[SIGNATURE : SIGNATURE + 4])[0]
    body = b"iTXt" + key.encode("ascii") + b"\0\0\0\0\0" + said.encode("utf-8")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return image[:after_header] + chunk + image[after_header:]


def text(image: bytes, key: str) -> str:
    """What `with_text` put there, "" where nothing is."""
    at = SIGNATURE
    mark = key.encode("ascii") + b"\0\0\0\0\0"
    while at + 12 <= len(image):
        (size,) = struct.unpack(">I", image[at : at + 4])
        kind, body = image[at + 4 : at + 8], image[at + 8 : at + 8 + size]
        if kind == b"iTXt" and body.startswith(mark):
            return body[len(mark) :].decode("utf-8")
        at += 12 + size
    return ""
