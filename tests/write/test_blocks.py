"""Tables of a report: columns wide enough for their heads."""

import pandas as pd
import pytest

from coder.analysis.table import Table
from coder.model import Bilingual
from coder.write.latex import escaped
from coder.write.report.blocks import LEAST, MARGINS, PAGE, SMALLER, grid_of, plain_grid


def grid(heads: list[str], labels: list[str]):
    """A grid of zeros."""
    columns = pd.MultiIndex.from_tuples([(head, "respondents") for head in heads])
    frame = pd.DataFrame(0, index=pd.Index(labels), columns=columns)
    made = Table(frame, Bilingual("t"))
    return grid_of(made, label="1", caption="c", language="en", sheet="s")


def test_no_word_of_a_head_is_torn():
    """Seven columns: each as wide as its longest word, and room for the labels."""
    heads = ["Unclear responsibility", "Dependence on agencies", "Pool", "a b c", "Total", "x"]
    found = grid(heads, ["No guiding purchase catalogue"]).widths

    words = [14, 10, 7, 7, 7, 7]  # "respon-" below is seven letters wide
    assert sum(found) == pytest.approx(PAGE)
    assert found[0] >= LEAST
    assert all(
        wide >= MARGINS + SMALLER * word for wide, word in zip(found[1:], words, strict=True)
    )


def test_more_columns_than_a_page_has_room_for():
    """They are alike, and the labels have a wider one."""
    found = grid([f"responsibility{at}" for at in range(12)], ["a"]).widths

    assert found == (2.8, *(1.0,) * 12)


def test_chinese_may_be_parted_anywhere():
    """Long names in Chinese ask for no more than others; nothing asks for nothing."""
    wide = grid(["安全技术服务机构的资源依赖", "矿山"], ["资金不足"]).widths
    empty = plain_grid("1", "c", ["code"], [], language="zh", sheet="s").widths

    assert wide[1] == wide[2]
    assert len(empty) == 1


def test_letters_that_latin_typefaces_lack():
    """LaTeX would leave them out without a word."""
    assert escaped("κ 与 ε²") == r"$\kappa$ 与 $\varepsilon$\textsuperscript{2}"
