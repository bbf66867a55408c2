"""Interview Coder: from interview transcripts to reviewed theme tables.

For notebooks: `coder.store.study.open_study`, and the verbs in `coder.verbs`, one module each.
"""

__version__ = "0.1.0"
