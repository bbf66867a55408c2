"""Names in the study's transcripts replaced for good; codings stay on their words.

What was is sealed first, then the database changes in one transaction, then the files. Where that
is broken off, `finish` goes on: nothing of it can be read in between as if it were the study.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from coder.codebook.load import check
from coder.coding.carry import Rewrite, carry_range
from coder.coding.hiding import Mask, rewritten
from coder.errors import CoderError, Problem
from coder.exchange.texts import file_name, transcript
from coder.model import Document
from coder.read.attributes import attributes_of, read_attributes
from coder.read.encoding import decode
from coder.store import codebooks, documents, log, voices
from coder.store.documents import Stored
from coder.store.rewrites import Change, Entry, commit, rewrites
from coder.store.study import Study, setting
from coder.store.vault import Vault
from coder.text.follow import Edit
from coder.text.words import is_word
from coder.verbs.draws import KEY as DRAWS
from coder.verbs.hidden_files import finish, written
from coder.verbs.identify import Choice, remember_looked
from coder.verbs.import_ import import_transcripts
from coder.verbs.sealing import seal
from coder.verbs.settings import wanted
from coder.verbs.standing import loaded
from coder.verbs.voice import carried_keys

PLAIN = (".txt", ".md")  # transcripts that keep their suffix; others become text


@dataclass(frozen=True)
class HideReport:
    """What was hidden.

    Attributes:
        documents: that changed. places: in their present texts, names and attributes. words: different ones.
        files: (name before, name now) of transcripts that are called differently now.
        memos: notes of coders in which words were replaced.
        problems: what to look at, such as words in the codebook that are also names.
    """

    documents: int
    places: int
    words: int
    files: tuple[tuple[str, str], ...] = ()
    memos: int = 0
    problems: tuple[Problem, ...] = ()


def hide(study: Study, vault: Vault, chosen: Sequence[Choice]) -> HideReport:
    """Replace what *chosen* hides in every text of the study, and all that quotes them.

    Args:
        chosen: with pseudonyms, as `identify.named` gives them.

    Raises:
        CoderError: nothing_to_hide, bad_pseudonym, and what the disk says.
    """
    words = {one.text: one.pseudonym for one in chosen if one.hide}
    if not words:
        raise CoderError("nothing_to_hide")
    for text, name in words.items():
        if not name.strip() or "\n" in name:
            raise CoderError("bad_pseudonym", text=text)
    finish(study)
    made = _Hiding(study, Mask(words), chosen)
    change, pending = made.change(), made.files()
    seal(study, vault, chosen, change, pending)
    commit(study, change, pending)
    finish(study)
    import_transcripts(study)
    remember_looked(study)
    places = sum(len(one.hidden) for one in chosen)
    renamed = [(one["old"], one["new"]) for one in pending["files"] if one["old"] != one["new"]]
    return HideReport(
        len(made.changed),
        places,
        len(words),
        tuple(renamed),
        len(change.memos),
        tuple(made.problems),
    )


class _Hiding:
    """What one act of hiding comes to, worked out before anything is written."""

    def __init__(self, study: Study, mask: Mask, chosen: Sequence[Choice]) -> None:
        self.study = study
        self.mask = mask
        self.stored = documents.stored(study)
        self.texts = {one.id: loaded(study, one) for one in self.stored}
        self.table = read_attributes(study.folder / "interviews.csv")
        self.problems: list[Problem] = []
        self.keys: dict[str, str] = {}
        self.edits = _edits_of(chosen, mask)
        self.names = self._names()
        self.new = {one.id: self._document(one) for one in self.stored}
        self.changed = [one for one in self.stored if self.new[one.id] != self.texts[one.id]]

    def _names(self) -> dict[str, str]:
        """Document id → new id, for all whose id names somebody."""
        taken = {one.id for one in self.stored}
        found = {}
        for one in [*self.stored, *documents.retired(self.study)]:
            wanted = self.mask.text(one.id)
            if wanted != one.id:
                tries = (wanted, *(f"{wanted} ({number})" for number in range(2, len(taken) + 3)))
                found[one.id] = next(name for name in tries if name not in taken)
                taken.add(found[one.id])
        return found

    def _document(self, one: Stored) -> Document:
        old = self.texts[one.id]
        new = rewritten(old, self.edits.get(one.id, []), self.mask)
        said = {name: self.mask.text(value) for name, value in old.attributes.items()}
        document = replace(new, id=self.names.get(one.id, one.id), attributes=said)
        if document == old:
            return old
        return replace(document, source=self._source(one.source))

    def _source(self, source: str) -> str:
        path = PurePosixPath(source)
        suffix = path.suffix if path.suffix.lower() in PLAIN else ".txt"
        stem = file_name(self.mask.text(path.stem)).removesuffix(".txt")
        return (path.parent / f"{stem}{suffix}").as_posix()

    def change(self) -> Change:
        """What the database shall be."""
        made = self._rewrites()
        digests = {(one.document, one.digest): one.to_digest for one, _ in made}
        memos = {
            one.id: hidden
            for one in log.decisions(self.study)
            if one.memo and (hidden := self.mask.text(one.memo)) != one.memo
        }
        books = {
            one.version: hidden
            for one in codebooks.codebook_versions(self.study)
            if (hidden := self._codebook(one.text)) != one.text
        }
        return Change(
            rewrites=tuple(made),
            entries=tuple(self._entries(digests)),
            memos=memos,
            codebooks=books,
            settings=self._settings([rewrite for rewrite, _ in made]),
            names=self.names,
            answers=self._answers(),
            keys=self.keys,
        )

    def _answers(self) -> dict[int, tuple[str, str]]:
        """What a language model quoted and gave as reasons, where that names somebody."""
        return {
            number: hidden
            for number, said in voices.words(self.study).items()
            if (hidden := (self.mask.text(said[0]), self.mask.text(said[1]))) != said
        }

    def _entries(self, digests: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
        for one in [*self.changed, *documents.retired(self.study)]:
            said = {name: self.mask.text(value) for name, value in one.attributes.items()}
            report: Any = self.mask.of(dict(one.report))
            digest = digests.get((one.id, one.digest), one.digest)
            yield Entry(one.id, self._source(one.source), digest, said, report)

    def _rewrites(self) -> list[tuple[Rewrite, Document]]:
        earlier = rewrites(self.study)
        batch = max((one.batch for one in earlier), default=0) + 1
        after = log.last_id(self.study)
        present = {(one.id, one.digest) for one in self.stored}
        made = []
        for version in documents.versions(self.study):
            here = (version.id, version.digest) in present
            edits = self.edits.get(version.id, []) if here else self.mask.edits(version.text)
            if edits:
                new = rewritten(version, edits, self.mask)
                rewrite = Rewrite(
                    version.id, version.digest, new.digest, tuple(edits), batch, after
                )
                made.append((rewrite, new))
                self.keys |= carried_keys(self.study, version, new, wanted(self.study).unit)
        return made

    def _settings(self, made: Sequence[Rewrite]) -> dict[str, Any]:
        """Roles, encodings and draws, which know documents by name and speakers by label."""
        roles = {
            self.names.get(document, document): {
                self.mask.text(speaker): role for speaker, role in said.items()
            }
            for document, said in setting(self.study, "roles", {}).items()
        }
        for one in self.changed:
            # A label that a person wrote once may be none to the reader; that it is one is known.
            document = self.new[one.id]
            known = {turn.speaker: turn.role.value for turn in document.turns if turn.speaker}
            roles[document.id] = {**known, **roles.get(document.id, {})}
        gone = {one.source for one in self.changed}
        encodings = {
            name: how
            for name, how in setting(self.study, "encodings", {}).items()
            if name not in gone
        }
        drawn = []
        for document, digest, start, end in setting(self.study, DRAWS, []):
            (_, now), first, last = carry_range((document, digest), start, end, made)
            drawn.append([self.names.get(document, document), now, first, last])
        return {"roles": roles, "encodings": encodings, DRAWS: drawn}

    def _codebook(self, text: str) -> str:
        """The codebook's text without names; a word that is also a name is left and told of."""
        plain = {word for word in self.mask.words if is_word(word)}
        mask = Mask({w: name for w, name in self.mask.words.items() if w not in plain})
        hidden = mask.text(text)
        return hidden if not check(hidden) or check(text) else text

    def files(self) -> dict[str, Any]:
        """What has to be written beside the database, as JSON keeps it until it is."""
        files = []
        for one in self.changed:
            document = self.new[one.id]
            content = transcript(document.id, self._front(one, document), document.text)
            files.append(written(one.source, document.source, content))
        names = {one["old"]: one["new"] for one in files}
        pending: dict[str, Any] = {"files": files}
        table = self.study.folder / "interviews.csv"
        if table.is_file():
            pending["table"] = _table(decode(table.read_bytes(), table.name).text, self.mask, names)
        book = self.study.codebook_file.read_text(encoding="utf-8")
        if (hidden := self._codebook(book)) != book:
            pending["codebook"] = hidden
        self.problems += self._left_in(hidden)
        return pending

    def _front(self, one: Stored, document: Document) -> dict[str, str]:
        """What the file itself says of the interview: not what the table or the folder says."""
        elsewhere = attributes_of(self.table, one.source, one.id)
        folder = PurePosixPath(one.source).parts[:-1]
        return {
            name: document.attributes[name]
            for name, value in one.attributes.items()
            if elsewhere.get(name) != value
            and not (name == "group" and folder and value == folder[0])
        }

    def _left_in(self, book: str) -> Iterable[Problem]:
        """Words in the codebook that are names elsewhere: for a person to look at."""
        for number, line in enumerate(book.split("\n"), start=1):
            for word in self.mask.words:
                if word in line:
                    values = {"text": word}
                    yield Problem(
                        "identity_in_codebook", "codebook.yaml", number, error=False, values=values
                    )


def _edits_of(chosen: Sequence[Choice], mask: Mask) -> dict[str, list[Edit]]:
    """Document id → the edits of its present text, in order."""
    edits: dict[str, list[Edit]] = {}
    for one in chosen:
        for place in one.hidden:
            if not place.attribute:
                put = mask.words[one.text]
                edits.setdefault(place.document, []).append((place.start, place.end, put))
    return {document: sorted(several) for document, several in edits.items()}


def _table(text: str, mask: Mask, files: Mapping[str, str]) -> str:
    """`interviews.csv` with names hidden and files by their new names."""
    head = text.lstrip("\n").split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    short = {Path(old).name: Path(new).name for old, new in files.items()}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=divider, lineterminator="\n")
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=divider):
        writer.writerow([{**short, **files}.get(c.strip()) or mask.text(c) for c in cells])
    return out.getvalue()
