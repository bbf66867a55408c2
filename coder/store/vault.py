"""What only its owner may read: the key of the pseudonyms, and the texts as they were.

A passphrase opens a key file; the key in it opens everything else, so that a passphrase can be
changed without writing the rest again. Encryption is AES-256-GCM; the passphrase becomes a key by
scrypt (RFC 7914), with the cost that OWASP recommends.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.store.study import saying
from coder.store.synced import write_synced

NAME = "identities.key"
SHORTEST = 8  # characters of a passphrase
_MAGIC, _SEALED = b"coder-identities-1\n", b"coder-sealed-1\n"
_SALT, _NONCE, _COST = 16, 12, 2**17


@dataclass(frozen=True)
class Vault:
    """An opened key file.

    Attributes:
        secret: opens what `seal` has sealed.
        said: what the file holds beside it, as JSON gives it.
    """

    folder: Path
    passphrase: str
    secret: bytes
    said: dict[str, Any]

    @property
    def file(self) -> Path:
        """Where the key is."""
        return self.folder / NAME

    def keep(self, said: dict[str, Any]) -> Vault:
        """Write *said* into the key file, whole or not at all; returns the vault with it.

        Raises:
            CoderError: what the disk says.
        """
        vault = Vault(self.folder, self.passphrase, self.secret, said)
        plain = json.dumps({"secret": self.secret.hex(), "said": said}, ensure_ascii=False)
        salt = secrets.token_bytes(_SALT)
        sealed = _encrypt(_derived(self.passphrase, salt), plain.encode(), _MAGIC + salt)
        write_synced(self.file, _MAGIC + salt + sealed, self.folder)
        return vault

    def seal(self, content: bytes, file: Path) -> None:
        """Write *content* to *file* so that only this vault opens it.

        Raises:
            CoderError: what the disk says.
        """
        write_synced(file, _SEALED + _encrypt(self.secret, content, _SEALED), self.folder)

    def unseal(self, file: Path) -> bytes:
        """What `seal` wrote to *file*.

        Raises:
            CoderError: sealed_damaged, and what the disk says.
        """
        with saying(file.name, self.folder):
            content = file.read_bytes()
        opened = _decrypt(self.secret, content.removeprefix(_SEALED), _SEALED)
        if opened is None:
            raise CoderError("sealed_damaged", file=file.name)
        return opened


def has_vault(folder: Path) -> bool:
    """Whether the study in *folder* has a key file."""
    return (folder / NAME).is_file()


def open_vault(folder: Path, passphrase: str) -> Vault:
    """Open the key file of the study in *folder*; where there is none, begin one in memory.

    Raises:
        CoderError: passphrase_short for a new one, passphrase_wrong, key_damaged.
    """
    file = folder / NAME
    if not file.is_file():
        if len(passphrase) < SHORTEST:
            raise CoderError("passphrase_short", shortest=SHORTEST)
        return Vault(folder, passphrase, secrets.token_bytes(32), {})
    with saying(NAME, folder):
        content = file.read_bytes()
    head = len(_MAGIC) + _SALT
    if not content.startswith(_MAGIC) or len(content) <= head + _NONCE:
        raise CoderError("key_damaged", file=NAME)
    salt = content[len(_MAGIC) : head]
    plain = _decrypt(_derived(passphrase, salt), content[head:], content[:head])
    if plain is None:
        raise CoderError("passphrase_wrong", file=NAME)
    said = json.loads(plain)
    return Vault(folder, passphrase, bytes.fromhex(said["secret"]), said["said"])


def _derived(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode())


def _encrypt(key: bytes, content: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _decrypt(key: bytes, content: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], bound)
    except (InvalidTag, ValueError):
        return None
