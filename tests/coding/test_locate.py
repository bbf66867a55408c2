"""Finding quoted sentences in a text."""

from coder.coding.locate import locate

TEXT = "钱不够。人也不够。\n钱不够。就这样,好。"


def found(*rows: tuple[str, str]) -> list[str | None]:
    """Start and words of each row's range."""
    return [r and f"{r[0]}:{TEXT[r[0] : r[1]]}" for r in locate(TEXT, rows)]


def test_nth_row_takes_the_nth_occurrence():
    """A sentence that comes twice is found twice."""
    assert found(("钱不够。", "a"), ("人也不够。", ""), ("钱不够。", "a")) == [
        "0:钱不够。",
        "4:人也不够。",
        "10:钱不够。",
    ]


def test_codes_of_one_sentence_share_its_occurrence():
    """Rows in a row with different codes speak of the same sentence."""
    assert found(("钱不够。", "a"), ("钱不够。", "b")) == ["0:钱不够。", "0:钱不够。"]


def test_same_code_again_is_the_next_occurrence():
    """The same sentence with the same code must be the other one."""
    assert found(("钱不够。", "a"), ("钱不够。", "a")) == ["0:钱不够。", "10:钱不够。"]


def test_white_space_and_wide_forms_do_not_matter():
    """A full-width comma and a stray blank are no difference."""
    assert found(("就这样，好 。", "a")) == ["14:就这样,好。"]


def test_absent_and_empty():
    """Other words are not found, and nothing is nowhere."""
    assert found(("没有这句", "a"), ("", "a")) == [None, None]
