"""Addresses of a language model: what is taken, and which of them are this machine."""

from __future__ import annotations

import pytest

from coder.errors import CoderError
from coder.voice.address import Address, address


@pytest.mark.parametrize(
    ("typed", "url", "host", "here"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1", "127.0.0.1", True),
        (" http://LOCALHOST:8080/v1/ ", "http://localhost:8080/v1", "localhost", True),
        ("http://[::1]:8080", "http://[::1]:8080", "::1", True),
        ("https://api.example.org/v1/chat/completions", "https://api.example.org/v1", "api.example.org", False),
        ("https://api.example.org:443/v1", "https://api.example.org/v1", "api.example.org", False),
        ("http://192.168.1.5:8000/v1", "http://192.168.1.5:8000/v1", "192.168.1.5", False),
        ("http://127.0.0.1.example.org/v1", "http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", False),
        ("http://localhost.example.org", "http://localhost.example.org", "localhost.example.org", False),
        ("http://2130706433/v1", "http://2130706433/v1", "2130706433", False),
        ("http://0.0.0.0:8000", "http://0.0.0.0:8000", "0.0.0.0", False),  # noqa: S104 -- an example
    ],
)  # fmt: skip
def test_what_is_taken(typed: str, url: str, host: str, *, here: bool):
    """An address is written in one way, and only the loopback counts as this machine."""
    assert address(typed) == Address(url, host, here)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "127.0.0.1:11434",
        "ftp://host/v1",
        "file:///etc/passwd",
        "https://me:secret@host/v1",
        "http://127.0.0.1:80@example.org/v1",
        "http://127.0.0.1\\@example.org/v1",
        "https://host/v1?key=secret",
        "https://host:99999/v1",
        "http://[::1/v1",
        "https://主机/v1",
        "http://a b/v1",
    ],
)
def test_what_is_refused(typed: str):
    """What hides a host or holds a secret is refused, and no secret is repeated."""
    with pytest.raises(CoderError) as refused:
        address(typed)

    assert refused.value.code == "voice_address"
    assert "me:secret" not in refused.value.say("zh")
