"""What holds for every test: language, order, and how hard Hypothesis looks."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A test says itself which language and which study it wants.
for _name in ("CODER_LANG", "CODER_STUDY"):
    os.environ.pop(_name, None)

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("fast", max_examples=50, derandomize=True, **_CALM)
settings.register_profile("ci", max_examples=200, derandomize=True, **_CALM)
settings.register_profile("search", max_examples=2000, **_CALM)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "fast")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then slow ones, then the browser: a fault shows as early as it can."""
    items.sort(key=_slowness)


def _slowness(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 2
    return 1 if item.get_closest_marker("slow") else 0
