"""An edited transcript: codings go along, wait, or are gone; what a person says of them holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.study import Study, new_study
from coder.verbs import changed as verb
from coder.verbs.check import check
from coder.verbs.decide import decide
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import take_in
from coder.verbs.replaced import put_back, replaced
from coder.verbs.standing import present
from coder.verbs.tag import tag
from tests.fakes import LetterEncoder

BOOK = "codes:\n  - id: money\n    label: 资金\n  - id: people\n    label: 人手\n"
TALK = """\
访谈员：今年怎么样？
受访者：经费年年不够，项目只好先放一放。人手也紧，三个专家请不来。那天下雨，我们走了七里路。
访谈员：还有吗？
受访者：评价没有标准，打分全凭印象。没有别的了。
"""
CODED = {
    "经费年年不够，项目只好先放一放。": "money",
    "人手也紧，三个专家请不来。": "people",
    "评价没有标准，打分全凭印象。": "money",
    "那天下雨": "people",
}
EDITED = TALK.replace("今年怎么样", "今年和去年怎么样").replace(
    "三个专家请不来", "两个专家也请不来"
)
EDITED = EDITED.replace("那天下雨，我们走了七里路。", "")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study with four codings by 林."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    put(made, TALK)
    actions = []
    for seq, (words, code) in enumerate(CODED.items(), start=1):
        start = TALK.index(words)
        place = {"document": "D", "start": start, "end": start + len(words)}
        actions.append({"seq": seq, "action": "add", "code": code, **place})
    decide(made, "林", "c", actions)
    yield made
    made.close()


def put(study: Study, text: str) -> verb.Impact | None:
    """Replace the transcript and tag; what became of codings."""
    take_in(study, "D.txt", text.encode(), replace=True)
    return next(iter(tag(study).edited), None)


def stands(study: Study) -> dict[str, str]:
    """Words → code, as it is now."""
    state = present(study)
    text = state.documents["D"].text
    return {text[one.start : one.end]: one.code for one in state.standing.codings if one.coder}


def test_an_edit_is_counted_before_and_after(study: Study) -> None:
    """One stays, one moves, one is doubtful, one has lost its text; the preview says the same."""
    before = verb.impact(study, "D.txt", EDITED.encode())

    after = put(study, EDITED)

    assert before == after == verb.Impact("D", kept=0, moved=2, doubtful=1, gone=1)
    assert stands(study) == {k: v for k, v in CODED.items() if k in EDITED}


def test_the_queue_has_old_and_new_words(study: Study) -> None:
    """Doubtful ones first, then those whose text is gone."""
    put(study, EDITED)

    doubtful, gone = verb.changed(study).waiting

    assert (doubtful.status, doubtful.text) == ("doubtful", "人手也紧，三个专家请不来。")
    assert doubtful.to_text == "人手也紧，两个专家也请不来。"
    assert doubtful.codes == (("people", "林"),)
    assert (gone.status, gone.text, gone.to_text) == ("gone", "那天下雨", "")


def test_placed_by_a_person_and_taken_back(study: Study) -> None:
    """The coding stands where it was put, with who gave it; undone, it waits again."""
    put(study, EDITED)
    one = verb.changed(study).waiting[0]

    made = verb.settle(study, "林", one.spot, one.to_start, one.to_end, text=one.to_text)

    assert stands(study)["人手也紧，两个专家也请不来。"] == "people"
    assert [each.status for each in verb.changed(study).waiting] == ["gone"]
    verb.take_back(study, "林", made.id)
    assert len(verb.changed(study).waiting) == 2
    assert "人手也紧，两个专家也请不来。" not in stands(study)


def test_gone_by_a_person(study: Study) -> None:
    """It waits no longer, and does not stand."""
    put(study, EDITED)
    one = verb.changed(study).waiting[1]

    verb.settle(study, "林", one.spot)

    assert [each.status for each in verb.changed(study).waiting] == ["doubtful"]
    assert not [p for p in check(study).problems if p.error]


def test_the_older_text_back_brings_everything_back(study: Study) -> None:
    """Whatever was decided on the edited text, on the first one the codings are as they were."""
    put(study, EDITED)
    for one in verb.changed(study).waiting:
        verb.settle(study, "林", one.spot, one.to_start, one.to_end)

    put(study, TALK)

    assert stands(study) == CODED
    assert verb.changed(study).waiting == ()


def test_the_replaced_file_is_kept_and_brings_everything_back(study: Study) -> None:
    """Its copy, imported again, is the text and the codings of before."""
    put(study, EDITED)
    (kept,) = (study.folder / ".coder" / "backups" / "files").glob("*/D.txt")

    import_transcripts(study, [kept], replace=True)

    assert (study.interviews / "D.txt").read_text("utf-8") == TALK
    assert stands(study) == CODED


def test_putting_back_can_be_put_back(study: Study) -> None:
    """Neither text is lost, and each has its codings."""
    put(study, EDITED)
    edited = stands(study)

    put_back(study, replaced(study)[0])
    tag(study)
    assert stands(study) == CODED
    put_back(study, replaced(study)[0])
    tag(study)

    assert stands(study) == edited
    assert [one.name for one in replaced(study)] == ["D.txt"] * 3


def test_a_placed_coding_goes_along_with_the_next_edit(study: Study) -> None:
    """The place that a person named is where the next comparison begins."""
    put(study, EDITED)
    one = verb.changed(study).waiting[0]
    verb.settle(study, "林", one.spot, one.to_start, one.to_end)

    put(study, EDITED.replace("今年和去年", "这两年"))

    assert stands(study)["人手也紧，两个专家也请不来。"] == "people"


def test_words_that_come_back_stand_again(study: Study) -> None:
    """Gone holds for the text it was said of."""
    put(study, EDITED)
    verb.settle(study, "林", verb.changed(study).waiting[1].spot)

    put(study, "访谈员：您好。\n" + TALK)

    assert stands(study) == CODED


def test_a_change_of_punctuation_is_none(study: Study) -> None:
    """Full-width forms and commas are no words."""
    report = put(study, TALK.replace("，", ", ").replace("？", "?"))

    assert report
    assert (report.doubtful, report.gone) == (0, 0)
    assert verb.changed(study).waiting == ()


def test_a_refused_suggestion_only_needs_a_new_look(study: Study) -> None:
    """A “no” on words that changed waits for nobody."""
    start = TALK.index("没有别的了。")
    place = {"document": "D", "start": start, "end": start + 6}
    decide(study, "林", "c", [{"seq": 9, "action": "reject", "code": "people", **place}])

    put(study, TALK.replace("没有别的了。", "没有什么别的了。"))

    found = verb.changed(study)
    assert (found.waiting, found.others) == ((), 1)


@pytest.mark.parametrize(
    ("coder", "start", "end", "text", "code"),
    [
        ("", 1, 2, None, "no_coder_named"),
        ("林", 5, 9999, None, "range_outside"),
        ("林", 1, 3, "别的", "text_differs"),
    ],
)
def test_what_cannot_be_settled(
    study: Study, coder: str, start: int, end: int, text: str | None, code: str
) -> None:
    """A sentence says why, and nothing is written."""
    put(study, EDITED)
    one = verb.changed(study).waiting[0]

    with pytest.raises(CoderError) as caught:
        verb.settle(study, coder, one.spot, start, end, text=text)

    assert caught.value.code == code
    assert verb.changed(study).waiting[0] == one
