"""Codes met for the first time, interview after interview."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from coder.analysis.ground import Coded, ground
from coder.analysis.layout import Choice
from coder.analysis.saturation import accumulated, answer, curve, saturation_table, stop, stops
from coder.model import Bilingual, Code, Codebook, Coding, Document

R = json.loads((Path(__file__).parent / "reference" / "statistics_r.json").read_text("utf-8"))


def first_met(*new: int) -> np.ndarray:
    """Interviews that bring *new* codes each, and repeat none."""
    met = np.zeros((len(new), sum(new)), dtype=bool)
    at = 0
    for interview, count in enumerate(new):
        met[interview, at : at + count] = True
        at += count
    return met


def test_base_run_and_threshold():
    """The example of Guest, Namey & Chen (2020), by a base of 4, a run of 2 and at most 5 % new.

    37 codes in four interviews; the run of 5 and 6 adds 3 (8 %), of 6 and 7 one (3 %): at 7.
    How many each of the first four brings is made up here; only their sum counts.
    """
    met = first_met(20, 9, 5, 3, 2, 1, 0, 0)

    assert stop(met).at == 7
    assert stop(met).codes == 37
    assert (stop(met).new, round(stop(met).share, 2)) == (1, 0.03)
    assert stop(met, threshold=0.0).at == 8
    assert stop(met, run=3, threshold=0.05).at == 8
    assert stop(met, base=6, run=2).at == 8


def test_never_reached():
    """Every interview brings something: there is no such interview, and the last run is told."""
    found = stop(first_met(3, 3, 3, 3, 3, 3, 3))

    assert (found.at, found.codes, found.new) == (0, 12, 6)
    assert found.share == 0.5


def test_mean_is_that_of_all_orders():
    """Rarefaction's closed form and the 720 orders of six interviews, to 1e-9."""
    met = np.random.default_rng(1).random((6, 9)) < 0.3

    counts = [
        [int(met[list(order[:n])].any(axis=0).sum()) for n in range(7)]
        for order in permutations(range(6))
    ]

    found = curve(met)
    assert found.mean == pytest.approx(np.mean(counts, axis=0), abs=1e-9)
    assert (found.low <= found.mean).all()
    assert (found.mean <= found.high).all()


def test_mean_is_vegans():
    """The exact accumulation curve of R's vegan, to 1e-9."""
    met = np.array(R["vegan"]["met"], dtype=bool)

    assert curve(met).mean[1:] == pytest.approx(R["vegan"]["richness"], abs=1e-9)


def test_random_orders_stop_where_one_by_one_they_do():
    """The counts of all orders at once are those of `stop` on each."""
    met = np.random.default_rng(2).random((12, 15)) < 0.4
    rng = np.random.default_rng(20230517)
    orders = rng.permuted(np.tile(np.arange(12), (50, 1)), axis=1)

    assert stops(met, orders=50).tolist() == [stop(met[order]).at for order in orders]
    assert accumulated(met, orders=50)[:, -1].tolist() == [int(met.any(axis=0).sum())] * 50


def test_answers_in_words():
    """Reached, not reached, too few interviews, nothing coded."""
    reached = answer(first_met(20, 9, 5, 3, 2, 1, 0, 0), "name")
    assert reached[0].zh == (
        "按编号的次序：前 4 篇得到 37 个编码；到第 7 篇时，最近 2 篇只新增 1 个"
        "（占前 4 篇的 3%，不超过 5%），按此标准已经饱和。"
    )
    assert "随机排 1000 次" in reached[1].zh
    assert reached[2].en.startswith("One more interview of this kind would bring about 5.0 codes")
    assert "尚未饱和" in answer(first_met(3, 3, 3, 3, 3, 3), "date")[0].zh
    assert answer(first_met(1, 1, 1), "name")[0].en.startswith("With 3 interviews, fewer than 6")
    assert "没有任何编码" in answer(np.zeros((7, 2), dtype=bool), "name")[0].zh


def test_table_by_group():
    """All interviews, then each group; a group that is too small says so."""
    documents = [
        Document(f"D{at}", "x" * 9, attributes={"group": "a" if at < 6 else "b"}) for at in range(8)
    ]
    book = Codebook(tuple(Code(name, Bilingual(name)) for name in "pqr"))
    codings = [Coding("D0", 0, 5, "p"), Coding("D7", 0, 5, "q")]

    table = saturation_table(Coded(codings, documents, book, ground(documents, {})), Choice())

    assert [head for head, _ in table.frame.columns[::3]] == ["合计 (n=8)", "a (n=6)", "b (n=2)"]
    assert table.said("zh")[7] == ("8", ["2.0", "2–2", "–", "–", "", "–", "–", "", "–"])
    assert any(note.zh.startswith("b：只有 2 篇访谈") for note in table.notes)


def test_no_step_is_less_than_nothing():
    """Where the curve is flat it says 0.00, not -0.00."""
    documents = [Document(f"D{at}", "x" * 9) for at in range(8)]
    book = Codebook(tuple(Code(name, Bilingual(name)) for name in "pqr"))
    codings = [Coding(f"D{at}", 0, 5, code) for at in range(2, 8) for code in "pq"]

    table = saturation_table(
        Coded(codings, documents, book, ground(documents, {})), Choice(columns="")
    )

    assert not any("-" in cell for _, cells in table.said("en") for cell in cells)


def test_nobody():
    """No interviews: an empty table with its notes."""
    empty = Coded([], [], Codebook(), ground([], {}))

    assert saturation_table(empty, Choice(columns="")).frame.empty
