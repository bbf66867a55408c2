"""Acts on the text: what is asked for changes, and nothing else."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.codebook import edit
from coder.codebook.load import load
from coder.codebook.starter import STARTER
from coder.errors import CoderError
from coder.model import Bilingual, Codebook, Pattern
from tests.codebook.strategies import BILINGUALS, IDS, LISTS, TEXTS, codebooks, commented

TEXT = """\
# 码本
codes:
  # ── 困境 ──
  - id: funding
    label: {zh: 资金不足, en: Funding}   # 名称
    definition:
      zh: 钱不够
      en: "Too little money"
    # 下面是词
    terms: [没钱, '缺钱', 经费]
    examples:
      - 账上没钱。   # 第一句
      # 第二句待补
      - "说: 没钱"

  - id: payment
    label: 付款慢
    parent: funding
    color: '#D95F02'

  # ── 成因 ──
  - {id: budget, label: 预算, parent: funding, terms: [预算]}
# 完
"""


def changes(before: str, after: str) -> list[str]:
    """The lines that went (-) and came (+)."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [f"{line[0]} {line[1:]}" for line in list(lines)[2:] if line[0] in "+-"]


def test_an_item_in_brackets() -> None:
    """Terms in brackets: one comes, one goes, quotation marks stay."""
    after = edit.set_fields(TEXT, "funding", {"terms": ["没钱", "缺钱", "资金: 紧", "要钱"]})

    assert changes(TEXT, after) == [
        "-     terms: [没钱, '缺钱', 经费]",
        "+     terms: [没钱, '缺钱', '资金: 紧', 要钱]",
    ]


def test_an_item_of_a_list() -> None:
    """Examples line by line: the comments between them stay."""
    after = edit.set_fields(TEXT, "funding", {"examples": ["账上没钱。", "新的一句", "说: 没有"]})

    assert changes(TEXT, after) == [
        '-       - "说: 没钱"',
        '+       - "新的一句"',
        "+       - '说: 没有'",
    ]
    assert "      # 第二句待补\n" in after


def test_two_languages() -> None:
    """A change in one language leaves the other one's line."""
    after = edit.set_fields(
        TEXT, "funding", {"definition": {"zh": "钱太少", "en": "Too little money"}}
    )

    assert changes(TEXT, after) == ["-       zh: 钱不够", "+       zh: 钱太少"]


def test_a_label_gets_its_second_language() -> None:
    """A bare Chinese label becomes a pair."""
    after = edit.set_fields(TEXT, "payment", {"label": Bilingual("付款慢", "Slow payment")})

    assert changes(TEXT, after) == [
        "-     label: 付款慢",
        "+     label: {zh: 付款慢, en: Slow payment}",
    ]


def test_new_fields_stand_where_they_usually_stand() -> None:
    """New fields go between the present ones in the usual order."""
    after = edit.set_fields(
        TEXT, "payment", {"kind": "difficulty", "patterns": [r"\d+天", [{"TEXT": "钱"}]]}
    )

    assert changes(TEXT, after) == [
        "+     kind: difficulty",
        "+     patterns:",
        "+       - '\\d+天'",
        '+       - [{"TEXT": "钱"}]',
    ]


def test_an_empty_value_takes_the_field_out() -> None:
    """An empty list, text or None leaves no line behind."""
    after = edit.set_fields(TEXT, "payment", {"color": "", "parent": None})

    assert changes(TEXT, after) == ["-     parent: funding", "-     color: '#D95F02'"]


def test_several_lines_become_a_block() -> None:
    """A text of several lines is written below its key."""
    after = edit.set_fields(TEXT, "payment", {"definition": "第一行\r\n第二行"})

    assert changes(TEXT, after) == [
        "+     definition: |-",
        "+       第一行",
        "+       第二行",
    ]
    assert load(after).by_id["payment"].definition == Bilingual("第一行\n第二行")


def test_a_code_in_braces() -> None:
    """A code on one line stays on it."""
    after = edit.set_fields(TEXT, "budget", {"terms": [], "kind": "cause", "retired": True})

    assert changes(TEXT, after) == [
        "-   - {id: budget, label: 预算, parent: funding, terms: [预算]}",
        "+   - {id: budget, label: 预算, kind: cause, parent: funding, retired: true}",
    ]


def test_nothing_changed_is_nothing_written() -> None:
    """Setting what is there gives the same text, byte for byte."""
    assert edit.set_fields(TEXT, "funding", {"terms": ["没钱", "缺钱", "经费"], "kind": ""}) == TEXT


def test_rename_follows_parents() -> None:
    """The id and the parents that name it change, three lines in all."""
    after = edit.rename(TEXT, "funding", "资金")

    assert changes(TEXT, after) == [
        "-   - id: funding",
        "+   - id: 资金",
        "-     parent: funding",
        "+     parent: 资金",
        "-   - {id: budget, label: 预算, parent: funding, terms: [预算]}",
        "+   - {id: budget, label: 预算, parent: 资金, terms: [预算]}",
    ]


def test_merge_carries_rules_and_children() -> None:
    """Terms and examples move, children too; a target below its source moves up first."""
    after = edit.merge(TEXT, "funding", "payment")

    book = load(after)
    assert list(book.by_id) == ["payment", "budget"]
    assert book.by_id["payment"].terms == ("没钱", "缺钱", "经费")
    assert book.by_id["payment"].examples == ("账上没钱。", "说: 没钱")
    assert book.by_id["payment"].parent == ""
    assert book.by_id["budget"].parent == "payment"
    assert "# ── 困境 ──" in after
    assert "# ── 成因 ──" in after


@pytest.mark.parametrize(
    ("source", "target"), [("payment", "funding"), ("budget", "funding"), ("funding", "payment")]
)
def test_part_undoes_merge_to_the_byte(source: str, target: str) -> None:
    """After merge and part the file is as it was, comments in the merged code included."""
    merged = edit.merge(TEXT, source, target)

    assert edit.part(merged, TEXT, source, target) == TEXT


def test_part_keeps_what_came_since() -> None:
    """A term added to the target after the merge stays with it."""
    merged = edit.merge(TEXT, "payment", "funding")
    later = edit.set_fields(merged, "funding", {"terms": ["没钱", "缺钱", "经费", "后来"]})

    book = load(edit.part(later, TEXT, "payment", "funding"))

    assert book.by_id["funding"].terms == ("没钱", "缺钱", "经费", "后来")
    assert book.by_id["payment"] == load(TEXT).by_id["payment"]


def test_remove_moves_children_up() -> None:
    """No child is left below a code that is gone; the headings stay."""
    after = edit.remove_code(TEXT, "funding")

    assert [(code.id, code.parent) for code in load(after).codes] == [
        ("payment", ""),
        ("budget", ""),
    ]
    assert "  # ── 困境 ──\n  - id: payment\n" in after


def test_add_behind_a_code() -> None:
    """A new code stands behind the one named, before the next heading."""
    after = edit.add_code(TEXT, "new", {"label": "新", "parent": "funding"}, after="payment")

    assert changes(TEXT, after) == [
        "+   - id: new",
        "+     label: 新",
        "+     parent: funding",
        "+ ",
    ]
    assert list(load(after).by_id) == ["funding", "payment", "new", "budget"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STARTER, None),
        ("codes:\n", "codes:\n  - id: a\n    label: 甲\n"),
        ("codes:", "codes:\n  - id: a\n    label: 甲"),
        ("codes: []  # 空\n# 完\n", "codes:  # 空\n  - id: a\n    label: 甲\n# 完\n"),
        ("codes: []# 完\n", "codes: # 完\n  - id: a\n    label: 甲\n"),
        ("[]\n", "\n- id: a\n  label: 甲\n"),
        ("codes: [{id: b, label: 乙}]\n", "codes: [{id: b, label: 乙}, {id: a, label: 甲}]\n"),
        ("- id: b\n  label: 乙", "- id: b\n  label: 乙\n\n- id: a\n  label: 甲"),
        ("codes:\r\n", "codes:\r\n  - id: a\r\n    label: 甲\r\n"),
    ],
)
def test_add_to_files_of_every_form(text: str, expected: str | None) -> None:
    """The first code, and one more, in brackets or not, with the file's line ends."""
    after = edit.add_code(text, "a", {"label": "甲"})

    assert expected is None or after == expected
    assert "a" in load(after).by_id


def test_remove_the_last_one() -> None:
    """A codebook may become empty, and take a code again."""
    for text in (
        "codes:\n- id: a\n  label: 甲\n",
        "- id: a\n  label: 甲\n",
        "codes: [{id: a, label: 甲}]",
    ):
        empty = edit.remove_code(text, "a")

        assert load(empty) == Codebook()
        assert list(load(edit.add_code(empty, "b", {"label": "乙"})).by_id) == ["b"]


def test_retire_and_restore() -> None:
    """A retired code carries a mark; restored, the file is as before."""
    retired = edit.retire(TEXT, "payment")

    assert load(retired).by_id["payment"].retired
    assert edit.restore(retired, "payment") == TEXT


def test_line_ends_and_bom_survive() -> None:
    """A file from Windows stays one."""
    text = "\ufeff" + TEXT.replace("\n", "\r\n")

    after = edit.set_fields(text, "payment", {"terms": ["付款", "尾款"], "definition": "一\n二"})

    assert after.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: edit.rename(TEXT, "x", "y"), "no_such_code"),
        (lambda: edit.rename(TEXT, "funding", "budget"), "code_id_taken"),
        (lambda: edit.rename(TEXT, "funding", "a b"), "problems_found"),
        (lambda: edit.merge(TEXT, "funding", "funding"), "code_with_itself"),
        (lambda: edit.reparent(TEXT, "funding", "budget"), "code_cycle"),
        (lambda: edit.reparent(TEXT, "funding", "funding"), "code_cycle"),
        (lambda: edit.reparent(TEXT, "funding", "x"), "no_such_code"),
        (lambda: edit.add_code(TEXT, "budget", {"label": "x"}), "code_id_taken"),
        (lambda: edit.add_code(TEXT, "new", {}), "problems_found"),
        (lambda: edit.set_fields(TEXT, "budget", {"colour": "x"}), "code_field_unknown"),
        (lambda: edit.set_fields(TEXT, "budget", {"terms": [1]}), "code_field_value"),
        (lambda: edit.set_fields(TEXT, "budget", {"id": "x"}), "code_field_value"),
        (lambda: edit.set_fields(TEXT, "budget", {"color": "red"}), "problems_found"),
        (lambda: edit.set_fields(TEXT, "budget", {"patterns": ["("]}), "problems_found"),
        (lambda: edit.retire("codes: x", "budget"), "problems_found"),
    ],
)
def test_refusals(act: object, code: str) -> None:
    """What cannot be done is refused by name."""
    assert callable(act)
    with pytest.raises(CoderError) as raised:
        act()

    assert raised.value.code == code


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "label": BILINGUALS.filter(lambda one: bool(one.zh or one.en)),
        "definition": BILINGUALS,
        "kind": TEXTS | st.just(""),
        "examples": LISTS,
        "terms": LISTS,
        "patterns": st.lists(st.sampled_from(["a.b", "说: .", "'x"]).map(Pattern)).map(tuple),
        "retired": st.booleans(),
    },
)


@settings(deadline=None)
@given(st.data())
def test_any_fields_into_any_layout(data: st.DataObject) -> None:
    """Whatever the file's layout, the code says what was set and the others what they said."""
    codebook = data.draw(codebooks().filter(lambda book: bool(book.codes)))
    text = data.draw(commented(codebook))
    id = data.draw(st.sampled_from(list(codebook.by_id)))
    values = data.draw(FIELDS)

    after = edit.set_fields(text, id, values)

    expected = replace(codebook.by_id[id], **values)
    assert load(after).by_id == dict(codebook.by_id) | {id: expected}


REFUSALS = ("no_such_code", "code_id_taken", "code_cycle", "code_with_itself")


def act(data: st.DataObject, text: str) -> tuple[str, set[str]]:
    """One random act on *text*, refused or not, and the ids of the codes it touches."""
    known = [*load(text).by_id, "none"]
    one, other = data.draw(st.sampled_from(known)), data.draw(st.sampled_from(known))
    fresh = data.draw(IDS)
    acts = {
        "set": lambda: edit.set_fields(text, one, data.draw(FIELDS)),
        "add": lambda: edit.add_code(
            text, fresh, {"label": "新"}, after=data.draw(st.sampled_from([one, ""]))
        ),
        "remove": lambda: edit.remove_code(text, one),
        "rename": lambda: edit.rename(text, one, fresh),
        "merge": lambda: edit.merge(text, one, other),
        "reparent": lambda: edit.reparent(text, one, other),
        "retire": lambda: edit.retire(text, one),
        "restore": lambda: edit.restore(text, one),
    }
    name = data.draw(st.sampled_from(sorted(acts)))
    try:
        return acts[name](), {one, other}
    except CoderError as refusal:
        if refusal.code not in REFUSALS:
            raise
        return text, set()


@settings(deadline=None)
@given(st.data())
def test_comments_of_untouched_codes_survive(data: st.DataObject) -> None:
    """Through random acts the text loads, and every comment about another code stands."""
    text = data.draw(commented(data.draw(codebooks())))
    untouched = set(load(text).by_id)
    for _ in range(data.draw(st.integers(1, 5))):
        before = text
        text, touched = act(data, text)
        untouched -= touched
        for line in before.splitlines():
            about = line.strip().split(" ")
            if about[:2] == ["#", "关于"] or (about[0] == "#" and about[-1] == "后"):
                subject = about[2]
                assert subject not in untouched or line in text.splitlines()
        load(text)


@settings(deadline=None)
@given(st.data())
def test_merge_and_part(data: st.DataObject) -> None:
    """What a merge joined, part parts: the same codebook, if not always the same bytes."""
    codebook = data.draw(codebooks().filter(lambda book: len(book.codes) > 1))
    text = data.draw(commented(codebook))
    source, target = data.draw(st.permutations(list(codebook.by_id)))[:2]

    merged = edit.merge(text, source, target)

    assert load(edit.part(merged, text, source, target)).by_id == codebook.by_id


def test_part_of_a_grandparent() -> None:
    """A target two levels below its source goes back to its own parent."""
    text = "- {id: a, label: x}\n- {id: b, label: x, parent: a}\n- {id: c, label: x, parent: b}\n"

    merged = edit.merge(text, "a", "c")

    assert [(code.id, code.parent) for code in load(merged).codes] == [("b", "c"), ("c", "")]
    assert load(edit.part(merged, text, "a", "c")) == load(text)
