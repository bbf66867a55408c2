"""Make a file again from what it says of itself, and say whether it is the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder import __version__
from coder.errors import CoderError
from coder.model import Bilingual
from coder.store.study import Study
from coder.verbs.make import make
from coder.verbs.past import STAMP, Moment, at
from coder.verbs.standing import present

if TYPE_CHECKING:
    from coder.write.provenance import Provenance

NAMES = {
    "corpus": Bilingual("语料", "the corpus"),
    "codebook": Bilingual("码本", "the codebook"),
    "decisions": Bilingual("人工决定", "people's decisions"),
    "settings": Bilingual("设置", "the settings"),
}


@dataclass(frozen=True)
class Rebuilt:
    """A file against what the study gives now, and against what it gave then.

    Attributes:
        same: whether the file made now is the same, byte for byte.
        changed: which of corpus, codebook, decisions, settings are not what they were.
        content: whether all but the hashes is the same now, byte for byte; None if it cannot be
            made now.
        then: whether the file made of the record as of its moment is the same, byte for byte;
            None if it cannot be made.
        program: the version that wrote the file.
    """

    file: str
    same: bool
    changed: tuple[str, ...]
    content: bool | None
    then: bool | None
    decision: int
    program: str
    program_now: str = __version__

    def say(self, language: str) -> str:
        """The finding in a sentence or two."""
        changed = ("、" if language == "zh" else ", ").join(
            NAMES[name].say(language) for name in self.changed
        )
        zh, en = self._said()
        text = en if language == "en" else zh
        return text.format(file=self.file, changed=changed, decision=self.decision)

    def _said(self) -> tuple[str, str]:
        if self.same:
            return SAID["same"]
        if not self.changed:
            return SAID["altered" if self.program == self.program_now else "program"]
        first = SAID["content" if self.content else "differs"]
        second = SAID["then" if self.then else "not_then" if self.then is False else "no_then"]
        return first[0] + second[0], f"{first[1]} {second[1]}"


SAID = {
    "same": (
        "{file}：重新生成的与它逐字节相同。",
        "{file}: made again, it is the same byte for byte.",
    ),
    "altered": (
        "{file}：语料、码本、人工决定和设置都没有变，重新生成的却与它不同：文件生成之后被改动或另存过。",
        ("{file}: corpus, codebook, decisions and settings are what they were, yet the file made again differs: "
        "it was changed or saved anew after it was written."),
    ),
    "program": (
        "{file}：语料、码本、人工决定和设置都没有变，但它是另一版程序生成的，重新生成的与它不同。",
        ("{file}: corpus, codebook, decisions and settings are what they were, but another version of this program "
        "wrote it, and the file made again differs."),
    ),
    "content": (
        "{file}：{changed}变了，而内容没有变（除了写明来源的那几个校验码）。",
        "{file}: {changed} changed, yet the content is the same, but for the hashes that say what it was made from.",
    ),
    "differs": ("{file}：{changed}变了，现在重新生成的内容不同。", "{file}: {changed} changed, and made now it differs."),
    "then": (
        "按当时的记录（到第 {decision} 号决定为止）重新生成的，与它逐字节相同。",
        "Made again from the record as of decision {decision}, it is the same byte for byte.",
    ),
    "not_then": (
        "按当时的记录（到第 {decision} 号决定为止）重新生成的，也与它不同。",
        "Made again from the record as of decision {decision}, it differs too.",
    ),
    "no_then": (
        "当时的状态无法还原，没有再与那时比较。",
        "The state of then cannot be had again, so that it was not compared with it.",
    ),
}  # fmt: skip


def rebuild(study: Study, file: Path, *, out: Path | None = None) -> Rebuilt:
    """Make *file* again and compare.

    Args:
        out: where to keep the file as the study gives it now; nowhere if None.

    Raises:
        CoderError: no_such_file, no_provenance, cannot_rebuild, and those of the verb.
    """
    from coder.write.provenance import read_provenance

    found = read_provenance(file)
    content = file.read_bytes()
    now = _made(study, found, file.name)
    if out is not None:
        make(study, found.verb, found.options, out)
    digests = present(study).digests
    changed = tuple(name for name, value in digests.items() if found.digests.get(name) != value)
    moment = Moment(**found.moment)
    then = None
    if changed:
        then = _tried(lambda: _made(at(study, moment), found, file.name) == content)
    same_but_hashes = now == content or _made(_stamped(study, found), found, file.name) == content
    return Rebuilt(
        file.name, now == content, changed, same_but_hashes, then, moment.decision, found.program
    )


def _stamped(study: Study, found: Provenance) -> Study:
    """The study as it is, whose files carry the hashes of *found*."""
    memory = {k: v for k, v in study.memory.items() if k not in ("present", "past")}
    return Study(study.folder, study.engine, memory | {STAMP: found})


def _made(study: Study, found: Provenance, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        make(study, found.verb, found.options, path)
        return path.read_bytes()


def _tried(work: Callable[[], bool]) -> bool | None:
    try:
        return work()
    except CoderError:
        return None
