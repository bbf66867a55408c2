"""What the scorer promises, with the real encoder and with one made by hand."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.codebook.load import load
from coder.model import Bilingual, Code, Codebook
from coder.tag.encoders import usem
from coder.tag.score import Batch, Scorer, put_together
from tests.tag.strategies import batches, codes

ROOT = Path(__file__).parents[2]


class HashEncoder:
    """Vectors that depend on the text alone and mean nothing."""

    name = "hash"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, 16)."""
        made = [np.frombuffer(hashlib.sha512(t.encode()).digest(), "i4") for t in texts]
        rows = np.array(made, dtype=np.float64).reshape(len(texts), 16)
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(usem())


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load((ROOT / "codebook.yaml").read_text("utf-8"))


def scores(scorer: Scorer, turns: Sequence[tuple[str, str]], code: Code) -> list[float]:
    batch = Batch(
        tuple(text for _, text in turns),
        tuple(who == "受" for who, _ in turns),
        tuple(range(len(turns))),
    )
    return scorer.columns(batch, [code], scorer.encoder.encode(batch.texts))[:, 0].tolist()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("funding_shortage", "一年就给八万块，够干什么的，请专家来两趟就没了。"),
        ("long_payment_cycle", "钱到现在还没结，工资都是我们先垫的。"),
        ("lowball_competition", "他报的那个价低于成本，中标以后只能少派人。"),
        ("regional_monopoly", "外地机构根本进不来，年年都是那两家中标。"),
        ("unclear_responsibility", "应急说归住建管，住建说不归他们管，互相推。"),
        ("build_service_reserve", "最好全市建一个专家库，谁需要谁去抽。"),
        ("refine_budget", "希望预算里把购买服务单独列一项，专款专用。"),
        ("hazardous_waste", "废机油放在危废间里，等人来拉。"),
    ],
)
def test_finds_what_is_said(scorer: Scorer, codebook: Codebook, code: str, said: str) -> None:
    """A plain statement of a code is suggested, though no example has its words."""
    (confidence,) = scores(scorer, [("受", said)], codebook.by_id[code])

    assert confidence >= 0.5


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("funding_shortage", "钱倒不是问题。"),
        ("funding_shortage", "经费基本够用，没有缺口。"),
        ("long_payment_cycle", "从来没有拖欠过，单子一到就打款。"),
        ("lowball_competition", "我们这里不存在价格战。"),
        ("refine_budget", "我在这儿上班八年了。"),
    ],
)
def test_denied_is_not_suggested(scorer: Scorer, codebook: Codebook, code: str, said: str) -> None:
    """A difficulty that the speaker denies, and small talk, stay below the line."""
    (confidence,) = scores(scorer, [("受", said)], codebook.by_id[code])

    assert confidence < 0.5


def test_interviewer_is_never_coded(scorer: Scorer, codebook: Codebook) -> None:
    """The same words score 0 when the interviewer says them."""
    said = "尾款拖欠了一年多，账期太长。"

    asked, told = scores(scorer, [("访", said), ("受", said)], codebook.by_id["long_payment_cycle"])

    assert asked == 0
    assert told > 0.9


def test_pointing_back_carries_the_code_before(scorer: Scorer, codebook: Codebook) -> None:
    """“就是这个原因” carries what the sentence before says, at a discount, and nothing alone."""
    code = codebook.by_id["lowball_competition"]
    said = "大家都低于成本报价，打价格战。"

    before, after = scores(scorer, [("受", said), ("受", "就是这个原因。")], code)
    (alone,) = scores(scorer, [("受", "就是这个原因。")], code)

    assert before > after >= 0.5 > alone


def test_question_speaks_for_a_bare_answer(scorer: Scorer, codebook: Codebook) -> None:
    """“有，太少了” says what the question asks."""
    code = codebook.by_id["funding_shortage"]

    _, answer = scores(scorer, [("访", "资金方面有困难吗？"), ("受", "有，太少了。")], code)
    _, other = scores(scorer, [("访", "您早饭吃了吗？"), ("受", "有，太少了。")], code)

    assert answer >= 0.5 > other


def test_definition_alone_is_found(scorer: Scorer) -> None:
    """A code without terms and examples ranks its own sentence first and suggests it."""
    code = Code(
        id="training",
        label=Bilingual(zh="安全培训效果差"),
        definition=Bilingual(zh="员工安全培训走过场，听不懂、记不住，培训没有效果。"),
    )
    said = [
        ("受", "培训就是念一遍稿子，工人听不懂也记不住，没有效果。"),
        ("受", "我们厂在河边上，一共三层楼。"),
        ("受", "上个月下了一场大雨。"),
    ]

    found = scores(scorer, said, code)

    assert found[0] >= 0.5 > max(found[1:])


def test_a_term_counts_when_it_is_added(scorer: Scorer) -> None:
    """One more term changes the segments that hold it for the better."""
    code = Code(id="x", label=Bilingual(zh="加班"), terms=("通宵",))
    more = Code(id="x", label=Bilingual(zh="加班"), terms=("通宵", "连轴转"))
    said = [("受", "那阵子天天连轴转。"), ("受", "家里种了两盆花。")]

    less, now = scores(scorer, said, code), scores(scorer, said, more)

    assert now[0] > less[0] + 0.2
    assert now[1] < 0.1


def test_wide_and_capital_letters_are_found(scorer: Scorer) -> None:
    """Full-width and capital forms of a term are the same term."""
    code = Code(id="x", label=Bilingual(zh="平台"), terms=("app系统",))

    wide, plain = scores(scorer, [("受", "ＡＰＰ系统太多。"), ("受", "app系统太多。")], code)

    assert wide == pytest.approx(plain, abs=0.2)
    assert wide > 0.1


def test_nothing_to_score() -> None:
    """No segments, or no codes, give an array of that shape."""
    scorer = Scorer(HashEncoder())
    empty = Batch((), (), ())
    one = Batch(("话",), (True,), (0,))

    assert scorer.columns(empty, [Code("a", Bilingual("甲"))], np.zeros((0, 16))).shape == (0, 1)
    assert scorer.columns(one, [], scorer.encoder.encode(one.texts)).shape == (1, 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(batches(), min_size=1, max_size=4), st.lists(codes(), min_size=1, max_size=3))
def test_the_same_in_any_company(documents: list[Batch], book: list[Code]) -> None:
    """A cell is the same to the last bit whatever documents and codes are scored with it."""
    scorer = Scorer(HashEncoder())
    together = put_together(documents)
    vectors = scorer.encoder.encode(together.texts)

    at_once = scorer.columns(together, book, vectors)
    apart = [
        [scorer.columns(one, [code], scorer.encoder.encode(one.texts)) for code in book]
        for one in documents
    ]

    assert np.array_equal(at_once, np.vstack([np.hstack(columns) for columns in apart]))
    assert ((at_once >= 0) & (at_once <= 1)).all()
    assert not at_once[~together.coded].any()
