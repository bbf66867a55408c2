"""The coding room in a real browser: nothing pressed is lost, everything selected is exact."""

from __future__ import annotations

import random
import sqlite3
import threading
import time

import pytest
from playwright.sync_api import Page, Route, expect

from coder.model import Action
from tests.ui.conftest import Server

pytestmark = pytest.mark.browser

FIFTY_MS = 0.05


def open_room(page: Page, server: Server, document: str = "L01") -> None:
    """Open the document and wait until it is painted."""
    page.goto(f"{server.url}/room?document={document}")
    page.wait_for_selector(".cr[data-first-paint]", timeout=30_000)


def press(page: Page, key: str, times: int) -> None:
    """Press *key* twenty times a second."""
    for _ in range(times):
        began = time.perf_counter()
        page.keyboard.press(key)
        time.sleep(max(0.0, FIFTY_MS - (time.perf_counter() - began)))


def wait_saved(page: Page) -> None:
    """Until nothing waits to be saved."""
    expect(page.locator(".cr-saved[data-pending='0']")).to_be_visible(timeout=30_000)


def reviewed_in_order(server: Server, count: int) -> None:
    """The log holds *count* reviews, each of another sentence, in the order of the text."""
    starts = [d.start for d in server.decisions() if d.action is Action.REVIEW]
    assert len(starts) == count
    assert starts == sorted(set(starts))


def test_whole_interview_by_keyboard(page: Page, server: Server):
    """Next, accept, reject, add by pinyin, memo, undo, redo, reviewed: to the last sentence."""
    open_room(page, server, "K01")

    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.press("x")
    page.keyboard.press("e")
    page.keyboard.type("zrbj")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("fwll")
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    page.keyboard.type("记一笔")
    page.keyboard.press("Enter")
    page.keyboard.press("u")
    page.keyboard.press("U")
    press(page, "r", 4)
    wait_saved(page)

    expect(page.locator(".cr-toolbar")).to_contain_text("已看 3 / 3")
    actions = [decision.action.value for decision in server.decisions()]
    assert actions[:6] == ["accept", "reject", "add", "memo", "undo", "undo"]
    assert actions.count("review") >= 2
    memo = next(d for d in server.decisions() if d.action is Action.MEMO)
    assert (memo.memo, memo.coder) == ("记一笔", "林")


def test_fifty_keys_once_and_in_order(page: Page, server: Server):
    """50 keys at 20 a second are 50 decisions."""
    open_room(page, server)

    press(page, "r", 50)
    wait_saved(page)

    reviewed_in_order(server, 50)


def test_fifty_keys_over_a_reload(page: Page, server: Server):
    """What a slow answer left pending is sent after the page is loaded again."""
    open_room(page, server)
    page.on("dialog", lambda dialog: dialog.accept())

    def slowly(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    page.route("**/coder-api/act*", slowly)
    press(page, "r", 50)
    page.unroute("**/coder-api/act*")
    page.reload()
    page.wait_for_selector(".cr[data-first-paint]", timeout=30_000)
    wait_saved(page)

    reviewed_in_order(server, 50)


def test_hundred_keys_over_a_killed_server(page: Page, server: Server):
    """Killed at key 20 and back at key 60, the server has all 100 in the end."""
    open_room(page, server)

    press(page, "r", 20)
    server.kill()
    press(page, "r", 40)
    expect(page.locator(".cr-saved")).to_contain_text("连不上")
    back = threading.Thread(target=server.start)
    back.start()
    press(page, "r", 40)
    back.join()
    wait_saved(page)

    reviewed_in_order(server, 100)


def test_fifty_keys_with_dropped_answers(page: Page, server: Server):
    """Every third answer is lost after the work was done: nothing is written twice."""
    open_room(page, server)
    count = iter(range(1_000_000))

    def drop(route: Route) -> None:
        if next(count) % 3 == 2:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/coder-api/act*", drop)
    press(page, "r", 50)
    wait_saved(page)

    reviewed_in_order(server, 50)


def test_fifty_keys_while_another_holds_the_lock(page: Page, server: Server):
    """A writer that keeps the database for three seconds delays, and loses nothing."""
    open_room(page, server)
    locked = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(server.folder / ".coder" / "study.sqlite", timeout=10)
        connection.execute("BEGIN IMMEDIATE")
        locked.set()
        time.sleep(3)
        connection.rollback()
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait()
    press(page, "r", 50)
    holder.join()
    wait_saved(page)

    reviewed_in_order(server, 50)


PLACE = """async ([from, to]) => {
  const room = document.querySelector('.cr-root').room;
  const row = room.painter.rows.find(({turn}) => turn.start <= from && from < turn.end);
  const last = room.painter.rows.find(({turn}) => turn.start < to && to <= turn.end);
  row.row.scrollIntoView({block: 'center'});
  // Rows out of sight have no height of their own yet; the eye waits for the picture too.
  for (let still = 0, top = -1; still < 4;) {
    await new Promise(requestAnimationFrame);
    const now = row.row.getBoundingClientRect().top;
    still = now === top ? still + 1 : 0;
    top = now;
  }
  const box = (which, at) => {
    const {words, turn} = which;
    const range = room.painter.range(words, turn, at, at + 1);
    return range.getBoundingClientRect();
  };
  const high = (at) => { const c = room.standing.text.charCodeAt(at); return c >= 0xd800 && c < 0xdc00; };
  const end = to - 1 > from && high(to - 2) ? to - 2 : to - 1;
  const wide = (which, at) => high(at)
    ? room.painter.range(which.words, which.turn, at, at + 2).getBoundingClientRect() : box(which, at);
  const a = wide(row, from), b = wide(last, end);
  return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
}"""


@pytest.mark.timeout(300)
def test_hundred_selections_are_exact(page: Page, server: Server):
    """Mouse selections over 𠮷 and emoji: the log has the very words that were dragged over."""
    open_room(page, server)
    text = page.evaluate("document.querySelector('.cr-root').room.standing.text")
    turns = page.evaluate(
        "document.querySelector('.cr-root').room.standing.turns.map(t => [t.role, t.start, t.end])"
    )
    units = text.encode("utf-16-le")
    own = [(start, end) for role, start, end in turns if role == "interviewee"]
    chance = random.Random(5)
    wanted = []
    for _ in range(100):
        start, end = chance.choice(own)
        a = chance.randrange(start, end - 3)
        b = chance.randrange(a + 2, min(end, a + 30))
        a, b = (place + (0xDC <= units[2 * place + 1] < 0xE0) for place in (a, b))
        left, top, right, bottom = page.evaluate(PLACE, [a, b])
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move((left + right) / 2, (top + bottom) / 2)
        page.mouse.move(right, bottom)
        page.mouse.up()
        page.wait_for_selector(".cr-span")
        page.keyboard.type("fwll")
        page.keyboard.press("Enter")
        wanted.append(units[2 * a : 2 * b].decode("utf-16-le").strip())
    wait_saved(page)

    made = [d for d in server.decisions() if d.action is Action.ADD]
    assert [text[d.start : d.end] for d in made] == wanted
    assert {d.code for d in made} == {"thin_supplier_pool"}
    assert any("𠮷" in words for words in wanted)


def test_mouse_accepts_and_rejects(page: Page, server: Server):
    """The buttons do what the keys do, and a click on a sentence goes there."""
    open_room(page, server, "K01")
    page.locator(".cr-run", has_text="经费不够").first.click()

    page.get_by_role("button", name="接受").first.click()
    page.locator(".cr-run", has_text="评价没有标准").first.click()
    page.get_by_role("button", name="拒绝").first.click()
    wait_saved(page)

    assert [d.action for d in server.decisions()] == [Action.ACCEPT, Action.REJECT]


def test_evidence_opens_at_once(page: Page, server: Server):
    """The current suggestion shows why: the term that fired, bold in the text too."""
    open_room(page, server, "K01")
    page.keyboard.press("n")

    expect(page.locator(".cr-why").first).to_contain_text("没有标准")
    expect(page.locator(".cr-fired").first).to_be_visible()
