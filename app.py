"""The browser app: `python -m coder app`, or `streamlit run app.py`."""

import streamlit as st

from coder.ui import server

server.refuse_other_addresses()
server.read_ahead()

app = st.App(
    server.SCRIPT,
    routes=server.ROUTES,
    middleware=server.MIDDLEWARE,
    on_script_error=server.say_error,
)
