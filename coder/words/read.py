"""What the room `read` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
