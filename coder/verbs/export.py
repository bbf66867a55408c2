"""The study's parts as rows, for files and for other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import Problem
from coder.exchange.codes import entries
from coder.exchange.rows import COLUMNS, guarded, row_of
from coder.model import Coding, Role, Unit
from coder.store.study import Study, saying
from coder.verbs.export_project import export_project, export_qdc
from coder.verbs.make import stamp
from coder.verbs.matrix import export_matrix
from coder.verbs.past import AS_OF
from coder.verbs.scoring import cut
from coder.verbs.standing import State, present, read_codebook, tagged
from coder.verbs.table import counted, labels

if TYPE_CHECKING:
    import pandas as pd


def export(
    study: Study,
    what: str,
    out: Path,
    *,
    language: str = "zh",
    who: str = "",
    rows: str = "segment",
) -> int:
    """Write *what* to *out*, its form by the suffix; returns the number of rows.

    Args:
        who: whose codings a project or a matrix has, "all" or "reviewed"; "" for what each has
            by itself: a project those of people, a matrix all that stands.
        rows: of a matrix, "segment" or "document".

    Raises:
        CoderError: not_tagged, an unknown suffix, and what the disk says.
    """
    from coder.write.provenance import write_stamped
    from coder.write.rows import write_rows

    if what == "project":
        return export_project(study, out, who=who or "reviewed", language=language)
    if what == "codebook" and out.suffix.lower() == ".qdc":
        return export_qdc(study, out, language=language)
    if what == "codebook" and out.suffix in (".yaml", ".yml"):
        with saying("codebook.yaml", study.folder):
            content = study.codebook_file.read_bytes()
        if AS_OF in study.memory:
            content = read_codebook(study)[1].encode("utf-8")
        options = {"what": what, "language": language}
        made = stamp(study, "export", options)
        write_stamped(out, lambda temporary: _bytes(temporary, content), made)
        return len(present(study).codebook.codes)
    if what == "matrix":
        return export_matrix(study, out, rows=rows, who=who or "all", language=language)
    frame = EXPORTS[what](study, present(study), language)
    if what in GUARDED and out.suffix.lower() == ".csv":
        frame = frame.map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    write_rows(frame, out, stamp=stamp(study, "export", {"what": what, "language": language}))
    return len(frame)


def segments(study: Study, state: State, _language: str = "zh") -> pd.DataFrame:
    """One row a segment in reading order, with the codes that stand on it."""
    import pandas as pd

    run = tagged(state)
    rows = []
    by_document: dict[str, list[Coding]] = defaultdict(list)
    for coding in state.standing.codings:
        by_document[coding.document].append(coding)
    for document in state.documents.values():
        codings = by_document[document.id]
        for segment in cut(study, document, Unit(run.unit)):
            turn = document.turns[segment.turn]
            here = [c for c in codings if on_segment(c, segment.start, segment.end)]
            own = {} if turn.role is Role.INTERVIEWER else _strongest(here)
            rows.append(
                (
                    document.id,
                    document.group,
                    segment.turn + 1,
                    turn.speaker,
                    turn.role.value,
                    segment.index + 1,
                    segment.start,
                    segment.end,
                    document.text[segment.start : segment.end],
                    ";".join(own),
                    ";".join("" if value is None else f"{value:.4g}" for value in own.values()),
                )
            )
    header = "document,group,turn,speaker,role,segment,start,end,text,codes,confidence"
    return pd.DataFrame(rows, columns=header.split(","))


def turns(_study: Study, state: State, _language: str = "zh") -> pd.DataFrame:
    """One row a turn; `text` is without label and time stamp."""
    import pandas as pd

    rows = [
        (
            document.id,
            document.group,
            number,
            turn.speaker,
            turn.role.value,
            turn.start_ms,
            turn.start,
            turn.end,
            document.text[turn.start : turn.end],
        )
        for document in state.documents.values()
        for number, turn in enumerate(document.turns, start=1)
    ]
    header = "document,group,turn,speaker,role,start_ms,start,end,text"
    frame = pd.DataFrame(rows, columns=header.split(","))
    return frame.astype({"start_ms": "Int64"})


def codings(_study: Study, state: State, _language: str = "zh") -> pd.DataFrame:
    """One row a coding that stands."""
    import pandas as pd

    rows = [
        (
            c.document,
            state.documents[c.document].group,
            c.code,
            c.start,
            c.end,
            state.documents[c.document].text[c.start : c.end],
            c.coder,
            c.source,
            c.confidence,
            c.memo,
            c.time,
        )
        for c in state.standing.codings
        if c.document in state.documents
    ]
    header = "document,group,code,start,end,text,coder,source,confidence,memo,time"
    return pd.DataFrame(rows, columns=header.split(","))


def decisions(_study: Study, state: State, _language: str = "zh") -> pd.DataFrame:
    """The whole log, oldest first."""
    import pandas as pd

    rows = [asdict(decision) | {"action": decision.action.value} for decision in state.log]
    names = "id time coder action document start end code to_code to_start to_end memo undoes source codebook digest"
    return pd.DataFrame(rows, columns=names.split())


def quotes(study: Study, state: State, language: str = "zh") -> pd.DataFrame:
    """Every coding that stands with its words and what stands around them."""
    from coder.analysis.quotes import quotes as quoted

    return quoted(
        counted(state, "all"),
        state.documents,
        state.codebook,
        labels=labels(study, language),
        language=language,
    )


def codebook(_study: Study, state: State, _language: str = "zh") -> pd.DataFrame:
    """One row a code, in the columns of `exchange.rows`."""
    import pandas as pd

    return pd.DataFrame([row_of(code) for code in state.codebook.codes], columns=COLUMNS)


def taguette(_study: Study, state: State, language: str = "zh") -> pd.DataFrame:
    """The codebook as Taguette takes it: `tag` is the path from the top, levels divided by `.`."""
    import pandas as pd

    from coder.exchange.taguette import tag_rows

    rows, _ = tag_rows(entries(state.codebook, {}, language))
    return pd.DataFrame(rows, columns=["tag", "description"])


def notes(study: Study, what: str, *, language: str = "zh") -> list[Problem]:
    """What an export has to change or leave out because of the program that it is for."""
    if what != "taguette":
        return []
    from coder.exchange.taguette import tag_rows

    return tag_rows(entries(present(study).codebook, {}, language))[1]


EXPORTS: dict[str, Callable[[Study, State, str], pd.DataFrame]] = {
    "segments": segments,
    "turns": turns,
    "codings": codings,
    "quotes": quotes,
    "codebook": codebook,
    "decisions": decisions,
    "taguette": taguette,
}
GUARDED = ("codebook", "taguette")  # texts of our own: no program has to find them at an offset


def _bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def on_segment(coding: Coding, start: int, end: int) -> bool:
    """Whether at least half of the shorter of the two lies in the other."""
    both = min(coding.end, end) - max(coding.start, start)
    return both > 0 and 2 * both >= min(coding.end - coding.start, end - start)


def _strongest(here: list[Coding]) -> dict[str, float | None]:
    """The codes on a segment, each once, with the tagger's confidence where there is one."""
    found: dict[str, float | None] = {}
    for coding in here:
        known = found.get(coding.code)
        if coding.code not in found or (coding.confidence or 0) > (known or 0):
            found[coding.code] = coding.confidence
    return dict(sorted(found.items()))
