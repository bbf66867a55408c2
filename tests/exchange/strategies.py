"""Projects for properties: any tree of codes, any texts, any selections in them."""

from __future__ import annotations

from hypothesis import strategies as st

from coder.exchange.codes import guid_of
from coder.exchange.project import CodeEntry, Memo, Project, Selection, Source

WORDS = st.text(st.sampled_from("经费不够Naïve 😀𠮷\n&<>\"'.x"), min_size=1, max_size=30)
NAMES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
TEXTS = WORDS.map(str.strip).filter(bool)


@st.composite
def trees(draw: st.DrawFn) -> tuple[CodeEntry, ...]:
    """Codes, parents before children."""
    found: list[CodeEntry] = []
    for number in range(draw(st.integers(1, 5))):
        above = draw(st.sampled_from(["", *(one.key for one in found)]))
        said = draw(st.one_of(st.just(""), TEXTS))
        color = draw(st.sampled_from(["", "#C4560B"]))
        kind = draw(st.sampled_from(["", "困境"]))
        key = guid_of("code", str(number))
        codable = draw(st.booleans())
        found.append(CodeEntry(key, draw(NAMES), above, said, color, codable, kind))
    order = {one.key: one for one in found}
    return tuple(_depth_first(order, ""))


def _depth_first(codes: dict[str, CodeEntry], above: str) -> list[CodeEntry]:
    found = []
    for one in codes.values():
        if one.parent == above:
            found += [one, *_depth_first(codes, one.key)]
    return found


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project in which every selection says something, each range once."""
    codes = draw(trees())
    keys = [one.key for one in codes]
    sources = []
    for number in range(draw(st.integers(0, 3))):
        text = draw(WORDS)
        attributes = draw(
            st.dictionaries(NAMES.filter(lambda name: name != "group"), NAMES, max_size=2)
        )
        marks = draw(
            st.lists(st.tuples(st.integers(0, len(text) - 1), st.sampled_from(keys)), max_size=4)
        )
        made = [
            Selection(
                start,
                draw(st.integers(start + 1, len(text))),
                key,
                draw(st.sampled_from(["林", "Bob"])),
                draw(st.one_of(st.just(""), TEXTS)),
                "2026-01-02T03:04:05Z",
            )
            for start, key in marks
        ]
        sources.append(
            Source(guid_of("s", str(number)), draw(NAMES), text, attributes, tuple(made))
        )
    memos = tuple(
        Memo(name, draw(TEXTS), "2026-01-02T03:04:05Z") for name in draw(st.sets(NAMES, max_size=2))
    )
    return Project(draw(NAMES), "Interview Coder 1", codes, tuple(sources), memos)
