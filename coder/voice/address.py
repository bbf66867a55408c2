"""Where a language model answers: an address that a person typed, checked before it is used."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from coder.errors import CoderError

_LETTERS = re.compile(r"[A-Za-z0-9:/.\-_~%\[\]]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint that speaks as OpenAI's does.

    Attributes:
        url: without a slash at its end; `/chat/completions` comes behind it.
        host: as people are told of it.
        loopback: whether it is this machine, so that nothing leaves it.
    """

    url: str
    host: str
    loopback: bool

    @property
    def encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.url.startswith("https:")


def address(typed: str) -> Address:
    """The address that *typed* names.

    It is put together anew from its parts, so that what is shown to a person and what is
    connected to cannot be two hosts. A name and password in it would be kept with the study, so
    they are refused.

    Raises:
        CoderError: voice_address.
    """
    said = typed.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError as error:
        raise CoderError("voice_address", url=_shown(said)) from error
    host = (parts.hostname or "").lower()
    plain = parts.scheme in _PORTS and not parts.query and "@" not in parts.netloc
    if not plain or not _LETTERS.fullmatch(said) or not _is_host(host):
        raise CoderError("voice_address", url=_shown(said))
    written = f"[{host}]" if ":" in host else host
    place = written if port in (None, _PORTS[parts.scheme]) else f"{written}:{port}"
    return Address(f"{parts.scheme}://{place}{parts.path}", host, _is_loopback(host))


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            ipaddress.IPv6Address(host)
        except ValueError:
            return False
        return True
    return bool(_HOST.fullmatch(host))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(said: str) -> str:
    """*said* without what may be a password."""
    return re.sub(r"//[^/]*@", "//…@", said)[:120]
