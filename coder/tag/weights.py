"""Weights that all codes share, by manner and by what a code has to offer; see `combine`.

`weights.json` is written by `benchmarks/fit_tagger.py`.
"""

import json
from importlib.resources import files

WEIGHTS: dict[str, dict[str, float]] = json.loads(
    files("coder.tag").joinpath("weights.json").read_text("utf-8")
)
