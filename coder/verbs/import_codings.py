"""Take codings made elsewhere as a coder's decisions."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coder.coding.locate import locate
from coder.errors import CoderError, Problem
from coder.model import Action, Codebook, Decision, Document
from coder.read.encoding import decode
from coder.store.codebooks import put_codebook
from coder.store.log import append
from coder.store.study import Study, saying
from coder.verbs.decide import did_you_mean
from coder.verbs.standing import State, present, read_codebook

BY_SENTENCE = ("document", "sentence", "code")
BY_RANGE = ("document", "start", "end", "code")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a codings file.

    Attributes:
        line: 1-based line in the file.
        start, end: the range, -1 where only the sentence is given.
    """

    line: int
    document: str
    code: str
    sentence: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Located:
    """A row and the range of text it speaks of."""

    row: Row
    start: int
    end: int


@dataclass(frozen=True)
class CodingsReport:
    """What became of the rows.

    Attributes:
        codings: codes newly given; looked: ranges newly looked at; known: rows already there.
        problems: the rows that could not be placed.
    """

    rows: int
    codings: int
    looked: int
    known: int
    problems: tuple[Problem, ...]


def import_codings(study: Study, file: Path, *, coder: str, partial: bool = False) -> CodingsReport:
    """Take the codings in *file* as decisions of *coder*; importing twice adds nothing.

    Every text in the file counts as looked at: the codes not given there are the coder's "no".

    Raises:
        CoderError: no_coder, codings_header, codings_empty, codings_not_placed (with
            `.problems`), no_such_file, and what the disk says.
    """
    if not coder.strip():
        raise CoderError("no_coder", file=file.name)
    state = present(study)
    rows = read_codings(file)
    if not rows:
        raise CoderError("codings_empty", file=file.name)
    located, problems = locate_rows(rows, state.documents, state.codebook, file.name)
    if problems and not partial:
        raise NotPlaced("codings_not_placed", file.name, problems)
    codebook, text = read_codebook(study)
    put_codebook(study, codebook, text)
    fresh, known = _decisions(located, state, coder, codebook)
    append(study, fresh)
    given = sum(decision.action is Action.ADD for decision in fresh)
    return CodingsReport(len(rows), given, len(fresh) - given, known, tuple(problems))


class NotPlaced(CoderError):
    """Rows that cannot be placed; nothing of the file was taken."""

    def __init__(self, code: str, file: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(code, file=file, count=len(problems))

    def say(self, in_language: str = "") -> str:
        """The sentence, then one line a row (the first 20)."""
        lines = [super().say(in_language), *(p.say(in_language) for p in self.problems[:20])]
        return "\n".join(lines)


def read_codings(file: Path) -> list[Row]:
    """The rows of a codings file.

    Raises:
        CoderError: no_such_file, codings_header, codings_csv, and what the disk says.
    """
    if not file.is_file():
        raise CoderError("no_such_file", file=file)
    with saying(file.name, file.parent):
        text = decode(file.read_bytes(), file.name).text
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return _rows(reader, file.name)
    except csv.Error as error:
        line = reader.reader.line_num
        raise CoderError("codings_csv", file=file.name, line=line, reason=error) from error


def _rows(reader: csv.DictReader[str], file: str) -> list[Row]:
    names = tuple(name.strip() for name in reader.fieldnames or ())
    reader.fieldnames = list(names)
    if not (set(BY_SENTENCE) <= set(names) or set(BY_RANGE) <= set(names)):
        raise CoderError("codings_header", file=file, found=",".join(names) or "–")
    by_range = set(BY_RANGE) <= set(names)
    return [_row(reader.line_num, said, by_range=by_range) for said in reader]


def locate_rows(
    rows: Sequence[Row],
    documents: Mapping[str, Document],
    codebook: Codebook | None,
    file: str,
) -> tuple[list[Located], list[Problem]]:
    """Find every row's range; a row with an unknown document, text or code is a problem."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    problems = []
    for row in rows:
        if row.document in documents:
            by_document[row.document].append(row)
        else:
            problems.append(_problem("row_no_document", file, row, document=row.document))
    located = []
    for document_id, some in by_document.items():
        text = documents[document_id].text
        ranges = locate(text, [(row.sentence, row.code) for row in some if row.start < 0])
        found = iter(ranges)
        for row in some:
            place = next(found) if row.start < 0 else _given(row, text)
            code = "row_no_text" if row.start < 0 else "row_bad_range"
            if place is None:
                shown = " ".join(row.sentence[:40].split())
                values = {"text": shown, "start": row.start, "end": row.end}
                problems.append(_problem(code, file, row, document=document_id, **values))
            elif row.code and codebook and row.code not in codebook.by_id:
                hint = did_you_mean(row.code, codebook)
                problems.append(_problem("row_no_code", file, row, code=row.code, hint=hint))
            else:
                located.append(Located(row, *place))
    return located, sorted(problems, key=lambda problem: problem.line)


def _row(line: int, said: Mapping[str, str | None], *, by_range: bool) -> Row:
    document, code = (said.get("document") or "").strip(), (said.get("code") or "").strip()
    if not by_range:
        return Row(line, document, code, sentence=said.get("sentence") or "")
    start, end = (said.get("start") or "").strip(), (said.get("end") or "").strip()
    if not (start.isdecimal() and end.isdecimal()):
        return Row(line, document, code, start=0, end=0)
    return Row(line, document, code, start=int(start), end=int(end))


def _given(row: Row, text: str) -> tuple[int, int] | None:
    return (row.start, row.end) if 0 <= row.start < row.end <= len(text) else None


def _problem(code: str, file: str, row: Row, /, **values: object) -> Problem:
    return Problem(code, file=file, line=row.line, values=dict(values))


def _decisions(
    located: Sequence[Located], state: State, coder: str, codebook: Codebook
) -> tuple[list[Decision], int]:
    own = state.folded.by_coder.get(coder, {})
    seen = {
        (look.decision.document, look.decision.start, look.decision.end)
        for looks in state.folded.looked.values()
        for look in looks
        if look.decision.coder == coder
    }
    fresh: list[Decision] = []
    known = 0
    for one in located:
        document = state.documents[one.row.document]
        before = len(fresh)
        place = (document.id, one.start, one.end)
        looked = Decision(
            action=Action.REVIEW,
            coder=coder,
            codebook=codebook.version,
            document=document.id,
            digest=document.digest,
            start=one.start,
            end=one.end,
        )
        if place not in seen:
            seen.add(place)
            fresh.append(looked)
        verdict = own.get((*place, one.row.code))
        if one.row.code and not (verdict and verdict.yes):
            fresh.append(replace(looked, action=Action.ADD, code=one.row.code))
        known += len(fresh) == before
    return fresh, known
