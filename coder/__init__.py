"""Interview Coder: from interview transcripts to reviewed theme tables."""

__version__ = "0.1.0"
