"""What a file was made from, inside the file: so that it can be made again and compared.

Where it stands, always as one line of JSON:

- .docx .xlsx: custom document properties `provenance.1`, `provenance.2`, … (255 characters each)
- .png: an iTXt chunk; .svg: `<metadata>`; .html: `<script type="application/json">`
- .md: an HTML comment; .tex: a `%` comment, both in the last line
- .csv .json: a file beside it, `NAME.provenance.json`: a comment would harm programs that read it

No time of day is written anywhere: the same study gives the same bytes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.write import ooxml, png
from coder.write.ooxml import PREFIX
from coder.write.whole import write_whole

BESIDE = (".csv", ".json", ".yaml", ".yml")
_SVG = re.compile(r'<metadata id="provenance">(.*?)</metadata>', re.DOTALL)
_HTML = re.compile(r'<script type="application/json" id="provenance">(.*?)</script>', re.DOTALL)
_LINE = re.compile(r"^(?:%|<!--) provenance (\{.*\})(?: -->)?$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """How a file is made again, and from what it was made.

    Attributes:
        verb, options: what was asked for, as `verbs.make` takes it.
        digests: of corpus, codebook, decisions, settings.
        moment: the last decision and run, and the codebook's version.
        program: its version.
    """

    verb: str
    options: Mapping[str, Any] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    moment: Mapping[str, Any] = field(default_factory=dict)
    program: str = ""

    def text(self) -> str:
        """One line of JSON that no comment, element or property can be broken by."""
        said = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def write_stamped(path: Path, write: Callable[[Path], None], stamp: Provenance | None) -> None:
    """As `write_whole`, with *stamp* in the file, or beside it where the form has no room.

    Raises:
        CoderError: as `write_whole`.
    """

    def both(temporary: Path) -> None:
        write(temporary)
        embed = EMBED.get(path.suffix.lower())
        if stamp and embed:
            embed(temporary, stamp.text())

    write_whole(path, both)
    if stamp and path.suffix.lower() in BESIDE:
        said = stamp.text() + "\n"
        write_whole(beside(path), lambda temporary: _put(temporary, said))


def beside(path: Path) -> Path:
    """The file that holds the provenance of a file without room for it."""
    return path.with_name(f"{path.name}.{PREFIX}.json")


def read_provenance(path: Path) -> Provenance:
    """What *path* says it was made from.

    Raises:
        CoderError: no_such_file, no_provenance.
    """
    if not path.is_file():
        raise CoderError("no_such_file", file=path)
    suffix = path.suffix.lower()
    try:
        if suffix in BESIDE:
            said = beside(path).read_text(encoding="utf-8")
        elif suffix in (".docx", ".xlsx"):
            said = "".join(ooxml.properties(path, PREFIX))
        elif suffix == ".png":
            said = png.text(path.read_bytes(), PREFIX)
        else:
            said = _found(path.read_text(encoding="utf-8"))
        return Provenance(**json.loads(said))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CoderError("no_provenance", file=path.name) from error


def _found(text: str) -> str:
    for pattern in (_SVG, _HTML):
        if found := pattern.search(text):
            return html.unescape(found[1])
    *_, last = _LINE.findall(text) or [""]
    return str(last)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _comment(begin: str, end: str) -> Callable[[Path, str], None]:
    def embed(path: Path, said: str) -> None:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{begin}{PREFIX} {said}{end}\n")

    return embed


def _in_svg(path: Path, said: str) -> None:
    text = path.read_text(encoding="utf-8")
    begin = text.index(">", text.index("<svg")) + 1
    element = f'<metadata id="{PREFIX}">{html.escape(said, quote=False)}</metadata>'
    _put(path, text[:begin] + element + text[begin:])


def _in_html(path: Path, said: str) -> None:
    text = path.read_text(encoding="utf-8")
    begin = text.index("</head>")
    element = f'<script type="application/json" id="{PREFIX}">{said}</script>\n'
    _put(path, text[:begin] + element + text[begin:])


def _in_office(path: Path, said: str) -> None:
    ooxml.put_properties(path, PREFIX, said)


def _in_png(path: Path, said: str) -> None:
    path.write_bytes(png.with_text(path.read_bytes(), PREFIX, said))


EMBED: dict[str, Callable[[Path, str], None]] = {
    ".docx": _in_office,
    ".xlsx": _in_office,
    ".png": _in_png,
    ".svg": _in_svg,
    ".html": _in_html,
    ".md": _comment("<!-- ", " -->"),
    ".tex": _comment("% ", ""),
}
