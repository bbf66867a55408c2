"""The codebook: check it, see what an edit would do, save it, and act on whole codes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coder.codebook import edit
from coder.codebook.diff import CodebookDiff, diff
from coder.codebook.load import load
from coder.coding.rerun import Rerun, compare
from coder.errors import CoderError
from coder.model import Action, Codebook, Coding, Decision
from coder.store import codebooks, log, runs
from coder.store.study import Study, saying
from coder.verbs.learning import Lessons
from coder.verbs.scoring import bring_up_to_date
from coder.verbs.settings import wanted
from coder.verbs.standing import learned, present, read_codebook
from coder.verbs.tag import TagReport, tag


@dataclass(frozen=True)
class Impact:
    """What a codebook that is not yet saved would do.

    Attributes:
        diff: against the codebook in the file.
        rerun: against the suggestions that stand now.
        vanishing: human codings on codes that the new codebook does not have.
    """

    diff: CodebookDiff
    rerun: Rerun
    vanishing: tuple[Coding, ...]


def impact(study: Study, text: str, *, file: str = "codebook.yaml") -> Impact:
    """What saving *text* as the codebook would change. Nothing is saved.

    Raises:
        Problems: *text* is no usable codebook.
    """
    new = load(text, file)
    state = present(study)
    settings = wanted(study)
    documents = list(state.documents.values())
    scored, _ = bring_up_to_date(study, documents, new, settings.unit)
    lessons = Lessons.of(state.run.lessons) if state.run else None
    # By what the last run knew, so that only the edit makes a difference.
    until, voice = (lessons.decisions, lessons.voice) if lessons else (0, None)
    made = learned(study, scored, new, settings, until=until, voice=voice)[0]
    after = [s for one in made for s in one.suggestions()]
    before = [s for one in state.scored.values() for s in one.suggestions()]
    vanishing = tuple(
        coding
        for coding in state.standing.codings
        if coding.decision and coding.code not in new.by_id
    )
    return Impact(diff(state.codebook, new), compare(before, after, state.folded), vanishing)


def difference(study: Study, *, since: str = "") -> CodebookDiff:
    """The file's codebook against version *since*, by default that of the last run.

    Raises:
        Problems: the codebook cannot be used.
        CoderError: unknown_version, where *since* begins none or several.
    """
    codebook, _ = read_codebook(study)
    last = runs.last_run(study)
    version = since or (last.codebook if last else "")
    texts = {one.version: one.text for one in codebooks.codebook_versions(study)}
    if not version:
        return diff(Codebook(), codebook)
    found = [one for one in texts if one.startswith(version)]
    if len(found) != 1:
        shown = ", ".join(one[:12] for one in texts) or "–"
        raise CoderError("unknown_version", version=version, known=shown)
    return diff(load(texts[found[0]]), codebook)


def save(study: Study, text: str, *, base: str = "") -> TagReport:
    """Make *text* the codebook and tag again what it touches.

    Args:
        base: the text that was edited; if the file says something else by now, nothing is saved.

    Raises:
        Problems: *text* is no usable codebook.
        CoderError: codebook_changed, and what the disk says.
    """
    load(text)
    _, now = read_codebook_leniently(study)
    if base and now != base:
        raise CoderError("codebook_changed")
    write_codebook(study, text)
    return tag(study, imports=False)


def read_codebook_leniently(study: Study) -> tuple[Codebook | None, str]:
    """The codebook's text even where it cannot be used (then None stands for it)."""
    with saying("codebook.yaml", study.folder):
        text = study.codebook_file.read_text(encoding="utf-8-sig", errors="replace")
    try:
        return load(text), text
    except CoderError:
        return None, text


def write_codebook(study: Study, text: str) -> None:
    """Replace `codebook.yaml` whole; what stood there stays among the versions in the database.

    Raises:
        CoderError: store_readonly, disk_full; then the file is as it was.
    """
    before, was = read_codebook_leniently(study)
    if before is not None:
        codebooks.put_codebook(study, before, was)
    target = study.codebook_file
    with saying("codebook.yaml", study.folder):
        handle, temporary = tempfile.mkstemp(dir=study.folder, prefix=".codebook-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


def rename(study: Study, code: str, to: str, *, coder: str) -> TagReport:
    """Give *code* the id *to*; its codings and decisions go along."""
    return _act(study, Action.RENAME, code, to, coder, lambda text: edit.rename(text, code, to))


def merge(study: Study, code: str, into: str, *, coder: str) -> TagReport:
    """Let *code* go into *into*, with its rules, children, codings and decisions."""
    return _act(study, Action.MERGE, code, into, coder, lambda text: edit.merge(text, code, into))


def reparent(study: Study, code: str, parent: str, *, coder: str) -> TagReport:
    """Put *code* below *parent*, or at the top for ""."""
    return _act(
        study, Action.REPARENT, code, parent, coder, lambda text: edit.reparent(text, code, parent)
    )


def retire(study: Study, code: str, *, coder: str) -> TagReport:
    """Let *code* be given no more; its codings stand."""
    return _act(study, Action.RETIRE, code, "", coder, lambda text: edit.retire(text, code))


def restore(study: Study, code: str, *, coder: str) -> TagReport:
    """Let a retired *code* be given again."""
    return _act(study, Action.RESTORE, code, "", coder, lambda text: edit.restore(text, code))


def undo_act(study: Study, decision: Decision, *, coder: str) -> TagReport:
    """Undo an act on a whole code, and bring its codebook entry back.

    A rename, a re-parenting, a retirement is undone by its opposite, so that what was decided
    since goes along; a merge by parting the two again: what was decided on the merged code since
    stays with it, what was decided before returns to the code it was decided on.

    Raises:
        CoderError: nothing_to_undo.
    """
    match decision.action:
        case Action.RENAME:
            return rename(study, decision.to_code, decision.code, coder=coder)
        case Action.RETIRE:
            return restore(study, decision.code, coder=coder)
        case Action.RESTORE:
            return retire(study, decision.code, coder=coder)
        case Action.REPARENT | Action.MERGE:
            return _undo_by_text(study, decision, coder)
        case _:
            raise CoderError("nothing_to_undo")


def acts(study: Study) -> list[Decision]:
    """The acts on whole codes that have not been undone, newest first."""
    from coder.coding.stand import live
    from coder.model import CODE_ACTIONS

    return [d for d in reversed(live(log.decisions(study))) if d.action in CODE_ACTIONS]


def _undo_by_text(study: Study, act: Decision, coder: str) -> TagReport:
    """Put back the entries of the codes concerned as they were before *act*."""
    before = {one.version: one.text for one in codebooks.codebook_versions(study)}.get(act.codebook)
    if before is None:
        raise CoderError("nothing_to_undo")
    _, text = read_codebook(study)
    old = load(before).by_id[act.code]
    if act.action is Action.REPARENT:
        return reparent(study, act.code, old.parent, coder=coder)
    fresh = edit.part(text, before, act.code, act.to_code)
    load(fresh)
    log.append(study, [Decision(action=Action.UNDO, coder=coder, undoes=act.id)])
    write_codebook(study, fresh)
    return tag(study, imports=False)


def _act(
    study: Study, action: Action, code: str, to: str, coder: str, change: Callable[[str], str]
) -> TagReport:
    """The log first: if writing the file then fails, the codings are parked, never lost."""
    codebook, text = read_codebook(study)
    fresh = change(text)
    load(fresh)
    codebooks.put_codebook(study, codebook, text)
    decision = Decision(
        action=action, coder=coder, codebook=codebook.version, code=code, to_code=to
    )
    written = log.append(study, [decision])
    try:
        write_codebook(study, fresh)
    except CoderError:
        log.append(study, [Decision(action=Action.UNDO, coder=coder, undoes=written[0].id)])
        raise
    return tag(study, imports=False)
