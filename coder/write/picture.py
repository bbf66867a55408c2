"""A figure as a file: PNG and SVG for a page, HTML for a browser."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.write.provenance import Provenance, write_stamped
from coder.write.whole import writer_for

PPI = 300
VERSION = "6.1"  # of Vega-Lite, as Altair writes it
_CHINESE = re.compile("[\u3400-\u9fff]")


def write_figure(chart: Any, path: Path, *, stamp: Provenance | None = None) -> None:
    """Write *chart* to *path*, the form by its suffix: .png (300 ppi), .svg, .html (self-contained).

    Raises:
        CoderError: unknown_format, no_chinese_font, and those of `write_stamped`.
    """
    make = writer_for(path, MAKERS)
    content = make(chart)
    write_stamped(path, lambda temporary: _put(temporary, content), stamp)


def png(chart: Any) -> bytes:
    """The chart at 300 dots to the inch.

    Raises:
        CoderError: no_chinese_font where Chinese words would be drawn as boxes.
    """
    import vl_convert

    spec = chart.to_json()
    if _CHINESE.search(spec.encode().decode("unicode_escape", "ignore")) and not chinese_font():
        raise CoderError("no_chinese_font")
    made: bytes = vl_convert.vegalite_to_png(spec, vl_version=VERSION, ppi=PPI)
    return made


def svg(chart: Any) -> bytes:
    """The chart as an SVG whose fonts are named by list: each program takes the first it has."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json(), vl_version=VERSION)).encode()


def page(chart: Any) -> bytes:
    """The chart as a page that needs no network."""
    import vl_convert

    return str(
        vl_convert.vegalite_to_html(chart.to_json(), vl_version=VERSION, bundle=True)
    ).encode()


@lru_cache(maxsize=1)
def chinese_font() -> bool:
    """Whether this machine can draw Chinese: without a font two characters are the same box."""
    return _drawn("永") not in (_drawn("国"), _drawn(" "))


def _drawn(letter: str) -> bytes:
    import vl_convert

    from coder.write.figures import FONTS

    enter = {"x": 4, "y": 24, "fontSize": 20, "text": letter, "font": FONTS}
    mark = {"type": "text", "encode": {"enter": {k: {"value": v} for k, v in enter.items()}}}
    made: bytes = vl_convert.vega_to_png({"width": 30, "height": 30, "marks": [mark]})
    return made


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


MAKERS = {".png": png, ".svg": svg, ".html": page}
