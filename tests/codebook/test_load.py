"""Loading: what is understood, and every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.codebook.load import check, check_file, load, load_document, load_file
from coder.codebook.patch import dump
from coder.codebook.starter import STARTER
from coder.errors import Problems
from coder.model import Bilingual, Code, Codebook, Pattern
from coder.words import SENTENCES
from tests.codebook.strategies import codebooks, commented

ROOT = Path(__file__).parents[2]


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem in *text*."""
    return [(problem.code, problem.line, problem.column) for problem in check(text)]


def a_code(line: str) -> str:
    """A codebook of one code `a` with one more field, in line 4."""
    return f"codes:\n  - id: a\n    label: 甲\n    {line}\n"


def test_a_code_with_all_its_fields() -> None:
    """Every field arrives where the model has it, in one form or the other."""
    text = """\
codes:
  - id: top
    label: 上
  - id: low.1
    label: {zh: 下, en: Low}
    kind: difficulty
    parent: top
    aspect: service_subject
    origin: study
    definition: {en: only English}
    include: 一句
    exclude: [甲, 'b: c']
    examples:
      - 12350
      - "钱 # 不够"
    counter_examples: []
    terms: [资金]
    patterns:
      - '资金\\d+'
      - regex: 没.钱
      - [{LOWER: 没, OP: "?"}, {LENGTH: {">=": 2}}]
      - tokens: [{IS_PUNCT: true}]
    color: "#D95F02"
    retired: true
"""
    low = Code(
        id="low.1",
        label=Bilingual("下", "Low"),
        kind="difficulty",
        parent="top",
        aspect="service_subject",
        origin="study",
        definition=Bilingual("", "only English"),
        include=("一句",),
        exclude=("甲", "b: c"),
        examples=("12350", "钱 # 不够"),
        terms=("资金",),
        patterns=(
            Pattern(regex=r"资金\d+"),
            Pattern(regex="没.钱"),
            Pattern(tokens='[{"LOWER": "没", "OP": "?"}, {"LENGTH": {">=": 2}}]'),
            Pattern(tokens='[{"IS_PUNCT": true}]'),
        ),
        color="#D95F02",
        retired=True,
    )

    assert load(text) == Codebook((Code("top", Bilingual("上")), low))


def test_a_list_without_a_head_is_a_codebook() -> None:
    """A file that is only the list of codes is accepted."""
    assert load("- {id: a, label: 甲}\n") == Codebook((Code("a", Bilingual("甲")),))


def test_title_and_names() -> None:
    """Title and label maps come along, in the file's order."""
    text = (
        "title: 研究\nlanguage: zh\nkinds: {b: {zh: 乙, en: B}, a: 甲}\n"
        "groups:\n  bureau: {zh: 局}\ncodes:\n"
    )

    document = load_document(text)

    assert document.title == Bilingual("研究")
    assert document.language == "zh"
    assert list(document.kinds.items()) == [("b", Bilingual("乙", "B")), ("a", Bilingual("甲"))]
    assert document.groups == {"bureau": Bilingual("局")}
    assert document.aspects == {}
    assert document.codebook == Codebook()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("codes:\n  - id: a\n\tlabel: x\n", ("yaml_tab", 3, 1)),
        ("codes:\n  - id: a\n  \t  label: x\n", ("yaml_tab", 3, 3)),
        ("codes:\n  - id: 'a\n    label: x\n", ("yaml_quote_open", 2, 9)),
        ("codes:\n - id: a\n   label: b\n  kind: x\n", ("yaml_indent", 4, 3)),
        ("codes: [a,\n", ("yaml_incomplete", 2, 1)),
        ("codes: [a\nb: c\n", ("yaml_bracket_open", 1, 8)),
        ("title: a: b\ncodes: []\n", ("yaml_colon", 1, 9)),
        ("codes:\n  - id:a\n    label: x\n", ("yaml_colon_form", 2, 7)),
        ("title：x\ncodes: []\n", ("yaml_colon_form", 1, 6)),
        ("codes: []\nend\n", ("yaml_no_colon", 2, 1)),
        ("title: @b\ncodes: []\n", ("yaml_start_character", 1, 8)),
        ('title: "\\d"\ncodes: []\n', ("yaml_escape", 1, 10)),
        ("codes: []\n---\ncodes: []\n", ("yaml_two_documents", 2, 1)),
        ("title: &t x\nlanguage: *t\ncodes: []\n", ("yaml_alias", 2, 11)),
        ("codes: []\ntitle: a\x00\n", ("yaml_character", 2, 9)),
        ("[" * 5000, ("yaml_depth", 1, 41)),
        ("", ("codebook_empty", 0, 0)),
        ("# nothing\n", ("codebook_empty", 0, 0)),
        ("a" * 4_000_001, ("codebook_too_large", 0, 0)),
        ("text\n", ("codebook_no_codes", 1, 1)),
        ("title: x\n", ("codebook_no_codes", 1, 1)),
        ("codes: {a: {label: x}}\n", ("codebook_codes_not_list", 1, 8)),
        ("codes: [a]\n", ("codebook_not_code", 1, 9)),
        ("codes: []\ncodes: []\n", ("codebook_key_twice", 2, 1)),
        ("codes: []\nkinds: [a]\n", ("codebook_not_labels", 2, 8)),
        ("codes: []\nauthor: x\n", ("codebook_field_unknown", 2, 1)),
        ("codes:\n  - label: x\n", ("codebook_no_id", 2, 5)),
        ("codes:\n  - id: a\n", ("codebook_no_label", 2, 5)),
        ("codes:\n  - id: a\n    label: {zh: ''}\n", ("codebook_no_label", 2, 5)),
        ("codes:\n  - id: a b\n    label: x\n", ("codebook_id_form", 2, 9)),
        ("codes:\n  - id: a;b\n    label: x\n", ("codebook_id_form", 2, 9)),
        (a_code("label: 乙"), ("codebook_key_twice", 4, 5)),
        (a_code("exmples: [x]"), ("codebook_field_meant", 4, 5)),
        (a_code("定义: x"), ("codebook_field_meant", 4, 5)),
        (a_code("note: x"), ("codebook_field_unknown", 4, 5)),
        (a_code("parent: b"), ("codebook_parent_unknown", 4, 13)),
        (a_code("parent: a"), ("codebook_cycle", 4, 13)),
        (a_code("kind: [x]"), ("codebook_not_text", 4, 11)),
        (a_code("kind: true"), ("codebook_not_text", 4, 11)),
        (a_code("examples:\n      - 他说: 没钱"), ("codebook_text_colon", 5, 9)),
        (a_code('kind: "\\ud800"'), ("codebook_half_character", 4, 11)),
        (a_code("include: {a: b}"), ("codebook_not_list", 4, 14)),
        (a_code("terms: [资金, '']"), ("codebook_empty_item", 4, 17)),
        (a_code("terms:\n      -\n      - 资金"), ("codebook_empty_item", 5, 7)),
        (a_code("terms: [钱]"), ("codebook_term_short", 4, 13)),
        (a_code("terms: [资金, 资金]"), ("codebook_term_twice", 4, 17)),
        (a_code("retired: 1"), ("codebook_not_bool", 4, 14)),
        (a_code("origin: mine"), ("codebook_origin", 4, 13)),
        (a_code("color: red"), ("codebook_color", 4, 12)),
        (a_code("patterns: [{a: b}]"), ("codebook_field_unknown", 4, 17)),
        (a_code("patterns: ['(资金']"), ("regex_open_bracket", 4, 17)),
        (a_code("patterns: [资金)]"), ("regex_stray_bracket", 4, 18)),
        (a_code("patterns: ['a[b']"), ("regex_open_set", 4, 18)),
        (a_code("patterns: ['*b']"), ("regex_nothing_to_repeat", 4, 17)),
        (a_code("patterns: ['(a+)+']"), ("regex_slow", 4, 17)),
        (a_code("patterns: ['a*']"), ("regex_matches_nothing", 4, 17)),
        (a_code("patterns: [[{TXT: a}]]"), ("token_unknown_key", 4, 16)),
        (a_code("patterns: [[{POS: NOUN}]]"), ("token_never_matches", 4, 16)),
    ],
)
def test_one_fault(text: str, expected: tuple[str, int, int]) -> None:
    """Each fault is found where a person would mend it."""
    assert expected in found(text)


def test_an_empty_item_is_named_in_its_code() -> None:
    """The sentence has the place, the code, the field, and what to do."""
    [problem] = check(a_code("terms: [资金, '']"))

    assert problem.say("zh") == (
        "codebook.yaml:4:17: 编码 a 的 terms 里有一个空项：请填上内容或删去这一项。"
    )
    assert problem.say("en") == (
        "codebook.yaml:4:17: terms of code a has an empty item: fill it in or delete it."
    )


def test_an_unquoted_color_is_named_as_such() -> None:
    """YAML takes `#…` for a comment; the sentence says so."""
    assert found(a_code("color: #D95F02\n    kind: x")) == [("codebook_color_quote", 4, 10)]


def test_all_faults_come_at_once_in_order() -> None:
    """One reading lists everything, by line."""
    text = """\
codes:
  - id: a
    label: 甲
    parent: c
    color: red
  - id: a
    label: 乙
    terms: [资金]
  - id: b
    terms: [资金, 钱]
    parent: b
"""

    assert found(text) == [
        ("codebook_parent_unknown", 4, 13),
        ("codebook_color", 5, 12),
        ("codebook_id_twice", 6, 9),
        ("codebook_no_label", 9, 5),
        ("codebook_term_shared", 10, 13),
        ("codebook_term_short", 10, 17),
        ("codebook_cycle", 11, 13),
    ]
    with pytest.raises(Problems) as raised:
        load(text)
    assert [problem.code for problem in raised.value.problems] == [
        "codebook_parent_unknown",
        "codebook_color",
        "codebook_id_twice",
        "codebook_no_label",
        "codebook_cycle",
    ]


def test_a_circle_is_named_from_its_first_code() -> None:
    """The ring is written out once, beginning with the code that stands first."""
    text = "".join(f"- {{id: {i}, label: x, parent: {p}}}\n" for i, p in ["ab", "bc", "ca", "da"])

    [problem] = check(text)

    assert (problem.code, problem.line) == ("codebook_cycle", 1)
    assert problem.values["cycle"] == "a → b → c → a"


@pytest.mark.parametrize(("parent", "meant"), [("fundng", "funding"), ("资金不足", "funding")])
def test_a_parent_nearly_right(parent: str, meant: str) -> None:
    """A misspelt parent, or its label, brings up the id that was meant."""
    text = f"- {{id: funding, label: 资金不足}}\n- {{id: b, label: x, parent: {parent}}}\n"

    [problem] = check(text)

    assert (problem.code, problem.values["meant"]) == ("codebook_parent_meant", meant)


def test_a_kind_that_is_not_listed_is_a_warning() -> None:
    """Where the file lists its kinds, another one is doubtful; the file still loads."""
    text = "kinds: {cause: 成因}\ncodes:\n- {id: a, label: 甲, kind: cuase}\n"

    assert found(text) == [("codebook_not_listed", 3, 27)]
    assert load(text).codes[0].kind == "cuase"


def test_line_ends_and_bom_do_not_matter() -> None:
    """A file saved on Windows says the same."""
    text = a_code("terms: [资金]")

    assert load("\ufeff" + text.replace("\n", "\r\n")) == load(text)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    """GB18030 is recognised and named, with the line of the first foreign byte."""
    path = tmp_path / "mine.yaml"
    path.write_bytes("codes:\n- {id: a, label: 资金}\n".encode("gb18030"))

    [problem] = check_file(path)

    assert problem.say("zh") == (
        "mine.yaml:2: 文件不是 UTF-8 编码（看起来是 GB18030 / GBK）："
        "请用文本编辑器另存为 UTF-8 后再试，文件没有改动。"
    )
    with pytest.raises(Problems):
        load_file(path)


def test_a_file_with_bom_keeps_its_line_ends(tmp_path: Path) -> None:
    """What is handed on for editing has the file's own line ends."""
    path = tmp_path / "codebook.yaml"
    path.write_bytes("\ufeffcodes:\r\n- {id: a, label: 资金}\r\n".encode())

    codebook, text = load_file(path)

    assert text == "codes:\r\n- {id: a, label: 资金}\r\n"
    assert list(codebook.by_id) == ["a"]


def test_the_starter_is_empty_and_without_fault() -> None:
    """What a new study begins with loads, and so does its example once uncommented."""
    head, example = STARTER.split("codes: []\n")
    uncommented = "".join(line[1:] + "\n" for line in example.splitlines())

    assert load(STARTER) == Codebook()
    assert check(STARTER) == []
    assert check(head + "codes:\n" + uncommented) == []
    assert list(load("codes:\n" + uncommented).by_id) == ["long_wait", "access"]


def test_the_sample_codebook_has_no_errors() -> None:
    """The project's own codebook loads."""
    path = ROOT / "codebook.yaml"
    if not path.exists():
        pytest.skip("no codebook.yaml")

    assert [problem.say() for problem in check_file(path) if problem.error] == []


@given(codebooks())
def test_what_is_written_is_read(codebook: Codebook) -> None:
    """A codebook written as YAML loads as itself."""
    assert load(dump(codebook)) == codebook


@given(st.data())
def test_layout_does_not_matter(data: st.DataObject) -> None:
    """Brackets, indentation, comments and the fields' order change nothing."""
    codebook = data.draw(codebooks())

    assert load(data.draw(commented(codebook))) == codebook


@given(st.text(st.sampled_from("abc资: -#'\"[]{}\n\t|>&*!%@`,?\\\x00"), max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    """Whatever the text, there are sentences or a codebook, and nothing else is raised."""
    problems = check("codes:\n- id: a\n  label: b\n" + text)

    assert all(problem.say("zh") and problem.say("en") for problem in problems)


def test_every_sentence_can_be_said() -> None:
    """The catalogue's Chinese and English name the same values."""
    from string import Formatter

    from coder.words import codebook

    for code in codebook.SENTENCES:
        zh, en = SENTENCES[code]
        zh_names = {name for _, name, _, _ in Formatter().parse(zh) if name}
        assert zh_names == {name for _, name, _, _ in Formatter().parse(en) if name}, code
