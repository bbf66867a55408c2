"""English words in their simple inflections: plurals, -ed, -ing, possessives."""

from __future__ import annotations

import re

_VOWEL = re.compile("[aeiouy]")
SHORTEST = 3  # letters of a base: "us" is no base of "using"


def bases(word: str) -> frozenset[str]:
    """What *word* (small letters) may be an inflection of, itself included.

    Two words are forms of one where they share a base: contract, contracts, contracted;
    policy, policies; stop, stopped, stopping. Irregular forms (ran, paid) are not known.
    """
    plain = re.sub("['’]s?$", "", word)
    found = {word, plain}
    if plain.endswith("ies"):
        found.add(plain[:-3] + "y")
    if plain.endswith("es"):
        found.add(plain[:-2])
    if plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        found.add(plain[:-1])
    if plain.endswith("ied"):
        found.add(plain[:-3] + "y")
    for ending in ("ed", "ing"):
        if plain.endswith(ending):
            found |= _of_stem(plain.removesuffix(ending))
    return frozenset(base for base in found if base == word or len(base) >= SHORTEST)


def _of_stem(stem: str) -> set[str]:
    """What a word may be whose -ed or -ing was taken away: check, use, stop."""
    if not _VOWEL.search(stem):
        return set()
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    return {stem, stem + "e"} | ({stem[:-1]} if doubled else set())
