"""Evidence: the same confidence as the scorer's, and why."""

from pathlib import Path

import numpy as np
import pytest

from coder.codebook.load import load
from coder.model import Codebook
from coder.tag.encoders import usem
from coder.tag.explain import Evidence, explain
from coder.tag.score import Batch, Scorer

TALK = (
    ("访", "付款方面有拖欠吗？"),
    ("受", "服务费一直没结，先垫着。"),
    ("受", "就是这样。"),
    ("访", "经费呢？"),
    ("受", "没有资金缺口。"),
    ("受", "楼下有棵银杏树。"),
)
BATCH = Batch(tuple(t for _, t in TALK), tuple(w == "受" for w, _ in TALK), (0, 1, 1, 2, 3, 3))


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(usem())


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load((Path(__file__).parents[2] / "codebook.yaml").read_text("utf-8"))


def evidence(scorer: Scorer, codebook: Codebook, row: int, code: str) -> Evidence:
    vectors = usem().encode(BATCH.texts)
    return explain(scorer.prepare(BATCH, vectors), row, codebook.by_id[code], scorer)


def test_same_confidence(scorer: Scorer, codebook: Codebook) -> None:
    """Evidence and column agree for every segment and code."""
    columns = scorer.columns(BATCH, codebook.active, usem().encode(BATCH.texts))

    told = [
        [evidence(scorer, codebook, row, code.id).confidence for code in codebook.active]
        for row in range(len(BATCH))
    ]

    assert np.array_equal(np.array(told, np.float32), columns)


def test_what_fired_and_where(scorer: Scorer, codebook: Codebook) -> None:
    """Terms stand at their offsets, the example is quoted, the question is named."""
    found = evidence(scorer, codebook, 1, "long_payment_cycle")

    assert found.reason == ""
    assert {one.text for one in found.fired} >= {"先垫", "垫着"}
    assert all(BATCH.texts[1][one.start : one.end] == one.text for one in found.fired)
    assert found.nearest is not None
    assert found.nearest.text in (
        *codebook.by_id["long_payment_cycle"].examples,
        codebook.by_id["long_payment_cycle"].definition.zh,
    )
    assert "question" in {one.kind for one in found.context}
    assert "出现了词语“先垫”。" in found.say("zh")
    assert "The term “先垫” occurs." in found.say("en")


def test_denied(scorer: Scorer, codebook: Codebook) -> None:
    """A denied term is shown as such, with the words that deny it."""
    found = evidence(scorer, codebook, 4, "funding_shortage")

    assert found.confidence < 0.5
    assert found.reason in {"denied", "near", "far"}
    assert [(one.text, one.denied) for one in found.fired if one.pattern < 0] == [
        ("资金缺口", True)
    ]
    assert ("denial", "没有") in {(cue.kind, cue.text) for cue in found.guards}
    assert "词语“资金缺口”出现了，但被否定，不算。" in found.say("zh")


def test_interviewer(scorer: Scorer, codebook: Codebook) -> None:
    """An interviewer's segment says only that it is never coded."""
    found = evidence(scorer, codebook, 0, "long_payment_cycle")

    assert found.confidence == 0
    assert found.say("zh") == ["这是访谈者的话，不编码。"]
    assert found.say("en") == ["The interviewer speaks here; this is never coded."]


def test_leaning_on_the_sentence_before(scorer: Scorer, codebook: Codebook) -> None:
    """The sentence before is named as what speaks for the code."""
    found = evidence(scorer, codebook, 2, "long_payment_cycle")

    assert found.confidence >= 0.5
    assert ("before", BATCH.texts[1]) in {(one.kind, one.text) for one in found.context}
