"""Projects and codebooks damaged at random: a value or one sentence, never anything else."""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.exchange.project import Project
from coder.read import refi_package
from coder.read.code_tables import read_code_rows
from coder.read.refi import read_refi
from coder.store.taguette import read_taguette
from coder.write.refi import codebook_bytes, project_bytes
from tests.exchange.strategies import projects
from tests.store.test_taguette import make_taguette

PIECES = st.sampled_from(
    [b"\0", b"<", b'"', b"&x;", b"../", b"-1", b"999999999999", b"\xff", b"</Code>", b"PK\x05\x06", b"", b"NaN"]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """*content* with a few pieces put in the place of others."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        gone = draw(st.integers(0, 12))
        content = content[:at] + draw(PIECES) + content[at + gone :]
    return content


@given(st.data(), projects())
def test_a_damaged_package(data: st.DataObject, project: Project) -> None:
    """Bytes of the archive."""
    read_or_refuse(data.draw(damaged(project_bytes(project))), "x.qdpx")


@given(st.data(), projects())
def test_damaged_xml_in_a_sound_package(data: st.DataObject, project: Project) -> None:
    """Bytes of the project; what is read has its selections inside its texts."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(project_bytes(project))) as old,
        zipfile.ZipFile(whole, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, data.draw(damaged(content)) if name == "project.qde" else content)

    read_or_refuse(whole.getvalue(), "x.qdpx")


@given(st.data(), projects())
def test_a_damaged_codebook(data: st.DataObject, project: Project) -> None:
    """Bytes of a .qdc."""
    read_or_refuse(data.draw(damaged(codebook_bytes(project))), "x.qdc")


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_as_a_table(content: bytes) -> None:
    """CSV or none."""
    with contextlib.suppress(CoderError):
        assert read_code_rows(content, "x.csv")


@given(st.binary(max_size=300).map(lambda end: b"SQLite format 3\0" + end))
def test_any_bytes_as_a_database(content: bytes) -> None:
    """Nothing is written beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite3"
        path.write_bytes(content)
        with pytest.raises(CoderError):
            read_taguette(path)
        assert [one.name for one in Path(folder).iterdir()] == ["x.sqlite3"]


def test_a_member_without_a_name() -> None:
    """It is no project."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("x", "")
    content = bytearray(whole.getvalue())
    # In both headers the name becomes one byte of the extra field.
    for lengths in (26, content.index(b"PK\x01\x02") + 28):
        content[lengths : lengths + 4] = b"\0\0\1\0"

    with pytest.raises(CoderError) as caught:
        read_refi(bytes(content), "x.qdpx")

    assert caught.value.code == "exchange_no_project"


@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=3)), min_size=1, max_size=12)
)
def test_a_damaged_database(edits: list[tuple[float, bytes]]) -> None:
    """Bytes of a project of Taguette's put in the place of others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite3"
        make_taguette(path)
        content = path.read_bytes()
        full = [place for place, byte in enumerate(content) if byte and place > 15]
        for share, some in edits:
            at = full[int(share * (len(full) - 1))]
            content = content[:at] + some + content[at + len(some) :]
        path.write_bytes(content)
        with contextlib.suppress(CoderError):
            assert read_taguette(path).sources is not None
        assert [one.name for one in Path(folder).iterdir()] == ["x.sqlite3"]


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One text that unpacks to more than the limit, and many that do together."""
    monkeypatch.setattr(refi_package, "UNPACKED_MB", 1)
    monkeypatch.setattr(refi_package, "WHOLE_MB", 2)

    for size, count in ((2 * 2**20, 1), (2**20 - 1, 3)):
        with pytest.raises(CoderError) as caught:
            read_refi(bomb(size, count), "x.qdpx")
        assert caught.value.code == "exchange_too_large"


def bomb(size: int, count: int) -> bytes:
    """A project of *count* sources that share one text of *size* letters."""
    guid = "00000000-0000-4000-8000-{:012x}"
    sources = "".join(
        f'<TextSource guid="{guid.format(n)}" name="s" plainTextPath="internal://a.txt"/>'
        for n in range(count)
    )
    xml = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>{sources}</Sources></Project>'
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/a.txt", "a" * size)
    return whole.getvalue()


def read_or_refuse(content: bytes, file: str) -> None:
    """Read, or refused in a sentence; what is read keeps its own rules."""
    with contextlib.suppress(CoderError):
        sound(read_refi(content, file))


def sound(project: Project) -> None:
    """Every reference leads somewhere, every range is in its text, every loss has its words."""
    keys = {one.key for one in project.codes}
    assert all(one.parent in {"", *keys} for one in project.codes)
    for source in project.sources:
        for one in source.selections:
            assert 0 <= one.start < one.end <= len(source.text)
            assert one.code in {"", *keys}
    assert all(one.say("zh") and one.say("en") for one in project.lost)
