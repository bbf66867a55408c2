"""What the theme in `.streamlit/config.toml` cannot say: spacing, and the language of the page."""

from __future__ import annotations

import streamlit as st

from coder.ui.words import t

CSS = """
<style>
.block-container { padding: 4.2rem 2.2rem 1rem; }
.st-key-header { margin-bottom: .2rem; }
.st-key-header h3 { padding: 0; white-space: nowrap; }
[data-testid="stMetricValue"] { font-size: 1.6rem; }
[data-testid="stAppDeployButton"] { display: none; }
.st-key-code_list [data-testid="stVerticalBlock"] { gap: 0; }
.st-key-code_list { gap: 0; }
.st-key-code_list button { justify-content: flex-start; min-height: 0; padding: .22rem .6rem; text-align: left; }
.st-key-code_list button > div { justify-content: flex-start; width: 100%; }
.st-key-code_list button p { font-size: .93rem; }
.st-key-code_list button p::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .5em; border-radius: 50%; }
[data-testid="stLayoutWrapper"]:has(> .st-key-code_bar_form) { position: sticky; top: 3.75rem; z-index: 9; padding: .35rem 0; backdrop-filter: blur(9px); }
[role="tab"][aria-selected="true"] p,
[data-testid="stBaseButton-segmented_controlActive"] p,
[data-testid="stBaseButton-pillsActive"] p { color: light-dark(#1a5f5b, #7fc7c0); }
.quote { margin: 0; line-height: 1.65; }
.quote span { color: light-dark(#5f6b7a, #a5afbb); }
.quote b { font-weight: 600; }
.quote mark { background: light-dark(#ffe9a8, #6b5a12); color: inherit; padding: 0 .1em; border-radius: .2em; }
.voice { margin: 0; } .voice span { font-size: .85rem; color: light-dark(#5f6b7a, #a5afbb); }
.said { margin: 0 0 .55rem; line-height: 1.5; } .said i { font-style: normal; font-size: .85rem; color: light-dark(#5f6b7a, #a5afbb); }
.said .interviewer { color: light-dark(#5f6b7a, #a5afbb); } .said .interviewee { color: light-dark(#1a5f5b, #7fc7c0); }
.source { margin: .15rem 0 0; font-size: .85rem; color: light-dark(#5f6b7a, #a5afbb); }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "{browse}"; font-size: 1rem; }
</style>
"""


def dress() -> None:
    """Write the style into the page."""
    st.html(CSS.replace("{browse}", t("corpus.browse")))
