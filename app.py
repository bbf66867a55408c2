"""The browser app: `python -m coder app`, or `streamlit run app.py`."""

from coder.ui.server import build

app = build()
