"""A real server on a study of its own, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from coder.store import log
from coder.store.study import open_study, put_setting
from coder.verbs.tag import tag

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
TALK = (
    "{n}号说，经费年年不够𠮷，项目只好先放一放😀。",
    "人手也紧，{n}个专家请不来。",
    "评价没有标准，{n}分全凭印象。",
    "那天下雨，我们走了{n}里路。",
)


def chromium() -> str:
    """Where the browser is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        pytest.fail("no Chromium: run `make test`, which installs it, or set CHROMIUM")
    return found


@dataclass
class Server:
    """The app on *folder*, at 127.0.0.1:*port*."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    log: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "coder", "app", "--no-browser"]
        options = ["--port", str(self.port), "--study", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail("the app did not start")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def decisions(self) -> list[log.Decision]:
        """The log as it is on disk."""
        study = open_study(self.folder)
        try:
            return log.decisions(study)
        finally:
            study.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, that fails the test if a script on it fails."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tagged study: one interview of 120 sentences with characters beyond 16 bits, one short."""
    folder = tmp_path_factory.mktemp("served") / "study"
    (folder / "interviews").mkdir(parents=True)
    shutil.copy(ROOT / "codebook.yaml", folder / "codebook.yaml")
    lines = ["---", "group: bureau", "---"]
    for turn in range(30):
        lines += [
            f"访谈员：那么第{turn}件事呢？",
            "受访者：" + "".join(s.format(n=turn) for s in TALK),
        ]
    (folder / "interviews" / "L01.txt").write_text("\n".join(lines), encoding="utf-8")
    short = "访谈员：您好。\n受访者：经费不够。评价没有标准，全凭印象。没有别的了。\n"
    (folder / "interviews" / "K01.txt").write_text(short, encoding="utf-8")
    study = open_study(folder)
    tag(study)
    put_setting(study, "coder", "林")
    study.close()
    return folder


@pytest.fixture
def server(study_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """The app on a fresh copy of the study."""
    folder = tmp_path / "study"
    shutil.copytree(study_folder, folder)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    made = Server(folder, port)
    made.start()
    yield made
    made.kill()
