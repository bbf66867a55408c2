"""The uncertainty of a share of interviews."""

from __future__ import annotations

import math

Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share of independent interviews; nan where there are none.

    Wilson (1927), Journal of the American Statistical Association 22, 209-212: usable with few
    interviews and with shares of 0 and 1, where the textbook interval is not.
    """
    if not whole:
        return math.nan, math.nan
    share, z2 = part / whole, Z * Z
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
