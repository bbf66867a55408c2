"""The key file: opened by its passphrase alone, whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.vault import NAME, has_vault, open_vault

SAID = {"words": {"王建国": ["person", "受访者A"]}}


def test_kept_and_opened(tmp_path: Path):
    """What was kept is there again, and nothing of it can be read in the file."""
    open_vault(tmp_path, "correct horse").keep(SAID)

    assert open_vault(tmp_path, "correct horse").said == SAID
    assert "王建国".encode() not in (tmp_path / NAME).read_bytes()
    assert b"words" not in (tmp_path / NAME).read_bytes()


def test_sealed_and_opened(tmp_path: Path):
    """A sealed file is opened by the vault that sealed it, also when it was opened anew."""
    vault = open_vault(tmp_path, "correct horse").keep({})
    vault.seal("王建国".encode(), tmp_path / "a.sealed")

    assert open_vault(tmp_path, "correct horse").unseal(tmp_path / "a.sealed") == "王建国".encode()
    assert "王建国".encode() not in (tmp_path / "a.sealed").read_bytes()


def test_a_wrong_passphrase(tmp_path: Path):
    """It is refused in a sentence."""
    open_vault(tmp_path, "correct horse").keep(SAID)

    with pytest.raises(CoderError, match="口令不对"):
        open_vault(tmp_path, "wrong horse!")


def test_a_short_passphrase(tmp_path: Path):
    """A new key wants a passphrase that is not guessed at once; nothing is written before."""
    with pytest.raises(CoderError, match="至少 8 个字符"):
        open_vault(tmp_path, "1234567")

    assert not has_vault(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a key", b"coder-identities-1\n short"])
def test_a_damaged_key(tmp_path: Path, content: bytes):
    """What is no key is said to be none."""
    (tmp_path / NAME).write_bytes(content)

    with pytest.raises(CoderError, match="已损坏"):
        open_vault(tmp_path, "correct horse")


def test_one_changed_byte(tmp_path: Path):
    """A key or a sealed file that was changed is refused, never half read."""
    vault = open_vault(tmp_path, "correct horse").keep(SAID)
    sealed = tmp_path / "a.sealed"
    vault.seal(b"words", sealed)
    for file in (tmp_path / NAME, sealed):
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(bytes(content))

    with pytest.raises(CoderError, match=r"a\.sealed 已损坏"):
        vault.unseal(sealed)
    with pytest.raises(CoderError, match="口令不对"):
        open_vault(tmp_path, "correct horse")
