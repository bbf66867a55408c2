"""What people do on the other pages: edit the codebook, read the table, take in transcripts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from coder.store.study import open_study, setting
from coder.verbs.standing import present
from tests.ui.conftest import Server
from tests.ui.test_pages import visit

pytestmark = pytest.mark.browser


def stands(server: Server, code: str) -> set[str]:
    """The sentences on which *code* stands or is suggested, from the disk."""
    study = open_study(server.folder)
    try:
        state = present(study)
        return {
            state.documents[one.document].text[one.start : one.end]
            for one in state.standing.codings
            if one.code == code
        }
    finally:
        study.close()


def settle(page: Page) -> None:
    """Wait until the run that the last act began has drawn; old and new widgets overlap before."""
    page.wait_for_timeout(150)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    page.wait_for_timeout(150)


def holds(page: Page, label: str, value: str) -> None:
    """Wait until there is one field of that name, with that value: while a run draws there are two."""
    page.wait_for_function(
        """([label, value]) => {
          const all = [...document.querySelectorAll(`input[aria-label="${label}"]`)];
          return all.length === 1 && all[0].value === value;
        }""",
        arg=[label, value],
        timeout=20_000,
    )


def test_new_code_impact_save_and_report(page: Page, server: Server):
    """A new code with one word: what it would win is shown before, and stands after saving."""
    visit(page, server, "codebook")
    page.get_by_role("button", name="＋ 新编码").click()
    settle(page)
    for label, typed in (("id（", "weather"), ("名称（中文）", "天气"), ("词语（", "下雨")):
        page.get_by_label(label).fill(typed)
        page.get_by_label(label).press("Control+Enter")
        settle(page)
    expect(page.get_by_text("有未保存的改动")).to_be_visible()

    page.get_by_role("button", name="预览影响").click()
    expect(page.get_by_text("新增编码：天气（weather）")).to_be_visible(timeout=20_000)
    expect(page.get_by_text(re.compile(r"新增建议 \d+　天气")).first).to_be_visible()
    assert stands(server, "weather") == set()
    page.get_by_role("button", name="保存并重新标注").click()
    expect(page.get_by_text("已保存并重新标注。")).to_be_visible(timeout=20_000)

    assert "那天下雨，我们走了7里路。" in stands(server, "weather")
    assert "id: weather" in (server.folder / "codebook.yaml").read_text("utf-8")


def test_drafts_outlive_the_page(page: Page, server: Server):
    """What was typed and not saved is there after a look at another code and another page."""
    visit(page, server, "codebook")
    page.get_by_text("矿山", exact=True).click()
    settle(page)
    name = page.get_by_label("名称（英文）")
    holds(page, "名称（英文）", "Mines")
    name.fill("Mines and quarries")
    name.press("Enter")
    expect(page.get_by_text("有未保存的改动")).to_be_visible()

    page.get_by_text("消防", exact=True).first.click()
    settle(page)
    holds(page, "名称（英文）", "Fire control")
    page.get_by_role("link", name="历史").click()
    expect(page.locator(".st-key-header h3")).to_have_text("历史")
    page.get_by_role("link", name="码本").click()
    settle(page)
    page.get_by_text("矿山 ●", exact=True).click()
    settle(page)

    holds(page, "名称（英文）", "Mines and quarries")


def test_merge_and_undo(page: Page, server: Server):
    """Two codes become one and two again, with the mouse."""
    before = (server.folder / "codebook.yaml").read_text("utf-8")
    visit(page, server, "codebook")
    page.get_by_text("矿山", exact=True).click()
    settle(page)
    page.get_by_text("改名、合并、移动、停用").click()
    page.wait_for_timeout(500)
    page.get_by_label("并入").click()
    page.keyboard.type("消防")
    page.get_by_role("option", name="消防").click()
    page.get_by_role("button", name="合并", exact=True).click()
    expect(page.get_by_text("已保存并重新标注。")).to_be_visible(timeout=20_000)
    assert "id: mines" not in (server.folder / "codebook.yaml").read_text("utf-8")

    page.get_by_role("button", name="撤销“合并").click()
    expect(page.get_by_text("已保存并重新标注。")).to_be_visible(timeout=20_000)

    expect(page.get_by_text("矿山", exact=True)).to_be_visible(timeout=20_000)
    assert (server.folder / "codebook.yaml").read_text("utf-8") == before


def test_a_fault_in_the_text_names_its_line(page: Page, server: Server):
    """A tab where YAML forbids it: one sentence with the line, and nothing is saved."""
    before = (server.folder / "codebook.yaml").read_text("utf-8")
    visit(page, server, "codebook")
    page.get_by_role("tab", name="原文（YAML）").click()
    text = page.get_by_role("textbox", name="原文（YAML）")
    text.fill("codes:\n\t- id: a\n")
    text.press("Control+Enter")
    page.locator(".st-key-code_bar_text").get_by_role("button", name="保存并重新标注").click()

    expect(page.get_by_text("codebook.yaml:2:1")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert (server.folder / "codebook.yaml").read_text("utf-8") == before


def test_a_cell_shows_its_quotes(page: Page, server: Server):
    """A click on the heat map lists the sentences that it counts."""
    visit(page, server, "tables")
    chart = page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = chart.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 30)

    expect(page.get_by_text("资金不足 · 应急管理部门", exact=False)).to_be_visible(timeout=20_000)
    expect(page.get_by_text("1号说，经费年年不够𠮷", exact=False).first).to_be_visible()


def test_the_table_as_a_workbook(page: Page, server: Server):
    """The download opens, with the numbers of the page."""
    visit(page, server, "tables")
    with page.expect_download(timeout=60_000) as caught:
        page.get_by_role("button", name="Excel").click()

    content = Path(caught.value.path()).read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "资金不足" in words
    assert "参考点" in words


def test_transcripts_come_in_with_a_report(page: Page, server: Server, tmp_path: Path):
    """A good file and a broken one: what each gives is said first; the good one is taken in."""
    good = tmp_path / "新访谈.txt"
    good.write_text("问：您好。\n答：经费年年不够用。\n", encoding="utf-8")
    broken = tmp_path / "坏.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("x.txt", "x")
    visit(page, server, "corpus")

    page.locator("input[type=file]").set_input_files([good, broken])
    expect(page.get_by_text("坏.docx").last).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="把 1 个文件放入项目并标注").click()
    expect(page.get_by_text("已更新", exact=False)).to_be_visible(timeout=60_000)

    assert "经费年年不够用。" in stands(server, "funding_shortage")
    assert not (server.folder / "interviews" / "坏.docx").exists()


def test_a_preview_is_mended_with_one_choice(page: Page, server: Server, tmp_path: Path):
    """Roles guessed wrongly are swapped before the file enters the study, and stay so."""
    talk = "甲：我先说吧，经费不够。\n乙：是的。\n甲：年年不够吗？\n乙：标准呢，也没有。\n"
    path = tmp_path / "谁.txt"
    path.write_text(talk, encoding="utf-8")
    visit(page, server, "corpus")

    page.locator("input[type=file]").set_input_files([path])
    expect(page.get_by_text("谁在说话（2 人）")).to_be_visible(timeout=20_000)
    opening = page.locator(".said").first
    expect(opening).to_contain_text("访谈员")
    assert not (server.folder / "interviews" / "谁.txt").exists()
    page.get_by_role("button", name="对调身份").click()
    expect(opening).to_contain_text("受访者")
    page.get_by_role("button", name="把 1 个文件放入项目并标注").click()
    expect(page.get_by_text("已更新", exact=False)).to_be_visible(timeout=60_000)

    wanted = {"甲": "interviewee", "乙": "interviewer"}
    assert roles_of(server, "谁") == (wanted, wanted)
    expect(page.get_by_text("谁是访谈员？")).to_have_count(0)


def test_many_files_are_a_list(page: Page, server: Server, tmp_path: Path):
    """The one that asks comes first; names picked in it stay when another row is looked at."""
    for number in range(7):
        path = tmp_path / f"新{number}.txt"
        path.write_text(f"问：您好？\n答：经费{number}年不够。\n", encoding="utf-8")
    talk = "王小明\n\n够吗？\n\n李建国\n\n不够。\n\n王小明\n\n还有？\n\n李建国\n\n没有。\n"
    (tmp_path / "没名字.txt").write_text(talk, encoding="utf-8")
    visit(page, server, "corpus")

    page.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.txt")))
    expect(page.get_by_text("8 个文件，1 个要看一眼，0 个读不了", exact=False)).to_be_visible(
        timeout=20_000
    )
    for name in ("王小明", "李建国"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".voice").filter(has_text=name)).to_be_visible()
    page.get_by_test_id("stDataFrame").last.click(position={"x": 20, "y": 2 * 35 + 17})
    expect(page.get_by_test_id("stExpander").filter(has_text="新0.txt")).to_be_visible()
    expect(page.locator(".voice").filter(has_text="王小明")).to_have_count(0)
    page.get_by_role("button", name="把 8 个文件放入项目并标注").click()
    expect(page.get_by_text("已更新", exact=False)).to_be_visible(timeout=60_000)

    wanted = {"王小明": "interviewer", "李建国": "interviewee"}
    assert roles_of(server, "没名字") == (wanted, wanted)


def test_who_speaks_is_remembered(page: Page, server: Server):
    """A wrong guess of roles is put right once."""
    talk = "甲：我先说吧，经费不够。\n乙：是吗？\n甲：是的，年年不够。\n乙：那标准呢？\n"
    (server.folder / "interviews" / "谁.txt").write_text(talk, encoding="utf-8")
    visit(page, server, "corpus")
    page.get_by_role("button", name="更新标注").click()
    expect(page.get_by_text("谁是访谈员？")).to_be_visible(timeout=60_000)
    form = page.get_by_test_id("stForm").filter(has_text="谁是访谈员？")
    form.get_by_role("radiogroup", name="甲").get_by_text("访谈员", exact=True).click()
    form.get_by_role("radiogroup", name="乙").get_by_text("受访者", exact=True).click()
    form.get_by_role("button", name="保存").click()

    wanted = {"甲": "interviewer", "乙": "interviewee"}
    for _ in range(300):
        if roles_of(server, "谁") == (wanted, wanted):
            return
        page.wait_for_timeout(100)
    pytest.fail(str(roles_of(server, "谁")))


def roles_of(server: Server, document: str) -> tuple[dict[str, str], dict[str, str]]:
    """What is remembered, and how the document is read."""
    study = open_study(server.folder)
    try:
        turns = present(study).documents[document].turns
        read = {turn.speaker: turn.role.value for turn in turns}
        return setting(study, "roles", {}).get(document, {}), read
    finally:
        study.close()
