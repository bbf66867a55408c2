"""The server around the pages: our own routes, the guards, and what happens on an error."""

from __future__ import annotations

import ipaddress
import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path

import streamlit as st

from coder.errors import CoderError
from coder.ui import codebook, corpus, history, review, tables
from coder.ui.room.guard import middleware
from coder.ui.room.routes import routes
from coder.ui.session import complain, current_study
from coder.ui.words import t
from coder.verbs.standing import present

# Imported before the first page is asked for, while the browser still fetches its own parts.
PAGES = (corpus, review, codebook, tables, history)

LOG = logging.getLogger("coder")
# The answer to a key press gives the processor away some twenty times; where a thread computes,
# each time would cost it Python's 5 ms.
sys.setswitchinterval(0.001)
SCRIPT = Path(__file__).with_name("main.py")
ROUTES = routes(current_study)
MIDDLEWARE = middleware()


def read_ahead() -> None:
    """Read the study while the browser opens; what is wrong with it the pages will say."""

    def read() -> None:
        with suppress(CoderError):
            present(current_study())

    threading.Thread(target=read, daemon=True).start()


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
