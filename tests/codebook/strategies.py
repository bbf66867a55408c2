"""Random codebooks, in words that YAML finds hard, and their texts with comments in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from coder.codebook.quote import field_lines, flow, written_fields
from coder.model import Bilingual, Code, Codebook, Pattern

IDS = st.from_regex(r"[a-z资付款钱0-9_.-]{1,6}", fullmatch=True)
_HARD = st.sampled_from(
    "资金不足 没钱 a:b a: b a #b 'x' \"x\" - ? : # [x] {y} & * ! | > % @ ` true null ~ 1.5 0x1F "
    "2024-01-01 yes 说：没有 \\d 𠮷 👍 , a,b … — \u2028 \x85 \x7f \ufeff e1".split(" ")
)
_ANY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=12
)
TEXTS = (
    st.lists(st.one_of(_HARD, _ANY), min_size=1, max_size=4)
    .flatmap(lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda by: by.join(parts)))
    .map(str.strip)
    .filter(bool)
)
BILINGUALS = st.builds(Bilingual, TEXTS | st.just(""), TEXTS | st.just(""))
LISTS = st.lists(TEXTS, max_size=4).map(tuple)
PATTERNS = st.one_of(
    st.sampled_from(["资金.{0,4}不足", r"\d+'x\"", "[#:]", "^ a$", "(?:a|b)+"]).map(
        lambda regex: Pattern(regex=regex)
    ),
    st.sampled_from(
        [
            '[{"LOWER": "没"}, {"LOWER": "钱", "OP": "?"}]',
            '[{"TEXT": {"IN": ["a: b", "\'", "\\u2028"]}}]'.replace("\\u2028", "\u2028"),
        ]
    ).map(lambda tokens: Pattern(tokens=tokens)),
)
CODES = st.builds(
    Code,
    id=IDS,
    label=BILINGUALS.filter(lambda label: bool(label.zh or label.en)),
    kind=st.sampled_from(["", "difficulty", "cause"]),
    aspect=TEXTS | st.just(""),
    origin=st.sampled_from(["", "study", "inferred", "own"]),
    definition=BILINGUALS,
    include=LISTS,
    exclude=LISTS,
    examples=LISTS,
    counter_examples=LISTS,
    terms=LISTS,
    patterns=st.lists(PATTERNS, max_size=3).map(tuple),
    color=st.sampled_from(["", "#abc", "#D95F02"]),
    retired=st.booleans(),
)


@st.composite
def codebooks(draw: st.DrawFn, *, largest: int = 5) -> Codebook:
    """A codebook whose parents make a forest."""
    codes = draw(st.lists(CODES, max_size=largest, unique_by=lambda code: code.id))
    placed: list[Code] = []
    for code in codes:
        above = draw(st.sampled_from(["", *(one.id for one in placed)]))
        placed.append(replace(code, parent=above))
    return Codebook(tuple(draw(st.permutations(placed))))


@st.composite
def commented(draw: st.DrawFn, codebook: Codebook) -> str:
    """The text of *codebook* as a person might have laid it out, a comment naming each code."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    indent = draw(st.sampled_from([0, 2]))
    gap = draw(st.booleans())
    lines = [
        f"# 码本{newline}",
        f"codes:  # 全部{newline}" if codebook.codes else f"codes: []{newline}",
    ]
    for code in codebook.codes:
        lines.append(f"{' ' * indent}# 关于 {code.id}{newline}")
        lines.append(_code(draw, code, indent, newline))
        lines.append(newline if gap else "")
    text = "".join(lines)
    return text.rstrip("\r\n") if draw(st.booleans()) else text + f"# 完{newline}"


def _code(draw: st.DrawFn, code: Code, indent: int, newline: str) -> str:
    """One code; fields in any order, lists in brackets or not, comments within."""
    said = list(written_fields(code).items())
    said = draw(st.permutations(said))
    pad = " " * (indent + 2)
    fields = []
    for name, value in said:
        bracketed = draw(st.booleans()) and not _breaks(value)
        line = f"{pad}{name}: {flow(value)}{newline}" if bracketed else None
        fields.append(line or field_lines(name, value, indent + 2, newline))
        if draw(st.integers(0, 3)) == 0:
            fields.append(f"{pad}# 在 {code.id} 的 {name} 后{newline}")
    return " " * indent + "- " + "".join(fields)[indent + 2 :]


def _breaks(value: object) -> bool:
    """Whether a value holds several lines, which a person would not put into brackets."""
    return "\n" in repr(value).replace("\\n", "\n")
