"""What the theme in `.streamlit/config.toml` cannot say: spacing, and the language of the page."""

from __future__ import annotations

import streamlit as st

CSS = """
<style>
.block-container { padding: 3.6rem 2.2rem 1rem; }
.st-key-header { margin-bottom: .2rem; }
.st-key-header h3 { padding: 0; white-space: nowrap; }
[data-testid="stMetricValue"] { font-size: 1.6rem; }
[data-testid="stAppDeployButton"] { display: none; }
</style>
"""


def dress() -> None:
    """Write the style into the page."""
    st.html(CSS)
