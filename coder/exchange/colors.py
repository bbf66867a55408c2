"""Colours as programs write them → `#RRGGBB`."""

from __future__ import annotations

import re

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(
    r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/][^)]*)?\)", re.IGNORECASE
)


def color_of(said: str) -> str:
    """`#RRGGBB` for `#RGB`, `#RRGGBB`, `#RRGGBBAA`, `rgb(…)` and `rgba(…)`, "" for what is none."""
    said = said.strip()
    if found := _HEX.fullmatch(said):
        digits = found[1]
        digits = "".join(2 * digit for digit in digits) if len(digits) == len("rgb") else digits
        return f"#{digits[:6].upper()}"
    if found := _FUNCTION.fullmatch(said):
        parts = [int(part) for part in found.groups()]
        if max(parts) <= 255:
            return "#" + "".join(f"{part:02X}" for part in parts)
    return ""
