"""Proposals of links, and the table of those that people confirmed."""

import random
from array import array

from coder.analysis.ground import ground
from coder.analysis.linking import REMEDIAL, link_table, proposals
from coder.coding.links import Link
from coder.model import (
    Action,
    Bilingual,
    Code,
    Codebook,
    Coding,
    Decision,
    Document,
    Role,
    Segments,
    Turn,
)

TEXT = "经费不够。因为财政紧。人手也少。今天下雨。没人管这事。要是能多招人就好。评价没标准。"
ENDS = [at + 1 for at, letter in enumerate(TEXT) if letter == "。"]
STARTS = [0, *ENDS[:-1]]
TURNS = (
    Turn("答", Role.INTERVIEWEE, 0, ENDS[4], 0),
    Turn("答", Role.INTERVIEWEE, ENDS[4], ENDS[6], 0),
)
DOCUMENT = Document("D", TEXT, TURNS)
CUT = Segments("D", array("q", [0, 0, 0, 0, 0, 1, 1]), array("q", STARTS), array("q", ENDS))
ON = ground([DOCUMENT], {"D": CUT})
BOOK = Codebook(
    tuple(Code(name, Bilingual(label)) for name, label in (("d", "难"), ("e", "苦"), ("c", "因")))
)
NAMES = (Bilingual("困境", "Difficulty"), Bilingual("成因", "Cause"))


def on(number: int, code: str, document: str = "D") -> Coding:
    """A coding of sentence *number*."""
    return Coding(document, STARTS[number], ENDS[number], code)


def found(*codings: Coding, **more) -> list[tuple[int, int, str, int]]:
    """Proposed pairs by sentence, with connective and distance."""
    made = proposals(codings, [DOCUMENT], ON, {"d", "e"}, {"c"}, **more)
    return [
        (STARTS.index(p.first.start), STARTS.index(p.second.start), p.word, p.far) for p in made
    ]


def test_near_and_with_a_connective_comes_first():
    """The same segment, then neighbours; a connective counts for more than nearness."""
    made = found(on(0, "d"), on(1, "c"), on(4, "e"), on(4, "c"))

    assert made == [(0, 1, "因为", 1), (4, 4, "", 0)]


def test_connectives_in_either_case_or_none_at_all():
    """English words are found as they begin a sentence; where none of the words stand, nothing is."""
    english = Document("D", TEXT.replace("因为", "Due to"), TURNS)
    ends = [at + 1 for at, letter in enumerate(english.text) if letter == "。"]
    cut = Segments("D", CUT.turn, array("q", [0, *ends[:-1]]), array("q", ends))
    codings = [Coding("D", 0, ends[0], "d"), Coding("D", ends[0], ends[1], "c")]

    def words(*words: str) -> list[str]:
        on_it = ground([english], {"D": cut})
        return [p.word for p in proposals(codings, [english], on_it, {"d"}, {"c"}, words=words)]

    assert words("due to", "因为") == ["Due to"]
    assert words("because") == [""]


def test_the_same_as_one_pair_after_the_other():
    """300 codings of two documents: what two loops over all pairs find, in their order."""
    rng = random.Random(3)
    documents = [DOCUMENT, Document("E", TEXT, TURNS)]
    both = ground(documents, {"D": CUT, "E": Segments("E", CUT.turn, CUT.start, CUT.end)})
    codings = list(
        {on(rng.randrange(7), rng.choice("dec"), rng.choice("DE")) for _ in range(300)}
    )  # fmt: skip
    codings.sort(key=lambda one: (one.document, one.start, one.code))

    expected = {}
    for one in (c for c in codings if c.code in "de"):
        for other in (c for c in codings if c.code == "c" and c.document == one.document):
            a, b = STARTS.index(one.start), STARTS.index(other.start)
            if abs(a - b) <= 3 and (a < 5) == (b < 5):
                text = TEXT[min(one.start, other.start) : max(one.end, other.end)]
                word = next((w for w in ("因为", "没人") if w in text), "")
                far = abs(a - b)
                strength = 0.5 / (1 + far) + (0.5 / max(1, far) if word else 0)
                if strength > expected.get(one, (0,))[0]:
                    expected[one] = (strength, other.start)

    made = proposals(codings, documents, both, {"d", "e"}, {"c"}, words=("因为", "没人"))
    assert {p.first: (p.strength, p.second.start) for p in made} == expected
    assert [p.strength for p in made] == sorted((p.strength for p in made), reverse=True)


def test_other_turns_and_far_sentences_are_not_proposed():
    """Four sentences away, or the next turn: no proposal."""
    assert found(on(0, "d"), on(4, "c")) == []
    assert found(on(4, "d"), on(5, "c")) == []


def test_nearest_of_each_cause():
    """Of two codings of one cause only the likelier is proposed."""
    assert found(on(2, "d"), on(3, "c"), on(1, "c")) == [(2, 1, "因为", 1)]


def test_what_was_decided_is_not_proposed_again():
    """A confirmed or refused pair is done with, also when its range was moved a little."""
    pair = (("D", STARTS[0] + 1, ENDS[0], "d"), ("D", STARTS[1], ENDS[1], "c"))

    assert found(on(0, "d"), on(1, "c"), decided=[pair]) == []


def test_connectives_of_remedies():
    """Other words speak for countermeasures; the reason is said."""
    made = proposals([on(5, "d"), on(5, "c")], [DOCUMENT], ON, {"d"}, {"c"}, words=REMEDIAL)

    assert made[0].say("zh") == "同一个片段；同处出现“要是”"
    assert made[0].say("en") == "the same segment; “要是” stands there"


def link(document: str, first: str, second: str) -> Link:
    """A confirmed link."""
    one, two = (document, 0, 5, first), (document, 5, 9, second)
    return Link(one, two, True, Decision(action=Action.LINK, coder="甲"))


def test_table_counts_respondents_once():
    """Two links of one respondent are one; totals are no sums."""
    some = [link("A", "d", "c"), link("A", "d", "c"), link("B", "d", "c"), link("A", "e", "c")]

    table = link_table(some, BOOK, ["d", "e"], ["c"], names=NAMES, lost=1)

    assert table.said("zh") == [
        ("难", ["2", "2"]),
        ("苦", ["1", "1"]),
        ("合计", ["2", "2"]),
    ]
    assert table.title.zh == "困境 × 成因（人确认的联系）"
    assert "共 4 条" in table.notes[1].zh
    assert "另有 1 条" in table.notes[2].zh


def test_no_links_yet():
    """Zeros that say why."""
    table = link_table([], BOOK, ["d"], ["c"], names=NAMES)

    assert table.frame.to_numpy().sum() == 0
    assert table.notes[0].en.startswith("No link has been confirmed yet")
