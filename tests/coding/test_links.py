"""Links between codings outlive what decisions outlive."""

from coder.coding.links import links, standing_links
from coder.coding.place import place
from coder.coding.stand import fold
from coder.model import Action, Bilingual, Code, Codebook, Coding, Decision

BOOK = Codebook(tuple(Code(name, Bilingual(name)) for name in ("money", "rules", "cash")))
ONE, TWO = ("D", 0, 5, "money"), ("D", 10, 15, "rules")


def said(number: int, action: Action = Action.LINK, **more) -> Decision:
    """A decision on money at 0..5 and rules at 10..15."""
    where = {
        "start": 0,
        "end": 5,
        "code": "money",
        "to_start": 10,
        "to_end": 15,
        "to_code": "rules",
    }
    where |= {"document": "D", "digest": "now", "coder": "甲"} | more
    return Decision(action=action, id=number, **where)


def test_last_word_holds():
    """A link, its denial, and an undone denial."""
    undo = Decision(action=Action.UNDO, coder="甲", id=3, undoes=2)

    assert links([said(1)])[ONE, TWO].yes
    assert not links([said(1), said(2, Action.UNLINK)])[ONE, TWO].yes
    assert links([said(1), said(2, Action.UNLINK), undo])[ONE, TWO].yes


def test_codes_carry_their_links():
    """Renaming keeps a link; merging two codes lets the "yes" win."""
    rename = Decision(action=Action.RENAME, coder="甲", id=9, code="money", to_code="cash")

    held = links([said(1), said(2, Action.UNLINK, code="cash"), rename])

    assert [(link.first[3], link.yes) for link in held.values()] == [("cash", True)]


def test_a_link_stands_while_its_codings_do():
    """Another range of the same code on the same words will do; a coding taken away will not."""
    held = links([said(1)])
    there = [Coding("D", 0, 4, "money"), Coding("D", 10, 15, "rules")]

    assert [one.first for one in standing_links(held, there, BOOK)[0]] == [ONE]
    hold, lost = standing_links(held, there[:1], BOOK)
    assert (len(hold), len(lost)) == (0, 1)
    assert standing_links(held, there, Codebook(BOOK.codes[:1]))[0] == []


def test_links_move_with_the_text():
    """Both ends are found again in an edited text; a link whose end is gone is displaced."""
    old, new = "经费不够。没有标准。就这样。", "好。经费不够。没有标准。就这样。"
    decision = said(1, digest="old", start=0, end=5, to_start=5, to_end=10)

    kept = place([decision], {"D": new}, {("D", "old"): old}, {"D": "now"})
    lost = place([decision], {"D": "经费不够。就这样。"}, {("D", "old"): old}, {"D": "now"})

    assert (kept.decisions[0].start, kept.decisions[0].to_start) == (2, 7)
    assert [one.status for one in lost.displaced] == ["gone"]


def test_a_link_is_no_coding():
    """It gives no code to any text."""
    folded = fold([said(1)])

    assert (folded.verdicts, folded.looked) == ({}, {})
