"""A language model on this machine: a real server that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Segment = tuple[int, str]
Answer = tuple[int, bytes, dict[str, str]]  # status, body, headers


@dataclass
class Model:
    """What the server does, and what it was asked.

    Attributes:
        say: (numbered segments, codes) → entries of the answer.
        script: answers to give first, one a request; then `say` answers.
        asked: numbered segments of each request, in the order they came. bodies: whole requests.
        hold: called with each request before it is answered.
    """

    say: Callable[[list[Segment], list[str]], list[dict[str, Any]]] = lambda _segments, _codes: []
    script: list[Answer | str] = field(default_factory=list)
    asked: list[list[Segment]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hold: Callable[[int], None] = lambda _number: None
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


def completion(content: str, read: int = 100, written: int = 20) -> bytes:
    """The body that wraps a model's words."""
    usage = {"prompt_tokens": read, "completion_tokens": written}
    return json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()


def answers(*entries: dict[str, Any]) -> bytes:
    """The body of an answer in the agreed form."""
    return completion(json.dumps({"answers": list(entries)}, ensure_ascii=False))


def entry(number: int, code: str, quote: str, reason: str = "说的就是这个") -> dict[str, Any]:
    """One entry of an answer."""
    return {"n": number, "code": code, "quote": quote, "reason": reason}


@contextmanager
def serving(model: Model) -> Iterator[Model]:
    """*model* at an address of this machine, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            lines = [json.loads(line) for line in body["messages"][1]["content"].splitlines()]
            segments = [(line["n"], line["text"]) for line in lines if "n" in line]
            with model.lock:
                model.asked.append(segments)
                model.bodies.append(body)
                model.keys.append(self.headers.get("Authorization", ""))
                number = len(model.asked)
                scripted = model.script.pop(0) if model.script else None
            model.hold(number)
            if scripted == "cut":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{")
                return
            if isinstance(scripted, tuple):
                self.reply(*scripted)
                return
            wanted = body.get("response_format", {}).get("json_schema", {})
            codes = wanted["schema"]["properties"]["answers"]["items"]["properties"]["code"]["enum"]
            self.reply(200, answers(*model.say(segments, codes)), {})

        def reply(self, status: int, said: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
