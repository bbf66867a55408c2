"""Names of documents and files made from names of elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.exchange.texts import document_id, file_name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("访谈 A.docx", "访谈 A.txt"),
        ("../../etc/passwd", "_.._etc_passwd.txt"),
        ("CON", "_CON.txt"),
        ("a:b?", "a_b_.txt"),
        ("", "text.txt"),
        ("...", "text.txt"),
    ],
)
def test_a_name_becomes_a_file_that_every_system_can_store(name: str, file: str) -> None:
    """No path, no device, no letters that Windows forbids."""
    assert file_name(document_id(name)) == file


@given(st.text(max_size=300))
def test_no_name_is_too_long_or_leaves_the_folder(name: str) -> None:
    """In bytes, whatever the script."""
    file = file_name(document_id(name))

    assert len(file.encode()) <= 255
    assert not set(file) & set("/\\\0\n")
    assert file.strip(" .") == file
