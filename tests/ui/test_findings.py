"""The tabs of the tables page: each in plain words, links by key."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from coder.model import Action
from coder.store.study import open_study
from coder.verbs.import_codings import import_codings
from tests.ui.conftest import Server
from tests.ui.test_pages import visit

pytestmark = pytest.mark.browser


def tab(page: Page, name: str) -> None:
    """Choose a tab of the tables page and wait for it."""
    page.get_by_role("radio", name=name).click()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )


def test_each_tab_says_what_its_numbers_mean(page: Page, server: Server):
    """A sentence on each, in words, with two interviews of which one has a group."""
    visit(page, server, "tables")
    expect(page.get_by_text("2 篇访谈里，提到最多的是", exact=False)).to_be_visible()

    for name, sentence in (
        ("组间差异", "可比较的组不足两个，没有做检验。"),
        ("关系", "还没有确认的联系：表中全为 0。"),
        ("饱和", "只有 2 篇访谈，不到 6 篇"),
    ):
        tab(page, name)
        expect(page.get_by_text(sentence, exact=False).first).to_be_visible(timeout=20_000)
        assert page.get_by_text("Traceback").count() == 0


def test_words_behind_codes_that_stand_together(page: Page, server: Server, tmp_path):
    """Of codes in one turn the page shows the turn's words, and of aspects no choice but turn and segment."""
    codings = tmp_path / "c.csv"
    codings.write_text(
        "document,sentence,code\n"
        "K01,经费不够。,funding_shortage\nK01,评价没有标准，全凭印象。,coarse_budget\n",
        encoding="utf-8",
    )
    study = open_study(server.folder)
    import_codings(study, codings, coder="林")
    study.close()
    visit(page, server, "tables")
    tab(page, "关系")

    page.get_by_role("combobox", name="怎样算有关系").click()
    page.get_by_role("option", name="同一话轮").click()

    expect(page.get_by_text("每格背后的原话")).to_be_visible(timeout=20_000)
    cell = page.get_by_role("combobox", name="哪一格")
    expect(cell).to_have_value("资金不足 — 专项预算不细（1 处）")
    expect(page.locator(".quote b", has_text="经费不够。")).to_be_visible()
    page.get_by_role("combobox", name="和这一类或方面").click()
    page.get_by_role("option", name="各个方面").click()
    page.get_by_role("combobox", name="怎样算有关系").click()
    expect(page.get_by_role("option")).to_have_text(["同一话轮", "同一片段"], timeout=20_000)


def test_links_are_confirmed_and_undone_by_key(page: Page, server: Server, tmp_path):
    """A key writes the decision; the table counts the respondent; a key takes it back."""
    codings = tmp_path / "c.csv"
    codings.write_text(
        "document,sentence,code\n"
        "K01,经费不够。,funding_shortage\nK01,评价没有标准，全凭印象。,coarse_budget\n",
        encoding="utf-8",
    )
    study = open_study(server.folder)
    import_codings(study, codings, coder="林")
    study.close()
    before = len(server.decisions())
    visit(page, server, "tables")
    tab(page, "关系")
    expect(page.get_by_text(re.compile(r"还有 \d+ 条待看"))).to_be_visible(timeout=20_000)

    expect(page.get_by_role("button", name="有联系")).to_be_visible()
    page.wait_for_timeout(500)
    page.keyboard.press("a")
    expect(page.get_by_text("每格背后的原话")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    page.wait_for_timeout(500)
    page.keyboard.press("u")
    expect(page.get_by_text("还没有确认的联系", exact=False).first).to_be_visible(timeout=20_000)

    assert [one.action for one in server.decisions()[before:]] == [Action.LINK, Action.UNDO]
