"""The verb that starts the browser app."""

from __future__ import annotations

import os
import socket
import sys
from argparse import Namespace
from pathlib import Path

from coder.cli.show import line, words
from coder.errors import CoderError
from coder.store.study import open_study

HOST = "127.0.0.1"


def app(arguments: Namespace) -> int:
    """`app`: checks the study, then lets Streamlit serve `app.py` in this process."""
    from filelock import FileLock, Timeout

    study = open_study(arguments.study)
    port = _free_port(arguments.port)
    lock = FileLock(study.folder / ".coder" / "app.lock")
    note = study.folder / ".coder" / "app.address"
    # Where nothing can be written, any number of windows may look.
    if not study.readonly:
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            address = note.read_text(encoding="utf-8") if note.is_file() else HOST
            raise CoderError("study_in_use", address=address) from error
        note.write_text(f"http://{HOST}:{port}", encoding="utf-8")
    line(
        words(
            f"访谈编码：http://{HOST}:{port}（按 Ctrl+C 停止）",
            f"Interview Coder: http://{HOST}:{port} (Ctrl+C stops it)",
        )
    )
    os.environ["CODER_STUDY"] = str(study.folder)
    study.close()
    return _serve(port, browser=not arguments.no_browser)


def _serve(port: int, *, browser: bool) -> int:
    from streamlit.web import cli

    script = Path(__file__).resolve().parents[2] / "app.py"
    options = {
        "server.address": HOST,
        "server.port": port,
        "server.headless": "false" if browser else "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true",
    }
    given = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    sys.argv = ["streamlit", "run", str(script), *given]
    return int(cli.main(standalone_mode=False) or 0)


def _free_port(wanted: int) -> int:
    for port in (*range(wanted, wanted + 20), 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise CoderError("study_in_use", address=f"{HOST}:{wanted}")
