"""Names hidden in the app: passphrase, the table, one word left, hidden, and shown again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from coder.store.study import open_study
from coder.verbs.decide import decide
from coder.verbs.incoming import take_in
from coder.verbs.standing import present
from coder.verbs.tag import tag
from tests.ui.conftest import Server
from tests.ui.test_journeys import settle
from tests.ui.test_pages import visit

pytestmark = pytest.mark.browser

TALK = "访谈员：您好。\n受访者：我叫王建国，跟张科长一起。经费年年不够。\n"


def text_of(server: Server) -> str:
    """The transcript as it is on disk."""
    return (server.folder / "interviews" / "N01.txt").read_text(encoding="utf-8")


def coded(server: Server) -> list[str]:
    """The words of people's codings on the transcript."""
    study = open_study(server.folder)
    try:
        state = present(study)
        codings = [one for one in state.standing.codings if one.coder and one.document == "N01"]
        return [state.documents["N01"].text[one.start : one.end] for one in codings]
    finally:
        study.close()


def waits(page: Page, server: Server, words: str) -> None:
    """Wait until the transcript says *words*."""
    for _ in range(600):
        if words in text_of(server):
            return
        page.wait_for_timeout(100)
    pytest.fail(text_of(server))


def test_hidden_and_shown_again(page: Page, server: Server):
    """A wrong second passphrase is told; what is ticked is hidden, codings stay; undo restores."""
    study = open_study(server.folder)
    take_in(study, "N01.txt", TALK.encode())
    tag(study)
    start = TALK.index("经费年年不够")
    place = {"document": "N01", "start": start, "end": start + 6, "code": "funding_shortage"}
    decide(study, "林", "t", [{"seq": 1, "action": "add", **place}])
    study.close()
    visit(page, server, "deidentify")
    fields = page.locator("input[type=password]")
    fields.nth(0).fill("correct horse")
    fields.nth(1).fill("another horse")
    page.get_by_role("button", name="开始查找").click()
    expect(page.get_by_text("两次输入的口令不一样")).to_be_visible()
    fields.nth(1).fill("correct horse")
    page.get_by_role("button", name="开始查找").click()

    expect(page.get_by_text("将隐去")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("tab", name="人名 2")).to_be_visible()
    settle(page)
    button = page.locator(".st-key-hiding_act button")
    expect(button).to_be_disabled()
    page.get_by_text("我已看过，原件另有妥善保管").click()
    expect(button).to_be_enabled()
    button.click()

    waits(page, server, "我叫某人A，跟某科长A一起。")
    expect(page.get_by_text("已隐去 2 个词、2 处，改了 1 篇访谈")).to_be_visible(timeout=60_000)
    assert coded(server) == ["经费年年不够"]
    settle(page)
    page.get_by_text("密钥：2 个化名").click()
    expect(page.get_by_role("button", name="还原最近一次")).to_be_visible()
    page.wait_for_timeout(800)  # the key unfolds; a press on a moving button is none
    page.get_by_role("button", name="还原最近一次").click()

    waits(page, server, "我叫王建国，跟张科长一起。")
    expect(page.get_by_text("已还原 1 篇访谈")).to_be_visible(timeout=60_000)
    assert coded(server) == ["经费年年不够"]
