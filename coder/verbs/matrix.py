"""Who has which code, as 0 and 1: segments or documents by codes, for SPSS and R."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.exchange.rows import guarded
from coder.model import Coding, Document, Role, Unit
from coder.store.study import Study
from coder.verbs.make import stamp
from coder.verbs.scoring import cut
from coder.verbs.standing import State, present, tagged
from coder.verbs.table import counted
from coder.write.spss import WIDEST, Variable, names_for, write_syntax

if TYPE_CHECKING:
    import pandas as pd

ROWS = ("segment", "document")
NUMBERS = ("turn", "segment", "start", "end")
NAMES = {
    "document": ("访谈", "document"),
    "group": ("组别", "group"),
    "turn": ("话轮", "turn"),
    "speaker": ("说话人", "speaker"),
    "segment": ("片段", "segment"),
    "start": ("起", "start"),
    "end": ("止", "end"),
}
HOW = (
    "访谈编码导出：先把 FILE 一行改成 CSV 的完整路径，再全部运行",
    "Written by Interview Coder: put the full path of the CSV into the line FILE, then run all",
)


def export_matrix(
    study: Study, out: Path, *, rows: str = "segment", who: str = "all", language: str = "zh"
) -> int:
    """Write the matrix to *out* (.csv .xlsx .json); beside a CSV its SPSS syntax; returns its rows.

    Args:
        rows: "segment", the interviewee's segments, or "document".
        who: "all" that stands, or "reviewed" by people only.

    Raises:
        CoderError: not_tagged, bad_setting, unknown_format, and what the disk says.
    """
    from coder.write.rows import write_rows
    from coder.write.whole import write_whole

    if rows not in ROWS:
        raise CoderError("bad_setting", name="--rows", value=rows, allowed=" | ".join(ROWS))
    frame, labels = matrix(study, rows=rows, who=who, language=language)
    options = {"what": "matrix", "language": language, "who": who, "rows": rows}
    write_rows(frame, out, stamp=stamp(study, "export", options))
    if out.suffix.lower() == ".csv":
        variables = [_variable(frame, name, labels[name]) for name in frame.columns]
        english = language == "en"
        words = {
            "how": HOW[english],
            "no": "no" if english else "没有",
            "yes": "yes" if english else "有",
        }
        syntax = out.with_suffix(".sps")
        write_whole(syntax, lambda path: write_syntax(path, out.name, variables, words))
    return len(frame)


def matrix(
    study: Study, *, rows: str, who: str, language: str
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The matrix, and what each column means.

    A column of a code is called by its id where SPSS and R allow that, else `code_N`.
    """
    import pandas as pd

    state = present(study)
    tagged(state)
    ids = [code.id for code in state.codebook.codes]
    heads, labels, texts = _heads(state, rows, language)
    names = names_for(ids, "code", heads)
    labels |= {
        name: code.label.say(language) or code.id
        for name, code in zip(names, state.codebook.codes, strict=True)
    }
    by_document: dict[str, list[Coding]] = defaultdict(list)
    for coding in counted(state, who):
        by_document[coding.document].append(coding)
    data = []
    for document in state.documents.values():
        codings = by_document[document.id]
        if rows == "document":
            given = {one.code for one in codings}
            known = [document.id, *(document.attributes.get(key, "") for key in texts)]
            data.append([*map(_flat, known), *(int(id in given) for id in ids)])
        else:
            data += _segments(study, state, document, codings, ids)
    return pd.DataFrame(data, columns=[*heads, *names]), labels


def _heads(state: State, rows: str, language: str) -> tuple[list[str], dict[str, str], list[str]]:
    """The columns before the codes, what they mean, and which attributes they are."""
    english = int(language == "en")
    if rows == "segment":
        heads = ["document", "group", "turn", "speaker", "segment", "start", "end"]
        return heads, {name: NAMES[name][english] for name in heads}, []
    known = dict.fromkeys(name for one in state.documents.values() for name in one.attributes)
    texts = ["group", *(name for name in known if name not in ("group", "id"))]
    names = names_for(texts, "attribute", ["document"])
    labels = {"document": NAMES["document"][english]}
    labels |= {
        name: NAMES[key][english] if key in NAMES else key
        for name, key in zip(names, texts, strict=True)
    }
    return ["document", *names], labels, texts


def _segments(
    study: Study, state: State, document: Document, codings: list[Coding], ids: list[str]
) -> list[list[object]]:
    """The interviewee's segments; a code is on one that it shares half of the shorter range with."""
    from coder.verbs.export import on_segment

    found: list[list[object]] = []
    for segment in cut(study, document, Unit(tagged(state).unit)):
        turn = document.turns[segment.turn]
        if turn.role is Role.INTERVIEWER:
            continue
        given = {one.code for one in codings if on_segment(one, segment.start, segment.end)}
        place = [
            segment.turn + 1,
            _flat(turn.speaker),
            segment.index + 1,
            segment.start,
            segment.end,
        ]
        row = [_flat(document.id), _flat(document.group), *place]
        found.append([*row, *(int(id in given) for id in ids)])
    return found


def _flat(text: str) -> str:
    """*text* in one line, as SPSS reads a row, and never a formula."""
    return guarded(" ".join(text.split()))


def _variable(frame: pd.DataFrame, name: str, label: str) -> Variable:
    if name in NUMBERS:
        return Variable(name, label)
    if frame[name].dtype.kind in "iu":
        return Variable(name, label, binary=True)
    longest = max((len(str(value).encode()) for value in frame[name]), default=1)
    return Variable(name, label, width=min(WIDEST, max(1, longest)))
