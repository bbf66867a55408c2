"""Every page in both languages: it draws, in its own language, and asks nobody else."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from coder.read.which import READERS
from coder.ui.room.ticket import ticket
from coder.verbs.exchange_codes import CODEBOOKS
from tests.ui.conftest import Server

pytestmark = pytest.mark.browser

PAGES = {
    "corpus": ("语料", "Corpus"),
    "deidentify": ("去标识化", "De-identify"),
    "room": ("编码室", "Coding room"),
    "codebook": ("码本", "Codebook"),
    "tables": ("频次表", "Tables"),
    "quotes": ("引文", "Quotes"),
    "report": ("报告", "Report"),
    "exports": ("导出", "Export"),
    "quality": ("标注质量", "Quality"),
    "history": ("历史", "History"),
}
# What is English in any language: names, ids, formats, file names, units.
SAME = re.compile(
    r"English|YAML|id|ids|HTML|PNG|SVG|Excel|Word|CSV|Markdown|LaTeX|n|MB|[A-Z]\d+|v|utf|colon|"
    r"NVivo|MAXQDA|ATLAS|ti|QualCoder|Taguette|REFI|QDA|QDPX|QDC|JSON|ZIP|SPSS|tagger|identities|key|"
    + "|".join(suffix.removeprefix(".") for suffix in (*READERS, *CODEBOOKS))
)

# Streamlit's icons are words in an icon font; its "Upload" has size 0, ours stands over it.
UNSEEN = "[data-testid=stIconMaterial], [data-testid=stFileUploaderDropzone] button p"


def visit(page: Page, server: Server, name: str) -> None:
    """Open a page and wait until it has drawn."""
    page.goto(f"{server.url}/{name}" if name != "corpus" else server.url)
    page.wait_for_selector(".st-key-header h3", timeout=30_000)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    if name == "room":
        page.wait_for_selector(".cr[data-first-paint]")


def test_every_page_in_chinese(page: Page, server: Server):
    """Titles are Chinese, and no English word is in sight."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name, (title, _) in PAGES.items():
        visit(page, server, name)

        expect(page.locator(".st-key-header h3")).to_have_text(title)
        page.add_style_tag(content=f"{UNSEEN} {{ display: none !important }}")
        shown = page.locator("[data-testid=stMain]").inner_text()
        foreign = [
            w for w in re.findall(r"[A-Za-z]{2,}\d*|[A-Z]\d+", shown) if not SAME.fullmatch(w)
        ]
        allowed = own_words(page) if name in ("codebook", "history") else set()
        assert [word for word in foreign if word not in allowed] == [], name
        assert page.get_by_text("Traceback").count() == 0
    assert {url.split("/")[2].split(":")[0] for url in asked if url.startswith("http")} == {
        "127.0.0.1"
    }


def own_words(page: Page) -> set[str]:
    """The words that the user's codebook itself says in English."""
    typed = page.eval_on_selector_all(
        "input, textarea", "all => all.map(one => one.value).join(' ')"
    )
    return set(re.findall(r"[A-Za-z]{2,}", typed))


def test_every_page_in_english(page: Page, server: Server):
    """The switch is remembered: pages opened later are English too."""
    visit(page, server, "corpus")
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".st-key-header h3")).to_have_text("Corpus")

    for name, (_, title) in PAGES.items():
        visit(page, server, name)
        expect(page.locator(".st-key-header h3")).to_have_text(title)


@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_serious_for_axe(page: Page, server: Server, name: str):
    """Of what is ours, axe-core finds nothing serious or critical."""
    visit(page, server, name)

    found = Axe().run(page).response["violations"]

    bad = [
        (one["id"], node["target"])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if not streamlits_own(one["id"], str(node["target"]))
    ]
    assert bad == []


def streamlits_own(rule: str, target: str) -> bool:
    """Whether a finding is in a widget of Streamlit's that we only place."""
    return "cr-" not in target and rule in ("color-contrast", "target-size", "aria-allowed-attr")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Coder-Ticket": "forged.ticket"}, 401),
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_strangers_are_refused(server: Server, headers: dict[str, str], status: int):
    """No ticket, a forged one, another name for this machine, another site's page."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        ask(server, headers)

    assert caught.value.code == status


def test_own_ticket_is_answered_with_headers_that_protect(server: Server):
    """With the study's ticket the document comes, never to be framed or sniffed."""
    with ask(server, {"X-Coder-Ticket": ticket(server.folder, "林")}) as answer:
        headers = dict(answer.headers)

    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


def ask(server: Server, headers: dict[str, str]):
    """The answer to a request for the short document."""
    address = f"{server.url}/coder-api/document?id=K01"
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10)
