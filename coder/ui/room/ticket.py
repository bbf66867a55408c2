"""What lets a page write: a note of who codes until when, signed with the study's own key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from pathlib import Path

HOURS = 12


def ticket(folder: Path, coder: str, *, now: float | None = None) -> str:
    """A ticket for *coder* on the study in *folder*, good for twelve hours."""
    until = int((time.time() if now is None else now) + HOURS * 3600)
    said = base64.urlsafe_b64encode(json.dumps([coder, until]).encode()).decode()
    return f"{said}.{_signature(folder, said)}"


def read_ticket(folder: Path, given: str, *, now: float | None = None) -> str | None:
    """The coder that a ticket is for, None if it is forged or too old."""
    said, _, signature = given.partition(".")
    if not said or not hmac.compare_digest(signature, _signature(folder, said)):
        return None
    coder, until = json.loads(base64.urlsafe_b64decode(said))
    return coder if (time.time() if now is None else now) < until else None


def _signature(folder: Path, said: str) -> str:
    return hmac.new(_key(folder), said.encode(), hashlib.sha256).hexdigest()


def _key(folder: Path) -> bytes:
    """Kept in the study, so that a page outlives a restart of the server."""
    path = folder / ".coder" / "key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        fresh = secrets.token_bytes(32)
        temporary = path.with_name(f"key.{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(fresh)
        try:
            os.link(temporary, path)  # fails if another process was first
        except FileExistsError:
            pass
        except OSError:
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        return path.read_bytes()
