"""Text that leaves the machine names nobody who was surely found."""

from __future__ import annotations

from coder.text.identify.hits import Lists
from coder.text.identify.veil import Veil


def test_the_same_word_each_time():
    """One pseudonym a word, from sentence to sentence; the rest is as it was."""
    veil = Veil(Lists(organisations=("宏盾",)))

    assert veil("我叫王建国，在宏盾，电话13812345678。") == "我叫某人A，在某机构A，电话某电话A。"
    assert veil("王建国，名叫王建国的说经费不够。") == "某人A，名叫某人A的说经费不够。"
    assert veil("经费不够。") == "经费不够。"


def test_english_talk():
    """English talk has English pseudonyms, for numbers too."""
    assert Veil()("Call Mr Okafor on 020 7946 0958.") == "Call Mr Person A on Phone A."
