"""What was before names were hidden, sealed in the study's vault; and what the key says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coder.model import Turn
from coder.store import codebooks, documents, log, voices
from coder.store.backups import backup
from coder.store.rewrites import Change
from coder.store.study import Study, now, setting
from coder.store.vault import Vault
from coder.text.identify.hits import Kind, Lists
from coder.verbs.identify import Choice, Known

SETTINGS = ("roles", "encodings", "draws")


def known(vault: Vault) -> Known:
    """What the key says of words that were decided on."""
    said = vault.said
    words = {text: (Kind(kind), name) for text, (kind, name) in said.get("words", {}).items()}
    lists = Lists(**{name: tuple(some) for name, some in said.get("lists", {}).items()})
    return Known(words, frozenset(said.get("kept", ())), lists)


def with_lists(vault: Vault, lists: Lists) -> Vault:
    """Keep the user's *lists* in the key file.

    Raises:
        CoderError: what the disk says.
    """
    return vault.keep({**vault.said, "lists": {k: list(v) for k, v in asdict(lists).items()}})


def seal(
    study: Study,
    vault: Vault,
    chosen: Sequence[Choice],
    change: Change,
    pending: Mapping[str, Any],
) -> None:
    """Seal what *change* and *pending* will overwrite, and write the words into the key.

    The key is on disk before anything else: a text without its key could never be told again.

    Raises:
        CoderError: backup_failed, and what the disk says.
    """
    said = dict(vault.said)
    words = {one.text: [one.kind.value, one.pseudonym] for one in chosen if one.hide}
    said["words"] = {**said.get("words", {}), **words}
    kept = {one.text for one in chosen if not one.hide}
    said["kept"] = sorted((set(said.get("kept", ())) | kept) - words.keys())
    number = len(said.get("batches", [])) + 1
    home = study.folder / ".coder" / "sealed" / f"{number:04d}"
    files = _files(study, vault, home, pending)
    vault.seal(json.dumps(_manifest(study, change, files)).encode(), home / "manifest.sealed")
    backup(study.folder)
    for number_, copy in enumerate(sorted((study.folder / ".coder" / "backups").glob("**/*"))):
        if copy.is_file():
            vault.seal(copy.read_bytes(), home / f"backup-{number_:04d}-{copy.suffix[1:]}.sealed")
    said["batches"] = [*said.get("batches", []), {"home": home.name, "time": now()}]
    vault.keep(said)


def manifest(study: Study, vault: Vault, home: str) -> dict[str, Any]:
    """What the batch in `.coder/sealed/`*home* has overwritten.

    Raises:
        CoderError: sealed_damaged, and what the disk says.
    """
    file = study.folder / ".coder" / "sealed" / home / "manifest.sealed"
    found: dict[str, Any] = json.loads(vault.unseal(file))
    return found


def _files(
    study: Study, vault: Vault, home: Path, pending: Mapping[str, Any]
) -> list[dict[str, str]]:
    """The transcripts, the table and the codebook as they are, sealed one by one."""
    names = [(f"interviews/{one['old']}", f"interviews/{one['new']}") for one in pending["files"]]
    names += [("interviews.csv", "interviews.csv")] if "table" in pending else []
    names += [("codebook.yaml", "codebook.yaml")] if "codebook" in pending else []
    listed = []
    for number, (old, new) in enumerate(names):
        sealed = f"file-{number:04d}.sealed"
        vault.seal((study.folder / old).read_bytes(), home / sealed)
        listed.append({"old": old, "new": new, "sealed": sealed})
    return listed


def _manifest(study: Study, change: Change, files: list[dict[str, str]]) -> dict[str, Any]:
    before = {(one.id, one.digest): one for one in documents.versions(study)}
    memos = {one.id: one.memo for one in log.decisions(study) if one.id in change.memos}
    books = {one.version: one.text for one in codebooks.codebook_versions(study)}
    stored = [*documents.stored(study), *documents.retired(study)]
    said = voices.words(study)
    return {
        "files": files,
        "names": dict(change.names),
        "memos": memos,
        "answers": {number: list(said[number]) for number in change.answers},
        "keys": dict(change.keys),
        "codebooks": {version: books[version] for version in change.codebooks},
        "settings": {name: setting(study, name) for name in SETTINGS},
        "versions": [
            {
                "document": rewrite.document,
                "digest": rewrite.digest,
                "to_digest": rewrite.to_digest,
                "edits": [list(edit) for edit in rewrite.edits],
                "text": before[rewrite.document, rewrite.digest].text,
                "turns": _turns(before[rewrite.document, rewrite.digest].turns),
            }
            for rewrite, _ in change.rewrites
        ],
        "documents": [
            {
                "id": one.id,
                "source": one.source,
                "digest": one.digest,
                "attributes": dict(one.attributes),
                "report": dict(one.report),
            }
            for one in stored
        ],
    }


def _turns(turns: Sequence[Turn]) -> list[list[Any]]:
    return [[t.speaker, t.role.value, t.start, t.end, t.label_start, t.start_ms] for t in turns]
