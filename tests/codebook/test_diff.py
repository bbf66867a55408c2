"""What differs between two codebooks."""

from __future__ import annotations

import pytest
from hypothesis import given

from coder.codebook.diff import CodebookDiff, CodeChange, ListChange, diff
from coder.codebook.load import load
from tests.codebook.strategies import codebooks

OLD = load(
    "- {id: a, label: 甲, terms: [资金, 经费]}\n- {id: b, label: 乙}\n- {id: c, label: 丙}\n"
)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("terms: [别的]", (True, True)),
        ("definition: 定义", (True, True)),
        ("exclude: [不算]", (True, False)),
        ("kind: cause", (True, True)),
        ("retired: true", (True, True)),
        ('color: "#D95F02"', (False, False)),
        ("aspect: x", (False, False)),
        ("origin: own", (False, False)),
        ("parent: a", (False, False)),
    ],
)
def test_meaning_or_wording(field: str, expected: tuple[bool, bool]) -> None:
    """A field that decides what is coded is told from one that does not."""
    new = load(
        f"- {{id: a, label: 甲, terms: [资金, 经费]}}\n- {{id: b, label: 乙, {field}}}\n- {{id: c, label: 丙}}\n"
    )

    [change] = diff(OLD, new).changed

    assert (change.id, change.fields) == ("b", (field.split(":", maxsplit=1)[0],))
    assert (change.meaning, change.rescored) == expected


def test_all_of_it() -> None:
    """Added, removed, changed, moved and perhaps renamed, each by name."""
    new = load(
        "- {id: c2, label: 丙}\n- {id: b, label: 二}\n- {id: a, label: 甲, terms: [资金, 预算]}\n"
    )

    found = diff(OLD, new)

    assert found == CodebookDiff(
        added=("c2",),
        removed=("c",),
        changed=(
            CodeChange("b", ("label",), meaning=False, rescored=True),
            CodeChange(
                "a",
                ("terms",),
                meaning=True,
                rescored=True,
                lists=(ListChange("terms", ("预算",), ("经费",)),),
            ),
        ),
        rescored=("c2", "b", "a"),
        reordered=True,
        likely_renames=(("c", "c2"),),
    )
    assert found.say("zh") == [
        "新增编码：丙（c2）",
        "删去编码：丙（c）",
        "c 与 c2 内容相同，像是改名",
        "二（b）：文字有改动（名称）",
        "甲（a）：含义有改动（词语）",
        "  词语 + 预算",
        "  词语 - 经费",
        "编码的先后次序变了",
    ]


def test_codes_without_rules_are_not_taken_for_renamed() -> None:
    """Two codes that have nothing but different labels are different codes."""
    assert diff(load("- {id: a, label: 甲}"), load("- {id: b, label: 乙}")).likely_renames == ()


@given(codebooks(), codebooks())
def test_no_difference_means_the_same(one: object, other: object) -> None:
    """The difference is empty exactly when the codebooks are equal."""
    from coder.model import Codebook

    assert isinstance(one, Codebook)
    assert isinstance(other, Codebook)
    assert not diff(one, one)
    assert bool(diff(one, other)) == (one != other)
