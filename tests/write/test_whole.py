"""Files that are written whole or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from coder.errors import CoderError
from coder.write.rows import write_rows
from coder.write.tables import write_table
from coder.write.whole import write_whole
from tests.write.test_tables import TABLE

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes of POSIX")


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file can grow beyond *size* bytes, as on a disk that is full."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("t.xyz", "unknown_format"),
        ("t", "unknown_format"),
        ("no/t.csv", "no_folder"),
        ("folder.csv", "is_folder"),
        ("t" * 300 + ".csv", "not_written"),
    ],
)
def test_where_it_cannot_be_written(tmp_path: Path, path: str, code: str):
    """One sentence, and nothing left behind."""
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CoderError) as caught:
        write_table(TABLE, tmp_path / path)

    assert caught.value.code == code
    assert "\n" not in caught.value.say("zh")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.csv"]


@POSIX
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "md", "tex"])
def test_full_disk_leaves_the_old_table(tmp_path: Path, suffix: str):
    """A disk that fills up while writing leaves what was there, and no half file."""
    old = tmp_path / f"t.{suffix}"
    old.write_text("old", encoding="utf-8")

    with files_of_at_most(50), pytest.raises(CoderError) as caught:
        write_table(TABLE, old)

    assert caught.value.code == "disk_full_out"
    assert old.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == [old.name]


@POSIX
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_full_disk_leaves_the_old_rows(tmp_path: Path, suffix: str):
    """The same for exports."""
    old = tmp_path / f"r.{suffix}"
    old.write_text("old", encoding="utf-8")

    with files_of_at_most(50), pytest.raises(CoderError) as caught:
        write_rows(pd.DataFrame({"text": ["字" * 100]}), old)

    assert caught.value.code == "disk_full_out"
    assert [one.name for one in tmp_path.iterdir()] == [old.name]


def test_file_that_another_program_holds(tmp_path: Path):
    """What Windows answers for a file that is open in Excel."""

    def held(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(CoderError, match="可能正在 Excel 或 Word 里打开"):
        write_whole(tmp_path / "t.xlsx", held)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="a folder that even root cannot fill")
def test_folder_that_may_not_be_written_to():
    """It is the folder that is named, not Excel."""
    with pytest.raises(CoderError, match="文件夹 /sys 不许写入"):
        write_table(TABLE, Path("/sys/t.csv"))


@POSIX
def test_modes_and_links_stay(tmp_path: Path):
    """A new file is as open as any other, an old one as it was; a link still points to its file."""
    new, old, link = (tmp_path / name for name in ("new.csv", "old.csv", "link.csv"))
    (tmp_path / "plain").touch()
    old.touch()
    old.chmod(0o640)
    link.symlink_to(old)
    write_table(TABLE, new)
    write_table(TABLE, link)

    assert new.stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert old.read_bytes() == new.read_bytes()
