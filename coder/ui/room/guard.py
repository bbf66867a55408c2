"""Who may speak to the server: this machine's own pages, and nobody else."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/coder-api/"
NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# Streamlit's pages run inline styles, and Vega compiles the expressions of a chart.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws://localhost:* ws://127.0.0.1:* data: blob:; "
    "worker-src 'self' blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", POLICY.encode()),
)


class Guard:
    """Refuses what does not come from this machine under this machine's own name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if not allowed(scope):
            await _refuse(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *HEADERS]}
            await send(message)

        await self.app(scope, receive, with_headers)


def allowed(scope: Scope) -> bool:
    """Whether client, Host and (where there is one) Origin are this machine's own."""
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    client = scope.get("client")
    if client and not _is_loopback(client[0]):
        return False
    if _name(f"//{headers.get('host', '')}") not in NAMES:
        return False
    origin = headers.get("origin")
    return origin is None or _name(origin) in NAMES


def middleware() -> list[Middleware]:
    """For `st.App`."""
    return [Middleware(Guard)]


def _name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    start = {"type": "http.response.start", "status": 403, "headers": [(b"content-length", b"0")]}
    await send(start)
    await send({"type": "http.response.body", "body": b""})
