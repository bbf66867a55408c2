"""The report, the figures and the study as it was, in a real browser."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from coder.write.provenance import read_provenance
from tests.ui.conftest import Server

pytestmark = pytest.mark.browser


def test_the_report_is_seen_and_taken_away(page: Page, server: Server, tmp_path: Path):
    """The preview says what the Word file says; LaTeX comes with its figures."""
    page.goto(f"{server.url}/report")
    inside = page.frame_locator("iframe").first

    expect(inside.locator("h1")).to_contain_text("安全生产", timeout=60_000)
    expect(inside.locator("table").first).to_contain_text("合计")
    with page.expect_download(timeout=60_000) as word:
        page.get_by_role("button", name="Word").click()
    with page.expect_download(timeout=60_000) as latex:
        page.get_by_role("button", name="LaTeX").click()

    word.value.save_as(tmp_path / "r.docx")
    assert len(docx.Document(str(tmp_path / "r.docx")).tables) >= 3
    assert read_provenance(tmp_path / "r.docx").verb == "report"
    latex.value.save_as(tmp_path / "r.zip")
    names = zipfile.ZipFile(tmp_path / "r.zip").namelist()
    assert {Path(name).suffix for name in names} == {".tex", ".png"}


def test_a_figure_and_a_moment(page: Page, server: Server, tmp_path: Path):
    """A figure as PNG; the history's table as of the last moment."""
    page.goto(f"{server.url}/report")
    page.get_by_role("tab", name="图", exact=True).click(timeout=60_000)
    with page.expect_download(timeout=60_000) as picture:
        page.get_by_role("button", name="PNG").click()
    picture.value.save_as(tmp_path / "f.png")
    assert read_provenance(tmp_path / "f.png").options["what"] == "heat"

    page.goto(f"{server.url}/history")
    page.get_by_role("tab", name="当时的状态").click(timeout=60_000)
    with page.expect_download(timeout=60_000) as table:
        page.get_by_role("button", name="频次表", exact=True).click()
    table.value.save_as(tmp_path / "t.xlsx")
    assert read_provenance(tmp_path / "t.xlsx").moment["decision"] == 0
