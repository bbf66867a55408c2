"""What became of one file that was imported, as a value and as what the study keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.errors import Problem
from coder.model import Role
from coder.read.parsed import Parsed
from coder.words.reading import FORMS


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    Attributes:
        status: "new", "changed", "same", "gone" or "failed".
        turns: how many, of which `interviewee` are the interviewee's.
        dropped: parts of the file that are not in the text, each as (line, reason, text).
        lines: how many lines were "read", "joined" to the line before, and "dropped".
        doubtful: lines to look at, each as (line, reason, text).
    """

    file: str
    status: str
    document: str = ""
    form: str = ""
    encoding: str = ""
    turns: int = 0
    interviewee: int = 0
    speakers: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    dropped: tuple[tuple[int, str, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    doubtful: tuple[tuple[int, str, str], ...] = ()

    def say(self, language: str) -> str:
        """What was read, in one line."""
        english = language == "en"
        form = FORMS.get(self.form, (self.form, self.form))[english]
        said = [form, self.encoding.upper()] if self.encoding else [form]
        if english:
            counts = f"{self.turns} turns, {self.interviewee} of the interviewee"
            return f"{', '.join(said)}; {counts}; {self.say_lines(language)}"
        counts = f"话轮 {self.turns}，其中受访者 {self.interviewee}"
        return f"{'，'.join(said)}；{counts}；{self.say_lines(language)}"

    def say_lines(self, language: str) -> str:
        """What became of the lines, each counted once; parts beside the text are dropped too."""
        beside = sum(not line for line, _, _ in self.dropped)
        counts = {**dict.fromkeys(("read", "joined", "dropped"), 0), **self.lines}
        counts["dropped"] += beside
        doubtful = len(self.doubtful)
        if language == "en":
            return (
                f"lines: {counts['read']} read, {counts['joined']} joined to the one before, "
                f"{counts['dropped']} dropped; {doubtful} to look at"
            )
        return (
            f"读入 {counts['read']} 行，并入上一行 {counts['joined']} 行，"
            f"略去 {counts['dropped']} 行；存疑 {doubtful} 行"
        )


def remembered(parsed: Parsed) -> dict[str, Any]:
    """What the study keeps of how a file was read, as JSON; `report_of` makes a report of it."""
    turns, lines = parsed.document.turns, parsed.lines
    return {
        "form": parsed.form,
        "encoding": parsed.encoding,
        "turns": len(turns),
        "interviewee": sum(turn.role is Role.INTERVIEWEE for turn in turns),
        "speakers": {turn.speaker: turn.role.value for turn in turns},
        "problems": [
            [p.code, p.line, p.column, p.error, {k: str(v) for k, v in p.values.items()}]
            for p in parsed.problems
        ],
        "dropped": [[part.line, part.reason, part.text] for part in parsed.dropped],
        "lines": {"read": lines.read, "joined": lines.joined, "dropped": lines.dropped},
        "doubtful": [[one.line, one.reason, one.text] for one in lines.doubts],
    }


def report_of(name: str, status: str, document: str, said: Mapping[str, Any]) -> FileReport:
    """The report of a file from what the study keeps of it."""
    problems = tuple(
        Problem(code, file=name, line=line, column=column, error=error, values=values)
        for code, line, column, error, values in said.get("problems", ())
    )
    return FileReport(
        name,
        status,
        document,
        said.get("form", ""),
        said.get("encoding", ""),
        said.get("turns", 0),
        said.get("interviewee", 0),
        said.get("speakers", {}),
        problems,
        tuple((line, reason, text) for line, reason, text in said.get("dropped", ())),
        said.get("lines", {}),
        tuple((line, reason, text) for line, reason, text in said.get("doubtful", ())),
    )
