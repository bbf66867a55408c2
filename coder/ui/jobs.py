"""Long work in a process of its own, so that it blocks nobody; its progress for a page to show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

PROGRESS = "CODER_PROGRESS"  # environment: write progress as JSON lines to standard error


@dataclass
class Job:
    """A verb at work. `result` and `error` are set when `process` has ended."""

    process: subprocess.Popen[str]
    done: int = 0
    of: int = 0
    what: str = ""
    error: str = ""
    stopped: bool = False
    result: dict[str, Any] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def share(self) -> float:
        """How much is done, 0..1."""
        return min(1.0, self.done / self.of) if self.of else 0.0

    def stop(self) -> None:
        """End it; what it has stored is kept."""
        self.stopped = True
        self.process.terminate()


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}


def running(folder: Path, verb: str = "tag") -> Job | None:
    """The job on the study in *folder* whose end nobody has been told of yet."""
    return _jobs().get(f"{verb} {folder}")


def forget(folder: Path, verb: str = "tag") -> None:
    """The end of the job has been shown."""
    _jobs().pop(f"{verb} {folder}", None)


def start_tagging(folder: Path, language: str, *, goal: str = "") -> Job:
    """Start `tag` on the study in *folder*, with a new *goal* if one is given; one at a time."""
    return start(folder, language, "tag", ["--goal", goal] if goal else [])


def start(
    folder: Path,
    language: str,
    verb: str,
    options: Sequence[str],
    secrets: Mapping[str, str] | None = None,
) -> Job:
    """Start *verb* on the study in *folder*; one at a time.

    Args:
        secrets: environment variables for that process alone: a command line is seen by others.
    """
    known = running(folder, verb)
    if known and not known.ended.is_set():
        return known
    command = [sys.executable, "-m", "coder", verb, "--json", "--study", str(folder), *options]
    environment = os.environ | {
        PROGRESS: "json",
        "CODER_LANG": language,
        "PYTHONIOENCODING": "utf-8",
        **(secrets or {}),
    }
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
    )
    job = Job(process)
    _jobs()[f"{verb} {folder}"] = job
    threading.Thread(target=_follow, args=(job,), daemon=True).start()
    return job


def _follow(job: Job) -> None:
    """Read both pipes until the process ends; a full pipe would stop it."""
    said: list[str] = []
    reader = threading.Thread(target=_read_errors, args=(job, said), daemon=True)
    reader.start()
    printed = job.process.stdout.read() if job.process.stdout else ""
    code = job.process.wait()
    reader.join()
    try:
        job.result = json.loads(printed)
    except ValueError:
        job.error = "\n".join(said) or f"{code}"
    job.ended.set()


def _read_errors(job: Job, said: list[str]) -> None:
    for line in job.process.stderr or ():
        if line.startswith('{"progress"'):
            job.done, job.of, job.what = json.loads(line)["progress"]
        else:
            said.append(line.rstrip())
