"""The server around the pages: our own routes, the guards, and what happens on an error."""

from __future__ import annotations

import ipaddress
import logging
import sys
from pathlib import Path

import streamlit as st

from coder.errors import CoderError
from coder.ui.room.guard import middleware
from coder.ui.room.routes import routes
from coder.ui.session import complain, current_study
from coder.ui.words import t

LOG = logging.getLogger("coder")
# The answer to a key press gives the processor away some twenty times; where a thread computes,
# each time would cost it Python's 5 ms.
sys.setswitchinterval(0.001)
SCRIPT = Path(__file__).with_name("main.py")
ROUTES = routes(current_study)
MIDDLEWARE = middleware()


def refuse_other_addresses() -> None:
    """Stop before the server is up, unless it listens on this machine alone."""
    address = str(st.get_option("server.address") or "0.0.0.0")  # noqa: S104 (what none means)
    if not _is_loopback(address):
        sys.exit(f"{t('server.loopback')} --server.address 127.0.0.1")


def say_error(error: Exception) -> bool:
    """One sentence on the page; the details go to the terminal."""
    if isinstance(error, CoderError):
        complain(error)
    else:
        LOG.error("page", exc_info=error)
        st.error(t("server.error", kind=type(error).__name__), icon="⚠️")
    return True


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
