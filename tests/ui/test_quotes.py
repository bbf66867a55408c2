"""Quotes and search in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coder.write.provenance import read_provenance
from tests.ui.conftest import Server

pytestmark = pytest.mark.browser


def test_a_passage_opens_where_it_stands(page: Page, server: Server, tmp_path: Path):
    """Searched in the other script, marked, and one click from the coding room at that place."""
    page.goto(f"{server.url}/quotes")
    page.get_by_role("tab", name="检索").click()
    page.get_by_label("在全部访谈里找").fill("經費 近/8 不夠")
    page.keyboard.press("Enter")

    expect(page.get_by_text("2 篇访谈里找到 31 处")).to_be_visible(timeout=30_000)
    expect(page.locator(".quote mark").first).to_have_text("经费")

    page.get_by_label("在全部访谈里找").fill("“17里路”")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 篇访谈里找到 1 处")).to_be_visible()
    # What was found before goes a moment later than the new sentence comes.
    expect(page.get_by_role("button", name="打开原文")).to_have_count(1, timeout=30_000)
    with page.expect_download(timeout=60_000) as rows:
        page.get_by_role("tabpanel").last.get_by_role("button", name="Excel").click()
    rows.value.save_as(tmp_path / "s.xlsx")
    assert read_provenance(tmp_path / "s.xlsx").options["query"] == "“17里路”"
    page.get_by_role("button", name="打开原文").click()

    expect(page.locator(".cr-current")).to_contain_text("17里路", timeout=30_000)


def test_quotes_of_a_code(page: Page, server: Server):
    """The most typical first, each with its source; other orders at a click."""
    page.goto(f"{server.url}/quotes")

    expect(page.locator(".source").first).to_contain_text("话轮", timeout=30_000)
    page.get_by_text("按原文次序").click()
    expect(page.locator(".source").first).to_contain_text("K01")
