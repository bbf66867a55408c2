"""Who answers whom, and what stands before."""

from coder.tag.batch import Batch, put_together

TALK = Batch(
    ("问", "问", "答", "答", "问", "答"),
    (False, False, True, True, False, True),
    (0, 0, 1, 2, 3, 4),
)


def test_blocks_and_questions() -> None:
    """Runs of one side are a block; an answer knows the block of its question."""
    assert TALK.blocks.tolist() == [0, 0, 1, 1, 2, 3]
    assert TALK.questions.tolist() == [-1, -1, 0, 0, -1, 2]
    assert TALK.before.tolist() == [-1, 0, -1, 2, -1, -1]
    assert TALK.place.tolist() == [0, 1, 0, 1, 0, 0]


def test_documents_do_not_answer_each_other() -> None:
    """In a batch of several documents no context reaches over a boundary."""
    asks, answers = Batch(("问",), (False,), (0,)), Batch(("答",), (True,), (0,))

    both = put_together([asks, answers, Batch((), (), ()), answers])

    assert both.starts == (0, 1, 2)
    assert both.questions.tolist() == [-1, -1, -1]
    assert both.before.tolist() == [-1, -1, -1]


def test_offsets_of_folded_text() -> None:
    """Folding and joining keep every character's place."""
    batch = Batch(("ＡＢ\n１", "𠮷C"), (True, True), (0, 1))

    assert batch.joined == "ab 1\n𠮷c\n"
    assert batch.begins.tolist() == [0, 5, 8]
