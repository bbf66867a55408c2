"""Codings on transcripts that were edited: what an edit does to them, and which wait for a person."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coder.coding.place import Displaced, Placed, Spot, place
from coder.coding.stand import Verdict, fold, live
from coder.errors import CoderError
from coder.model import CODE_ACTIONS, Action, Decision, Document, Role
from coder.store import documents
from coder.store.log import append
from coder.store.study import Study
from coder.verbs.standing import State, loaded, present, read_codebook, whole_log


@dataclass(frozen=True)
class Impact:
    """What became, or would become, of people's codings on a document whose text changed."""

    document: str
    kept: int = 0
    moved: int = 0
    doubtful: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        """All codings that people gave on the document."""
        return self.kept + self.moved + self.doubtful + self.gone

    def say(self, language: str) -> str:
        """One line."""
        if language == "en":
            return (
                f"codings on {self.document}: {self.kept} stay, {self.moved} move with their "
                f"words, {self.doubtful} are doubtful and wait for you, {self.gone} lose their text"
            )
        return (
            f"{self.document} 的人工编码：原位 {self.kept}，随文字移动 {self.moved}，"
            f"存疑待看 {self.doubtful}，原文已删 {self.gone}"
        )


@dataclass(frozen=True)
class Waiting:
    """Words that people coded and that an edit changed: one entry of the queue.

    Attributes:
        digest, start, end: where the words were, in the older text with that digest.
        text: the words.
        status: "doubtful" or "gone".
        to_start, to_end: the best guess in the present text; 0 and 0 where gone.
        to_text: the words there.
        codes: (code, coder) of the codings that wait.
        memos: notes that wait.
        alike: how much of the words is the same, 0..1.
    """

    document: str
    digest: str
    start: int
    end: int
    text: str
    status: str
    to_start: int
    to_end: int
    to_text: str
    codes: tuple[tuple[str, str], ...]
    memos: tuple[str, ...]
    alike: float

    @property
    def spot(self) -> Spot:
        """What the queue knows it by."""
        return (self.document, self.digest, self.start, self.end)


@dataclass(frozen=True)
class Changed:
    """The queue.

    Attributes:
        waiting: doubtful codings and notes, then those whose text is gone, by document and place.
        others: refusals and looks at sentences that changed; these simply have to be looked at again.
    """

    waiting: tuple[Waiting, ...]
    others: int


def changed(study: Study) -> Changed:
    """Codings and notes whose words an edit changed, and about which nobody has decided yet."""
    state = present(study)
    spots: dict[Spot, list[Displaced]] = defaultdict(list)
    for one in state.placed.displaced:
        if not one.settled and one.decision.document in state.documents:
            spots[one.spot].append(one)
    acts = [one for one in live(whole_log(study)) if one.action in CODE_ACTIONS]
    waiting = []
    for spot, several in spots.items():
        found = _waiting(state, spot, several, acts)
        if found.codes or found.memos:
            waiting.append(found)
    waiting.sort(key=lambda one: (one.status == "gone", one.document, one.to_start, one.start))
    return Changed(tuple(waiting), len(spots) - len(waiting))


def settle(
    study: Study, coder: str, spot: Spot, start: int = 0, end: int = 0, *, text: str | None = None
) -> Decision:
    """Say that the words of *spot* are *start*..*end* of the present text, or gone (0 and 0).

    Args:
        text: the words that the person saw at the new place.

    Raises:
        CoderError: no_coder_named, no_document, range_outside, text_differs.
    """
    if not coder.strip():
        raise CoderError("no_coder_named")
    known = {one.id: one for one in documents.stored(study)}
    if spot[0] not in known:
        raise CoderError("no_document", document=spot[0], known=", ".join(known) or "–")
    document = loaded(study, known[spot[0]])
    if end and not 0 <= start < end <= len(document.text):
        length = len(document.text)
        raise CoderError("range_outside", document=spot[0], start=start, end=end, length=length)
    if end and text is not None and document.text[start:end] != text:
        raise CoderError("text_differs", document=spot[0])
    made = Decision(
        action=Action.PLACE if end else Action.GONE,
        coder=coder,
        codebook=read_codebook(study)[0].version,
        document=spot[0],
        digest=spot[1],
        start=spot[2],
        end=spot[3],
        to_start=start,
        to_end=end,
        to_digest=document.digest,
    )
    return append(study, [made])[0]


def take_back(study: Study, coder: str, decision: int) -> Decision:
    """Undo what `settle` wrote: the coding waits again.

    Raises:
        CoderError: no_coder_named.
    """
    if not coder.strip():
        raise CoderError("no_coder_named")
    return append(study, [Decision(action=Action.UNDO, coder=coder, undoes=decision)])[0]


def old_text(study: Study, one: Waiting) -> str:
    """The text that *one* was coded on."""
    return documents.older_texts(study)[one.document, one.digest]


def pieces(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether the other one has it not."""
    from rapidfuzz.distance import Indel

    before, after = [], []
    for code in Indel.opcodes(old, new):
        differs = code.tag != "equal"
        if code.src_start < code.src_end:
            before.append((old[code.src_start : code.src_end], differs))
        if code.dest_start < code.dest_end:
            after.append((new[code.dest_start : code.dest_end], differs))
    return before, after


def impact(
    study: Study,
    name: str,
    content: bytes,
    *,
    encoding: str = "",
    roles: Mapping[str, str] | None = None,
) -> Impact | None:
    """What taking *content* as the file *name* would do to codings; None where it changes none.

    Nothing enters the study. A file that cannot be read changes nothing.

    Args:
        encoding, roles: what the user chose for the file.
    """
    from coder.read import which
    from coder.read.attributes import read_attributes
    from coder.store.study import setting
    from coder.verbs.import_ import roles_of

    known = {one.source: one for one in documents.stored(study)}
    if name not in known:
        return None
    table = read_attributes(study.folder / "interviews.csv")
    speak = roles_of(setting(study, "roles", {}), known[name].id)
    speak |= {speaker: Role(role) for speaker, role in (roles or {}).items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        try:
            parsed = which.read(
                path, root=Path(folder), attributes=table, roles=speak, encoding=encoding
            )
        except CoderError:
            return None
    before = texts(study)
    new = replace(parsed.document, id=known[name].id)
    return next(iter(impacts(study, before, {**before, new.id: new})), None)


def texts(study: Study) -> dict[str, Document]:
    """The study's present documents by id."""
    return {one.id: loaded(study, one) for one in documents.stored(study)}


def impacts(
    study: Study, before: Mapping[str, Document], after: Mapping[str, Document]
) -> tuple[Impact, ...]:
    """What became of codings on the documents whose text is another one *after*."""
    edited = [one for one in before if one in after and before[one].digest != after[one].digest]
    if not edited or not whole_log(study):
        return ()
    older = documents.older_texts(study)
    older |= {(one.id, one.digest): one.text for one in [*before.values(), *after.values()]}
    old, new = (_placed(study, some, older) for some in (before, after))
    found = []
    here = _yes(new)
    there = {(one.decision.id, one.decision.code): one.status for one in new.displaced}
    for name in edited:
        counts: Counter[str] = Counter()
        for key, (document, start, end) in _yes(old).items():
            if document != name:
                continue
            now = here.get(key)
            same = now is not None and now[1:] == (start, end)
            counts["kept" if same else "moved" if now else there.get(key, "gone")] += 1
        found.append(Impact(name, **counts))
    return tuple(one for one in found if one.total)


def _placed(
    study: Study, some: Mapping[str, Document], older: Mapping[tuple[str, str], str]
) -> Placed:
    digests = {one.id: one.digest for one in some.values()}
    return place(whole_log(study), {one.id: one.text for one in some.values()}, older, digests)


def _yes(placed: Placed) -> dict[tuple[int, str], tuple[str, int, int]]:
    """The codings that people gave: (decision, its code) → document, start, end."""
    return {
        (one.decision.id, one.decision.code): key[:3]
        for key, one in fold(placed.decisions).verdicts.items()
        if one.yes
    }


def _waiting(
    state: State, spot: Spot, several: Sequence[Displaced], acts: Sequence[Decision]
) -> Waiting:
    mine = [one.decision for one in several]
    folded = fold(sorted([*acts, *mine], key=lambda one: one.id))
    first = several[0]
    to_text = state.documents[spot[0]].text[first.start : first.end]
    return Waiting(
        *spot,
        text=first.text,
        status=first.status,
        to_start=first.start,
        to_end=first.end,
        to_text=to_text,
        codes=tuple(_codes(folded.verdicts)),
        memos=tuple(memo for memo in folded.memos.values() if memo),
        alike=_alike(first.text, to_text),
    )


def _codes(verdicts: Mapping[tuple[str, int, int, str], Verdict]) -> list[tuple[str, str]]:
    return [(key[3], one.decision.coder) for key, one in verdicts.items() if one.yes]


def _alike(one: str, two: str) -> float:
    from rapidfuzz.distance import Indel

    return round(Indel.normalized_similarity(one, two), 3)
