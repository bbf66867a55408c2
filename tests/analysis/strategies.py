"""Random codebooks, documents and codings for counting."""

from hypothesis import strategies as st

from coder.model import Bilingual, Code, Codebook, Coding, Document

IDS = "abcdef"


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Six codes; each may stand below an earlier one."""
    return Codebook(
        tuple(
            Code(
                code,
                Bilingual(f"编码{code}"),
                kind=draw(st.sampled_from(["difficulty", "cause", ""])),
                parent=draw(st.sampled_from(["", *IDS[:at]])),
                retired=draw(st.booleans()),
            )
            for at, code in enumerate(IDS)
        )
    )


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """One to five documents, some without a group."""
    groups = draw(st.lists(st.sampled_from(["", "g1", "g2"]), min_size=1, max_size=5))
    return [
        Document(f"D{at}", "字" * 40, attributes={"group": group} if group else {})
        for at, group in enumerate(groups)
    ]


def codings() -> st.SearchStrategy[list[Coding]]:
    """Codings that may overlap, on documents and codes that need not exist."""
    one = st.builds(
        lambda document, start, length, code: Coding(document, start, start + length, code),
        st.sampled_from([f"D{at}" for at in range(6)]),
        st.integers(0, 30),
        st.integers(1, 10),
        st.sampled_from([*IDS, "vanished"]),
    )
    return st.lists(one, max_size=25)
