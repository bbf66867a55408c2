"""The verbs that say how sure a number is."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Run


def test_table_with_intervals(study: Path, run: Run) -> None:
    """Shares and their ends in the JSON, a percentage and a range on the screen."""
    run("tag", "--study", study)

    said = run("table", "--study", study, "--interval", "--kind", "difficulty", "--json").json
    shown = run("table", "--study", study, "--interval").out

    cell = said["cells"][0]
    assert (cell["row_id"], cell["column_id"], cell["n"], cell["share"]) == (
        "money",
        "bureau",
        1,
        1,
    )
    assert 0.2 < cell["low"] < cell["high"] == 1
    assert "95% 区间（Wilson）" in shown
    assert "20.7–100.0%" in shown


def test_comparison_of_too_few(study: Path, run: Run) -> None:
    """Two groups of one interview: no test, in words, in either language."""
    run("tag", "--study", study)

    zh, en = (run("compare", "--study", study, lang=one) for one in ("zh", "en"))

    assert zh.code == en.code == 0
    assert "可比较的组不足两个，没有做检验。" in zh.out
    assert "There are fewer than two groups to compare: no test." in en.out


def test_who_counts(study: Path, tmp_path: Path, run: Run) -> None:
    """One coder's own, and a sentence for a coder that nobody knows."""
    run("tag", "--study", study)
    codings = tmp_path / "c.csv"
    codings.write_text("document,sentence,code\n甲,今天下雨。,money\n", encoding="utf-8")
    run("import-codings", codings, "--coder", "林", "--study", study)

    own = run("table", "--study", study, "--who", "coder:林", "--columns", "", "--json").json
    wrong = run("table", "--study", study, "--who", "coder:王")
    agreed = run("table", "--study", study, "--who", "consensus")

    assert [row["合计 (n=2)/参考点"] for row in own["rows"]] == [1, 0, 0, 1]
    assert wrong.code == 1
    assert "林" in wrong.err
    assert "至少两位编码员，现在只有 1 位" in agreed.err


def test_view_is_kept(study: Path, tmp_path: Path, run: Run) -> None:
    """A table saved under a name is made again by the name; an unknown name is a sentence."""
    run("tag", "--study", study)
    first = run(
        "table", "--study", study, "--rows", "kind", "--count", "share", "--save", "类别", "--json"
    ).json

    again = run("table", "--study", study, "--view", "类别", "--json").json
    unknown = run("table", "--study", study, "--view", "没有")

    assert again["rows"] == first["rows"]
    assert unknown.code == 1
    assert "类别" in unknown.err


def test_statistics_are_made_again(study: Path, tmp_path: Path, run: Run) -> None:
    """A file with intervals, and one with a comparison, can be rebuilt."""
    run("tag", "--study", study)
    for line in (("table", "--interval", "segments"), ("compare",)):
        out = tmp_path / f"{line[0]}.xlsx"
        assert run(*line, "--study", study, "--out", out).code == 0
        assert run("rebuild", out, "--study", study, "--json").json["same"] is True


def test_draw_then_correct(study: Path, run: Run) -> None:
    """Without a draw there is a sentence; what was drawn is kept, and waits for people."""
    run("tag", "--study", study)
    before = run("corrected", "--study", study).out

    first = run("draw", "3", "--study", study, "--json").json
    second = run("draw", "100", "--study", study, "--json").json
    after = run("corrected", "--study", study).out

    assert "没有随机抽取的片段，无法校正" in before
    assert first["added"] == first["drawn"] == 3
    assert second["drawn"] == second["segments"] == second["added"] + 3
    assert f"还有 {second['drawn']} 个没有人看过" in after


def test_words_behind_relations(study: Path, tmp_path: Path, run: Run) -> None:
    """As many as the table counts, on the screen and in a file that can be made again."""
    run("tag", "--study", study)
    asked = ("relations", "--study", study, "--second", "context", "--within", "turn", "--quotes")

    said = run(*asked).out
    run(*asked, "--out", tmp_path / "w.csv")
    none = run("relations", "--study", study, "--second", "context", "--quotes").out

    assert "资金不足 — 消防（2 处）" in said
    with (tmp_path / "w.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["first"] for row in rows] == ["资金不足", "资金不足", "人手不足"]
    assert (rows[1]["first_text"], rows[1]["turn"]) == ("消防要检查，没钱啊。", "4")
    assert run("rebuild", tmp_path / "w.csv", "--study", study).code == 0
    assert "没有原话可列" in none


def test_saturation_in_words(study: Path, run: Run) -> None:
    """Two interviews are too few; with another standard it is answered."""
    run("tag", "--study", study)

    few = run("saturation", "--study", study, "--columns", "").out
    lax = run(
        "saturation", "--study", study, "--base", "1", "--run-length", "1", "--lang", "en"
    ).out

    assert "只有 2 篇访谈，不到 6 篇" in few
    assert "In the order of their ids: the first 1 interviews give" in lax


def test_relations(study: Path, run: Run) -> None:
    """Codes of one turn beside chance; no links yet; a kind that no code has is a sentence."""
    run("tag", "--study", study)

    turns = run("relations", "--study", study, "--second", "context", "--within", "turn").out
    none = run("relations", "--study", study, "--second", "context").out
    wrong = run("relations", "--study", study, "--second", "cause")

    assert "资金不足 — 消防" in turns
    assert "还没有确认的联系" in none
    assert wrong.code == 1
    assert "context difficulty" in wrong.err
