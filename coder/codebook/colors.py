"""A colour for every code: its own, or one that its kind and its place among them give.

The palettes were searched in OKLab (https://bottosson.github.io/posts/oklab/) for distance
between all colours, also as people with deuteranopia and protanopia see them (matrices of
Machado, Oliveira and Fernandes 2009), at a contrast of 3:1 or more on white and on #0E1117.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, zip_longest

from coder.model import Codebook

PALETTES: Mapping[str, tuple[str, ...]] = {
    "difficulty": tuple("#BF4C27 #CF7800 #926512 #D86231 #B58B45 #A3593D #B26800 #BC6543".split()),
    "cause": tuple("#833FC3 #A46AEF #A13CA8 #795AB4 #94529B #8856DE".split()),
    "countermeasure": tuple("#009363 #43917F #007F67 #689A6A #00A580".split()),
    "context": tuple("#507EC0 #6A7A83 #419CBC #8590A7 #0D91BA #5B6B7C #7290D8 #5787A2".split()),
}
_BY_TURNS = zip_longest(*PALETTES.values())
OTHER = tuple(color for color in chain.from_iterable(_BY_TURNS) if color)


def color_of(codebook: Codebook, code_id: str) -> str:
    """`#RRGGBB` for *code_id*: its own colour, else its kind's next one in the file's order.

    A code that the codebook does not have (any more) is grey.
    """
    return colors(codebook).get(code_id, "#7A7A7A")


@lru_cache(maxsize=8)
def _colors(kinds_and_own: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    used: Counter[str] = Counter()
    found = {}
    for id, kind, own in kinds_and_own:
        palette = PALETTES.get(kind, OTHER)
        family = kind if kind in PALETTES else ""
        found[id] = _six(own) if own else palette[used[family] % len(palette)]
        used[family] += 1
    return found


def colors(codebook: Codebook) -> Mapping[str, str]:
    """The colour of every code by id."""
    return _colors(tuple((code.id, code.kind, code.color) for code in codebook.codes))


def _six(color: str) -> str:
    """`#RGB` as `#RRGGBB`, upper case."""
    digits = color[1:]
    return (
        "#" + (digits if len(digits) == len("RRGGBB") else "".join(d * 2 for d in digits)).upper()
    )
