"""What the room `tag` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
