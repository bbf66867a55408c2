"""Names and syntax for SPSS."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.write.spss import Variable, names_for, write_syntax


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["funding", "资金", "a b"], ["funding", "code_2", "code_3"]),
        (["and", "x" * 65, "9a", "a_"], ["code_1", "code_2", "code_3", "code_4"]),
        (["Money", "money"], ["Money", "code_2"]),
        (["document", "code_1"], ["code_1", "code_2"]),
    ],
)
def test_names_are_valid_and_differ(wanted: list[str], names: list[str]) -> None:
    """ASCII, a letter first, no reserved word, case aside no two the same."""
    assert names_for(wanted, "code", ["document"]) == names


def test_syntax_reads_and_labels(tmp_path: Path) -> None:
    """Each statement ends with a dot; quotation marks are doubled."""
    variables = [
        Variable("document", "访谈", width=6),
        Variable("n", "片段"),
        Variable("fire", "消防 '火'", binary=True),
    ]
    words = {"how": "说明", "no": "没有", "yes": "有"}

    write_syntax(tmp_path / "x.sps", "x.csv", variables, words)

    said = (tmp_path / "x.sps").read_bytes().decode("utf-8-sig").split("\r\n")
    assert "  /FILE='x.csv'" in said
    assert said[10:13] == ["  /VARIABLES=document A6", "  n F8.0", "  fire F8.0."]
    assert said[13:] == [
        "VARIABLE LABELS document '访谈'.",
        "VARIABLE LABELS n '片段'.",
        "VARIABLE LABELS fire '消防 ''火'''.",
        "VALUE LABELS fire 0 '没有' 1 '有'.",
        "VARIABLE LEVEL fire (NOMINAL).",
        "EXECUTE.",
        "",
    ]
