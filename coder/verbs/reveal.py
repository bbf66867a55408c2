"""Names that were hidden shown again: the last act of hiding taken back, by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coder.coding.carry import Rewrite, carry_range
from coder.coding.hiding import reversed_edits
from coder.errors import CoderError
from coder.model import Document, Role, Turn
from coder.store import documents, log
from coder.store.rewrites import Change, Entry, commit, rewrites
from coder.store.study import Study, now, setting
from coder.store.vault import Vault
from coder.verbs.draws import KEY as DRAWS
from coder.verbs.hidden_files import finish, written
from coder.verbs.identify import remember_looked
from coder.verbs.import_ import import_transcripts
from coder.verbs.sealing import manifest


def reveal(study: Study, vault: Vault) -> int:
    """Put the texts, files and notes back that the last act of hiding replaced.

    Decisions made since stay on their words.

    Returns:
        how many documents were put back.

    Raises:
        CoderError: nothing_to_reveal, identity_changed_since, sealed_damaged, and what the disk
            says.
    """
    finish(study)
    batches = vault.said.get("batches", [])
    last = next((one for one in reversed(batches) if not one.get("revealed")), None)
    if last is None:
        raise CoderError("nothing_to_reveal")
    said = manifest(study, vault, last["home"])
    _check(study, said)
    change = _change(study, said)
    commit(study, change, _pending(study, vault, last["home"], said))
    finish(study)
    done = [{**one, "revealed": now()} if one is last else one for one in batches]
    vault.keep({**vault.said, "batches": done})
    import_transcripts(study)
    remember_looked(study)
    return len([one for one in said["files"] if one["old"].startswith("interviews/")])


def _check(study: Study, said: Mapping[str, Any]) -> None:
    """Only a text that nobody has edited since can become what it was."""
    now_known = {one.id: one for one in documents.stored(study)}
    to = {(one["document"], one["digest"]): one["to_digest"] for one in said["versions"]}
    for one in said["documents"]:
        name = said["names"].get(one["id"], one["id"])
        hidden = to.get((one["id"], one["digest"]))
        if hidden and name in now_known and now_known[name].digest != hidden:
            raise CoderError("identity_changed_since", document=name)


def _change(study: Study, said: Mapping[str, Any]) -> Change:
    batch = max((one.batch for one in rewrites(study)), default=0) + 1
    after = log.last_id(study)
    made = []
    for one in said["versions"]:
        name = said["names"].get(one["document"], one["document"])
        turns = tuple(Turn(t[0], Role(t[1]), *t[2:]) for t in one["turns"])
        edits = [(start, end, put) for start, end, put in one["edits"]]
        back = reversed_edits(one["text"], edits)
        rewrite = Rewrite(name, one["to_digest"], one["digest"], back, batch, after)
        made.append((rewrite, Document(name, one["text"], turns)))
    entries = [
        Entry(
            said["names"].get(one["id"], one["id"]),
            one["source"],
            one["digest"],
            one["attributes"],
            one["report"],
        )
        for one in said["documents"]
    ]
    return Change(
        rewrites=tuple(made),
        entries=tuple(entries),
        memos={int(number): memo for number, memo in said["memos"].items()},
        codebooks=said["codebooks"],
        settings=_settings(study, said, [rewrite for rewrite, _ in made]),
        names={new: old for old, new in said["names"].items()},
        answers={int(k): (quote, reason) for k, (quote, reason) in said.get("answers", {}).items()},
        keys={new: old for old, new in said.get("keys", {}).items()},
    )


def _settings(study: Study, said: Mapping[str, Any], made: list[Rewrite]) -> dict[str, Any]:
    """Roles and encodings of then, over those of documents that have come since; draws as of now."""
    hidden = {said["names"].get(one["id"], one["id"]) for one in said["documents"]}
    since = {k: v for k, v in (setting(study, "roles") or {}).items() if k not in hidden}
    back = {new: old for old, new in said["names"].items()}
    drawn = []
    for document, digest, start, end in setting(study, DRAWS, []):
        (_, then), first, last = carry_range((document, digest), start, end, made)
        drawn.append([back.get(document, document), then, first, last])
    encodings = {**(setting(study, "encodings") or {}), **(said["settings"]["encodings"] or {})}
    roles = {**since, **(said["settings"]["roles"] or {})}
    return {"roles": roles, "encodings": encodings, DRAWS: drawn}


def _pending(study: Study, vault: Vault, home: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The files as they were. A table or codebook that was edited since is left as it is."""
    pending: dict[str, Any] = {"files": [], "forget": False}
    folder = study.folder / ".coder" / "sealed" / home
    for one in said["files"]:
        content = vault.unseal(folder / one["sealed"])
        if one["old"].startswith("interviews/"):
            old, new = (one[name].removeprefix("interviews/") for name in ("new", "old"))
            pending["files"].append(written(old, new, content))
        elif one["old"] == "interviews.csv":
            pending["table"] = content.decode("utf-8-sig", "replace")
        else:
            pending["codebook"] = content.decode("utf-8")
    return pending
