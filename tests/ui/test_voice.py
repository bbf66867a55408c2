"""A language model in the app: off, switched on, agreed to, asked in the background, told apart."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import Server
from tests.voice.server import Model, entry, serving

pytestmark = pytest.mark.browser

WAIT = 60_000


def rain(segments: list[tuple[int, str]], codes: list[str]) -> list[dict[str, Any]]:
    """Rain is a matter of the first code, and the trial's sentence of its own."""
    found = [
        entry(number, codes[0], "下雨", "天气耽误了事")
        for number, text in segments
        if "下雨" in text
    ]
    return found + [
        entry(number, codes[0], "经费还是不够") for number, text in segments if "虚构" in text
    ]


def fill(page: Page, url: str) -> None:
    """Switch it on, at *url*."""
    page.locator(".st-key-voice_on label").first.click()
    page.get_by_label("地址", exact=True).fill(url)
    page.get_by_label("模型名", exact=True).fill("m")


def settled(page: Page) -> None:
    """Wait until the page has drawn what was last asked of it."""
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=WAIT)


def ask(page: Page) -> Any:
    """The button that starts it."""
    return page.locator(".st-key-voice_ask button").first


def test_text_leaves_only_where_somebody_agreed(page: Page, server: Server):
    """Off at first; for another machine the button waits for a tick beside its name."""
    page.goto(f"{server.url}/quality")
    page.get_by_role("tab", name="语言模型").click(timeout=WAIT)
    expect(page.get_by_text("请语言模型也给出建议")).to_be_visible()
    expect(ask(page)).to_have_count(0)

    fill(page, "https://api.example.org/v1")
    page.get_by_role("spinbutton", name="输入单价（每百万词元）").fill("0.25")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.get_by_text("访谈文字会离开这台电脑，发送到 api.example.org。")).to_be_visible(
        timeout=WAIT
    )
    expect(ask(page)).to_be_disabled()
    page.get_by_text("我同意把访谈文字发送到 api.example.org").click()
    expect(ask(page)).to_be_enabled()


def test_asked_in_the_background_and_told_apart(page: Page, server: Server):
    """Tried, asked, heard by the update that follows; its suggestion bears its mark, its words are marked."""
    with serving(Model(say=rain)) as model:
        page.goto(f"{server.url}/quality")
        page.get_by_role("tab", name="语言模型").click(timeout=WAIT)
        fill(page, model.url)
        page.get_by_label("密钥（如果需要）", exact=True).fill("sk-session")
        page.get_by_role("button", name="保存并测试连接").click()
        expect(page.get_by_text("答对了一句虚构的话，可以使用")).to_be_visible(timeout=WAIT)
        settled(page)
        page.get_by_role("spinbutton", name="最多问几个片段").fill("10")
        page.keyboard.press("Enter")
        expect(page.get_by_text("127.0.0.1 就是这台电脑，文字不会离开它。")).to_be_visible()
        expect(page.get_by_test_id("stMetricValue").get_by_text("10", exact=True)).to_be_visible(
            timeout=WAIT
        )
        ask(page).click()
        expect(page.get_by_text("“m”回答了 10 个片段，给出编码 1 处。")).to_be_visible(timeout=WAIT)

    expect(page.get_by_text("上次更新时，它看过 10 个片段，说“是” 1 处")).to_be_visible(
        timeout=WAIT
    )
    assert set(model.keys) == {"Bearer sk-session"}
    assert b"sk-session" not in (server.folder / ".coder" / "study.sqlite").read_bytes()
    page.goto(f"{server.url}/room")
    page.locator("[data-testid=stSelectbox]").click(timeout=WAIT)
    page.get_by_text("L01").last.click()
    page.locator(".cr-run", has_text="那天下雨").first.click(timeout=WAIT)
    expect(page.locator(".cr-card .cr-model").first).to_have_text("语言模型")
    expect(page.locator(".cr-card .cr-why").first).to_contain_text(
        "语言模型“m”说是：天气耽误了事。依据原话“下雨”。"
    )
    expect(page.locator(".cr-quoted").first).to_have_text("下雨")
