"""The only module of the program that opens a connection to another machine.

It sends one request and says what came back; when, how often and whether at all is `asking`'s
affair. Redirects are not followed, so text goes to the host that the user confirmed or nowhere.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

from coder.voice.address import Address

CONNECT_SECONDS = 10.0
MOST_BYTES = 4_000_000  # of a response; an answer is a few thousand


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent back.

    Attributes:
        wait: its `Retry-After`, "" where it sent none. leads: where a redirect points.
        cut: whether the body was longer than anything sensible; then it is left out.
    """

    status: int
    body: bytes = b""
    wait: str = ""
    leads: str = ""
    cut: bool = False

    @property
    def ok(self) -> bool:
        """Whether the server says that all went well."""
        return 200 <= self.status < 300


class Unreached(Exception):
    """No whole response came: refused, cut off, or too slow."""


@dataclass
class Wire:
    """Connections to one address, for as long as the block lasts.

    Attributes:
        key: sent as a bearer token, kept nowhere and never shown.
        seconds: from sending to the last byte.
    """

    address: Address
    key: str = field(default="", repr=False)
    seconds: float = 180.0

    async def __aenter__(self) -> Self:
        headers = {"Accept-Encoding": "identity", "Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        # A proxy set for the internet has no business with this machine's own addresses.
        self._client = httpx.AsyncClient(
            headers=headers,
            trust_env=not self.address.loopback,
            follow_redirects=False,
            timeout=httpx.Timeout(self.seconds, connect=CONNECT_SECONDS),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def post(self, payload: Mapping[str, Any]) -> Reply:
        """The reply to *payload*.

        Raises:
            Unreached: with what the network said.
        """
        content = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
        url = self.address.url + "/chat/completions"
        try:
            async with (
                asyncio.timeout(self.seconds),
                self._client.stream("POST", url, content=content) as response,
            ):
                return await _read(response)
        except TimeoutError as error:
            raise Unreached("timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreached(type(error).__name__) from error


async def _read(response: httpx.Response) -> Reply:
    body = bytearray()
    said = response.headers
    async for part in response.aiter_raw():
        body += part
        if len(body) > MOST_BYTES:
            return Reply(response.status_code, cut=True)
    wait, leads = said.get("retry-after", ""), said.get("location", "")
    return Reply(response.status_code, bytes(body), wait, leads)
