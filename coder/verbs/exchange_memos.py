"""Memos that belong to a project as a whole: files in the study's folder `memos/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coder.exchange.project import Memo
from coder.exchange.texts import file_name
from coder.store.study import Study, saying
from coder.verbs.export_project import CARRIED


def memo_files(study: Study, memos: Sequence[Memo]) -> dict[str, str]:
    """The files that the project's memos become; those that are there already are left out."""
    folder = study.folder / "memos"
    there = {path.read_text("utf-8", "replace") for path in folder.glob("*.md")}
    files: dict[str, str] = {}
    for memo in memos:
        text = memo.text.strip() + "\n"
        if memo.name == CARRIED or text in there or text in files.values():
            continue
        stem = file_name(memo.name).removesuffix(".txt")
        names = (f"{stem}.md" if at < 2 else f"{stem} ({at}).md" for at in range(1, 1000))
        name = next(one for one in names if one not in files and not (folder / one).exists())
        files[name] = text
    return files


def write_memos(study: Study, memos: Mapping[str, str]) -> None:
    """Put them there.

    Raises:
        CoderError: what the disk says.
    """
    folder = study.folder / "memos"
    for name, text in memos.items():
        with saying(f"memos/{name}", study.folder):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
