"""`ask-model` as a user types it: nothing is sent unasked, nothing is paid for twice."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.voice.server import Model, entry, serving

ROOT = Path(__file__).parents[2]


def no_money(segments: list[tuple[int, str]], _codes: list[str]) -> list[dict[str, Any]]:
    """没钱啊 is money, and the quote is the model's own invention elsewhere."""
    return [entry(n, "money", "没钱") for n, text in segments if "消防" in text] + [entry(1, "fire", "火灾")]  # fmt: skip


def test_off_until_switched_on(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    """Exit code 1 and a sentence that says how; settings, an estimate and a test of them open nothing."""
    monkeypatch.setattr(socket.socket, "connect", None)
    run("import", "--study", study)

    refused = run("ask-model", "--yes", "--study", study)
    kept = run("ask-model", "--url", "https://api.example.org/v1", "--model", "m", "--study", study)
    shown = run("ask-model", "--on", "--price-read", "2", "--study", study, lang="en")
    sent = run("ask-model", "--yes", "--study", study)
    wrong = run("ask-model", "--yes", "--send-text-to", "example.org", "--study", study)
    bare = run("ask-model", "--names", "keep", "--study", study, lang="en")
    off = run("ask-model", "--off", "--study", study, "--json").json

    assert (refused.code, refused.out) == (1, "")
    assert "ask-model --on --url" in refused.err
    assert (kept.code, kept.out) == (0, "语言模型没有开启，不会发送任何内容；设置已记住。\n")
    lines = shown.out.splitlines()
    assert lines[0].startswith("To ask “m”: 6 segments of 2 documents in 2 requests, about ")
    assert lines[1].startswith(
        "Note: interview text will leave this machine and be sent to api.example.org. Names, "
    )
    assert lines[2:] == ["Nothing has been sent; add --yes --send-text-to api.example.org to ask."]
    assert (sent.code, wrong.code) == (1, 1)
    assert "--send-text-to api.example.org" in sent.err
    assert "Names are sent as they are." in bare.out
    assert (off["settings"]["on"], off["estimate"]) == (False, None)


def test_from_settings_to_suggestions(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    """Try, estimate, ask, tag: each says what it did, in both languages and as JSON."""
    monkeypatch.setenv("MY_KEY", " sk-1 ")
    run("tag", "--study", study)
    with serving(Model(say=no_money)) as model:
        options = ("--on", "--url", model.url, "--model", "m", "--key-variable", "MY_KEY")
        tried = run("ask-model", *options, "--test", "--study", study)
        shown = run("ask-model", "--study", study)
        asked = run("ask-model", "--yes", "--study", study)
        again = run("ask-model", "--yes", "--study", study, "--json").json
    tagged = run("tag", "--study", study, "--json").json

    assert "没有答对" in tried.out
    assert (
        "127.0.0.1 就是这台电脑，文字不会离开它。\n还没有发送任何内容；加 --yes 开始提问。"
        in shown.out
    )
    assert "“m”回答了 6 个片段，给出编码 1 处；用了 2 次提问、240 个词元" in asked.out
    assert "不算数的：引的话原文里没有 2。" in asked.out
    assert again["report"]["requests"] == 0
    assert again["estimate"]["segments"] == 0
    assert set(model.keys) == {"Bearer sk-1"}
    assert len(model.asked) == 3
    assert tagged["computed"]["heard"] == 6


def test_a_question_without_an_answer_is_named(study: Path, run: Run):
    """The rest is kept, the exit code is 1, and the next run asks about what is left."""
    run("import", "--study", study)
    refusal = (413, b"too long", {})
    with serving(Model(say=no_money, script=["", refusal])) as model:
        first = run("ask-model", "--on", "--url", model.url, "--model", "m", "--yes", "--study", study, lang="en")  # fmt: skip
        second = run("ask-model", "--yes", "--study", study, lang="en")

    assert first.code == 1
    assert "still open; run it again to go on." in first.out
    assert "the server says: “too long”" in first.err
    assert second.code == 0
    assert len(model.asked) == 3


@pytest.mark.slow
def test_killed_and_resumed_pays_for_nothing_twice(study: Path, run: Run):
    """Killed while the fourth question is out: the three answered ones are never asked again."""
    run("import", "--study", study)
    fourth, release = threading.Event(), threading.Event()

    def hold(number: int) -> None:
        if number == 4:
            fourth.set()
            release.wait(60)

    with serving(Model(say=no_money, hold=hold)) as model:
        run("ask-model", "--on", "--url", model.url, "--model", "m", "--batch", "1", "--study", study)  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "coder", "ask-model", "--yes", "--study", str(study)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert fourth.wait(60)
        # Two are asked at once: what came with the fourth may be on its way too.
        while process.poll() is None and _answers(study) < 3:
            threading.Event().wait(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        release.set()
        kept = _answers(study)
        before = [str(body) for body in model.bodies]
        done = run("ask-model", "--yes", "--study", study, "--json")

    after = [str(body) for body in model.bodies[len(before) :]]
    twice = [one for one in after if one in before]
    assert done.code == 0
    assert kept >= 3
    assert done.json["report"]["segments"] == 6 - kept
    assert len(twice) == len(before) - kept
    assert len(set(before + after)) == 6


def _answers(folder: Path) -> int:
    """Questions whose answer is on disk."""
    from coder.store.study import open_study

    study = open_study(folder)
    with study.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM question").scalar()
    study.close()
    return int(count or 0)
