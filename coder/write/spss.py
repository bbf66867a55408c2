"""SPSS: names that its variables may have, and the syntax that reads a CSV file and labels it.

Names follow the command syntax reference of IBM SPSS Statistics, "Variable names": 64 bytes, a
letter first, no blank, no reserved word. Only ASCII is used, so that R and every older SPSS reads
the same names; the Chinese stands in the labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_]{0,62}[A-Za-z0-9])?")
RESERVED = frozenset("ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH".split())
LABEL_BYTES, WIDEST = 255, 32_767  # of a label; of a text


@dataclass(frozen=True, slots=True)
class Variable:
    """A column.

    Attributes:
        width: bytes of the longest text; 0 for a whole number.
        binary: 0 is no, 1 is yes.
    """

    name: str
    label: str
    width: int = 0
    binary: bool = False


def names_for(wanted: Sequence[str], prefix: str, taken: Sequence[str] = ()) -> list[str]:
    """A valid name for each of *wanted*: itself where it can be, else *prefix* and its number."""
    used = {name.upper() for name in taken} | RESERVED
    names = []
    for number, name in enumerate(wanted, start=1):
        if not _NAME.fullmatch(name) or name.upper() in used:
            name = f"{prefix}_{number}"  # noqa: PLW2901 — from here on it is called so
        while name.upper() in used:
            name += "_"  # noqa: PLW2901
        used.add(name.upper())
        names.append(name)
    return names


def write_syntax(
    path: Path, data: str, variables: Sequence[Variable], words: Mapping[str, str]
) -> None:
    """Write the syntax that reads the file *data*, which lies beside it.

    Args:
        words: what stands for `no` and `yes`, and `how`: what to do, for the first line.

    Raises:
        OSError: what the disk said.
    """
    formats = [f"{one.name} {f'A{one.width}' if one.width else 'F8.0'}" for one in variables]
    binary = [one.name for one in variables if one.binary]
    # The first variable stands behind the sign, and each label is a command of its own: PSPP reads
    # what SPSS reads only in this form.
    lines = [
        "* Encoding: UTF-8.",
        f"* {words['how']}".rstrip(".") + ".",
        "GET DATA",
        "  /TYPE=TXT",
        f"  /FILE={_quoted(data)}",
        "  /ENCODING='UTF8'",
        "  /ARRANGEMENT=DELIMITED",
        '  /DELIMITERS=","',
        "  /QUALIFIER='\"'",
        "  /FIRSTCASE=2",
        "  /VARIABLES=" + "\r\n  ".join(formats) + ".",
        *(f"VARIABLE LABELS {one.name} {_quoted(one.label)}." for one in variables),
    ]
    if binary:
        labels = f"0 {_quoted(words['no'])} 1 {_quoted(words['yes'])}"
        lines += [f"VALUE LABELS {name} {labels}." for name in binary]
        lines += [f"VARIABLE LEVEL {name} (NOMINAL)." for name in binary]
    path.write_bytes("\r\n".join([*lines, "EXECUTE.", ""]).encode("utf-8-sig"))


def _quoted(text: str) -> str:
    """*text* as SPSS writes it, cut where a label ends."""
    flat = " ".join(text.split())
    while len(flat.encode()) > LABEL_BYTES:
        flat = flat[:-1]
    return "'" + flat.replace("'", "''") + "'"
