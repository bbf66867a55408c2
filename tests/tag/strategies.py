"""Texts, codes and batches by chance."""

from hypothesis import strategies as st

from coder.model import Bilingual, Code, Pattern
from coder.tag.batch import Batch

WORDS = [
    "钱",
    "不够",
    "拖欠",
    "尾款",
    "没有",
    "专家",
    "，",
    "。",
    "希望",
    "就是这个",
    "Ａb",
    "8",
    "𠮷",
    " ",
]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)
patterns = st.sampled_from(["钱.{0,4}不够", "(拖|欠).?欠", "^希望", "专家|尾款", "[^钱]够"]).map(
    Pattern
)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """One document of up to eight segments."""
    said = draw(st.lists(texts, max_size=8))
    roles = [draw(st.booleans()) for _ in said]
    return Batch(tuple(said), tuple(roles), tuple(range(len(said))))


@st.composite
def codes(draw: st.DrawFn) -> Code:
    """A code with any of its parts missing."""
    few = st.lists(texts, max_size=3).map(tuple)
    return Code(
        id=draw(st.sampled_from(["a", "b", "c"])),
        label=Bilingual(zh=draw(texts)),
        kind=draw(st.sampled_from(["difficulty", "countermeasure", "context", ""])),
        definition=Bilingual(zh=draw(texts)),
        examples=draw(few),
        counter_examples=draw(few),
        terms=draw(few),
        patterns=tuple(draw(st.lists(patterns, max_size=2))),
    )
