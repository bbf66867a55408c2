"""What the room `codebook` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
