"""The study as a project or a codebook that other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from coder import __version__
from coder.codebook.load import load_document
from coder.coding.stand import Key
from coder.errors import CoderError
from coder.exchange.codes import code_guid, entries, guid_of
from coder.exchange.project import CodeEntry, Memo, Project, Selection, Source
from coder.model import Coding, Decision, Document
from coder.store.study import Study, saying
from coder.verbs.standing import State, present, read_codebook, read_labels

CARRIED = "codebook.yaml"  # the note in which a project of ours has the whole codebook
ORIGIN = f"Interview Coder {__version__}"


def export_project(study: Study, out: Path, *, who: str = "reviewed", language: str = "zh") -> int:
    """Write the study as `.qdpx`; returns the number of codings in it.

    Args:
        who: "reviewed" for what people gave, "all" to have what the tagger suggests too, under
            the user `tagger`.

    Raises:
        CoderError: unknown_format, and those of `write_whole`.
    """
    from coder.write.refi import write_project
    from coder.write.whole import write_whole, writer_for

    write = writer_for(out, {".qdpx": write_project})
    project = as_project(study, present(study), who=who, language=language)
    write_whole(out, lambda temporary: write(project, temporary))
    return sum(bool(one.code) for source in project.sources for one in source.selections)


def export_qdc(study: Study, out: Path, *, language: str = "zh") -> int:
    """Write the codebook as `.qdc`; returns the number of codes.

    Raises:
        CoderError: codes_none, and what `write_whole` says.
    """
    from coder.write.refi import write_codebook
    from coder.write.whole import write_whole

    state = present(study)
    project = Project(origin=ORIGIN, codes=_codes(study, state, language))
    if not project.codes:
        raise CoderError("codes_none", file=out.name)
    write_whole(out, lambda temporary: write_codebook(project, temporary))
    return len(project.codes)


def as_project(study: Study, state: State, *, who: str, language: str) -> Project:
    """The study's documents, codes, codings that stand, and memos."""
    codes = _codes(study, state, language)
    codings: dict[str, list[Coding]] = {}
    for coding in state.standing.codings:
        if coding.decision or who == "all":
            codings.setdefault(coding.document, []).append(coding)
    _, text = read_codebook(study)
    title = load_document(text).title
    notes = _notes_by_document(state)
    others = _said_by(state)
    return Project(
        title.say(language) or study.folder.name,
        ORIGIN,
        codes,
        tuple(
            _source(one, codings.get(one.id, []), notes.get(one.id, []), others)
            for one in state.documents.values()
        ),
        (*_memos(study), Memo(CARRIED, text)),
        read_labels(study, "groups", language),
    )


def _codes(study: Study, state: State, language: str) -> tuple[CodeEntry, ...]:
    return entries(state.codebook, read_labels(study, "kinds", language), language)


def _source(
    document: Document,
    codings: list[Coding],
    notes: list[Selection],
    others: Mapping[Key, list[Decision]],
) -> Source:
    """The document with a selection for each coder who gave a code, the one whose word holds last."""
    given = []
    for one in codings:
        span, code = (one.start, one.end), code_guid(one.code)
        also = others.get((one.document, *span, one.code), ()) if one.decision else ()
        given += [
            Selection(*span, code, said.coder, "", said.time)
            for said in also
            if said.coder != one.coder
        ]
        who = one.coder if one.decision else one.source
        given.append(Selection(*span, code, who, one.memo, one.time))
    key = guid_of("document", document.id, document.digest)
    attributes = dict(document.attributes)
    # Sorting keeps the order of what is equal: see above.
    ordered = sorted([*given, *notes], key=lambda one: (one.start, one.end, one.code))
    return Source(key, document.id, document.text, attributes, tuple(ordered))


def _said_by(state: State) -> Mapping[Key, list[Decision]]:
    """Every coder's own "yes" on a range and code, by name."""
    found: dict[Key, list[Decision]] = {}
    for coder in sorted(state.folded.by_coder):
        for key, verdict in state.folded.by_coder[coder].items():
            if verdict.yes:
                found.setdefault(key, []).append(replace(verdict.decision, coder=coder))
    return found


def _notes_by_document(state: State) -> Mapping[str, list[Selection]]:
    """The notes on ranges, which belong to no coding."""
    found: dict[str, list[Selection]] = {}
    whose = {
        (one.document, one.start, one.end, one.memo): (one.coder, one.time)
        for one in state.placed.decisions
        if one.memo and not one.code
    }
    for (document, start, end, code), memo in state.standing.memos.items():
        if memo and not code:
            coder, time = whose.get((document, start, end, memo), ("", ""))
            found.setdefault(document, []).append(Selection(start, end, "", coder, memo, time))
    return found


def _memos(study: Study) -> list[Memo]:
    """The project's memos, from the folder `memos/`."""
    found = []
    for path in sorted((study.folder / "memos").glob("*.md")):
        with saying(f"memos/{path.name}", study.folder):
            found.append(Memo(path.stem, path.read_text("utf-8", "replace").strip()))
    return found
