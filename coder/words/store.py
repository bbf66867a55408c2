"""What the room `store` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
