"""Which stretches of an older text are where in a newer one: in order, and moved elsewhere. Pure.

Stretches that occur once in both texts are found first and put in order (the idea of Bram Cohen's
patience diff); what lies between two of them is aligned by its longest common subsequence.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import LCSseq

Block = tuple[int, int, int]  # start in the old text, start in the new text, length

LARGEST = 4 * 10**8  # pairs of characters that are compared at once: one bit of memory each
CHANCE = 3.0  # a stretch that tells less is dropped between changes longer than it
SHORTEST = 4  # Chinese characters (or as much in letters) that are hardly equal by chance
PASSAGE = 10  # the same for what stands elsewhere and is no whole sentence
LETTER = 0.4  # what a letter of an alphabet tells, against a Chinese character
FURTHEST = 400  # characters that a cut or an insertion is moved along to the end of a sentence
QUOTES = str.maketrans("。、“”‘’「」『』—", ".,\"\"''\"\"''-")


@dataclass(frozen=True)
class Alignment:
    """Two texts side by side.

    Attributes:
        blocks: equal stretches in the order of both texts; letters' case and width do not count.
        sure: for each block, whether it cannot well be another place with the same words.
        moves: equal stretches, each once in either text, that stand in another order.
    """

    old: str
    new: str
    blocks: tuple[Block, ...]
    sure: tuple[bool, ...]
    moves: tuple[Block, ...]

    @cached_property
    def fresh(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the new text that are in no block."""
        ends = [0, *(b + size for _, b, size in self.blocks)]
        starts = [*(b for _, b, _ in self.blocks), len(self.new)]
        return tuple((at, to) for at, to in zip(ends, starts, strict=True) if at < to)


@lru_cache(maxsize=64)
def align(old: str, new: str) -> Alignment:
    """Align two versions of a text; O(n log n) where most of it is the same."""
    one, two = folded(old), folded(new)
    width = _width(one)
    blocks = _at_sentences(_without_chance(list(_ordered(one, two)), one, two), one, two)
    once = _once(one, two, width)
    sure = tuple(_is_sure(block, one, two, once, width) for block in blocks)
    return Alignment(one, two, tuple(blocks), sure, _moves(one, two, blocks, once))


def folded(text: str) -> str:
    """*text* without differences of case, width and punctuation style; every place is the same."""
    return "".join(map(_fold, text))


def weight(text: str) -> float:
    """How much *text* tells, in Chinese characters; signs and white space tell nothing."""
    return sum((1.0 if sign > "\u2e80" else LETTER) for sign in text if sign.isalnum())


@lru_cache(maxsize=1 << 16)
def _fold(sign: str) -> str:
    wide = unicodedata.normalize("NFKC", sign).casefold()
    plain = wide if len(wide) == 1 else sign
    if plain.isspace():
        return "\n" if plain in "\n\r\v\f\u2028\u2029" else " "
    return plain.translate(QUOTES)


def _width(text: str) -> int:
    """How long a stretch must be to be told from others: shorter in Chinese than in English."""
    sample = text[:20000]
    return 6 if 3 * sum(sign > "\u2e80" for sign in sample) > len(sample) else 14


def _ordered(one: str, two: str) -> Iterator[Block]:
    """Equal stretches in order, between those that both texts begin and end with."""
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    if head:
        yield 0, 0, head
    yield from _between(one, two, (head, len(one) - tail), (head, len(two) - tail), 3)
    if tail:
        yield len(one) - tail, len(two) - tail, tail


def _between(
    one: str, two: str, here: tuple[int, int], there: tuple[int, int], level: int
) -> Iterator[Block]:
    (a, b), (c, d) = here, there
    if a == b or c == d:
        return
    if level == 0:
        yield from _common(one[a:b], two[c:d], a, c)
        return
    for x, y, size in [*_unique(one, two, here, there, _width(one[a:b]) * level), (b, d, 0)]:
        yield from _between(one, two, (a, x), (c, y), level - 1)
        if size:
            yield x, y, size
        a, c = x + size, y + size


def _unique(
    one: str, two: str, here: tuple[int, int], there: tuple[int, int], width: int
) -> list[Block]:
    """The longest ordered row of stretches that occur once in either part, made as long as can be."""
    first, second = _places(one, *here, width), _places(two, *there, width)
    pairs = [(x, second[gram]) for gram, x in first.items() if x >= 0 and second.get(gram, -1) >= 0]
    grown: list[Block] = []
    a, c = here[0], there[0]
    for x, y in _rising(pairs):
        if x < a or y < c:
            continue
        while x > a and y > c and one[x - 1] == two[y - 1]:
            x, y = x - 1, y - 1  # noqa: PLW2901 — the stretch grows to the left
        size = width
        while x + size < here[1] and y + size < there[1] and one[x + size] == two[y + size]:
            size += 1
        grown.append((x, y, size))
        a, c = x + size, y + size
    return grown


def _places(text: str, start: int, end: int, width: int) -> dict[str, int]:
    """Where each stretch of *width* is, -1 for one that is there more than once."""
    places: dict[str, int] = {}
    for at in range(start, end - width + 1):
        gram = text[at : at + width]
        places[gram] = -1 if gram in places else at
    return places


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of *pairs* (in order of their first) whose second rises too."""
    tops: list[int] = []
    heads: list[int] = []
    before = [-1] * len(pairs)
    for at, (_, y) in enumerate(pairs):
        pile = bisect_left(tops, y)
        before[at] = heads[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(y)
            heads.append(at)
        else:
            tops[pile], heads[pile] = y, at
    row = []
    at = heads[-1] if heads else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _common(one: str, two: str, a: int, c: int) -> list[Block]:
    # So much without one stretch in common is another text, not an edit of this one.
    if len(one) * len(two) > LARGEST:
        return []
    return [
        (a + code.src_start, c + code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(one, two)
        if code.tag == "equal"
    ]


def _without_chance(blocks: list[Block], one: str, two: str) -> list[Block]:
    """Neighbours joined; and none that tells less than the changes on both sides of it."""
    kept: list[Block] = []
    for block in [*_joined(blocks), (len(one), len(two), 0)]:
        while kept and _is_chance(one, kept[-2] if len(kept) > 1 else (0, 0, 0), kept[-1], block):
            kept.pop()
        kept.append(block)
    return kept[:-1]


def _is_chance(one: str, before: Block, block: Block, after: Block) -> bool:
    a, b, size = block
    gap_before = max(a - before[0] - before[2], b - before[1] - before[2])
    gap_after = max(after[0] - a - size, after[1] - b - size)
    if size > min(gap_before, gap_after):
        return False
    return weight(one[a : a + size]) < CHANCE


def _at_sentences(blocks: list[Block], one: str, two: str) -> list[Block]:
    """The same, with cuts and insertions between sentences or words wherever they may be there.

    “We. We go.” is “We go.” with “We. ” before it, not with “. We” in it.
    """
    for at in range(1, len(blocks)):
        (a, b, size), (c, d, after) = blocks[at - 1], blocks[at]
        if (a + size == c) == (b + size == d):
            continue
        text, start, end = (two, b + size, d) if a + size == c else (one, a + size, c)
        shift = _best_shift(text, start, end, min(size - 1, FURTHEST), min(after - 1, FURTHEST))
        blocks[at - 1] = (a, b, size + shift)
        blocks[at] = (c + shift, d + shift, after - shift)
    return blocks


def _best_shift(text: str, start: int, end: int, left: int, right: int) -> int:
    """How far text[start:end] may be moved along, saying the same, to stand between sentences."""
    best, most = 0, _breaks(text, start)
    for sign, limit in ((-1, left), (1, right)):
        for step in range(1, limit + 1):
            at = start - step if sign < 0 else start + step - 1
            if text[at] != text[at + end - start]:
                break
            here = _breaks(text, start + sign * step)
            # Of two places that are as good the later: what was said first stays the first.
            if here > most or (here == most and sign > 0):
                best, most = sign * step, here
    return best


def _breaks(text: str, at: int) -> int:
    """How much of a break there is before *at*."""
    if at == 0 or text[at - 1] in ".!?\n":
        return 3
    return 2 if text[at - 1] == " " else int(not text[at - 1].isalnum())


def _joined(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for a, b, size in blocks:
        if joined:
            c, d, known = joined[-1]
            if c + known == a and d + known == b:
                joined[-1] = (c, d, known + size)
                continue
        joined.append((a, b, size))
    return joined


def _once(one: str, two: str, width: int) -> dict[int, int]:
    """Stretches of *width* that are once in either text: place in the old → place in the new."""
    first, second = _places(one, 0, len(one), width), _places(two, 0, len(two), width)
    return {x: second[gram] for gram, x in first.items() if x >= 0 and second.get(gram, -1) >= 0}


def _is_sure(block: Block, one: str, two: str, once: dict[int, int], width: int) -> bool:
    a, b, size = block
    at_an_end = (a, b) == (0, 0) or (a + size, b + size) == (len(one), len(two))
    if at_an_end and weight(one[a : a + size]) >= SHORTEST / 2:
        return True
    return any(once.get(at) == at - a + b for at in range(a, a + size - width + 1))


def _moves(one: str, two: str, blocks: Sequence[Block], once: dict[int, int]) -> tuple[Block, ...]:
    """What is once in either text and in no block, in the order of the old text."""
    used_old, used_new = bytearray(len(one)), bytearray(len(two))
    for a, b, size in blocks:
        used_old[a : a + size] = used_new[b : b + size] = b"\1" * size
    found: list[Block] = []
    for x, y in once.items():
        if used_old[x] or used_new[y]:
            continue
        size = 0
        while (
            _free(used_old, x + size)
            and _free(used_new, y + size)
            and one[x + size] == two[y + size]
        ):
            size += 1
        while _free(used_old, x - 1) and _free(used_new, y - 1) and one[x - 1] == two[y - 1]:
            x, y, size = x - 1, y - 1, size + 1  # noqa: PLW2901 — the stretch grows to the left
        whole = all(_breaks(text, at) > 2 for text, at in ((one, x), (two, y), (one, x + size)))
        if weight(one[x : x + size]) >= (SHORTEST if whole else PASSAGE):
            found.append((x, y, size))
            used_old[x : x + size] = used_new[y : y + size] = b"\1" * size
    return tuple(sorted(found))


def _free(used: bytearray, at: int) -> bool:
    return 0 <= at < len(used) and not used[at]
