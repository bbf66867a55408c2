"""Whose codings count."""

from coder.coding.stand import fold, join
from coder.coding.who import coders, counted
from coder.model import Action, Bilingual, Code, Codebook, Decision, Suggestion

BOOK = Codebook((Code("money", Bilingual("资金")), Code("people", Bilingual("人手"))))


def said(number: int, coder: str, action: Action, code: str, start: int = 0, end: int = 10):
    """A decision on document D."""
    return Decision(
        action=action, coder=coder, id=number, document="D", start=start, end=end, code=code
    )


LOG = [
    said(1, "甲", Action.ADD, "money"),
    said(2, "乙", Action.ADD, "money", 1, 9),
    said(3, "甲", Action.ADD, "people"),
    said(4, "乙", Action.REVIEW, ""),
    said(5, "甲", Action.ADD, "people", 20, 30),
    said(6, "甲", Action.ADD, "gone", 20, 30),
]
FOLDED = fold(LOG)
STANDING = join(FOLDED, [Suggestion("D", 40, 50, "money", 0.9)], BOOK)


def places(who: str) -> list[tuple[int, int, str]]:
    """The ranges and codes that count."""
    return [(c.start, c.end, c.code) for c in counted(STANDING, FOLDED, BOOK, who)]


def test_one_coder():
    """What this coder gave, also where another disagrees; not on codes that are gone."""
    assert places("coder:甲") == [(0, 10, "money"), (0, 10, "people"), (20, 30, "people")]
    assert places("coder:乙") == [(1, 9, "money")]
    assert places("coder:丙") == []


def test_consensus_is_what_all_gave_who_looked():
    """Both gave money on nearly the same words (乙 sorts first); people was seen and not given by one."""
    assert places("consensus") == [(1, 9, "money")]


def test_people_and_all():
    """Reviewed leaves the tagger's out."""
    assert (40, 50, "money") in places("all")
    assert (40, 50, "money") not in places("reviewed")
    assert len(places("all")) == len(places("reviewed")) + 1


def test_coders_by_name():
    """Who only looked is a coder too."""
    assert coders(fold([said(1, "丙", Action.REVIEW, ""), said(2, "甲", Action.ADD, "money")])) == [
        "丙",
        "甲",
    ]
