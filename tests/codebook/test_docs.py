"""The description of the format holds."""

from __future__ import annotations

import re
from pathlib import Path

from coder.codebook.entry import FIELDS
from coder.codebook.load import check, load

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_examples_have_no_fault() -> None:
    """Every codebook on the page loads without a warning."""
    examples = [one for one in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "codes:" in one]

    assert [check(one) for one in examples] == [[], []]
    assert [list(load(one).by_id) for one in examples] == [["long_wait"], ["access", "long_wait"]]


def test_every_field_is_described_twice() -> None:
    """Each field stands in the Chinese table and in the English one."""
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    assert named == [*FIELDS, *FIELDS]
