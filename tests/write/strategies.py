"""Random rows of text, as transcripts and people write them."""

import pandas as pd
from hypothesis import strategies as st

# All that UTF-8 can say, but NUL: lone surrogates are no characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
TRICKY = st.sampled_from(
    [
        '"',
        '""',
        ",",
        "\r\n",
        "\r",
        "\n",
        "=1+1",
        "+1",
        "-1",
        "@a",
        "'a",
        "NA",
        "\ufeff",
        "𠮷，“好”",
        "1e5",
        " a ",
    ]
)


def frames() -> st.SearchStrategy[pd.DataFrame]:
    """A text, an offset and a confidence a row."""
    row = st.tuples(TRICKY | TEXTS, st.integers(0, 2**40), st.floats(0, 1))
    return st.lists(row, max_size=6).map(
        lambda rows: pd.DataFrame(rows, columns=["text", "start", "confidence"]).astype(
            {"text": object, "start": "int64", "confidence": "float64"}
        )
    )
