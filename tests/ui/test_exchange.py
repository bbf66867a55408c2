"""Projects out and in by the app, in a real browser."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coder.exchange.codes import guid_of
from coder.exchange.project import CodeEntry, Project, Selection, Source
from coder.read.refi import read_refi
from coder.store.study import open_study
from coder.verbs.standing import present
from coder.write.refi import project_bytes
from tests.ui.conftest import Server
from tests.ui.test_pages import visit

pytestmark = pytest.mark.browser

CODE = guid_of("code", "weather")
TEXT = "甲：那天下雨了。\n乙：是吗？"
PROJECT = Project(
    "p",
    "NVivo 14",
    (CodeEntry(CODE, "天气"),),
    (Source(guid_of("s", "1"), "外来 A", TEXT, {}, (Selection(2, 8, CODE, "周"),)),),
)


def test_a_project_is_previewed_taken_in_and_downloaded(page: Page, server: Server, tmp_path: Path):
    """Nothing is in the study before the button; after it the coding is on its words, also in the export."""
    file = tmp_path / "别处.qdpx"
    file.write_bytes(project_bytes(PROJECT))
    visit(page, server, "corpus")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("来自 NVivo 14", exact=False)).to_be_visible(timeout=20_000)
    expect(page.get_by_text("文件里的内容都能带来。")).to_be_visible()
    assert not (server.folder / "interviews" / "外来 A.txt").exists()

    page.get_by_role("button", name="把项目放入研究并标注").click()
    expect(page.get_by_text("已放入：1 篇访谈，1 个编码，1 处参考点")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("已更新", exact=False)).to_be_visible(timeout=60_000)

    study = open_study(server.folder)
    state = present(study)
    given = [
        (one.coder, one.code, state.documents[one.document].text[one.start : one.end])
        for one in state.standing.codings
        if one.decision
    ]
    study.close()
    assert given == [("周", "天气", "那天下雨了。")]
    visit(page, server, "exports")
    with page.expect_download(timeout=60_000) as caught:
        page.locator(".st-key-export_project_qdpx button").click()
    read = read_refi(Path(caught.value.path()).read_bytes(), "x.qdpx")
    found = [one.text[s.start : s.end] for one in read.sources for s in one.selections]
    assert found == ["那天下雨了。"]
    with page.expect_download(timeout=60_000) as caught:
        page.locator(".st-key-export_documents_matrix_zip button").click()
    with zipfile.ZipFile(io.BytesIO(Path(caught.value.path()).read_bytes())) as archive:
        assert archive.namelist() == ["documents_matrix.csv", "documents_matrix.sps"]


def test_a_codebook_is_previewed_and_taken_in(page: Page, server: Server, tmp_path: Path):
    """A table from elsewhere: its code stands in the codebook's list after the button."""
    file = tmp_path / "码本.csv"
    file.write_text("tag,description\n天气,说到天气\n", encoding="utf-8")
    visit(page, server, "codebook")
    page.get_by_text("导入码本").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("新增 1，改写 0，不变 0")).to_be_visible(timeout=20_000)
    assert "天气" not in (server.folder / "codebook.yaml").read_text("utf-8")

    page.get_by_role("button", name="并入码本并重新标注").click()
    expect(page.get_by_text("已保存并重新标注。")).to_be_visible(timeout=30_000)

    assert "id: 天气" in (server.folder / "codebook.yaml").read_text("utf-8")
