"""The queue of codings whose words an edit changed: placed, placed elsewhere, gone, undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from coder.model import Action
from coder.store.study import open_study
from coder.verbs.changed import changed
from coder.verbs.decide import decide
from coder.verbs.incoming import take_in
from coder.verbs.standing import present
from coder.verbs.tag import tag
from tests.ui.conftest import Server
from tests.ui.test_journeys import settle
from tests.ui.test_pages import visit

pytestmark = pytest.mark.browser

TALK = "访谈员：您好。\n受访者：经费不够。评价没有标准，全凭印象。没有别的了。\n"
EDITED = "访谈员：您好。\n受访者：经费𠮷还不够。我看评价没准头，只凭印象打分。就这些。\n"


def edit_after_coding(server: Server) -> None:
    """Three sentences are coded, then the transcript is edited in all three."""
    study = open_study(server.folder)
    actions = []
    for seq, words in enumerate(
        ("经费不够。", "评价没有标准，全凭印象。", "没有别的了。"), start=1
    ):
        start = TALK.index(words)
        place = {"document": "K01", "start": start, "end": start + len(words)}
        actions.append({"seq": seq, "action": "add", "code": "funding_shortage", **place})
    decide(study, "林", "test", actions)
    take_in(study, "K01.txt", EDITED.encode(), replace=True)
    tag(study)
    study.close()


def stands(server: Server) -> list[str]:
    """The words that people's codings are on."""
    study = open_study(server.folder)
    try:
        state = present(study)
        text = state.documents["K01"].text
        codings = [one for one in state.standing.codings if one.coder and one.document == "K01"]
        return [text[one.start : one.end] for one in codings]
    finally:
        study.close()


def waits(server: Server, count: int, page: Page) -> None:
    """Wait until so many codings wait, on disk."""
    for _ in range(600):
        study = open_study(server.folder)
        found = len(changed(study).waiting)
        study.close()
        if found == count:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{found} wait, not {count}")


def test_the_queue(page: Page, server: Server):
    """Enter puts a coding on the likeliest words, a selection on others, d says gone, u undoes."""
    edit_after_coding(server)
    visit(page, server, "corpus")
    expect(page.locator(".cq-count")).to_have_text("第 1 / 3 处", timeout=90_000)
    expect(page.locator(".cq-fresh").first).to_be_visible()

    page.keyboard.press("Enter")
    waits(server, 2, page)
    settle(page)
    assert stands(server) == ["经费𠮷还不够。"]

    expect(page.locator(".cq-count")).to_have_text("第 1 / 2 处", timeout=90_000)
    settle(page)
    page.evaluate("""() => {
      const walker = document.createTreeWalker(document.querySelectorAll(".cq-text")[1], NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (!node.data.includes("就这些")) node = walker.nextNode();
      const range = document.createRange();
      range.setStart(node, node.data.indexOf("就这些"));
      range.setEnd(node, node.data.indexOf("就这些") + 3);
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(range);
    }""")
    page.get_by_role("button", name="放在选中的文字上").click(timeout=60_000)
    waits(server, 1, page)
    settle(page)
    assert stands(server) == ["经费𠮷还不够。", "就这些"]

    expect(page.locator(".cq-count")).to_have_text("第 1 / 1 处", timeout=90_000)
    page.get_by_role("button", name="文字已删").click()
    waits(server, 0, page)
    settle(page)
    expect(page.get_by_text("改动过的编码都处理完了")).to_be_visible(timeout=90_000)

    page.get_by_role("button", name="撤销上一步").click()
    waits(server, 1, page)
    expect(page.locator(".cq-count")).to_have_text("第 1 / 1 处", timeout=90_000)
    said = [one.action for one in server.decisions()][-4:]
    assert said == [Action.PLACE, Action.PLACE, Action.GONE, Action.UNDO]
