"""Words of a text with their offsets: the only place that knows a language.

Runs of Chinese go through jieba (https://github.com/fxsjy/jieba), everything else is split at
white space and punctuation, so that an English text needs no dictionary.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple


class Token(NamedTuple):
    """A word or sign; half-open offsets into the text it was cut from."""

    text: str
    start: int
    end: int


class Tagged(NamedTuple):
    """A word with its part of speech, by jieba's letters: nr a person, ns a place, nt an organisation."""

    text: str
    start: int
    end: int
    flag: str


_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    rf"|(?:(?![{_HAN}])\w)+(?:['’.\-](?:(?![{_HAN}])\w)+)*"
    r"|[^\w\s]"
)


def tokens(text: str) -> list[Token]:
    """The words and signs of *text* in order, white space left out."""
    found = []
    for run in _RUNS.finditer(text):
        if run["han"]:
            found += _chinese(run[0], run.start())
        else:
            found.append(Token(run[0], run.start(), run.end()))
    return found


def tagged(text: str) -> list[Tagged]:
    """The words and signs of *text* in order with their parts of speech, white space among them."""
    found = []
    position = 0
    for word in _tagger().cut(text):
        found.append(Tagged(word.word, position, position + len(word.word), word.flag))
        position += len(word.word)
    return found


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has *text* as a word, and not only as somebody's name."""
    return bool(_jieba().FREQ.get(text)) and not str(
        _tagger().word_tag_tab.get(text, "nr")
    ).startswith("nr")


def frequency(word: str) -> int:
    """How often jieba's dictionary has seen *word*, 0 for one that it has not."""
    return int(_jieba().FREQ.get(word) or 0)


def _chinese(run: str, offset: int) -> list[Token]:
    found = []
    for word in _jieba().cut(run):
        found.append(Token(word, offset, offset + len(word)))
        offset += len(word)
    return found


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """jieba with its dictionary loaded, silent, its cache in a folder of this user alone."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    cutter = jieba.Tokenizer()
    cutter.tmp_dir = _cache_folder()
    cutter.initialize()
    return cutter


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """jieba's tagger of parts of speech, over the same dictionary."""
    from jieba.posseg import POSTokenizer

    return POSTokenizer(_jieba())


def _cache_folder() -> str:
    """Where jieba may keep its compiled dictionary: a folder that only this user can write.

    It is written to a temporary file and moved into place, so two processes do no harm.
    """
    user = getattr(os, "getuid", lambda: 0)()
    folder = Path(tempfile.gettempdir()) / f"coder-jieba-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        mine = folder.stat().st_uid == user
    except OSError:
        mine = False
    return str(folder) if mine else tempfile.mkdtemp(prefix="coder-jieba-")
