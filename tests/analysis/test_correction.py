"""Tables of corrected shares."""

from array import array
from dataclasses import replace

import numpy as np

from coder.analysis.corrected import corrected
from coder.analysis.correction import Judged, correction_table, looked_at
from coder.analysis.ground import Coded, ground
from coder.analysis.layout import Choice
from coder.model import Bilingual, Code, Codebook, Coding, Document, Segments

BOOK = Codebook((Code("money", Bilingual("资金")), Code("new", Bilingual("新编码"))))
DOCUMENTS = [
    Document(f"D{at}", "x" * 400, attributes={"group": "a" if at < 6 else "b"}) for at in range(8)
]
CUT = (array("q", [0] * 40), array("q", range(0, 400, 10)), array("q", range(10, 410, 10)))
ON = ground(DOCUMENTS, {one.id: Segments(one.id, *CUT) for one in DOCUMENTS})


def known(drawn: int) -> tuple[Coded, Judged]:
    """A tagger that gives "money" to a quarter, half of them wrongly; *drawn* segments judged."""
    rng = np.random.default_rng(4)
    tagged = rng.random(len(ON)) < 0.25
    labels = tagged & (rng.random(len(ON)) < 0.5)
    sampled = np.zeros(len(ON), dtype=bool)
    sampled[rng.choice(len(ON), drawn, replace=False)] = True
    codings = [
        Coding(ON.documents[ON.document[at]], int(ON.start[at]), int(ON.end[at]), "money")
        for at in np.flatnonzero(tagged)
    ]
    judged = Judged(
        ("money",),
        tagged[:, np.newaxis].astype(float),
        labels[:, np.newaxis],
        np.ones((len(ON), 1), dtype=bool),
        sampled,
    )
    return Coded(codings, DOCUMENTS, BOOK, ON), judged


def test_corrected_beside_raw():
    """The share that stands, the corrected one as the function says; a group with too few has none."""
    coded, judged = known(120)

    table = correction_table(coded, Choice(), judged)

    found = corrected(
        judged.labels[:, 0], judged.predictions[:, 0], judged.drawn, clusters=ON.document
    )
    row = table.frame.loc["资金"].tolist()
    assert row[:2] == [judged.predictions.mean(), found.share]
    assert found.low < judged.labels.mean() < found.high
    assert table.frame.columns[6][0] == "b (n=2)"
    assert table.said("zh")[0][1][7:] == ["–", "–"]
    assert table.said("zh")[1][1][:3] == ["0.0%", "–", "–"]


def test_a_code_that_the_tagger_gives_too_often():
    """It is named where its share lies outside the interval."""
    coded, judged = known(300)

    table = correction_table(coded, Choice(columns=""), judged)

    assert table.notes[1].zh == (
        "原始占比落在区间之外的有 1 个编码，相差最大的是“资金”：原始 19.1%，校正后 10.5%（6.5–15.8%）。"
    )


def test_a_tagger_that_is_right_needs_no_correction():
    """Where people gave what it gave, no code is said to be off."""
    coded, judged = known(120)
    agreed = replace(judged, labels=judged.predictions > 0.5)

    table = correction_table(coded, Choice(columns=""), agreed)

    assert table.notes[1].zh.startswith("各编码的原始占比都在校正后的区间之内")


def test_nothing_drawn():
    """The share that stands, and one sentence why there is no other."""
    coded, judged = known(0)

    table = correction_table(coded, Choice(columns=""), judged)

    assert table.said("zh")[0][1][1:] == ["–", "–"]
    assert [note.zh[:13] for note in table.notes] == ["没有随机抽取的片段，无法校"]


def test_drawn_and_not_yet_judged():
    """They are left out, and said to be."""
    coded, judged = known(100)
    blind = Judged(judged.codes, judged.predictions, judged.labels, ~judged.looked, judged.drawn)

    table = correction_table(coded, Choice(columns=""), blind)

    assert table.said("zh")[0][1][1:] == ["–", "–"]
    assert any("还有 100 个没有人看过" in note.zh for note in table.notes)


def test_a_look_is_for_the_codes_known_then():
    """A code that the codebook did not have yet was not judged."""
    coded, _ = known(0)
    looks = [("D0", 0, 10, frozenset({"money"})), ("D1", 0, 20, None)]

    found = looked_at(coded, looks, ("money", "new"))

    assert found.sum(axis=0).tolist() == [3, 2]
    assert found[0].tolist() == [True, False]
