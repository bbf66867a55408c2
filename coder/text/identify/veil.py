"""Text that leaves the machine, without what tells who somebody is; nothing is decided or kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from coder.text.follow import apply
from coder.text.identify.find import find
from coder.text.identify.hits import NO_LISTS, Lists
from coder.text.pseudonyms import pseudonyms
from coder.text.script import mostly_latin


@dataclass
class Veil:
    """Puts a pseudonym for whatever is surely found, the same for the same word each time.

    Attributes:
        given: word → pseudonym, growing as texts go through.
    """

    lists: Lists = NO_LISTS
    speakers: Collection[str] = ()
    given: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """*text* as it may leave."""
        hits = [hit for hit in find(text, self.lists, self.speakers) if hit.sure]
        words = [(text[hit.start : hit.end], hit.kind) for hit in hits]
        english = {word for word, _ in words} if mostly_latin(text) else ()
        self.given = pseudonyms(words, self.given, english=english)
        edits = [(h.start, h.end, self.given[text[h.start : h.end]]) for h in hits]
        return apply(text, edits)
